"""Which lines on the first page of a PDF are headings, and which are subtitles, names and places under its title. Pure."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.titles import is_numbered, names_of

_LONGEST = 150  # code points of what stands on a title page

type Styles = Mapping[int, tuple[float, int, int]]  # how blocks are set, the highest first, by their ids


def without_subtitles(
    blocks: Sequence[Block], styles: Styles, entries: Mapping[int, int], trusted: bool
) -> None:
    """Between the title and the first paragraph stand subtitles, names and places, and no headings.

    Only what leads that paragraph is one, what has a number or is one of the `entries` of the file's outline, what is
    set as later headings are and leads a shorter paragraph or stands right over a lower heading, and the title once
    more, over the text. What stands right over a heading and is set as nothing else is doubted.
    """
    opening, leads, end = _opening(blocks)
    if len(opening) < 2:
        return
    later = {styles.get(id(block)) for block in blocks[end:] if block.kind == "heading"} - {None}
    like_later = _over_text(blocks, end, styles, later)
    title = min(opening, key=lambda block: styles.get(id(block), (-block.size, 3, 0)))
    over = _over_lower(blocks[:end], styles, opening[-1]) if leads else {}
    for block in opening[:-1] if leads else opening:
        below = over.get(id(block))
        if below and styles.get(id(block)) in later:
            like_later |= {id(block)} if is_numbered(below.text) or styles.get(id(below)) in later else set()
        again = block is not opening[0] and names_of(block.text) == names_of(opening[0].text)
        if not (
            block is title
            or id(block) in entries
            or is_numbered(block.text)
            or again
            or id(block) in like_later
        ):
            block.kind = "prose"
            if below and not trusted:
                block.data["subtitle_guessed"] = True


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


def _over_text(
    blocks: Sequence[Block], end: int, styles: Styles, later: set[tuple[float, int, int] | None]
) -> set[int]:
    """Return the headings of the opening that are set as later ones and lead a sentence, or lines as those do."""
    over_lines = {
        styles.get(id(block))
        for block, after in pairwise(blocks[end:])
        if block.kind == "heading" and after.kind == "verse"
    }
    return {
        id(block)
        for block, after in pairwise(blocks[: end + 1])
        if block.kind == "heading" and (style := styles.get(id(block))) in later
        if (after.kind == "prose" and len(after.lines) > 1 and after.lines[-1].ends_sentence)
        or (after.kind == "verse" and style in over_lines)
    }


def _over_lower(opening: Sequence[Block], styles: Styles, last: Block) -> dict[int, Block]:
    """Return what each heading stands right over, down to the last one, where each is lower than the one over it."""
    found: dict[int, Block] = {}
    for block, below in reversed(list(pairwise(opening))):
        if block.kind != "heading" or not (below is last or id(below) in found):
            continue
        style, lower = styles.get(id(block)), styles.get(id(below))
        if style and lower and style < lower:
            found[id(block)] = below
    return found
