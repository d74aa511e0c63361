"""Columns that stand closer together than a gap usually parts cells: a strip runs down between them that no word enters.

In one line such a gap may be a wide space, and words of prose stand under one another by chance. In several lines, most
of them with a gap that no sentence has, and none with another one like it, it parts columns; in two it is doubted
(`doubtful`). What is parted here is judged like any other row (`tables`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from readings.importers.markers import marker_of
from readings.importers.pdf.lines import Line, Run

_WIDE = 0.75  # of the size: three times a common space
_NOT_ONE_SPACE = 0.55  # of the same: wider than a space in a line that is set ragged
_SPACE = 0.2  # of the same: so much is left before a word at least
_STRIP = 0.1  # of the same: so wide is a strip at least
SAME_PLACE = 0.12  # of the same
_SAME_PITCH = 0.15  # of the same: how unequally far apart rows stand
FEWEST_ROWS, FEWEST_CLOSE_ROWS = 3, 4
_EDGE = 1.5  # points: how unequally lines end that are pulled apart to end alike
_FEWEST_WIDE = 0.2  # of the rows, but of few rows most
NEAREST, FURTHEST = 1.35, 2.6  # of the size: how far apart rows stand that have room around their cells
_OF_NEXT_ROW = 1.25  # of the same: a line further below goes on with no cell
MARKER = re.compile(r"\W{1,3}|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]?|\d{1,3}(?:\.\d{1,3}){1,3}[.)]")


class Gap(NamedTuple):
    """What is between two words of a line: before which run, and before which of the words of that one."""

    start: float
    end: float
    at: int
    word: int = 0


@dataclass(slots=True)
class Rows:
    """Lines `start` to `end`, those of them that are rows, and the strips between their columns.

    `edges` is where the columns behind the strips begin in the line that they were seen in first, `wide` in how many
    rows the gaps are wide, `hung` how many lines stand under cells in rows of their own.
    """

    start: int
    end: int
    rows: list[int]
    strips: list[tuple[float, float]]
    edges: list[float]
    wide: int = 1
    hung: int = 0

    @property
    def are_likely(self) -> bool:
        count = len(self.rows)
        return self.wide >= (max(_FEWEST_WIDE * count, 1) if count >= FEWEST_CLOSE_ROWS else count - 1)


def with_narrow_cells(lines: Sequence[Line]) -> list[Line]:
    """Part the words of neighbouring lines into cells where a strip runs down between them."""
    made = list(lines)
    for found in rows_in(lines):
        rows = [lines[at] for at in found.rows]
        close = any(one.y - two.y < NEAREST * one.size for one, two in pairwise(rows))
        enough = len(rows) >= (FEWEST_CLOSE_ROWS if close else FEWEST_ROWS)
        parted = [_parted(line, found.strips) for line in rows]
        if (enough or found.hung) and any(not line.cells for line in rows) and not _fill_column(parted):
            for at, line in zip(found.rows, parted, strict=True):
                made[at] = line
    return made


def rows_in(lines: Sequence[Line]) -> Iterator[Rows]:
    """Yield two and more lines between whose words the same strips run down."""
    wide = {at: gaps for at, line in enumerate(lines) if (gaps := _wide_gaps(line))}
    taken = set[int]()
    for seed in sorted(wide, key=lambda at: (-len(wide[at]), at)):
        if seed in taken:
            continue
        strips = [(gap.start, gap.end) for gap in wide[seed]]
        found = Rows(seed, seed + 1, [seed], strips, [end for _start, end in strips])
        for step in (1, -1):
            _extend(found, lines, step, taken)
        _without_prose(found, lines)
        if (len(found.rows) > 1 and found.are_likely) or found.hung:
            taken.update(range(found.start, found.end))
            yield found


def _extend(found: Rows, lines: Sequence[Line], step: int, taken: set[int]) -> None:
    """Add the lines below or above that are rows as well, over lines that go on with a cell."""
    at, last = found.rows[0] + step, found.rows[0]
    while 0 <= at < len(lines) and at not in taken:
        line, beside = lines[at], lines[at - step]
        apart = abs(beside.y - line.y)
        if (
            not 0.9 * line.size < apart < FURTHEST * line.size
            or abs(line.size - beside.size) > 0.1 * line.size
        ):
            break
        if strips := _narrowed(line, found, _is_steady(found, lines, at)):
            found.strips, found.wide = strips, found.wide + bool(_wide_gaps(line))
            found.rows, last = sorted([*found.rows, at]), at
        elif _hangs(line, found):
            found.hung += apart >= _OF_NEXT_ROW * line.size
        else:
            break
        at += step
    found.start, found.end = min(found.start, last), max(found.end, last + 1)


def _without_prose(found: Rows, lines: Sequence[Line]) -> None:
    """Take away a first or last row without a wide gap that a line beyond it, which is none, goes on with."""
    for edge, step in ((0, -1), (-1, 1)):
        at = found.rows[edge]
        beyond = at + step
        if len(found.rows) < 2 or _wide_gaps(lines[at]) or not 0 <= beyond < len(lines):
            continue
        near, inner = (
            abs(lines[beyond].y - lines[at].y),
            abs(lines[found.rows[-2 if edge else 1]].y - lines[at].y),
        )
        if near < inner + _SAME_PITCH * lines[at].size and not lines[beyond].cells:
            del found.rows[edge]


def _is_steady(found: Rows, lines: Sequence[Line], at: int) -> bool:
    """Tell whether a line is as far from the next row as that from the one behind it."""
    if len(found.rows) < 2:
        return True
    two = found.rows[-2:] if at > found.rows[-1] else found.rows[1::-1]
    beyond, near = lines[two[0]], lines[two[1]]
    pitch, apart = abs(beyond.y - near.y), abs(near.y - lines[at].y)
    return abs(pitch - apart) <= _SAME_PITCH * near.size


def _narrowed(line: Line, found: Rows, steady: bool) -> list[tuple[float, float]]:
    """Return the strips that go on through a line, as narrow as they are then; none where one ends, or one is new.

    A common space is only part of a strip where the word behind it begins the column.
    """
    wide = [gap for gap in gaps_of(line) if gap.end - gap.start > _NOT_ONE_SPACE * line.size]
    made: list[tuple[float, float]] = []
    for (start, end), edge in zip(found.strips, found.edges, strict=True):
        spaces = (
            gap
            for gap in (gaps_of(line) if steady else ())
            if gap not in wide and abs(gap.end - edge) <= SAME_PLACE * line.size
        )
        shared = [
            (max(start, gap.start), min(end, gap.end))
            for gap in (*wide, *spaces)
            if min(end, gap.end) - max(start, gap.start) >= _STRIP * line.size
        ]
        if len(shared) != 1:
            return []
        made += shared
    strange = any(not any(_shared(gap, strip) > 0 for strip in found.strips) for gap in wide)
    return [] if strange else made


def _shared(gap: Gap, strip: tuple[float, float]) -> float:
    return min(strip[1], gap.end) - max(strip[0], gap.start)


def _hangs(line: Line, found: Rows) -> bool:
    """Tell whether a line goes on under the words of one column, and does not reach into the next one."""
    starts = [start for start, _end in found.strips]
    for edge, behind in zip(found.edges, [*starts[1:], line.x1 + 1], strict=True):
        if abs(line.x0 - edge) <= SAME_PLACE * line.size:
            return line.x1 < behind
    return False


def _fill_column(rows: Sequence[Line]) -> bool:
    """Tell words that were only pulled apart, so that all lines end at one edge; figures are set flush right."""
    last = [line.runs[line.cells[-1][0] :] for line in rows if line.cells]
    ends, starts = [cell[-1].x1 for cell in last], [cell[0].x0 for cell in last]
    figures = sum(any(map(str.isdigit, run.text)) for cell in last for run in cell[-1:])
    if len(last) < 2:
        return False
    return max(ends) - min(ends) <= _EDGE < max(starts) - min(starts) and 2 * figures < len(rows)


def _wide_gaps(line: Line) -> list[Gap]:
    """Return the gaps of a line that no sentence has; none for an item of a list, for code and for contents."""
    if len(line.runs) < 2 or line.fixed or line.table or line.has_leader:
        return []
    made = [
        Gap(one.x1, two.x0, at)
        for at, (one, two) in enumerate(pairwise(line.runs), 1)
        if two.x0 - one.x1 > _WIDE * line.size and not two.raised
    ]
    first = "".join(run.text for run in line.runs[: made[0].at]).strip() if made else ""
    marker = marker_of(line.text)
    return [] if MARKER.fullmatch(first) or (marker and marker.sure) else made


def gaps_of(line: Line) -> list[Gap]:
    """Return all gaps between the words of a line, as far as it is known where these begin."""
    marker = marker_of(line.text)
    if line.fixed or line.table or line.has_leader or (marker and marker.sure):
        return []
    made: list[Gap] = []
    for at, run in enumerate(line.runs):
        if at and not run.raised:
            made.append(Gap(line.runs[at - 1].x1, run.x0, at))
        if len(run.starts) == len(run.text.split()):
            made += [Gap(x - _SPACE * line.size, x, at, word) for word, x in enumerate(run.starts) if word]
    return [gap for gap in made if gap.end - gap.start > 0.5 * _SPACE * line.size]


def _parted(line: Line, strips: Sequence[tuple[float, float]]) -> Line:
    """Cut a line at the strips."""
    runs: list[Run] = []
    cuts: list[int] = []
    gaps = gaps_of(line)
    for at, run in enumerate(line.runs):
        words = [
            gap.word for gap in gaps if gap.at == at and any(_shared(gap, strip) > 0 for strip in strips)
        ]
        said = run.text.split()
        for start, end in pairwise([0, *(word for word in words if word), len(said)]):
            if start or 0 in words:
                cuts.append(len(runs))
            runs.append(_part(run, said, start, end) if len(words) > (0 in words) else run)
    return replace(line, runs=tuple(runs), cells=tuple(pairwise([0, *cuts, len(runs)])))


def _part(run: Run, said: Sequence[str], start: int, end: int) -> Run:
    """Return some of the words of a run."""
    x0 = run.starts[start] if start else run.x0
    x1 = run.starts[end] - _SPACE * run.size if end < len(said) else run.x1
    space = " " if start or run.text.startswith(" ") else ""
    return run._replace(
        text=space + " ".join(said[start:end]), x0=x0, x1=x1, starts=run.starts[start:end], breaks=()
    )
