"""Which lines on the first page of a PDF are headings, and which are subtitles, names and places under its title. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.titles import is_numbered, names_of

_LONGEST = 150  # code points of what stands on a title page
_MOST_BETWEEN = 4  # lines between a heading and what it stands over: names, a date, who was there, a motto
_FEWEST_ALIKE = 3  # headings over single lines that end a sentence
_LINE = ("prose", "quotation", "list_item")

type Style = tuple[float, int, int]  # how a block is set, the highest first
type Styles = Mapping[int, Style]  # by the ids of blocks


class _Over(NamedTuple):
    """What a heading stands over, whether lines that are none stand between the two, and whether one ends a sentence."""

    below: Block | None
    passed: bool
    says: bool


def without_subtitles(
    blocks: Sequence[Block], styles: Styles, entries: Mapping[int, int], trusted: bool
) -> None:
    """Between the title and the first paragraph stand subtitles, names and places, and no headings.

    Only what leads that paragraph is one, what has a number or is one of the `entries` of the file's outline, what is
    set as later headings are and leads a shorter paragraph or stands over a lower heading, and the title once more,
    over the text. Lines that are no headings may stand between where later ones have such as well. What stands right
    over a heading and is set as nothing else is doubted, and so is what is set as later headings and has other lines.
    """
    opening, leads, end = _opening(blocks)
    if len(opening) < 2:
        return
    over = _stands_over(blocks, styles)
    later = {styles.get(id(block)) for block in blocks[end:] if block.kind == "heading"} - {None}
    ways = _ways(blocks, over, styles)
    kept = {id(block) for block in opening if _leads_text(block, over, styles, later, ways)}
    kept |= {id(opening[-1])} if leads else set()
    lead = set(kept)  # what stands over one of these is a subtitle at the least
    title = min(opening, key=lambda block: styles.get(id(block), (-block.size, 3, 0)))
    for block in reversed(opening):
        style, found = styles.get(id(block)), over.get(id(block))
        again = block is not opening[0] and names_of(block.text) == names_of(opening[0].text)
        is_one = block is title or id(block) in entries or is_numbered(block.text) or again
        is_guess = False
        below = found.below if found else None
        if style and found and below and id(below) in lead and _is_lower(below, style, styles):
            lead.add(id(block))
            is_later = style in later
            as_others = ways[style, found.passed] > 1
            if is_later and not found.passed:
                as_others |= is_numbered(below.text) or styles.get(id(below)) in later
            is_one |= as_others
            is_guess = is_later or not found.passed
        if is_one:
            lead.add(id(block))
        elif id(block) not in kept:
            block.kind = "prose"
            if is_guess and not trusted:
                block.data["subtitle_guessed"] = True


def _stands_over(blocks: Sequence[Block], styles: Styles) -> dict[int, _Over]:
    """Return what each heading stands over: single lines aside that are none, or that stand right over a higher one."""
    found: dict[int, _Over] = {}
    for at, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        end = at + 1
        while end < len(blocks) and end - at <= _MOST_BETWEEN and _is_passed(blocks, end, styles):
            end += 1
        below = blocks[end] if end < len(blocks) and not _is_passed(blocks, end, styles) else None
        says = any(one.lines[-1].ends_sentence for one in blocks[at + 1 : end])
        found[id(block)] = _Over(below, end > at + 1, says)
    return found


def _is_passed(blocks: Sequence[Block], at: int, styles: Styles) -> bool:
    """Tell a single line that is no heading, or one that stands right over a higher one, as a name may."""
    block, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    if block.kind != "heading":
        return _is_line(block)
    higher = styles.get(id(after)) if after and after.kind == "heading" else None
    return higher is not None and _is_lower(block, higher, styles)


def _is_line(block: Block) -> bool:
    return block.kind in _LINE and len(block.lines) == 1 and len(block.text) <= _LONGEST


def _ways(blocks: Sequence[Block], over: Mapping[int, _Over], styles: Styles) -> Counter[tuple[Style, bool]]:
    """Count how the headings of each style stand over text and lower headings: right over them, or over lines."""
    return Counter(
        (style, found.passed)
        for block in blocks
        if (found := over.get(id(block))) and found.below and (style := styles.get(id(block)))
        if found.below.kind != "heading" or _is_lower(found.below, style, styles)
    )


def _is_lower(below: Block, style: Style, styles: Styles) -> bool:
    lower = styles.get(id(below))
    return below.kind == "heading" and lower is not None and style < lower


def _leads_text(
    block: Block,
    over: Mapping[int, _Over],
    styles: Styles,
    later: set[Style | None],
    ways: Counter[tuple[Style, bool]],
) -> bool:
    """Tell a heading of the opening that leads a sentence, or lines, and is set as others are.

    Over a sentence of several lines it is enough to be set as a later heading; over one of a single line several are.
    """
    found, style = over.get(id(block)), styles.get(id(block))
    if found is None or style is None:
        return False
    if found.says and sum(one.says for key, one in over.items() if styles.get(key) == style) >= _FEWEST_ALIKE:
        return True
    if not found.below or not _is_text(found.below):
        return False
    is_later = style in later and found.below.kind == "prose" and not found.passed
    return is_later or ways[style, found.passed] > 1


def _is_text(block: Block) -> bool:
    """Tell lines, and a paragraph of several that ends a sentence."""
    prose = block.kind == "prose" and len(block.lines) > 1 and block.lines[-1].ends_sentence
    return prose or block.kind == "verse"


def _opening(blocks: Sequence[Block]) -> tuple[list[Block], bool, int]:
    """Return the headings before the first longer paragraph, whether one leads it, and where that stands."""
    opening: list[Block] = []
    leads = False
    for at, block in enumerate(blocks):
        if block.page > blocks[0].page:
            return opening, leads, at
        if block.kind == "heading":
            opening.append(block)
        elif len(block.text) > _LONGEST or block.kind == "contents":
            return opening, True, at
    return opening, False, len(blocks)
