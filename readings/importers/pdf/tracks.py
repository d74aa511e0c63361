"""Tables without drawn cells, told by tracks: strips that run down the page between the words of several lines.

The stretches of words of all lines of a table are laid over one another; what they leave free parts its columns, as in
pdf2table (Yildiz, Kaiser, Miksch 2005) and in Tabula (Nurminen 2013). A line need not have words in each column, and a
strip may be as narrow as a space, where the file itself begins anew behind it (`telling`). The words of each column
have one edge or one middle in common, which words of prose have not. What the rows are is told in `track_rows`. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from readings.importers.pdf.heads import Storeys, is_over, storeys_of, with_head
from readings.importers.pdf.lines import Line, Run
from readings.importers.pdf.lookalikes import are_something_else, is_item
from readings.importers.pdf.narrow import FEWEST_CLOSE_ROWS, NEAREST
from readings.importers.pdf.storeys import Head, head_over
from readings.importers.pdf.tables import are_known_by_gaps, rows_of_table, tables_in
from readings.importers.pdf.track_edges import crossed, widest, without_edges
from readings.importers.pdf.track_rows import (
    Column,
    Row,
    Rows,
    columns_of,
    is_head,
    merged,
    rows_of,
    stretch_of,
    whole,
)

_GAP = 0.15  # of the size: so much is left between two cells at least
_OTHER_FACE = 0.45  # of the same: and between two faces, of which each may be a part of one sentence
_WIDE = 0.75  # of the same: three times a common space
_CELL = 1.2  # of the same: so wide a gap parts cells of itself
_FURTHEST = 2.6  # of the same: how far apart the lines of a table stand
_FAR = 4.6  # of the same: and rows that stand equally far apart
_EDGE = 0.12  # of the same: how far words may stand from the edge that their column has
_JITTER = 1.6  # points: how unequally far apart rows stand, that are set on whole dots of a screen
_MOST_LINES = 200
_SEEN = 8  # lines, to tell how far apart rows stand
_TRIED = 3  # lines that a table may begin with, of those that it does not
_ALIGNED = 0.8  # of the cells of a column
_FEWEST_FULL = 0.6  # of the rows have words in two columns


def with_tracked_tables(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a column of a page with one line in the place of each table."""
    parts = [parts_of(line) for line in lines]
    right = max((line.x1 for line in lines), default=0.0)
    made: list[Line] = []
    at = done = failed = 0
    known: list[tuple[int, int]] | None = None
    doubted = set[int]()
    while at < len(lines):
        start, end = _around(lines, parts, at, done) if len(parts[at]) > 1 else (at, at)
        head = head_over(lines, parts, done, start, end) if end - start > 1 else None
        table = _table(lines, parts, start, end, right, head) if end - start > 1 else None
        start = head.top if head and table else start
        if end - start > 1:
            known = tables_in(lines) if known is None else known
        met = [one for one in known or () if one[0] < end and start < one[1]]
        if table and _holds(lines, start, end, met, table.unclear):
            made += [*lines[done:start], replace(table, unclear=table.unclear or bool(head and head.unclear))]
            done, at, failed = end, end, 0
            made[-2:] = with_head(made[-2] if len(made) > 1 else None, made[-1])
        else:
            doubted |= {begin for begin, behind in met if _differs(lines[begin:behind], table)}
            failed = failed + 1 if end - start > _TRIED else 0
            at = max(end, at + 1) if failed >= _TRIED else at + 1
    unclear = {id(lines[at]) for at in doubted}
    return [replace(line, unclear=True) if id(line) in unclear else line for line in [*made, *lines[done:]]]


def _holds(
    lines: Sequence[Line], start: int, end: int, met: Sequence[tuple[int, int]], unclear: bool
) -> bool:
    """Tell whether lines hold all of each table that gaps alone show among them; what is unclear replaces none.

    What such a table has above them may be a head over several columns.
    """
    return not (unclear and met) and all(
        behind <= end and all(is_over(line, lines[start]) for line in lines[begin:start])
        for begin, behind in met
    )


def _differs(lines: Sequence[Line], table: Line | None) -> bool:
    """Tell whether a table that gaps alone show has other rows than another one that is not put in its place."""
    return (
        table is not None and are_known_by_gaps(lines) and _said(rows_of_table(lines)) != _said(table.table)
    )


def _said(rows: Sequence[Sequence[Sequence[Line]]]) -> list[list[str]]:
    return [[" ".join(line.text for line in cell) for cell in row] for row in rows]


def parts_of(line: Line) -> list[Line]:
    """Return the stretches of words of a line which may be cells of their own."""
    if line.fixed or line.table or line.has_leader:
        return []
    made: list[list[Run]] = []
    for run in (part for whole_run in line.runs for part in _cut(whole_run)):
        before = made[-1][-1] if made else None
        gap = run.x0 - before.x1 if before else 0.0
        same = before is None or (run.bold, run.italic, run.href) == (before.bold, before.italic, before.href)
        if made and (run.raised or gap <= (_GAP if same else _OTHER_FACE) * line.size):
            made[-1].append(run)
        else:
            made.append([run])
    parts = [Line(tuple(runs), line.y, line.page) for runs in made]
    return [] if is_item(parts) else parts


def _cut(run: Run) -> list[Run]:
    """Cut a run where the file begins anew within it."""
    said = run.text.split()
    if not run.breaks or len(said) != len(run.starts):
        return [run]
    cuts = [(0, run.x0), *((word, run.starts[word]) for word, _end in run.breaks)]
    ends = [*(end for _word, end in run.breaks), run.x1]
    return [
        run._replace(
            text=(" " if word or run.text.startswith(" ") else "") + " ".join(said[word:behind]),
            x0=x0,
            x1=x1,
            starts=run.starts[word:behind],
            breaks=(),
        )
        for (word, x0), x1, behind in zip(
            cuts, ends, [*(word for word, _x in cuts[1:]), len(said)], strict=True
        )
    ]


def _around(lines: Sequence[Line], parts: Sequence[Sequence[Line]], seed: int, first: int) -> tuple[int, int]:
    """Return where the lines begin and end around one that leave the strips free that are free in it."""
    columns = [(part.x0, part.x1) for part in parts[seed]]
    start, end = seed, seed + 1
    far = max(_FURTHEST * lines[seed].size, _distance_of_rows(lines, seed))
    while end < min(len(lines), seed + _MOST_LINES) and (
        wider := _with(columns, parts, lines, end, end - 1, far)
    ):
        end, columns = end + 1, wider
    while start > first and (wider := _with(columns, parts, lines, start - 1, start, far)):
        start, columns = start - 1, wider
    return without_edges(lines, parts, columns, start, end)


def _distance_of_rows(lines: Sequence[Line], seed: int) -> float:
    """Return how far apart rows stand that stand equally far apart, or less."""
    near = lines[seed : seed + _SEEN]
    apart = [one.y - two.y for one, two in pairwise(near)]
    apart = [by for by in apart if by <= _FAR * lines[seed].size]
    alike = [by for by in apart if sum(abs(by - other) <= _JITTER for other in apart) > 1]
    return max(alike, default=0.0) + _JITTER / 2


def _with(
    columns: Sequence[Column],
    parts: Sequence[Sequence[Line]],
    lines: Sequence[Line],
    at: int,
    beside: int,
    far: float,
) -> list[Column]:
    """Return the columns with those of a further line, none when it reaches over a strip or stands too far away."""
    line, near = lines[at], lines[beside]
    if not parts[at] or abs(line.y - near.y) > far or abs(line.size - near.size) > 0.1 * near.size:
        return []
    over = [crossed(part, columns) for part in parts[at]]
    # Two cells in what was one column so far: it was one over several.
    twice = any(
        one and one == two and after.x0 - before.x1 > _OTHER_FACE * line.size
        for (one, before), (two, after) in pairwise(zip(over, parts[at], strict=True))
    )
    return (
        []
        if twice
        or any(
            len(found) > 1 and not _goes_over_spaces(part, [columns[at] for at in found], found[0])
            for found, part in zip(over, parts[at], strict=True)
        )
        else merged([*columns, *map(stretch_of, parts[at])])
    )


def _goes_over_spaces(part: Line, columns: Sequence[Column], first: int) -> bool:
    """Tell a cell behind the first column over strips that are none: the file began anew behind a space above it."""
    strips = [two[0] - one[1] for one, two in pairwise(columns)]
    at_edge = abs(part.x0 - columns[0][0]) <= _EDGE * part.size
    return first > 0 and at_edge and max(strips) <= _OTHER_FACE * part.size


def _table(
    lines: Sequence[Line],
    parts: Sequence[Sequence[Line]],
    start: int,
    end: int,
    right: float,
    head: Head | None = None,
) -> Line | None:
    """Return a table as one line, None when its lines may be something else."""
    if head:
        start = head.top
    near = [list(map(stretch_of, line)) for line in parts[start:end]]
    columns = head.columns if head else columns_of(near, lines[start].size)
    if len(columns) < 2:
        return None
    storeys = Storeys(head.rows, head.behind - start) if head else storeys_of(parts[start:end], columns)
    rows = rows_of(parts[start + storeys.lines : end], columns)
    rows.rows[:0] = storeys.rows[1:]
    beside = [*lines[max(start - 1, 0) : start], *lines[end : end + 1]]
    body = rows.rows[1:] if is_head(rows.rows) else rows.rows
    if not _are_cells(rows.rows, body, parts[start:end]):
        return None
    if not all(_aligned([row[at] for row in body]) for at in range(len(columns))):
        return None
    if are_something_else(rows.rows, body, lines[start:end], beside, right):
        return None
    return whole(Rows([*storeys.rows[:1], *rows.rows], rows.unclear), lines[start].y)


def _are_cells(rows: Sequence[Row], body: Sequence[Row], parts: Sequence[Sequence[Line]]) -> bool:
    """Tell whether enough rows have words in several columns, parted by more than a sentence has."""
    full = [row for row in rows if sum(map(bool, row)) > 1]
    fewest = 2 if len(rows[0]) > 2 and is_head(rows) else 3
    if _are_close(parts) and not is_head(rows) and len(rows[0]) == 2:
        fewest = FEWEST_CLOSE_ROWS
    if len(full) < fewest or len(full) < _FEWEST_FULL * len(rows) or not body:
        return False
    if is_head(rows) and not all(rows[0][1:]):
        return False
    # The strips between narrow columns are told by the file; where it does not, some gap is none of a sentence.
    return max(map(widest, parts)) > _WIDE * parts[0][0].size or _are_told(full)


def _are_close(parts: Sequence[Sequence[Line]]) -> bool:
    """Tell rows as near as lines of prose, with gaps that alone part no cells."""
    ys = [near[0].y for near in parts]
    size = parts[0][0].size
    near_lines = any(one - two < NEAREST * size for one, two in pairwise(ys))
    return near_lines and max(map(widest, parts)) <= _CELL * size


def _are_told(rows: Sequence[Row]) -> bool:
    """Tell cells in a narrow table, of which all begin at the edge of their column, from words by chance.

    Of one length are the words before the strip only by chance, but the spaces between two letters often are.
    """
    size = rows[0][0][0].size if rows[0][0] else 0.0
    edges = [[row[at][0].x0 for row in rows if row[at]] for at in range(1, len(rows[0]))]
    gaps = [row[1][0].x0 - row[0][0].x1 for row in rows if row[0] and row[1]]
    alike = all(len(xs) > 1 and max(xs) - min(xs) < 0.5 * _EDGE * size for xs in edges)
    return alike and len(gaps) > 1 and max(gaps) - min(gaps) > 0.2 * _EDGE * size


def _aligned(cells: Sequence[Sequence[Line]]) -> bool:
    """Tell whether the cells of a column begin, end or have their middle at one place."""
    lines = [line for cell in cells for line in cell]
    if not lines:
        return False
    allowed = _EDGE * lines[0].size
    places = (
        [line.x0 for line in lines],
        [line.x1 for line in lines],
        [(line.x0 + line.x1) / 2 for line in lines],
    )
    return any(sum(abs(x - median(xs)) <= allowed for x in xs) >= _ALIGNED * len(xs) for xs in places)
