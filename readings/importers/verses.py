"""Which lines of plain text are kept as they stand, as verses are, and which are joined to a paragraph.

Whoever wraps prose puts each word into a line that has room for it. So lines that end before they had to are meant as
lines; where that is not certain they are joined, and doubted. Nothing is decided here on what the words say.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from readings.importers.lines import (
    are_full,
    are_loose,
    are_stanza,
    ends_sentence,
    first_word,
    is_full,
    leave_room,
)
from readings.importers.opening_lines import indent_of

KEPT, JOINED, DOUBTED = "kept", "joined", "doubted"

type Block = Sequence[str]

_WIDEST_OF_POEMS = 60  # code points: a text all of whose lines are shorter may be one of verses alone
_FEWEST_BLOCKS, _FEWEST_LINES = 3, 6  # of such a text
_NARROWEST_PROSE = 55  # code points: so wide at least is prose that tells the width of a text
_FEWEST_OF_PROSE = 4  # lines
_FEWEST_PAIRS = 8  # of lines, that show together how narrow a text is wrapped
_ALIKE = 1.25  # times as wide as the stanza beside them
_EVEN = 0.7  # of the width: so long are the last lines of stanzas, and those of paragraphs by chance
_FAR = 0.7  # of the width: so far at most reach two lines that are verse by themselves
_CLEAR = 0.15  # of the longest line: hardly anybody who wraps by hand leaves so much


def as_set(blocks: Sequence[Block], width: int) -> list[str]:
    """Tell of each block of lines whether it is kept, joined, or joined and doubted; empty ones are of another kind.

    `width` is the one that the text is wrapped to, 0 where it has a line a paragraph.
    """
    several = [block for block in blocks if len(block) > 1]
    width = min(width, _width_of_narrow(several) or width)
    kept = [bool(block) and _are_kept(block, width) for block in blocks]
    if width:
        prose = _width_of_prose(several)
        if _are_verses_alone(several):
            kept = [was or _is_verse_of(block, several) for was, block in zip(kept, blocks, strict=True)]
        elif prose:
            kept = [was or _are_two_verses(block, prose) for was, block in zip(kept, blocks, strict=True)]
            kept = _with_next_stanzas(blocks, kept, width)
        return [
            KEPT if was else DOUBTED if _may_be_verse(block, prose) else JOINED
            for was, block in zip(kept, blocks, strict=True)
        ]
    return [KEPT if was else JOINED for was in kept]


def _are_kept(lines: Block, width: int) -> bool:
    """Tell lines that stand for themselves from those of a paragraph, or of a quotation that is set in."""
    if not width:
        return len(lines) > 1
    return are_loose([line.strip() for line in lines], width) or (
        max(map(indent_of, lines)) >= 2 and are_stanza(list(lines), width)
    )


def _are_verses_alone(blocks: Sequence[Block]) -> bool:
    """Recognise a text without prose: short lines, of which at least half had room for more, or stanzas alike in height."""
    if len(blocks) < _FEWEST_BLOCKS or sum(map(len, blocks)) < _FEWEST_LINES:
        return False
    longest = max(_longest(block) for block in blocks)
    if longest > _WIDEST_OF_POEMS:
        return False
    pairs = [pair for block in blocks for pair in pairwise(block)]
    early = sum(not is_full(line.strip(), after, longest) for line, after in pairs)
    alike = len({len(block) for block in blocks}) == 1
    even = alike and all(len(block[-1].strip()) >= _EVEN * longest for block in blocks)
    return even or 2 * early >= len(pairs)


def _is_verse_of(block: Block, blocks: Sequence[Block]) -> bool:
    """Leave out what may be the one paragraph of prose among verses: the widest lines of all, and all full."""
    widest = max(_longest(other) for other in blocks)
    return len(block) > 1 and not (_longest(block) == widest and are_full([one.strip() for one in block]))


def _width_of_narrow(blocks: Sequence[Block]) -> int:
    """Return the width of a text that is wrapped narrow throughout: nearly no line of it had room for more; 0 for others."""
    if any(len(line.strip()) > _WIDEST_OF_POEMS for line in _ended_late(blocks)):
        return 0
    pairs = [
        pair for block in blocks for pair in pairwise(block) if len(pair[1].split()) > 1
    ]  # no list of words
    if len(pairs) < _FEWEST_PAIRS or _are_verses_alone(blocks):
        return 0
    longest = max(len(line.strip()) for line, _after in pairs)
    full = sum(is_full(line.strip(), after, longest) for line, after in pairs)
    return longest if 20 * full >= 19 * len(pairs) else 0


def _ended_late(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the long lines that a line of several words follows."""
    for block in blocks:
        for line, after in pairwise(block):
            if len(line) > _WIDEST_OF_POEMS and len(after.split(None, 1)) > 1:
                yield line


def _width_of_prose(blocks: Sequence[Block]) -> int:
    """Return how wide the paragraphs are whose lines are all full, 0 if no text is sure to be wrapped so wide."""
    wide = [(_longest(block), at) for at, block in enumerate(blocks) if len(block) >= _FEWEST_OF_PROSE]
    for longest, at in sorted(wide, reverse=True):
        if longest < _NARROWEST_PROSE:
            break
        if are_full([one.strip() for one in blocks[at]], _FEWEST_OF_PROSE):
            return longest
    return 0


def _are_two_verses(block: Block, width: int) -> bool:
    """Recognise two lines at the margin that stop far before the width to which the prose beside them is wrapped."""
    return (
        len(block) == 2
        and max(map(indent_of, block)) < 2
        and _longest(block) <= _FAR * width
        and leave_room(list(block), width, width // 4)
    )


def _with_next_stanzas(blocks: Sequence[Block], kept: Sequence[bool], width: int) -> list[bool]:
    """Keep short lines right beside a stanza that are no wider, though all of them may be full by themselves."""
    made = list(kept)
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for before, at in pairwise(order):
            made[at] = made[at] or (made[before] and _is_next(blocks[before], blocks[at], width))
    return made


def _is_next(stanza: Block, block: Block, width: int) -> bool:
    bare = [line.strip() for line in block]
    return (
        len(bare) > 1
        and indent_of(block[0]) == indent_of(stanza[0])
        and _longest(block) <= _ALIKE * _longest(stanza)
        and leave_room(bare, width, width // 5)
    )


def _may_be_verse(block: Block, width: int) -> bool:
    """Doubt joined lines many of which had room for more, or that begin as lines do: with capitals, or set in by turns."""
    if len(block) < 2:
        return False
    bare = [line.strip() for line in block]
    own = max(map(len, bare))
    if width and own <= _FAR * width and leave_room(bare, width, width // 8):
        return True
    if len(block) == 2:
        return False
    room = own * (1 - _CLEAR)  # for a line with the first word of the next one
    early = sum(
        len(line) < room and len(line) + 1 + first_word(after) <= room for line, after in pairwise(bare)
    )
    if 2 * early > len(bare) - 1:
        return True
    if not indent_of(block[0]) and sum(indent_of(line) >= 2 for line in block[1:]) > 1:
        return True
    if not all(line[:1].isupper() for line in bare) or all(map(str.isupper, bare)):
        return False
    return 3 * sum(not ends_sentence(line) for line in bare[:-1]) >= 2 * (len(bare) - 1)


def _longest(block: Block) -> int:
    return max(len(line.strip()) for line in block)
