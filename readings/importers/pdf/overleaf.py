"""Rows of a table that stand alone at the head or the foot of a page or a column, next to the rest of the table.

One or two rows show no columns of themselves. Those of the table that ends on the page before, or begins on the next
one, are theirs where each of their cells stands in a column and keeps to its edge; where not, they are doubted. Pure.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line
from readings.importers.pdf.track_rows import Column, merged, rows_of, stretch_of, whole
from readings.importers.pdf.tracks import parts_of

_MOST = 3  # rows: of more the columns show
_EDGE = 0.2  # of the size: how far words may stand from the edge that their column has
_FURTHEST = 2.6  # of the size: how far apart rows stand
_GAP = 0.75  # of the size: less is no gap of a row that is to be doubted
_SHORT = 0.8  # of the width of a column


def with_rows_overleaf(pages: Sequence[Sequence[Region]]) -> list[list[Region]]:
    """Return the columns of all pages with the rows that stand alone as parts of the table next to them."""
    regions = [region for page in pages for region in page]
    for at, (one, two) in enumerate(pairwise(regions)):
        if not one.lines or not two.lines:
            continue
        last, first = one.lines[-1], two.lines[0]
        moved = two.left - one.left
        if last.table and not first.table:
            regions[at + 1] = two._replace(lines=_with_first(two, last, moved))
        elif first.table and not last.table:
            regions[at] = one._replace(lines=_with_last(one, first, -moved))
    counted = iter(regions)
    return [[next(counted) for _ in page] for page in pages]


def _with_first(region: Region, table: Line, moved: float) -> list[Line]:
    lines = region.lines
    end = 1
    while end < len(lines) and _are_near(lines[end - 1], lines[end]):
        end += 1
    return [*_as_rows(lines[:end], table, moved, region.width), *lines[end:]]


def _with_last(region: Region, table: Line, moved: float) -> list[Line]:
    lines = region.lines
    start = len(lines) - 1
    while start and _are_near(lines[start - 1], lines[start]):
        start -= 1
    return [*lines[:start], *_as_rows(lines[start:], table, moved, region.width)]


def _are_near(above: Line, line: Line) -> bool:
    """Tell whether two lines may be of one table, of which more than the words of one cell are on each line."""
    both = all(len(parts_of(one)) > 1 for one in (above, line))
    return both and not above.table and not line.table and 0 < above.y - line.y < _FURTHEST * line.size


def _as_rows(lines: Sequence[Line], table: Line, moved: float, width: float) -> list[Line]:
    """Return lines as rows of a table, doubted where they may be some and do not keep to its columns."""
    parts = [parts_of(line) for line in lines]
    if len(lines) > _MOST or not all(len(row) > 1 for row in parts):
        return list(lines)
    stretches = _columns(table)
    # Where the column stands on its page is one guess; where words of the first column stand is another one.
    for by in (0.0, moved, parts[0][0].x0 - stretches[0][0]):
        if rows := _in_columns(lines, parts, table, by):
            return [rows]
    gaps = all(any(two.x0 - one.x1 > _GAP * one.size for one, two in pairwise(row)) for row in parts)
    short = all(line.x1 - line.x0 < _SHORT * width for line in lines)
    return [replace(lines[0], unclear=True), *lines[1:]] if gaps and short else list(lines)


def _in_columns(
    lines: Sequence[Line], parts: Sequence[Sequence[Line]], table: Line, moved: float
) -> Line | None:
    """Return lines as rows of a table whose columns are moved by so much, None where they do not keep to them."""
    columns = [(start + moved, end + moved) for start, end in _columns(table)]
    edges = [
        [(one.x0 + moved, one.x1 + moved) for row in table.table for one in row[at]]
        for at in range(len(columns))
    ]
    wide = merged([*columns, *(stretch_of(part) for row in parts for part in row)])
    alike = all(abs(line.size - table.size) <= 0.1 * table.size for line in lines)
    if not alike or len(wide) != len(columns):
        return None
    if not all(_keeps_to(part, columns, edges) for row in parts for part in row):
        return None
    return whole(rows_of(parts, wide), lines[0].y)


def _columns(table: Line) -> list[Column]:
    """Return the stretches across the page that the columns of a table take, up to where the next one begins."""
    made = []
    for column in zip(*table.table, strict=True):
        lines = [line for cell in column for line in cell]
        made.append((min(line.x0 for line in lines), max(line.x1 for line in lines)) if lines else (0.0, 0.0))
    return made


def _keeps_to(part: Line, columns: Sequence[Column], edges: Sequence[Sequence[Column]]) -> bool:
    """Tell whether words stand in one column only, and begin, end or have their middle where other words there have."""
    within = [at for at, (start, end) in enumerate(columns) if part.x0 < end and part.x1 > start]
    if len(within) != 1:
        return False
    size = _EDGE * part.size
    return any(
        abs(part.x0 - x0) <= size or abs(part.x1 - x1) <= size or abs(part.x0 + part.x1 - x0 - x1) <= 2 * size
        for x0, x1 in edges[within[0]]
    )
