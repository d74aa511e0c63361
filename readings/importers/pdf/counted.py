"""Which of the markers in a document begin items: told by a neighbour that counts on, also over what an item has in it.

What the items are made of is said in `lists`, where further paragraphs begin in `further`. Pure.
"""

from collections.abc import Sequence

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.further import ALIKE, edge_of, is_narrower, words_of

_DEEPER = 0.5  # of the size: how much further in the markers of a list within an item stand
_HANGS = 0.5  # of the size: how far the words of an item stand behind its marker


def settle_markers(blocks: Sequence[Block]) -> set[int]:
    """Take the marker from each block where it is neither sure nor counted on, in place.

    Return the ids of the single items among them that only a further paragraph under their words shows to be some.
    """
    at_all = [at for at, block in enumerate(blocks) if block.marker and _is_text(block)]
    true = {at for at in at_all if (marker := blocks[at].marker) and marker.sure}
    for nth in range(1, len(at_all)):
        for back in range(nth - 1, -1, -1):
            one, two = at_all[back], at_all[nth]
            is_next = back == nth - 1
            if is_next or _is_within(blocks, one, two):
                before, marker = blocks[one].marker, blocks[two].marker
                if before and marker and (following := marker.after(before)) and (is_next or marker.ordered):
                    blocks[two].marker = following
                    true |= {one, two}
                    break
            if not _is_deeper(blocks[one], blocks[two]):
                break
    lone = {at for at in at_all if at not in true and _has_further(blocks, at)}
    for at in at_all:
        if at not in true | lone:
            blocks[at].marker = None
    return {id(blocks[at]) for at in lone}


def _is_text(block: Block) -> bool:
    return block.kind in ("prose", "quotation")


def _from_left(block: Block, other: Block) -> float:
    """How far a block begins from the left; from the edge of its column where the other one is in another column."""
    moved = (block.page, block.left) != (other.page, other.left)
    return block.lines[0].x0 - (block.left if moved else 0)


def _is_deeper(block: Block, outer: Block) -> bool:
    return _from_left(block, outer) > _from_left(outer, block) + _DEEPER * outer.size


def _is_within(blocks: Sequence[Block], one: int, two: int) -> bool:
    """Tell whether two markers stand alike, and all words between them are set in as far as those of the first."""
    outer = blocks[one]
    if abs(_from_left(outer, blocks[two]) - _from_left(blocks[two], outer)) >= ALIKE:
        return False
    words = words_of(outer)
    if words is None:
        return False
    between = [block for block in blocks[one + 1 : two] if _is_text(block) or block.kind == "heading"]
    return all(
        edge_of(block) - block.left >= words - outer.left - ALIKE
        if (block.page, block.left) != (outer.page, outer.left)
        else edge_of(block) >= words - ALIKE
        for block in between
    )


def _has_further(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a paragraph of several lines stands right under the words of what begins with the first number."""
    block, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if after is None or after.marker or not _is_text(after) or min(len(block.lines), len(after.lines)) < 2:
        return False
    if block.marker is None or block.marker.value != 1 or block.page != after.page:
        return False
    words = words_of(block)
    hangs = words is not None and words > block.lines[0].x0 + _HANGS * block.size
    return (
        hangs and words is not None and abs(edge_of(after) - words) < ALIKE and not is_narrower(after, block)
    )
