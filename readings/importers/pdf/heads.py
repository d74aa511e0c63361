"""The row over a table that says what its columns are, in another face, its words perhaps only a space apart.

A head has two storeys where the words of the lower one come again under each of those above. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from readings.importers.pdf.lines import Line, Run
from readings.importers.pdf.track_rows import Column, Row, Rows, cells_of, is_head, merged, stretch_of, whole

_EDGE = 0.24  # of the size: how far words may stand from the edge or the middle of the column under them
_SPACE = 0.25  # of the size, where it is not known
_CELL = 1.2  # of the size: so wide a gap parts two cells
_MOST_STOREYS = 3  # lines of two storeys: a first cell may stand at half their height
_NEAR, _NEARER = 1.35, 1.6  # of the distance of rows, of the size: no further stands it from them


def with_head(line: Line | None, table: Line) -> list[Line]:
    """Return a table with the line over it, when that is in another face and its words stand over the columns.

    A head whose words stand over several columns each stays above, and the table is doubted.
    """
    kept = [] if line is None else [line]
    rows = [list(map(list, row)) for row in table.table]
    if line is None or line.table or not (line.bold or line.italic):
        return [*kept, table]
    below = [one for row in rows for cell in row for one in cell]
    ys = sorted({one.y for one in below}, reverse=True)
    apart, furthest = line.y - ys[0], max((one - two for one, two in pairwise(ys)), default=0.0)
    if (
        not 0 < apart <= max(_NEAR * furthest, _NEARER * line.size)
        or abs(line.size - below[0].size) > 0.1 * line.size
    ):
        return [*kept, table]
    if is_head(rows):
        return [line, replace(table, unclear=table.unclear or _has_cells(line))]
    cells = _over(
        line, [merged([stretch_of(one) for row in rows for one in row[at]]) for at in range(len(rows[0]))]
    )
    if not cells:
        return [line, replace(table, unclear=table.unclear or _has_cells(line))]
    return [whole(Rows([cells, *rows], table.unclear), line.y)]


@dataclass(slots=True)
class Storeys:
    """The two rows of a head over several columns each, and how many lines these are; none for another head."""

    rows: list[Row]
    lines: int


def storeys_of(lines: Sequence[Sequence[Line]], columns: Sequence[Column]) -> Storeys:
    """Return the head of which the lower words come again, in their order, under each of the upper ones."""
    count = next((at for at, parts in enumerate(lines) if not _is_in_a_face(parts)), len(lines))
    if not 2 <= count <= _MOST_STOREYS or count == len(lines):
        return Storeys([], 0)
    head = [cells_of(parts, columns) for parts in lines[:count]]
    groups = [at for at, cell in enumerate(head[0]) if cell and at]  # the first column says what rows are
    lower = [(at, cell[0].text.strip()) for at, cell in enumerate(head[-1]) if cell and at]
    each = len(lower) // max(len(groups), 1)
    said = [text for _at, text in lower]
    again = len(groups) > 1 and each > 1 and said == said[:each] * len(groups)
    if not again or [at for at, _text in lower[::each]] != groups:
        return Storeys([], 0)
    upper: Row = [[line for row in head[:-1] for line in row[at]] for at in range(len(columns))]
    return Storeys([upper, head[-1]], count)


def _is_in_a_face(parts: Sequence[Line]) -> bool:
    return all(part.bold for part in parts) or all(part.italic for part in parts)


def is_over(line: Line, below: Line) -> bool:
    """Tell a line with cells of its own in the face of the head below it."""
    return _has_cells(line) and ((line.bold and below.bold) or (line.italic and below.italic))


def _has_cells(line: Line) -> bool:
    return any(two.x0 - one.x1 > _CELL * line.size for one, two in pairwise(line.runs))


def _over(line: Line, columns: Sequence[Sequence[Column]]) -> Row:
    """Cut a line into the cells over some columns, none when its words stand over none of them or over two."""
    words = [part for run in line.runs for part in _words(run)]
    cells: Row = [[] for _ in columns]
    stretches = [(column[0][0], column[-1][1]) for column in columns]
    stacks: list[list[Run]] = [[] for _ in columns]
    for word in words:
        at = max(
            range(len(columns)),
            key=lambda at: min(word.x1, stretches[at][1]) - max(word.x0, stretches[at][0]),
        )
        stacks[at].append(word)
    for at, runs in enumerate(stacks):
        if runs:
            cells[at] = [Line(tuple(runs), line.y, line.page)]
    filled = [at for at, cell in enumerate(cells) if cell]
    over = [at for at in filled if _stands_over(cells[at][0], stretches[at])]
    return cells if len(over) == len(filled) > 1 and len(filled) >= len(columns) - 1 else []


def _stands_over(cell: Line, column: Column) -> bool:
    """Tell whether a word begins, ends or has its middle where a column has it."""
    ends = (cell.x0 - column[0], cell.x1 - column[1], (cell.x0 + cell.x1 - column[0] - column[1]) / 2)
    return any(abs(by) <= _EDGE * cell.size for by in ends)


def _words(run: Run) -> list[Run]:
    """Cut a run into words, as far as it is known where these begin."""
    said = run.text.split()
    if len(said) != len(run.starts) or len(said) < 2:
        return [run]
    ends = dict(run.breaks)
    behind = [ends.get(word, run.starts[word] - _SPACE * run.size) for word in range(1, len(said))]
    return [
        _as_word(run, text, x0, x1, bool(word) or run.text.startswith(" "))
        for word, (text, x0, x1) in enumerate(zip(said, run.starts, [*behind, run.x1], strict=True))
    ]


def _as_word(run: Run, text: str, x0: float, x1: float, spaced: bool) -> Run:
    return run._replace(text=f" {text}" if spaced else text, x0=x0, x1=x1, starts=(x0,), breaks=())
