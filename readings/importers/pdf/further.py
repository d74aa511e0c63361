"""Further paragraphs of an item: what is set in as far as its words, on its page and on the next one.

What cannot be told from a quotation behind the list is said to be unsure. Pure.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from readings.importers.pdf.blocks import Block

ALIKE = 2.0  # points
_NARROWER = 1.5  # of the size
_NEAREST, _FURTHEST = 0.8, 4.0  # of the size: how far words may stand from the marker before them
BETWEEN = ("figure", "caption", "verse", "table", "code")
_INTERRUPTS = ("figure", "caption", "table")

Place = Literal["within", "behind", "unsure"]


def edge_of(block: Block) -> float:
    """Return where the leftmost of its lines begins: that of a paragraph behind a list may be set in at first as well."""
    return min(line.x0 for line in block.lines)


def words_of(item: Block) -> float | None:
    """Return where the words of an item stand, None where nothing shows it."""
    if item.data.get("continues"):
        return edge_of(item)
    if len(item.lines) > 1:
        return min(line.x0 for line in item.lines[1:])
    runs = item.lines[0].runs
    if len(runs[0].starts) > 1:
        return runs[0].starts[1]
    return runs[1].x0 if len(runs) > 1 else None


def widest(blocks: Sequence[Block]) -> float:
    """Return how far the longest line of all blocks reaches."""
    return max(line.x1 for block in blocks for line in block.lines)


def is_narrower(block: Block, item: Block) -> bool:
    """Tell whether the lines of a paragraph are full, and end before those of an item."""
    own = widest([block])
    full = len(block.lines) > 2 and not any(one.ends_early(two, own) for one, two in pairwise(block.lines))
    return full and (widest([item]) - item.left) - (own - block.left) > _NARROWER * block.size


def open_items(items: Sequence[Block]) -> list[Block]:
    """Return the items of a list that are not ended: the last one, and those that it is within."""
    made: list[Block] = []
    for item in reversed(items):
        if not made or item.data["level"] < made[-1].data["level"]:
            made.append(item)
    return made


def in_another_column(blocks: Sequence[Block], at: int, items: Sequence[Block]) -> tuple[Block, Place] | None:
    """Return the item that goes on at the head of the next column or page with a paragraph, and how sure that is.

    It is sure where the sentence goes on, or where the list is counted on right behind it.
    """
    block = blocks[at]
    before = next(one for one in reversed(blocks[:at]) if one.kind not in _INTERRUPTS)
    if before.kind != "list_item" or (before.page, before.left) == (block.page, block.left):
        return None
    rest = block.lines[0].starts_small or not before.lines[-1].ends_sentence
    for item in open_items(items):
        stands = [words for one in (before, item) if (words := words_of(one)) is not None]
        moved = [edge_of(block) - by for by in (0.0, block.left - item.left)]
        hangs = rest and any(_NEAREST < (x - item.lines[0].x0) / item.size < _FURTHEST for x in moved)
        if not any(abs(x - words) < ALIKE for x in moved for words in stands) and (stands or not hangs):
            continue
        if is_narrower(block, item):
            return None
        if rest or _is_counted_on(blocks, at, item):
            return item, "within"
        return (item, "unsure") if len(block.lines) > 1 else None
    return None


def behind_inner_list(blocks: Sequence[Block], at: int, items: Sequence[Block]) -> tuple[Block, Place] | None:
    """Return the item under whose words a paragraph stands behind the list within that item."""
    block = blocks[at]
    for item in open_items(items)[1:]:
        words = words_of(item)
        if words is None or item.page != block.page or abs(edge_of(block) - words) >= ALIKE:
            continue
        if is_narrower(block, item):
            return None
        if _is_counted_on(blocks, at, item):
            return item, "within"
        return (item, "unsure") if len(block.lines) > 1 else None
    return None


def _is_counted_on(blocks: Sequence[Block], at: int, item: Block) -> bool:
    """Tell whether the next item of a list follows, over nothing but what is set in at least as far as a paragraph."""
    for block in blocks[at + 1 :]:
        if block.marker and item.marker and block.marker.after(item.marker):
            return abs(block.marker.indent - item.marker.indent) <= 1
        if block.kind not in BETWEEN and block.indent < blocks[at].indent - ALIKE:
            return False
    return False
