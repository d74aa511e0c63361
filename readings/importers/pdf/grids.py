"""Tables whose rows stand apart: told by columns that no line crosses, and by the space between rows.

Where in its row a cell stands does not matter, nor how many lines each has: browsers and word processors set cells at
the top, the middle or the foot. Where rows are no further apart than lines nothing is said here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from readings.importers.pdf.lines import Line
from readings.importers.pdf.middled import Row, cells_of

_FURTHEST = 2.6  # of the size: how far apart the lines of a table stand
_TURN = (0.2, 0.85)  # of the size: so much lower stands a line of another cell of the row
_SAME = 0.06  # of the size: how unequal the distances of the lines of a cell are
_RISE = 0.7  # of the size: how high letters stand above their baseline
_SAME_SIZE = 0.1
_MOST_ABOVE, _MOST_BELOW = 40, 200  # lines
_TRIED = 4  # lines above and below that may be none of the table
_FEWEST_ROWS = 2
_GAP = 0.4  # of the size: so far apart stand the cells of a header
_MOST_CROSSED = 1.0  # points

type Column = tuple[float, float]


def _turns(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines that stand half a line higher than the one after them, with no cell over one of its cells."""
    for at, (line, after) in enumerate(pairwise(lines)):
        if _TURN[0] * line.size < line.y - after.y < _TURN[1] * line.size:
            columns = _columns([after])
            if not any(_crossed(cell, columns) for cell in cells_of(line)):
                yield at


def grids_in(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return where such tables begin and end among the lines of a column."""
    found: list[tuple[int, int]] = []
    done = 0
    for turn in _turns(lines):
        if turn >= done:
            start, end = _around(lines, done, turn)
            tried = (
                (one, two)
                for one in range(start, turn + 1)[:_TRIED]
                for two in range(end, turn + 1, -1)[:_TRIED]
            )
            found += islice(((one, two) for one, two in tried if _is_whole(grid_rows(lines[one:two]))), 1)
            done = end
    return found


def _around(lines: Sequence[Line], first: int, turn: int) -> tuple[int, int]:
    """Return where lines begin and end around two of them that cross no more than one of their columns each."""
    columns = _columns(lines[turn : turn + 2])
    start, end = turn, min(turn + 2, len(lines))
    while start > max(first, turn - _MOST_ABOVE) and (
        wider := _with(columns, lines[start - 1], lines[start])
    ):
        start, columns = start - 1, wider
    while end < min(len(lines), turn + _MOST_BELOW) and (wider := _with(columns, lines[end], lines[end - 1])):
        end, columns = end + 1, wider
    return start, end


def _is_whole(rows: Sequence[Row]) -> bool:
    """Tell a table from one with a line of prose over or under it."""
    return bool(rows) and all(sum(map(bool, row)) > 1 for row in (rows[0], rows[-1]))


def _with(columns: Sequence[Column], line: Line, beside: Line) -> list[Column]:
    """Return the columns with those of a further line, none when it crosses two of them or stands too far away."""
    size = beside.size
    if abs(line.y - beside.y) > _FURTHEST * size or abs(line.size - size) > _SAME_SIZE * size:
        return []
    if any(len(_crossed(cell, columns)) > 1 for cell in cells_of(line)):
        return []
    return _merged([*columns, *((cell.x0, cell.x1) for cell in cells_of(line))])


def _columns(lines: Sequence[Line]) -> list[Column]:
    return _merged([(cell.x0, cell.x1) for line in lines for cell in cells_of(line)])


def _merged(stretches: Sequence[Column]) -> list[Column]:
    """Return the stretches across the page that cells take, those that overlap as one."""
    made: list[Column] = []
    for start, end in sorted(stretches):
        if made and start < made[-1][1] - _MOST_CROSSED:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _crossed(cell: Line, columns: Sequence[Column]) -> list[int]:
    """Return the columns that a cell shares a stretch with."""
    return [
        at
        for at, (start, end) in enumerate(columns)
        if min(cell.x1, end) - max(cell.x0, start) > _MOST_CROSSED
    ]


def grid_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a table, none when no space parts them or their cells are not clear."""
    columns = _columns(lines)
    if len(columns) < 2:
        return []
    stacks: list[list[Line]] = [[] for _ in columns]
    for part in (part for line in lines for part in cells_of(line)):
        stacks[(_crossed(part, columns) or [0])[0]].append(part)
    distances = [one.y - two.y for stack in stacks for one, two in pairwise(stack)]
    within = min((apart for apart in distances if apart > 0.9 * lines[0].size), default=0.0)
    cells = [(at, cell) for at, stack in enumerate(stacks) for cell in _stacked(stack, within)]
    rows: list[list[tuple[int, list[Line]]]] = []
    low = 0.0
    for at, cell in sorted(cells, key=lambda placed: -_top(placed[1])):
        if rows and _top(cell) > low:
            rows[-1].append((at, cell))
            low = min(low, cell[-1].y)
        else:
            rows.append([(at, cell)])
            low = cell[-1].y
    if len(rows) < _FEWEST_ROWS or any(len({at for at, _ in row}) < len(row) for row in rows):
        return []
    if 5 * sum(len(row) > 1 for row in rows) < 3 * len(rows):
        return []
    if not _are_parted([[cell for _at, cell in row] for row in rows]):
        return []
    return [[dict(row).get(at, []) for at in range(len(columns))] for row in rows]


def _are_parted(rows: Sequence[Row]) -> bool:
    """Tell rows with cells of several lines from rows that are no further apart than lines."""
    longer = [row for row in rows if any(len(cell) > 1 for cell in row)]
    heights = [[tuple(round(line.y) for line in cell) for cell in row] for row in longer]
    return not longer or any(len(set(row)) > 1 or len(row) == 1 for row in heights)


def _stacked(column: Sequence[Line], within: float) -> list[list[Line]]:
    """Cut the lines of a column where more space parts two than there is within a cell."""
    made: list[list[Line]] = []
    for line in column:
        if made and made[-1][-1].y - line.y <= within + _SAME * line.size:
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _top(cell: Sequence[Line]) -> float:
    return cell[0].y + _RISE * cell[0].size


def as_header(line: Line, below: Sequence[Line]) -> Line | None:
    """Return the line over a table, cut into its cells, when each of several of its stretches stands over one column."""
    apart = line.y - below[0].y
    if not line.bold or not 0 < apart < _FURTHEST * line.size:
        return None
    cuts = [at for at, (one, two) in enumerate(pairwise(line.runs), 1) if two.x0 - one.x1 > _GAP * line.size]
    cut = replace(line, cells=tuple(pairwise([0, *cuts, len(line.runs)])))
    columns = _columns(below)
    over = [_crossed(cell, columns) for cell in cells_of(cut)]
    alone = all(len(crossed) == 1 for crossed in over)
    return cut if len(over) > 1 and alone and len({one for (one,) in over}) == len(over) else None
