"""Rows that may belong to the table beside which they stand: their words begin or end at its columns, or stand in their middle, with gaps between.

Such a row was not taken into the table, for its words stand closer than those of the others or take several lines, and
its cells run together as if they were a sentence. Nothing is put together; it is doubted. Pure.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Line
from readings.importers.pdf.tables import rows_of_table

_GAP = 0.6  # of the size: more than a space
_AT = 2.0  # points: how far from the edge of its column a cell may begin or end
_LOOKED_AT = 2  # lines of a block beside a table
_FURTHEST = 4.0  # of the size: how far from the table

type Stretch = tuple[float, float]  # where it begins and ends


def doubt_rows_outside(blocks: Sequence[Block]) -> None:
    """Mark the blocks right over or under a table that may be rows of it, or the upper part of its head, in place."""
    for before, block in pairwise(blocks):
        if before.kind == "prose" and block.kind == "table":
            before.unclear = before.unclear or any(line.cells for line in before.lines)
        for table, beside, lines in (
            (block, before, before.lines[-_LOOKED_AT:]),
            (before, block, block.lines[:_LOOKED_AT]),
        ):
            if table.kind == "table" and beside.kind in ("prose", "verse", "quotation"):
                beside.unclear = beside.unclear or _are_rows(lines, table)


def _are_rows(lines: Sequence[Line], table: Block) -> bool:
    """Whether one of these lines, close to a table, has a gap behind which words begin or end as a column of it does."""
    cells = [cell for row in rows_of_table(table.lines) for cell in row[1:] if cell]
    columns = [(min(line.x0 for line in cell), max(line.x1 for line in cell)) for cell in cells]
    heights = [line.y for cell in cells for line in cell]
    return any(
        min(abs(line.y - y) for y in heights) <= _FURTHEST * line.size
        and any(_is_at(one, columns) for one in _stretches(line))
        for line in lines
        if heights and line.page == table.page
    )


def _is_at(stretch: Stretch, columns: Sequence[Stretch]) -> bool:
    begin, end = stretch
    return any(
        min(abs(begin - left), abs(end - right), abs(begin + end - left - right) / 2) <= _AT
        for left, right in columns
    )


def _stretches(line: Line) -> Iterator[Stretch]:
    """Yield where words go on behind a gap in which the file began anew, and up to where."""
    edges = [(one.x1, two.x0) for one, two in pairwise(line.runs)]
    edges += [(end, run.starts[at]) for run in line.runs for at, end in run.breaks]
    gaps = sorted((end, begin) for end, begin in edges if begin - end > _GAP * line.size)
    for at, (_end, begin) in enumerate(gaps):
        yield begin, gaps[at + 1][0] if at + 1 < len(gaps) else line.x1
