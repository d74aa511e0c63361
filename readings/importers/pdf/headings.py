"""Headings: what is larger or heavier than the body and stands alone, ranked by size and by the file's outline."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.guessed import doubt_headings
from readings.importers.pdf.lines import Bookmark, Line
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.openings import without_subtitles
from readings.importers.pdf.titles import BARE, ONLY_NAME, depth_of, names_of

_BIG = 1.12  # of the size of the body
_MOST_LINES = 4
_LONGEST = 240  # code points
_LONGEST_QUIET = 80  # of a heading that only capitals or italics set off
_ITALIC = 2  # the weight of a style
_SENTENCE = (".", ",", ";", ":", "…")


class Style(NamedTuple):
    """How a heading is set, the highest first when sorted."""

    size: float  # negative, in half points
    weight: int  # 0 bold, 1 capitals, 2 italics, 3 none of these
    depth: int = 0  # how many numbers it counts with ("2.1" has two), where headings alike differ in that


class Found(NamedTuple):
    """How far the outline of the file and the headings agree; bookmarks that no heading answers to."""

    entries: int
    matched: int
    missing: list[Bookmark]


def mark_headings(blocks: list[Block], measures: Measures, bookmarks: Sequence[Bookmark]) -> Found:
    """Make headings of the blocks that are; `blocks` change in place, and a number joins the title under it."""
    candidates = {id(block): style for block in blocks if (style := _style(block, measures))}
    _join_numbers(blocks, candidates)
    levels, missing = _matched(blocks, bookmarks)
    trusted = len(levels) >= 3 and 2 * len(levels) >= len(bookmarks)
    quiet = _seldom(blocks, candidates, levels)
    for block in blocks:
        key = id(block)
        if (key in candidates and key not in quiet) or (trusted and key in levels):
            block.kind, block.marker = "heading", None
    without_subtitles(blocks, candidates, levels, trusted)
    headings = [block for block in blocks if block.kind == "heading"]
    styles = _by_depth(
        headings, {id(block): candidates.get(id(block)) or _plain_style(block) for block in headings}
    )
    known = levels if trusted else {}
    if _has_title(blocks, headings, styles, known):
        ranks = _ranks(headings[1:], styles, known)
        headings[0].rank, below = 1, 1
    else:
        ranks, below = _ranks(headings, styles, known), 0
    for block in headings[below:]:
        block.rank = ranks[id(block)] + below
    doubt_headings(blocks, measures.size, levels, trusted)
    return Found(len(bookmarks), len(levels), missing if trusted else [])


def _style(block: Block, measures: Measures) -> Style | None:
    """Return how a block is set when it may be a heading by the looks of it."""
    text = block.text
    letters = sum(map(str.isalpha, text))
    if block.kind not in ("prose", "verse", "quotation", "list_item") or len(block.lines) > _MOST_LINES:
        return None
    if len(text) > _LONGEST or any(_is_cut(line) for line in block.lines):
        return None
    if letters < 2 and not BARE.fullmatch(text):
        return None
    size = -round(2 * block.size) / 2
    bold = all(line.bold for line in block.lines) and not measures.bold
    if block.size >= _BIG * measures.size:
        return Style(size, 0 if bold else 3) if letters >= 2 or bold or BARE.fullmatch(text) else None
    stops = text.endswith(_SENTENCE) and not BARE.fullmatch(text) and not (bold and text.isupper())
    if block.size < 0.88 * measures.size or stops:
        return None
    if bold and block.above:
        return Style(size, 0)
    if not block.above or len(text) > _LONGEST_QUIET or len(block.lines) > 2 or block.marker:
        return None
    if text.isupper() and letters >= 4:
        return Style(size, 1)
    if all(line.italic for line in block.lines) and not measures.italic and text[:1].isupper():
        return Style(size, _ITALIC)
    return None


def _by_depth(headings: Sequence[Block], styles: dict[int, Style]) -> dict[int, Style]:
    """Part the styles in which all headings are counted, "1" as well as "1.1", by how deep they are."""
    depths: dict[Style, set[int]] = defaultdict(set)
    counted = {id(block): depth_of(block.text) for block in headings}
    for key, style in styles.items():
        depths[style].add(counted[key])
    return {
        key: style if 0 in depths[style] or len(depths[style]) == 1 else style._replace(depth=counted[key])
        for key, style in styles.items()
    }


def _is_cut(line: Line) -> bool:
    """Tell a row of cells; between a number and its title there may be a gap."""
    if not line.cells:
        return False
    first = "".join(run.text for run in line.runs[: line.cells[0][1]]).strip()
    return len(line.cells) > 2 or not (BARE.fullmatch(first) or re.fullmatch(r"[\d.]+", first))


def _plain_style(block: Block) -> Style:
    return Style(-round(2 * block.size) / 2, 3)


def _join_numbers(blocks: list[Block], candidates: dict[int, Style]) -> None:
    """Put "CHAPTER", "ONE" and the title under them into one block."""
    at = 0
    while at + 1 < len(blocks):
        one, two = blocks[at], blocks[at + 1]
        both = id(one) in candidates and id(two) in candidates and one.page == two.page
        if (
            both
            and BARE.fullmatch(one.text)
            and not (BARE.fullmatch(two.text) and not ONLY_NAME.fullmatch(one.text))
        ):
            style = min(candidates.pop(id(one)), candidates.pop(id(two)))
            between = " " if ONLY_NAME.fullmatch(one.text) or one.text.endswith((".", ":")) else ": "
            one.data["joints"] = [*one.data.get("joints", ()), (len(one.lines), between)]
            one.lines = one.lines + two.lines
            candidates[id(one)] = style
            del blocks[at + 1]
        else:
            at += 1


def _matched(blocks: Sequence[Block], bookmarks: Sequence[Bookmark]) -> tuple[dict[int, int], list[Bookmark]]:
    """Return the levels of blocks that are entries of the file's outline, and entries without a block."""
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if len(block.lines) <= _MOST_LINES and block.kind not in ("contents", "code", "table", "figure"):
            by_page[block.page].append(block)
    names: dict[int, frozenset[str]] = {}
    levels: dict[int, int] = {}
    missing = []
    for bookmark in bookmarks:
        wanted = names_of(bookmark.title)
        for block in (*by_page[bookmark.page], *by_page[bookmark.page + 1]):
            key = id(block)
            if key not in names:
                names[key] = names_of(block.text)
            if key not in levels and names[key] & wanted:
                levels[key] = bookmark.level
                break
        else:
            missing.append(bookmark)
    return levels, missing


def _seldom(blocks: Sequence[Block], candidates: dict[int, Style], levels: dict[int, int]) -> set[int]:
    """A single line in capitals or italics is a dedication or a date; only several set so are headings.

    Lines in italics under which there is never any text are none either: they are signatures at the end of what is over them.
    """
    counts = Counter(candidates.values())
    leading = {
        candidates.get(id(block))
        for block, after in pairwise(blocks)
        if id(after) not in candidates or candidates[id(after)].weight == _ITALIC
    }
    return {
        id(block)
        for block in blocks
        if (style := candidates.get(id(block))) and style.weight in (1, 2)
        if (counts[style] < 2 or (style.weight == _ITALIC and style not in leading))
        and id(block) not in levels
    }


def _has_title(
    blocks: Sequence[Block], headings: Sequence[Block], styles: dict[int, Style], levels: dict[int, int]
) -> bool:
    """Tell whether the first heading is the title of the whole: first of all, and larger than any other."""
    if not headings or headings[0].page != blocks[0].page or id(headings[0]) in levels:
        return False
    first = styles[id(headings[0])].size
    return all(styles[id(block)].size > first for block in headings[1:])


def _ranks(headings: Sequence[Block], styles: dict[int, Style], levels: dict[int, int]) -> dict[int, int]:
    """Return the rank of each heading: the outline's, else that of its style, the larger the higher."""
    by_style: dict[Style, Counter[int]] = defaultdict(Counter)
    for block in headings:
        if id(block) in levels:
            by_style[styles[id(block)]][levels[id(block)]] += 1
    known = {style: counts.most_common(1)[0][0] for style, counts in by_style.items()}
    deepest = max(known.values(), default=0)
    ranks: dict[Style, int] = dict(known)
    for style in sorted({styles[id(block)] for block in headings}):
        if style not in ranks:
            larger = [rank for other, rank in ranks.items() if other < style]
            ranks[style] = max([*larger, deepest]) + 1 if not known or larger else 1
    return {id(block): levels.get(id(block), ranks[styles[id(block)]]) for block in headings}
