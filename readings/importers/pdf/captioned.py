"""The captions of tables among the blocks of a column: all lines of one with a number, and which line is one without.

A numbered caption is told by its words before, in `kinds`; which table it belongs to is for `readings.passes.captions`.
What stands under a table and explains it, its source or its signs, is none.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Line
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.stanzas import are_centred
from readings.importers.pdf.tables import rows_of_table
from readings.importers.table_captions import explains_table, names_table

_MOST = 8  # lines of a caption with a number
_LONGEST = 120  # code points of one without a number
_LONGEST_OVER, _MOST_OVER = 240, 4  # code points and lines of one over its table, where captions are longer
_OFF_MIDDLE = 0.12  # of the width of its table
_NEAREST, _FURTHEST = 0.8, 2.5  # of the size: how near and how far it may stand from its table
_SLACK = 0.4  # of the size: how far off the middle between its table and the text it may stand
_FREE = 4  # of the size: so much is free behind its last line
_SMALLER = 0.96  # of the size of the body
_SAME_SIZE = 0.3  # points
_RUNS_ON = ("caption", "prose", "quotation", "list_item", "verse")


def mark_table_captions(blocks: list[Block], measures: Measures) -> None:
    """Join the lines of each numbered caption and say which other lines are captions, in place."""
    _cut_explanations(blocks)
    _mark_longer(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        if blocks[at].kind != "caption" or not names_table(blocks[at].text):
            continue
        if not _join_over(blocks, at) and at and blocks[at - 1].kind == "table":
            _join_under(blocks, at, measures)
    _mark_without_number(blocks, measures)


def _cut_explanations(blocks: list[Block]) -> None:
    """Make a paragraph of each source of a table and of what each of its signs means, however they are set under it."""
    is_under, at = False, 1
    while at < len(blocks):
        block, is_table = blocks[at], blocks[at - 1].kind == "table"
        is_under = block.kind in _RUNS_ON and len(block.lines) <= _MOST and (is_under or is_table)
        cut = (i for i, line in enumerate(block.lines) if i and is_under and explains_table(line.text))
        if (end := next(cut, 0)) and (names_table(block.text) or explains_table(block.text)):
            blocks.insert(at + 1, Block(block.lines[end:], block.left, block.right))
            block.lines = block.lines[:end]
        if is_under and explains_table(block.text):
            block.kind, block.marker = "prose", None
        else:
            is_under = is_under and names_table(block.text)
        at += 1


def _mark_longer(blocks: Sequence[Block]) -> None:
    """Right at a table a caption may have more lines than elsewhere, and may be set as a quotation or verse is."""
    for one, two in pairwise(blocks):
        for table, block in ((one, two), (two, one)):
            is_text = block.kind in _RUNS_ON and len(block.lines) <= _MOST
            if table.kind == "table" and is_text and names_table(block.text):
                block.kind = "caption"


def _join_over(blocks: list[Block], at: int) -> bool:
    """What stands between the caption of a table and the table, with no space above it, is the rest of the caption.

    It is set as wide as the table, so that its lines seem to end early.
    """
    end = at + 1
    while end < len(blocks) and blocks[end].kind in _RUNS_ON and not blocks[end].above:
        end += 1
    lines = [line for block in blocks[at:end] for line in block.lines]
    if end == len(blocks) or blocks[end].kind != "table" or len(lines) > _MOST:
        return False
    if any(abs(line.size - lines[0].size) > _SAME_SIZE for line in lines):
        return False
    _join(blocks, at, end)
    return True


def _join_under(blocks: list[Block], at: int, measures: Measures) -> None:
    """Join the lines under a table that are set as the first line of its caption is.

    Where a sentence goes on in lines that may as well be the text's, the caption stays where it is, and is doubted.
    """
    caption = blocks[at]
    small = caption.size < _SMALLER * measures.size
    end, last, is_sure = at + 1, caption.lines[-1], True
    while end < len(blocks) and _is_set_on(blocks[end], last):
        block = blocks[end]
        goes_on = not last.ends_sentence
        if block.marker and not goes_on:
            break
        if not small and not (goes_on and _is_clear(block)):
            is_sure = not (goes_on and block.lines[0].starts_small)
            break
        end, last = end + 1, block.lines[-1]
    if is_sure and sum(len(block.lines) for block in blocks[at:end]) <= _MOST:
        _join(blocks, at, end)
    else:
        caption.kind, caption.unclear = "prose", True
        caption.data = {"of_table": False}


def _is_set_on(block: Block, last: Line) -> bool:
    """Tell whether a block goes on right under a line, in its size."""
    return (
        block.kind in _RUNS_ON
        and not names_table(block.text)
        and not block.above
        and block.page == last.page
        and not explains_table(block.text)
        and all(abs(line.size - last.size) <= _SAME_SIZE for line in block.lines)
    )


def _is_clear(block: Block) -> bool:
    """Tell whether no line reaches the edge of the column, as those of the text do."""
    return max(line.x1 for line in block.lines) < block.right - 2 * block.size


def _join(blocks: list[Block], at: int, end: int) -> None:
    blocks[at].lines = [line for block in blocks[at:end] for line in block.lines]
    del blocks[at + 1 : end]


def _mark_without_number(blocks: Sequence[Block], measures: Measures) -> None:
    """Make a caption of a short line right at a table that is set as none of the text is, or in the middle of the table.

    Not of one under a table that has a bold line over it. One that is set as the text is may be one over its table; it
    is doubted.
    """
    for at, table in enumerate(blocks):
        if table.kind != "table":
            continue
        over = (blocks[at - 1], blocks[at - 2] if at > 1 else None) if at else None
        under = (
            (blocks[at + 1], blocks[at + 2] if at + 2 < len(blocks) else None)
            if at + 1 < len(blocks)
            else None
        )
        if over and over[0].page == table.page and all(line.bold for line in over[0].lines):
            continue
        for block, beyond in filter(None, (over, under)):
            if not _may_be_caption(block, table, measures) or (beyond and _goes_on_from(beyond, block)):
                continue
            by = _nearer_by(block, table, beyond)
            # Between a paragraph and a table it is the table's, between rows it may be one of them.
            is_text = beyond is None or (beyond.kind in _RUNS_ON and len(beyond.lines) > 1)
            under_text = is_text and _is_over(block, table)
            is_sure = _is_set_off_at(block, table, measures) and by > (-_SLACK if under_text else _SLACK)
            if is_sure or (under_text and by > 0 and _reads_as_caption(block)):
                block.kind, block.data = "caption", {"of_table": True}
                if not is_sure:
                    block.data["caption_guessed"] = True
                break


def _may_be_caption(block: Block, table: Block, measures: Measures) -> bool:
    """Tell a short text in plain words that is no sentence, no larger than the text is."""
    lines = block.lines
    longest, most = (_LONGEST_OVER, _MOST_OVER) if _is_over(block, table) else (_LONGEST, 2)
    if block.kind not in ("prose", "quotation") or block.marker or len(lines) > most or block.unclear:
        return False
    if len(block.text) > longest or lines[-1].ends_sentence or block.page != table.page:
        return False
    is_plain = not any(line.cells or line.bold or line.fixed for line in lines)
    return is_plain and block.size <= 1.02 * measures.size and not explains_table(block.text)


def _goes_on_from(above: Block, block: Block) -> bool:
    """Tell the second line of something: a sentence goes on in it."""
    last, first = above.lines[-1], block.lines[0]
    return above.kind in _RUNS_ON and first.starts_small and last.y > first.y and not last.ends_sentence


def _reads_as_caption(block: Block) -> bool:
    """Tell a line over a table, or two, that lead to nothing, end early and stand apart from the text above."""
    text = block.text
    if block.lines[-1].x1 > block.right - _FREE * block.size:
        return False  # it may go on behind the table
    plain = text[:1].isupper() and not text.isupper() and text[-1:].isalnum()
    return plain and block.above and len(block.lines) <= 2 and " " in text


def _is_over(block: Block, table: Block) -> bool:
    return block.lines[0].y > table.lines[0].y


def _is_set_off_at(block: Block, table: Block, measures: Measures) -> bool:
    """Tell what is set as none of the text is, or in the middle of its table."""
    lines, is_over = block.lines, _is_over(block, table)
    left, right = min(one.x0 for one in table.lines), max(one.x1 for one in table.lines)
    off = max(abs(line.x0 + line.x1 - left - right) / 2 for line in lines)
    if abs(lines[0].x0 - lines[-1].x0) < 1 and len(lines) > 1:
        off = right - left  # one under the other they only begin alike
    set_in = min(line.x0 for line in lines) > block.left + block.size
    middled = off < (_OFF_MIDDLE * (right - left) if set_in else 1)
    # Under a table a line in its middle may be a row of it.
    if is_over and (middled or are_centred(lines, block.left, block.right)):
        return True
    inside = all(line.x0 > left - block.size and line.x1 < right + 4 * block.size for line in lines)
    italic = all(line.italic for line in lines) and not measures.italic
    return (inside or is_over) and (italic or block.size < _SMALLER * measures.size)


def _nearer_by(block: Block, table: Block, beyond: Block | None) -> float:
    """Return by how much a line is nearer to a table than to what stands on its other side, in sizes of its own."""
    if beyond is None or beyond.page != block.page:
        return inf
    over = _is_over(block, table)
    near = block.lines[-1].y - table.lines[0].y if over else _lowest(table) - block.lines[0].y
    far = beyond.lines[-1].y - block.lines[0].y if over else block.lines[-1].y - beyond.lines[0].y
    is_at = _NEAREST * block.size < near < _FURTHEST * max(block.size, table.size)
    return (far - near) / block.size if is_at else -inf


def _lowest(table: Block) -> float:
    runs = (run.y for row in rows_of_table(table.lines) for cell in row for line in cell for run in line.runs)
    return min(runs, default=table.lines[-1].y)
