"""Tables that another column of the page may have been cut from: its lines stand at the heights of their rows.

A gutter is told before tables are, so a table whose cells the file writes column by column may be cut at one of its
strips. Nothing is put together, since two tables may stand side by side: both parts are doubted. Pure.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line

_SAME = 1.0  # points: how unequally high the cells of a row stand
_FEWEST = 3  # rows
_MOSTLY = 0.6  # of the rows of the table
_SHORT = 22  # letters, on the average: lines of prose are longer


def with_doubts_beside(pages: Sequence[Sequence[Region]], sure: Collection[int]) -> list[list[Region]]:
    """Return the columns of all pages, doubted where a table seems cut; `sure` are ids of those drawn lines show."""
    return [_doubted(page, sure) for page in pages]


def _doubted(page: Sequence[Region], sure: Collection[int]) -> list[Region]:
    unclear = set[int]()
    for one, two in permutations(page, 2):
        for table in one.lines:
            if table.table and id(table) not in sure:
                beside = _beside(table, two.lines)
                if beside:
                    unclear |= {id(table), id(beside[0])}
    return [
        region._replace(
            lines=[replace(line, unclear=True) if id(line) in unclear else line for line in region.lines]
        )
        for region in page
    ]


def _beside(table: Line, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of another column that stand at the heights of most rows of a table and are no prose."""
    ys = [max(line.y for cell in row for line in cell) for row in table.table if any(row)]
    found = [line for line in lines if line.page == table.page and set(_rows_at(line, ys))]
    met = {at for line in found for at in _rows_at(line, ys)}
    apart = all(line.x1 <= table.x0 or line.x0 >= table.x1 for line in found)
    short = [line.letters for line in found if not line.table]
    if len(met) < max(_FEWEST, _MOSTLY * len(ys)) or not apart or sum(short) > _SHORT * len(short):
        return []
    return found


def _rows_at(line: Line, ys: Sequence[float]) -> Iterator[int]:
    """Yield the rows at whose height a line, or a cell of it, stands."""
    heights = [cell.y for row in line.table for part in row for cell in part] or [line.y]
    yield from (at for at, y in enumerate(ys) if any(abs(y - other) <= _SAME for other in heights))
