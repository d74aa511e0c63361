"""Lists that are set in two or more columns: the items of one column come after those of the one before it.

Read line by line they would be rows of a table whose cells all begin with a bullet or a number.
"""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.markers import Marker, marker_of
from readings.importers.pdf.lines import Line

_AT_EDGE = 3.0  # points: how far a marker may stand from the edge of its column
_FURTHEST = 2.6  # of the size: how far apart the lines of a list stand
_FEWEST = 2  # lines


def with_listed_columns(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the items of lists that stand beside one another in their order, each in lines of its own."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        end, columns = _list_from(lines, at)
        if end - at >= _FEWEST and sum(map(bool, columns)) > 1:
            made += _in_order(columns)
        else:
            end = at + 1
            made.append(lines[at])
        at = end
    return made


def _list_from(lines: Sequence[Line], start: int) -> tuple[int, list[list[Line]]]:
    """Return where a list ends that begins with a line, and the lines of each of its columns."""
    first = _parts(lines[start])
    if len(first) < 2 or not all(map(_marker, first)):
        return start, []
    edges = [part.x0 for part in first]
    columns: list[list[Line]] = [[] for _ in edges]
    end = start
    while end < len(lines):
        line = lines[end]
        placed = [(_column(part, edges), part) for part in _parts(line, edges)]
        # A row of a table, or a line of code, has no parts: the list ends before it.
        if (
            not placed
            or any(at < 0 for at, _part in placed)
            or (end > start and not 0 < lines[end - 1].y - line.y < _FURTHEST * line.size)
        ):
            break
        for at, part in placed:
            columns[at].append(_moved(part, edges[0] - edges[at]))
        end += 1
    return end, columns


def _moved(part: Line, by: float) -> Line:
    """Return words as if they stood in the first column: how far an item is set in says how deep it is."""
    runs = tuple(run._replace(x0=run.x0 + by, x1=run.x1 + by, starts=()) for run in part.runs)
    return Line(runs, part.y, part.page)


def _parts(line: Line, edges: Sequence[float] = ()) -> list[Line]:
    """Return the cells of a line, a marker that stands alone with the words behind it.

    A marker at one of the edges begins a cell, however near it stands to the words before it.
    """
    if line.table or line.fixed:
        return []
    near = [
        at for at, run in enumerate(line.runs) if at and _is_at(run.x0, edges) and marker_of(f"{run.text} x")
    ]
    starts = sorted({*near, *(begin for begin, _end in line.cells), 0})
    cells = [
        Line(line.runs[start:end], line.y, line.page) for start, end in pairwise([*starts, len(line.runs)])
    ]
    made: list[Line] = []
    for cell in cells:
        if made and _is_marker(made[-1]):
            made[-1] = Line((*made[-1].runs, *cell.runs), line.y, line.page)
        else:
            made.append(cell)
    return made


def _is_at(x: float, edges: Sequence[float]) -> bool:
    return any(abs(x - edge) <= _AT_EDGE for edge in edges)


def _is_marker(part: Line) -> bool:
    return _marker(part) is None and marker_of(f"{part.text} x") is not None


def _marker(part: Line) -> Marker | None:
    """Return the marker that words begin with: a bullet, or a number."""
    marker = marker_of(part.text)
    return marker if marker and (marker.sure or marker.value) else None


def _column(part: Line, edges: Sequence[float]) -> int:
    """Return the column in which words begin an item or go on with one, -1 for none."""
    at = sum(part.x0 > edge - _AT_EDGE for edge in edges) - 1
    if at < 0 or (at + 1 < len(edges) and part.x1 > edges[at + 1]):
        return -1
    begins = part.x0 - edges[at] <= _AT_EDGE
    return at if begins == bool(_marker(part)) else -1


def _in_order(columns: Sequence[Sequence[Line]]) -> list[Line]:
    """Return the lines column after column, or line after line where the numbers count on so."""
    markers = [[marker for part in column if (marker := _marker(part))] for column in columns]
    one, two = markers[0], markers[1] if len(markers) > 1 else []
    if one and two and two[0].ordered and two[0].after(one[0]) and len(one) > 1:
        return sorted((part for column in columns for part in column), key=lambda part: -part.y)
    return [part for column in columns for part in column]
