"""Tables without rules whose cells stand at half the height of their row: lines of two columns take turns in height.

Read from the top downwards such a table is scrambled. Where each cell has its middle at one height with the others
of its row the rows can be told; where not, the place is to be doubted.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from readings.importers.pdf.lines import Line

_TURN = (0.2, 0.75)  # of the size: so much lower, and beside it, stands a line that takes turns with another
_APART = 0.5  # of the size: the gap between two columns
_FURTHEST = 2.6  # of the size: how far apart the rows of a table stand
_AT_EDGE = 3.0  # points: how far a cell may stand from the edge of its column
_MIDDLE = 0.3  # of the size: how far the middle of a cell may be from that of its row
_MOST_LINES = 12  # of a cell
_FEWEST_ROWS = 3
_MOST_ABOVE, _LONGEST = 40, 200  # lines above the first that take turns, and of all of a table
_TRIED = 4  # lines above and below that may be none of the table

type Row = list[list[Line]]  # the lines of each cell


def turns_in(lines: Sequence[Line]) -> list[int]:
    """Return the lines that stand beside the line after them, yet higher."""
    return [at for at, (line, after) in enumerate(pairwise(lines)) if _takes_turns(line, after)]


def middled_in(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where tables of such cells begin and end among the lines of a column."""
    found: list[tuple[int, int]] = []
    turns = turns_in(lines)
    done = 0
    for turn in turns:
        edges = _edges(lines, turn) if turn >= done else []
        if len(edges) < 2:
            continue
        start, end = turn, turn + 2
        while start > max(done, turn - _MOST_ABOVE) and _fits(lines[start - 1], lines[start], edges):
            start -= 1
        while end < min(len(lines), start + _LONGEST) and _fits(lines[end], lines[end - 1], edges):
            end += 1
        last = turns[bisect_left(turns, end - 1) - 1] + 2
        starts, ends = range(start, turn + 1)[:_TRIED], range(end, last - 1, -1)[:_TRIED]
        tried = ((one, two) for one in starts for two in ends)
        whole = next(((one, two) for one, two in tried if middled_rows(lines[one:two])), None)
        if whole:
            found.append(whole)
        done = end
    return found


def middled_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of such a table, none when these lines are not all of one."""
    turns = turns_in(lines)
    edges = _edges(lines, turns[0]) if turns else []
    if len(edges) < 2:
        return []
    columns: list[list[Line]] = [[] for _ in edges]
    for cell in (cell for line in lines for cell in cells_of(line)):
        columns[_column(cell, edges)].append(cell)
    for first in columns:
        rows = _rows_by(first, columns)
        if len(rows) >= _FEWEST_ROWS:
            return rows
    return []


def cells_of(line: Line) -> list[Line]:
    """Return the cells of a line, each as a line."""
    return [Line(line.runs[begin:end], line.y, line.page) for begin, end in line.cells] or [line]


def _takes_turns(line: Line, after: Line) -> bool:
    size = max(line.size, after.size)
    beside = max(line.x0, after.x0) - min(line.x1, after.x1) > _APART * size
    return (
        beside
        and _TURN[0] * size < line.y - after.y < _TURN[1] * size
        and abs(line.size - after.size) < 0.1 * size
    )


def _edges(lines: Sequence[Line], turn: int) -> list[float]:
    """Return the left edges of the columns: those of the two lines that take turns, and of the rows around them."""
    found = {cell.x0 for at in (turn, turn + 1) for cell in cells_of(lines[at])}
    for line in lines[max(turn - _MOST_LINES, 0) : turn + _MOST_LINES]:
        edges = {cell.x0 for cell in cells_of(line)}
        if len(edges) > 1 and any(abs(one - two) <= _AT_EDGE for one in edges for two in found):
            found |= edges
    made: list[float] = []
    for edge in sorted(found):
        if not made or edge - made[-1] > _AT_EDGE:
            made.append(edge)
    return made


def _column(cell: Line, edges: Sequence[float]) -> int:
    return min(range(len(edges)), key=lambda at: abs(cell.x0 - edges[at]))


def _fits(line: Line, beside: Line, edges: Sequence[float]) -> bool:
    """Tell whether all cells of a line begin at columns and end before the next one."""
    if abs(line.y - beside.y) > _FURTHEST * line.size:
        return False
    for cell in cells_of(line):
        at = _column(cell, edges)
        if abs(cell.x0 - edges[at]) > _AT_EDGE or cell.x1 > next(iter(edges[at + 1 :]), cell.x1):
            return False
    return True


def _rows_by(first: Sequence[Line], columns: Sequence[Sequence[Line]]) -> list[Row]:
    """Return a row for each line of one column, none when the cells of the others have their middles elsewhere."""
    left = [list(column) for column in columns]
    rows: list[Row] = []
    for anchor in first:
        row: Row = []
        for column, rest in zip(columns, left, strict=True):
            count = 1 if column is first else _middled(rest, anchor)
            row.append(rest[:count])
            del rest[:count]
        if not any(cell for cell, column in zip(row, columns, strict=True) if column is not first):
            return []
        rows.append(row)
    return [] if any(left) else rows


def _middled(lines: Sequence[Line], anchor: Line) -> int:
    """Return how many of these lines have their middle at the height of a line, 0 when no number has."""
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        if abs((lines[0].y + lines[count - 1].y) / 2 - anchor.y) <= _MIDDLE * anchor.size:
            return count
    return 0


def has_gaps_in_line(lines: Iterable[Line]) -> bool:
    """Tell whether two of these lines have a wide gap at one place, as cells that stand under one another."""
    seen: list[float] = []
    for line in lines:
        edges = [cell.x0 for cell in cells_of(line)[1:]]
        if any(abs(one - two) <= _AT_EDGE for one in edges for two in seen):
            return True
        seen += edges
    return False
