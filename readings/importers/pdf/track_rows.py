"""The rows of a table of which the columns are known: which lines are one row, and which cell goes on in the next line.

Rows stand further apart than the lines of a cell. Where cells stand at half the height of their row, what overlaps in
height is one row. Where all lines are equally far apart each is a row, unless its words go on with those above. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from readings.importers.pdf.lines import Line

_TURN = (0.2, 0.85)  # of the size: so much lower stands a line of another cell of the row
_LESS, _MUCH_LESS = 0.1, 0.2  # of the size: so much closer than rows stand the lines of a cell
_SPACE, _CHANCE = 0.45, 0.024  # of the size: no space is wider; words of one length end so unequally
_DOT = 0.76  # points: browsers set lines on whole dots of a screen
_RISE, _FALL = 0.7, 0.1  # of the size: how far letters reach above and below their baseline
_FIGURES = re.compile(r"[\W\d]*\d[\W\d]*")

type Row = list[list[Line]]  # the lines of each cell
type Column = tuple[float, float]


@dataclass(slots=True)
class Rows:
    """The rows of a table; `unclear` says that some may be two, or parts of one."""

    rows: list[Row]
    unclear: bool = False


def rows_of(lines: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]]) -> Rows:
    """Return the rows of lines that are given as the stretches of words in them."""
    cut = [cells_of(parts, columns) for parts in lines]
    made = _by_height(cut) if _have_turns(cut) else _at_foot(cut) or _by_line(cut)
    made.unclear = made.unclear or any(are_several_figures(cell) for row in made.rows for cell in row)
    return made


def are_several_figures(cell: Sequence[Line]) -> bool:
    """Tell figures that may be of several cells: under one another, or with a gap between them."""
    parts = [run for line in cell for run in line.runs if run.text.strip()]
    return len(parts) > 1 and all(_FIGURES.fullmatch(run.text) and not run.raised for run in parts)


def is_figure(text: str) -> bool:
    return bool(_FIGURES.fullmatch(text))


def cells_of(parts: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Row:
    """Put the words of a line into its columns."""
    row: Row = [[] for _ in columns]
    for part in parts:
        at = max(at for at, (start, _end) in enumerate(columns) if start <= part.x0 or not at)
        before = row[at].pop() if row[at] else None
        runs = (*before.runs, *part.runs) if before else part.runs
        row[at].append(Line(runs, part.y, part.page))
    return row


def _y(row: Row) -> float:
    return max(line.y for cell in row for line in cell)


def _size(row: Row) -> float:
    return max(line.size for cell in row for line in cell)


def _have_turns(rows: Sequence[Row]) -> bool:
    return any(
        _TURN[0] * _size(one) < _y(one) - _y(two) < _TURN[1] * _size(one) for one, two in pairwise(rows)
    )


def _by_height(lines: Sequence[Row]) -> Rows:
    """Put lines into the cells of their column, and cells that overlap in height into rows."""
    stacks = [[line for row in lines for line in row[at]] for at in range(len(lines[0]))]
    within = _within(stacks)
    cells: list[tuple[int, list[Line]]] = []
    for at, stack in enumerate(stacks):
        for line in stack:
            above = cells[-1] if cells and cells[-1][0] == at else None
            if above and above[1][-1].y - line.y <= within and not _begins(above[1][-1], line):
                above[1].append(line)
            else:
                cells.append((at, [line]))
    made: list[Row] = []
    low, unclear = 0.0, False
    for at, cell in sorted(cells, key=lambda placed: -placed[1][0].y):
        top, bottom = cell[0].y + _RISE * cell[0].size, cell[-1].y - _FALL * cell[-1].size
        if not made or top <= low:
            made.append([[] for _ in stacks])
            low = bottom
        unclear = unclear or bool(made[-1][at])
        made[-1][at] += cell
        low = min(low, bottom)
    return Rows(made, unclear or any(map(_is_several, made)))


def _begins(above: Line, line: Line) -> bool:
    """Tell by their words that two lines are no cell: both are figures, or one sentence ends and another begins."""
    if _FIGURES.fullmatch(above.text) and _FIGURES.fullmatch(line.text):
        return True
    return above.ends_sentence and not line.starts_small


def _within(stacks: Sequence[Sequence[Line]]) -> float:
    """Return how far apart the lines of a cell stand at most: no further than the nearest ones, but for a dot."""
    apart = sorted(one.y - two.y for stack in stacks for one, two in pairwise(stack))
    return apart[0] + _DOT if apart else 0.0


def _is_several(row: Row) -> bool:
    """Tell whether what is one row may be two: all of its cells have the same lines."""
    heights = {tuple(round(line.y) for line in cell) for cell in row if cell}
    return len(heights) == 1 and len(next(iter(heights))) > 1


def _at_foot(lines: Sequence[Row]) -> Rows | None:
    """Return the rows of cells that stand at the foot of their row, where the lines of a row stand closer than rows."""
    apart = [_y(one) - _y(two) for one, two in pairwise(lines)]
    nearest = min(apart, default=0.0)
    rows: list[list[Row]] = [list(lines[:1])]
    for line, by in zip(lines[1:], apart, strict=True):
        if by <= nearest + _DOT:
            rows[-1].append(line)
        elif by >= nearest + max(_MUCH_LESS * _size(line), 2 * _DOT):
            rows.append([line])
        else:
            return None
    sinks = any(not row[0][0] and row[-1][0] for row in rows)
    stands = all(
        below[at] or not above[at]
        for row in rows
        for above, below in pairwise(row)
        for at in range(len(above))
    )
    if len(rows) < 2 or not sinks or not stands:
        return None
    return Rows([[[line for near in row for line in near[at]] for at in range(len(row[0]))] for row in rows])


def _by_line(lines: Sequence[Row]) -> Rows:
    """Take each line for a row that does not go on with the one above it."""
    apart = [0.0, *(_y(one) - _y(two) for one, two in pairwise(lines))]
    full = [by for by, row in zip(apart[1:], lines[1:], strict=True) if row[0] and sum(map(bool, row)) > 1]
    pitch = median(full) if full else 0.0
    rights = [max((line.x1 for row in lines for line in row[at]), default=0.0) for at in range(len(lines[0]))]
    made: list[Row] = []
    unclear = False
    for row, by in zip(lines, apart, strict=True):
        goes_on, sure = _goes_on(made[-1], row, by, pitch, rights) if made else (False, True)
        unclear = unclear or not sure
        if goes_on:
            for above, cell in zip(made[-1], row, strict=True):
                above.extend(cell)
        else:
            made.append([list(cell) for cell in row])
    return Rows(made, unclear)


def _goes_on(above: Row, row: Row, apart: float, pitch: float, rights: Sequence[float]) -> tuple[bool, bool]:
    """Tell whether a line goes on with the cells of a row, and whether that is sure.

    What has words in its first column begins a row, unless only that cell goes on, which had no room for the next word.
    """
    filled = [at for at, cell in enumerate(row) if cell]
    size = _size(row)
    beneath = all(above[at] for at in filled)
    figures = any(_FIGURES.fullmatch(row[at][0].text) for at in filled)
    runs_on = (
        beneath and not figures and all(_runs_on(above[at][-1], row[at][0], rights[at]) for at in filled)
    )
    nearer = bool(pitch) and apart < pitch - max(_LESS * size, _DOT)
    much = bool(pitch) and apart < pitch - max(_MUCH_LESS * size, _DOT)
    if row[0] and len(filled) > 1:
        if (
            not above[0]
            and not figures
            and any(above[at] and _runs_on(above[at][-1], row[at][0], rights[at]) for at in filled)
        ):
            return False, False  # the first cell may stand at the foot of its row
        return much and runs_on, not much or runs_on or figures
    if runs_on:
        return True, True
    if row[0]:
        full = beneath and not above[0][-1].ends_early(row[0][0], rights[0])
        return much and full, full or not much
    if nearer and beneath and not figures:
        return True, much
    return False, figures or not any(row[at][0].starts_small for at in filled)


def _runs_on(above: Line, line: Line, right: float) -> bool:
    """Tell whether words go on with those of the line above, which left no room for the first of them."""
    return not above.ends_sentence and line.starts_small and not above.ends_early(line, right)


def merged(stretches: Sequence[Column]) -> list[Column]:
    """Return the stretches across the page that words take, those that overlap as one."""
    made: list[Column] = []
    for start, end in sorted(stretches):
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def columns_of(lines: Sequence[Sequence[Column]], size: float) -> list[Column]:
    """Return the stretches that the columns of lines take.

    What stands hardly more than a space behind other words, always equally far from them, is none of its own.
    """
    made: list[Column] = []
    for column in merged([part for parts in lines for part in parts]):
        left = made[-1] if made else column
        gaps = [
            after[0] - before[1] if before[1] > left[0] else size
            for parts in lines
            for before, after in pairwise([(0.0, 0.0), *parts])
            if column[0] <= after[0] < column[1]
        ]
        if made and gaps and max(gaps) <= _SPACE * size and max(gaps) - min(gaps) <= _CHANCE * size:
            made[-1] = left[0], column[1]
        else:
            made.append(column)
    return made


def stretch_of(part: Line) -> Column:
    return part.x0, part.x1


def whole(rows: Rows, y: float) -> Line:
    """Return one line that stands for a table."""
    runs = tuple(run for row in rows.rows for cell in row for line in cell for run in line.runs)
    page = next(line.page for row in rows.rows for cell in row for line in cell)
    frozen = tuple(tuple(map(tuple, row)) for row in rows.rows)
    return Line(runs, y, page, table=frozen, unclear=rows.unclear)


def is_head(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell a first row in a face that the others do not have."""
    first = [line for cell in rows[0] for line in cell]
    rest = [line for row in rows[1:] for cell in row for line in cell]
    return any(
        all(getattr(line, face) for line in first) and not all(getattr(line, face) for line in rest)
        for face in ("bold", "italic")
    )
