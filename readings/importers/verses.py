"""Which lines of plain text are kept as they stand, as verses are, and which are joined to a paragraph.

Whoever wraps prose puts each word into a line that has room for it. So lines that end before they had to are meant as
lines, unless prose was broken by hand: then its sentences run on over the lines. What is not certain is doubted, be it
kept or joined. Nothing is decided here on what the words say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readings.importers.breaks import are_facts
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
from readings.importers.pauses import Pauses, all_pauses, pauses_of

KEPT, JOINED = "kept", "joined"
KEPT_DOUBTED, JOINED_DOUBTED = "kept, doubted", "joined, doubted"
KEPT_LIKE_OTHERS = "kept, doubted with others"  # nothing in its own lines speaks against it

type Block = Sequence[str]

_WIDEST_OF_POEMS = 60  # code points: a text all of whose lines are shorter may be one of verses alone
_FEWEST_BLOCKS, _FEWEST_LINES = 3, 6  # of such a text
_NARROWEST_PROSE = 55  # code points: so wide at least is prose that tells the width of a text
_FEWEST_OF_PROSE = 4  # lines
_NARROWEST_COLUMN = 34  # code points, of prose
_FEWEST_PAIRS = 8  # of lines, that show together how narrow a text is wrapped
_AS_WIDE = 0.9  # of the prose in the same text
_ALIKE = 1.25  # times as wide as the stanza beside them
_EVEN = 0.7  # of the width: so long are the last lines of stanzas, and those of paragraphs by chance
_FAR = 0.7  # of the width: so far at most reach two lines that are verse by themselves
_CLEAR = 0.15  # of the longest line: hardly anybody who wraps by hand leaves so much
_FEWEST_ALIKE = 6  # stanzas, of which it is asked once whether they are any
_FEW = 3  # lines


def as_set(blocks: Sequence[Block], width: int) -> list[str]:
    """Tell of each block of lines whether it is kept or joined, and whether that is doubted; empty ones are of another kind.

    `width` is the one that the text is wrapped to, 0 where it has a line a paragraph.
    """
    if not width:
        return [KEPT if len(block) > 1 else JOINED for block in blocks]
    several = [block for block in blocks if len(block) > 1]
    stanzas = _stanzas_alone(several)
    pauses = all_pauses(stanzas)
    prose = _width_of_prose(several)
    if stanzas and not _run_on(pauses, len(stanzas)):
        widest = max(map(_longest, stanzas))
        are_early = _end_early(stanzas, several)
        return _asked_once(
            [_as_set_among_verses(block, widest, pauses, prose, are_early=are_early) for block in blocks]
        )
    narrow = _width_of_narrow(several, prose) or max(map(_longest, stanzas), default=0)
    width = min(width, narrow or width)
    kept = [bool(block) and _are_kept(block, width) for block in blocks]
    if prose:
        kept = [was or _are_two_verses(block, prose) for was, block in zip(kept, blocks, strict=True)]
        kept = _with_next_stanzas(blocks, kept, width)
    are_short = all(_longest(block) <= _WIDEST_OF_POEMS for block in several)
    firsts = Counter(first.strip() for first, *_rest in {tuple(block) for block in several})
    return [
        (
            _as_kept(block, are_short=are_short, comes_again=firsts[block[0].strip()] > 1)
            if was
            else _as_joined(block, prose or width, prose, narrow)
        )
        for was, block in zip(kept, blocks, strict=True)
    ]


def _asked_once(told: Sequence[str]) -> list[str]:
    """Doubt each stanza by itself where there are few."""
    if told.count(KEPT_LIKE_OTHERS) >= _FEWEST_ALIKE:
        return list(told)
    return [KEPT_DOUBTED if one == KEPT_LIKE_OTHERS else one for one in told]


def _as_set_among_verses(block: Block, widest: int, pauses: Pauses, prose: int, *, are_early: bool) -> str:
    """Keep what is no prose by itself; doubt it where neither its own lines nor the others show that they are verses."""
    if len(block) < 2:
        return JOINED
    own = pauses_of(block)
    if _is_prose(block):
        return JOINED if _longest(block) > widest else JOINED_DOUBTED
    are_sure = pauses.are_capital or pauses.are_at_ends or (are_early and _is_without_sentence(block, own))
    if _is_like_prose(own) or (prose and _longest(block) >= _AS_WIDE * prose):
        return KEPT_DOUBTED
    if are_sure:
        return KEPT
    return KEPT_LIKE_OTHERS if len(block) > 2 and _is_like_verse(block, own) else KEPT_DOUBTED


def _as_kept(block: Block, *, are_short: bool, comes_again: bool) -> str:
    """Doubt what reads like prose; where all lines of a text are short, whatever does not read like verse.

    In wider ones, a few lines as long as those of a column that stop nowhere, which may be an imprint, and what begins
    with a line that others begin with, as the words of those do who speak in a play.
    """
    own = pauses_of(block)
    if _is_like_prose(own) or (are_short and not _is_like_verse(block, own)):
        return KEPT_DOUBTED
    is_open = len(block) <= _FEW and not (own.ends or ends_sentence(block[-1].strip()))
    is_column = _longest(block) >= _NARROWEST_COLUMN
    is_set_in = max(map(indent_of, block)) >= 2
    return KEPT_DOUBTED if not (are_short or is_set_in) and ((is_open and is_column) or comes_again) else KEPT


def _as_joined(block: Block, width: int, prose: int, narrow: int) -> str:
    """Doubt what may be verse. Beside prose wrapped narrow verses are as wide: what tells them is where they pause."""
    if len(block) < 2:
        return JOINED
    if _may_be_verse(block, width):
        return JOINED_DOUBTED
    if not narrow:
        return JOINED
    full = sum(is_full(line.strip(), after, narrow) for line, after in pairwise(block))
    if 2 * full > len(block) - 1:
        return JOINED
    own = pauses_of(block)
    if prose and own.ends == own.broken:
        return KEPT_DOUBTED
    is_column = are_full([line.strip() for line in block], 3) and own.ends <= own.expected
    return JOINED if is_column or (own.broken > 1 and _run_on(own, 1)) else JOINED_DOUBTED


def _run_on(pauses: Pauses, count: int) -> bool:
    """Recognise so many paragraphs by sentences that end inside lines, and lines that end wherever they happen to."""
    return 2 * pauses.sentences >= count and pauses.are_anywhere


def _is_like_prose(pauses: Pauses) -> bool:
    """Whether sentences run over the ends of lines, as in a stanza they rarely do."""
    if pauses.are_capital or pauses.ends > pauses.expected:
        return False
    return pauses.sentences > 0 or (pauses.inside > 0 and pauses.broken > 2)


def _is_like_verse(block: Block, pauses: Pauses) -> bool:
    """Whether lines begin with capitals, pause at their ends, or are narrower than prose, or without any sentence."""
    at_ends = 2 * pauses.ends >= pauses.broken
    is_narrow = _longest(block) < _NARROWEST_COLUMN
    return pauses.are_capital or at_ends or is_narrow or _is_without_sentence(block, pauses)


def _is_without_sentence(block: Block, pauses: Pauses) -> bool:
    """Recognise words in which nothing pauses or ends, as in lists, and in some verses."""
    return not (pauses.inside or pauses.ends or ends_sentence(block[-1].strip()))


def _is_prose(block: Block) -> bool:
    """Recognise a paragraph that is wrapped to its own width, and ends its sentences inside its lines."""
    bare = [line.strip() for line in block]
    if _longest(block) < _NARROWEST_COLUMN or not ends_sentence(bare[-1]) or not are_full(bare, 3):
        return False
    pauses = pauses_of(block)
    return _run_on(pauses, 1) and 4 * pauses.ends <= pauses.broken


def _are_kept(lines: Block, width: int) -> bool:
    """Tell lines that stand for themselves from those of a paragraph, or of a quotation that is set in."""
    bare = [line.strip() for line in lines]
    is_stanza = max(map(indent_of, lines)) >= 2 and are_stanza(list(lines), width)
    return is_stanza or are_facts(bare) or are_loose(bare, width)


def _stanzas_alone(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text of short lines, at least half of which had room for more, or of stanzas alike in height.

    What is surely a paragraph among them is left out, and none is returned where there is more of that.
    """
    wide = [block for block in blocks if _longest(block) > _WIDEST_OF_POEMS]
    count = sum(map(len, blocks))
    if 2 * sum(map(len, wide)) > count or not all(_is_prose(block) for block in wide):
        return []
    stanzas = [block for block in blocks if not _is_prose(block)]
    lines = sum(map(len, stanzas))
    if len(stanzas) < _FEWEST_BLOCKS or lines < _FEWEST_LINES or 2 * lines < count:
        return []
    longest = min(max(map(_longest, blocks)), _WIDEST_OF_POEMS)
    alike = len({len(block) for block in stanzas}) == 1
    even = alike and all(len(block[-1].strip()) >= _EVEN * longest for block in stanzas)
    return stanzas if even or _end_early(stanzas, blocks) else []


def _end_early(stanzas: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether half of the lines of these stanzas had room for more, as wide as all blocks of the text are."""
    longest = min(max(map(_longest, blocks)), _WIDEST_OF_POEMS)
    pairs = [pair for block in stanzas for pair in pairwise(block)]
    return 2 * sum(not is_full(line.strip(), after, longest) for line, after in pairs) >= len(pairs)


def _width_of_narrow(blocks: Sequence[Block], prose: int) -> int:
    """Return the width of a text that is wrapped narrow, 0 for others.

    Prose shows it, or nearly no line that had room for more, or sentences that run on over lines broken anyhow.
    """
    if any(len(line.strip()) > _WIDEST_OF_POEMS for line in _ended_late(blocks)):
        return 0
    pairs = [
        pair for block in blocks for pair in pairwise(block) if len(pair[1].split()) > 1
    ]  # no list of words
    if prose or len(pairs) < _FEWEST_PAIRS:
        return prose
    longest = max(len(line.strip()) for line, _after in pairs)
    full = sum(is_full(line.strip(), after, longest) for line, after in pairs)
    if 20 * full >= 19 * len(pairs) or _run_on(all_pauses(blocks), len(blocks)):
        return longest
    return 0


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
        if longest >= _NARROWEST_PROSE:
            is_prose = are_full([one.strip() for one in blocks[at]], _FEWEST_OF_PROSE)
        else:
            is_prose = _is_prose(blocks[at])
        if is_prose:
            return longest
    return 0


def _are_two_verses(block: Block, width: int) -> bool:
    """Recognise two lines at the margin that stop far before the width to which the prose beside them is wrapped."""
    return (
        len(block) == 2
        and max(map(indent_of, block)) < 2
        and _longest(block) <= _FAR * width
        and ends_sentence(block[1])
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
