"""Stanzas that were joined to paragraphs though what is around them shows that they are verse: they are doubted.

Of themselves two lines may be anything. Together the lines of a poem, or of a page of poems, tell: prose takes every
word for which there is room and goes on in small letters. Pure; asked when all kinds are told, and changes none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Line
from readings.importers.pdf.stanzas import STOPS, are_centred, had_room_for, is_large

_FEWEST = 4  # pairs of lines of which the first ends no sentence
_LARGE = 0.6  # of them go on with a capital beside a stanza that was kept; elsewhere all
_FAR = 0.66  # of the width that the page's margins would give: no line of the page reaches so far
_FEWEST_STRETCHED, _FEWEST_WORDS = 2, 4
_FREE = 0.25  # of the width of the column beside lines that stand among prose


class _Pair(NamedTuple):
    """Two lines that stand under one another: whether the first had room, and how the sentence goes on."""

    had_room: bool
    is_open: bool
    goes_on_large: bool


def doubt_sisters(blocks: Sequence[Block], widths: Sequence[float]) -> None:
    """Mark the paragraphs that may be stanzas, in place; `widths` are those of the pages."""
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if _is_text(block):
            by_page[block.page].append(block)
    pages = [part for page, part in by_page.items() if _end_far(part, widths[page])]
    units = [*_poems(blocks), *by_page.values()]
    for unit in (*pages, *(part for part in units if _are_lines(part))):
        _doubt(unit)
    for unit in _groups(blocks):
        if _go_on_early(unit):
            _doubt(unit)
    _doubt(block for block in blocks if _stands_free(block) or _are_stretched(block))


def _doubt(blocks: Iterable[Block]) -> None:
    for block in blocks:
        if block.kind in ("prose", "quotation") and len(block.lines) > 1:
            block.data["lines_joined"] = True


def _is_text(block: Block) -> bool:
    return block.kind in ("prose", "quotation", "verse") and block.marker is None


def _poems(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what stands between two headings."""
    part: list[Block] = []
    for block in blocks:
        if block.kind == "heading":
            yield part
            part = []
        elif _is_text(block):
            part.append(block)
    yield part


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield what stands without space between."""
    part: list[Block] = []
    for block in blocks:
        if part and (block.above or not _is_text(block) or block.page != part[-1].page):
            yield part
            part = []
        if _is_text(block):
            part.append(block)
    yield part


def _go_on_early(blocks: Sequence[Block]) -> bool:
    """Tell whether each sentence that goes on does so with a capital, and once though there was room for the word."""
    pairs = [pair for pair in _pairs(blocks) if pair.is_open]
    large = all(pair.goes_on_large for pair in pairs)
    return len(pairs) > 1 and large and any(pair.had_room for pair in pairs)


def _end_far(blocks: Sequence[Block], width: float) -> bool:
    """Tell whether all lines of a page end far from where its margins would end them, and one had room for a word."""
    lines = [line for block in blocks for line in block.lines]
    left = min(line.x0 for line in lines)
    far = max(width - left, left)
    short = max(line.x1 for line in lines) - left < _FAR * (far - left)
    joined = [block for block in blocks if block.kind != "verse"]
    had_room = [any(pair.had_room for pair in _within(block)) for block in joined]
    full = any(len(block.lines) > 2 and not had for block, had in zip(joined, had_room, strict=True))
    return short and any(had_room) and not full


def _are_lines(blocks: Sequence[Block]) -> bool:
    """Tell whether the sentences of neighbours go on as they do over the ends of verses, and nowhere as prose does."""
    joined = [block for block in blocks if block.kind != "verse"]
    pairs = [pair for pair in _pairs(joined) if pair.is_open]
    if any(_is_prose(block) for block in joined):
        return False
    room, large = sum(pair.had_room for pair in pairs), sum(pair.goes_on_large for pair in pairs)
    if len(joined) == len(blocks):
        return len(pairs) >= _FEWEST and large == len(pairs)
    return bool(pairs) and (2 * room > len(pairs) or large >= _LARGE * len(pairs))


def _is_prose(block: Block) -> bool:
    """Tell a paragraph whose sentences mostly go on in small letters where there was no more room."""
    pairs = [pair for pair in _within(block) if pair.is_open]
    as_prose = sum(not (pair.had_room or pair.goes_on_large) for pair in pairs)
    return 2 * as_prose > len(pairs)


def _pairs(blocks: Sequence[Block]) -> Iterator[_Pair]:
    """Yield the lines that stand under one another without space, also where a paragraph seemed to end."""
    for block in blocks:
        yield from _within(block)
    for one, two in pairwise(blocks):
        if not two.above and one.page == two.page and one.left == two.left:
            yield _pair(one.lines[-1], two.lines[0], one, centred=_is_centred(one))


def _within(block: Block) -> Iterator[_Pair]:
    centred = _is_centred(block)
    for one, two in pairwise(block.lines):
        if one.page == two.page:
            yield _pair(one, two, block, centred=centred)


def _is_centred(block: Block) -> bool:
    return are_centred(block.lines, block.left, block.right)


def _pair(one: Line, two: Line, block: Block, *, centred: bool) -> _Pair:
    room = block.right - block.left - (one.x1 - one.x0) if centred else block.right - one.x1
    is_open = not STOPS.search(one.text)
    return _Pair(had_room_for(two, room), is_open, is_open and is_large(two))


def _stands_free(block: Block) -> bool:
    """Tell lines among prose that all leave much of the column free and begin with capitals within a sentence."""
    lines = block.lines
    if block.kind not in ("prose", "quotation") or block.marker or len(lines) < 2:
        return False
    free = _FREE * (block.right - block.left)
    return (
        all(map(is_large, lines))
        and all(block.right - one.x1 > free for one in lines)
        and 2 * sum(pair.goes_on_large for pair in _within(block)) >= len(lines) - 1
    )


def _are_stretched(block: Block) -> bool:
    """Tell lines that end by hand in a justified column: all but the last are torn apart to its edges, word by word."""
    lines = block.lines[:-1]
    return len(lines) >= _FEWEST_STRETCHED and all(
        len(line.cells) >= _FEWEST_WORDS and len(line.cells) == len(line.text.split()) for line in lines
    )
