"""Lines that may be rows of a table, where neither lines nor gaps show it for sure: what stands there is to be looked at."""

from collections.abc import Iterable, Sequence

from readings.importers.pdf.lines import Line
from readings.importers.pdf.narrow import (
    FEWEST_CLOSE_ROWS,
    FEWEST_ROWS,
    FURTHEST,
    MARKER,
    SAME_PLACE,
    Rows,
    gaps_of,
    rows_in,
)

_SHORT = 0.6  # of the width of a column: verse and rows are shorter than that


def doubtful_rows(lines: Sequence[Line], width: float) -> set[int]:
    """Return the lines that may be rows of a table; where they are part of none, it is not sure.

    So are short lines in each of which a word begins at one place, behind other words.
    """
    short = [line.x1 - line.x0 < _SHORT * width for line in lines]
    found = {
        at
        for rows in rows_in(lines)
        for at in rows.rows
        if len(rows.rows) >= FEWEST_ROWS
        or (len(rows.rows) > 1 and all(short[at] for at in rows.rows) and _begin_alike(rows, lines))
    }
    start = 0
    while start < len(lines):
        end, places = start, dict[float, str]()
        while end < len(lines) and short[end]:
            begun = _begun(lines[end])
            kept = places if end > start else begun
            shared = {x: said for x, said in kept.items() if _goes_on_at(x, begun, lines[end])}
            if end > start and (not shared or not _are_neighbours(lines[end - 1], lines[end])):
                break
            places, end = shared, end + 1
        rows = lines[start:end]
        if len(rows) >= FEWEST_CLOSE_ROWS and any(_says_else(x, rows) for x in places):
            found.update(range(start, end))
        start = max(end, start + 1)
    return found


def _begin_alike(found: Rows, lines: Sequence[Line]) -> bool:
    """Tell whether the words behind the strips begin at one place in all rows."""
    size = SAME_PLACE * lines[found.start].size
    return all(
        any(abs(x - edge) <= size for x in (gap.end for gap in gaps_of(lines[at])))
        for at in found.rows
        for edge in found.edges
    )


def _begun(line: Line) -> dict[float, str]:
    """Return where the words of a line begin but for the first one, with what stands before each."""
    made = dict[float, str]()
    for gap in gaps_of(line):
        run = line.runs[gap.at]
        before = "".join(one.text for one in line.runs[: gap.at]) + " ".join(run.text.split()[: gap.word])
        made[gap.end] = " ".join(before.split())
    return {} if any(MARKER.fullmatch(said) for said in made.values()) else made


def _goes_on_at(x: float, begun: Iterable[float], line: Line) -> bool:
    return any(abs(x - other) <= 0.5 * SAME_PLACE * line.size for other in begun)


def _are_neighbours(line: Line, after: Line) -> bool:
    return abs(line.x0 - after.x0) <= SAME_PLACE * line.size and 0 < line.y - after.y < FURTHEST * line.size


def _says_else(x: float, rows: Sequence[Line]) -> bool:
    """Tell whether the lines do not all begin with the same words before a place."""
    said = {
        before
        for line in rows
        for other, before in _begun(line).items()
        if abs(x - other) <= 0.5 * SAME_PLACE * line.size
    }
    return 2 * len(said) > len(rows)
