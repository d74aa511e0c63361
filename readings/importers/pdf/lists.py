"""The lists among the blocks of a document: what their items are, what goes on with an item, and what stands behind a list.

Where items begin is told before, in `items`, when lines are cut into blocks.
"""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.markers import Marker
from readings.importers.pdf.blocks import Block
from readings.importers.pdf.counted import settle_markers
from readings.importers.pdf.further import (
    ALIKE,
    BETWEEN,
    Place,
    behind_inner_list,
    edge_of,
    in_another_column,
    is_narrower,
    widest,
)
from readings.importers.pdf.lines import Line

_DEEPEST = 6
_SAME_SIZE = 0.3  # points
_NARROWER = 1.5  # of the size
_INDENT = 1.2  # of the size: how far a quotation is indented


def mark_lists(blocks: list[Block]) -> None:
    """Make items of the blocks that begin with a marker, where the marker is sure or a neighbour counts on.

    A block that begins where the text of the item before it begins goes on with it.
    """
    lone = settle_markers(blocks)
    items: list[Block] = []
    said: list[Block] = []  # further paragraphs of the items
    for at, block in enumerate(blocks):
        if block.kind not in ("prose", "quotation"):
            items = items if block.kind in BETWEEN else []
        elif block.marker:
            _as_item(block, block.marker, items[-1] if items else None)
            said = said if items else []
            items.append(block)
        elif found := _item_of(blocks, at, items, said):
            item, place = found
            if place == "behind":
                if not _begins_as(block, _text_beside(blocks, block)):
                    _quote_behind(blocks, at)
                items = []
                continue
            said.append(block)
            block.kind, block.data = "list_item", {**item.data, "continues": True}
            if place == "unsure" or id(item) in lone:
                block.data["item_guessed"] = True
        else:
            if items and _is_set_in_behind(blocks, at, items[-1]):
                _quote_behind(blocks, at)
            items = []


def _item_of(
    blocks: Sequence[Block], at: int, items: Sequence[Block], said: Sequence[Block]
) -> tuple[Block, Place] | None:
    """Return the item under whose words a block stands, and whether it is a paragraph of it."""
    if not items:
        return None
    if _continues(blocks[at], items[-1]) or _goes_on_with(blocks[at], items[-1], said):
        return items[-1], _place_of(blocks, at, items, said)
    return in_another_column(blocks, at, items) or behind_inner_list(blocks, at, items)


def _as_item(block: Block, marker: Marker, before: Block | None) -> None:
    """Make an item of a block; its level is told by how far its marker stands from that of the item before."""
    level = 1
    if before is not None:
        outer, level = before.data["indent"], before.data["level"]
        if marker.indent >= outer + 2:
            level = min(level + 1, _DEEPEST)
        elif marker.indent <= outer - 2:
            level = max(level - (outer - marker.indent + 1) // 3, 1)
    block.kind = "list_item"
    block.data = {"level": level, "ordered": marker.ordered, "indent": marker.indent, "marker": marker.shown}
    if marker.ordered:
        block.data["value"] = marker.value


def _continues(block: Block, item: Block) -> bool:
    """Tell whether a block stands under the text of an item."""
    if item.page != block.page or len(item.lines) < 1:
        return False
    hang = item.lines[1].x0 if len(item.lines) > 1 else item.lines[0].x0 + 0.8 * item.size
    first = item.lines[0].x0
    # Not only its first line: that of a paragraph behind the list may be set in as well.
    edge = edge_of(block)
    line = block.lines[0]
    if len(block.lines) == 1 and not line.ends_sentence and block.right - line.x1 < 2 * line.size:
        return False  # it may be that first line, the last one of its column
    return hang > first + 0.5 * item.size and edge >= hang - 0.3 * item.size


def _goes_on_with(block: Block, item: Block, said: Sequence[Block]) -> bool:
    """Tell whether a block stands under a paragraph of an item that went on in this column."""
    last = said[-1] if said else item
    moved = (item.page, item.left) != (block.page, block.left) == (last.page, last.left)
    return moved and abs(edge_of(block) - edge_of(last)) < ALIKE


def _place_of(blocks: Sequence[Block], at: int, items: Sequence[Block], said: Sequence[Block]) -> Place:
    """Tell a quotation behind a list from a paragraph of its last item, under whose words it may stand as well.

    It is narrower than the item. Or no further item follows, and it is set in by more or less than the words of all
    items and of what else is `said` in them. Or it has space over it that the items have not: then it is one in
    another size, or narrower on the right.
    """
    block, item = blocks[at], items[-1]
    if is_narrower(block, item):
        return "behind"
    own = widest([block])
    after = next((one for one in blocks[at + 1 :] if abs(one.indent - block.indent) >= ALIKE), None)
    goes_on = after is not None and after.marker is not None and after.page == block.page
    flat = len({one.data["level"] for one in items}) == 1
    under = [*said, *(one for one in items if len(one.lines) > 1)]
    if flat and block.above and not goes_on and not _is_under_words(block, under):
        return "behind"
    if not block.above or item.above or goes_on:
        return "within"
    wrapped = [one for one in items if len(one.lines) > 1 and one.page == block.page] or [
        one for one in said if one.page == block.page
    ]
    if abs(block.size - item.size) >= _SAME_SIZE or not _is_under_words(block, wrapped):
        return "behind"
    edge = widest(wrapped) if wrapped else block.right
    if len(block.lines) > 1:
        early = any(one.ends_early(two, edge) for one, two in pairwise(block.lines))
        narrower = len(block.lines) > 2 and edge - own > _NARROWER * block.size
        return "behind" if early or narrower else "within"
    if not wrapped:
        return "behind"
    return "within" if edge - own <= _NARROWER * block.size else "unsure"


def _is_under_words(block: Block, wrapped: Sequence[Block]) -> bool:
    """Tell whether a block begins where the words of an item do that has several lines, if there is one."""
    edge = edge_of(block)
    edges = [min(line.x0 for line in one.lines[1:] or one.lines) for one in wrapped]
    return not wrapped or any(abs(one - edge) < ALIKE for one in edges)


def _is_set_in_behind(blocks: Sequence[Block], at: int, item: Block) -> bool:
    """Tell what is set in behind a list by less than the words of its items, and not as first lines of paragraphs are."""
    block = blocks[at]
    if block.marker or not block.above or block.page != item.page or block.lines[0].bold:
        return False
    if block.lines[0].y > item.lines[-1].y or (len(block.lines) == 1 and not block.lines[0].ends_sentence):
        return False
    text = _text_beside(blocks, block)
    edge = edge_of(block)
    left = min((lines[1].x0 for lines in text), default=edge)
    return edge > max(item.lines[0].x0, left + _INDENT * block.size) and not _begins_as(block, text)


def _text_beside(blocks: Sequence[Block], block: Block) -> list[list[Line]]:
    """Return the lines of each other paragraph of several lines in the same column."""
    return [
        one.lines
        for one in blocks
        if one.kind == "prose" and not one.marker and one.page == block.page and len(one.lines) > 1
        if one.left == block.left and one is not block
    ]


def _begins_as(block: Block, text: Sequence[Sequence[Line]]) -> bool:
    """Tell whether paragraphs begin with a line that is set in as far as a block."""
    edge = edge_of(block)
    return any(abs(lines[0].x0 - edge) < ALIKE < lines[0].x0 - lines[1].x0 for lines in text)


def _quote_behind(blocks: Sequence[Block], at: int) -> None:
    """Make quotations of the blocks behind a list that are set in alike, in place."""
    first = blocks[at]
    for block in blocks[at:]:
        if block.kind not in ("prose", "quotation") or block.marker or block.page != first.page:
            return
        if abs(block.indent - first.indent) >= ALIKE or abs(block.size - first.size) >= _SAME_SIZE:
            return
        block.kind = "quotation"
