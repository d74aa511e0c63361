"""Lines read from the right that are set flush left, as word processors leave them where nobody told them otherwise.

They end under one another and begin anywhere, so that each seemed to be set in. They are moved to where they would begin
had they been set flush right: then what ends early, and where a paragraph ends, is told as everywhere. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from readings.importers.pdf.directions import Cell

_SAME = 0.3  # of the size: so far apart are edges that are one
_FEWEST = 3  # lines
_OFTEN = (
    0.7  # of the lines begin at one of two edges where they are set flush right: at that of lines, or set in
)

type Line = tuple[float, float, float]  # its left and its right edge, and its size


def moved_by(lines: Sequence[Line]) -> list[float]:
    """Return how far each line is to be moved to the right."""
    moved = [0.0] * len(lines)
    for column in _columns(lines):
        ends = [lines[at][1] for at in column]
        if len(column) >= _FEWEST and _begin_anywhere(ends, lines[column[0]][2]):
            for at in column:
                moved[at] = max(ends) - lines[at][1]
    return moved


def _columns(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield which lines end under one another."""
    column: list[int] = []
    for at in sorted(range(len(lines)), key=lambda at: lines[at][0]):
        if column and lines[at][0] - lines[column[0]][0] > _SAME * lines[column[0]][2]:
            yield column
            column = []
        column.append(at)
    if column:
        yield column


def _begin_anywhere(edges: Sequence[float], size: float) -> bool:
    """Tell whether lines begin at more edges than one and that of lines that are set in."""
    shared = Counter(round(edge / (2 * _SAME * size)) for edge in edges)
    return sum(count for _edge, count in shared.most_common(2)) < _OFTEN * len(edges)


def shifted(cells: Sequence[Cell], by: float) -> list[Cell]:
    """Return cells further to the right."""
    return [cell._replace(at=cell.at + by, x0=cell.x0 + by, x1=cell.x1 + by) for cell in cells]
