"""Which sections of an edition make a page of the reader. Pure; pages are computed and never stored.

A text that fits the limit is one page. In a longer one a page is the largest run of sections that fits. A
section of level 1 begins a page, but that a few words before the first chapter, such as a title or a motto,
stand on that chapter's page; a section is not torn from its subsections when both fit; a heading with nothing
under it never ends a page. A section without subsections is one page, unless it is so long that it would keep
the reader waiting: that one is cut between paragraphs.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import Protocol

from readings.words import count_words

WORDS_LIMIT = 2500
MOST_WORDS, MOST_PARAGRAPHS = 25_000, 500  # that one page may have, however long its section


class SectionLike(Protocol):
    """What paging needs to know of a section: a draft has it, and so has a row of the database."""

    @property
    def number(self) -> int: ...
    @property
    def level(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def own_words(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, first and last section by number, half-open range in code points."""

    number: int
    first_section: int
    last_section: int
    start: int
    end: int
    title: str
    words: int

    @property
    def may_be_too_long(self) -> bool:
        """Whether it is a section that did not fit: how many paragraphs it has only the edition knows."""
        return self.words > WORDS_LIMIT * 5 // 4


def paginate(sections: Sequence[SectionLike], *, words_limit: int = WORDS_LIMIT) -> list[Page]:
    """Divide an outline, in its order, into pages of about `words_limit` words that tile the content."""
    if not sections:
        return []
    starts = [0]  # indexes of the sections that begin a page
    until = list(accumulate((section.own_words for section in sections), initial=0))
    if until[-1] <= words_limit:
        return [_page(1, sections, 0, len(sections), until)]
    bare = [section.own_words <= count_words(section.title) for section in sections]
    ends = _subtree_ends(sections)
    torn: list[int] = []  # where the subtrees end that did not fit on one page
    first_chapter = _first_chapter(sections, ends, until, words_limit)
    index, only_bare = 0, True  # the page so far holds nothing but headings, or what opens the text
    while index < len(sections):
        is_break = sections[index].level == 1
        while torn and torn[-1] <= index:
            torn.pop()
            is_break = True
        begun = until[index] - until[starts[-1]]
        whole = until[ends[index]] - until[index]
        # A few words that open a chapter do not make a page: what follows may go a little over for them.
        room = words_limit * 5 // 4 if begun <= words_limit // 10 else words_limit
        if not only_bare and (is_break or begun + whole > room):
            starts.append(index)
            begun, only_bare, room = 0, True, words_limit
        if begun + whole <= room:
            after = ends[index]
        else:
            after = index + 1
            torn.append(ends[index])
        only_bare = after <= first_chapter or (only_bare and all(bare[index:after]))
        index = after
    if only_bare and len(starts) > 1:  # headings at the very end have nothing to join but what stands before
        starts.pop()
    return [
        _page(number, sections, first, after, until)
        for number, (first, after) in enumerate(
            zip(starts, [*starts[1:], len(sections)], strict=True), start=1
        )
    ]


def _first_chapter(
    sections: Sequence[SectionLike], ends: Sequence[int], until: Sequence[int], words_limit: int
) -> int:
    """Return the index of the first section of level 1 that is no mere opening, 0 when much stands before it.

    What follows a very short opening is a chapter however short it is itself.
    """
    few, very_few = words_limit // 10, words_limit // 25
    after = next((index for index, section in enumerate(sections) if index and section.level == 1), 0)
    opened = after if until[after] < very_few else 0
    for index, section in enumerate(sections):
        if until[index] >= few:
            return opened
        if section.level == 1 and until[ends[index]] - until[index] >= few:
            return index
    return opened


def _subtree_ends(sections: Sequence[SectionLike]) -> list[int]:
    """Return for each section the index after its last subsection."""
    ends, around = [len(sections)] * len(sections), list[int]()
    for index, section in enumerate(sections):
        while around and sections[around[-1]].level >= section.level:
            ends[around.pop()] = index
        around.append(index)
    return ends


def _page(number: int, sections: Sequence[SectionLike], first: int, after: int, until: Sequence[int]) -> Page:
    # Sections end where the next of their level begins, or with the content: the last page ends with the
    # longest.
    end = (
        sections[after].start
        if after < len(sections)
        else max(section.end for section in sections[first:after])
    )
    return Page(
        number=number,
        first_section=sections[first].number,
        last_section=sections[after - 1].number,
        start=sections[first].start,
        end=end,
        title=sections[first].title,
        words=until[after] - until[first],
    )


def divided(pages: Sequence[Page], paragraphs: Sequence[tuple[int, int]]) -> list[Page]:
    """Cut the pages that are too long between paragraphs, into as few parts of nearly equal length as will do.

    `paragraphs` are (start in code points, words) of all that stand on pages that may be too long, in order.
    """
    parts = list[Page]()
    starts = [start for start, _ in paragraphs]
    for page in pages:
        own = paragraphs[bisect_left(starts, page.start) : bisect_left(starts, page.end)]
        parts += _parts(page, own) if page.may_be_too_long else [page]
    return [replace(part, number=number) for number, part in enumerate(parts, start=1)]


def _parts(page: Page, paragraphs: Sequence[tuple[int, int]]) -> list[Page]:
    """Divide one page where its words, or its paragraphs if they are what is too many, come to an equal share."""
    by_words, by_number = page.words / MOST_WORDS, len(paragraphs) / MOST_PARAGRAPHS
    count = ceil(max(by_words, by_number))
    if count <= 1:
        return [page]
    weights = [words if by_words > by_number else 1 for _, words in paragraphs]
    before, whole = list(accumulate(weights, initial=0)), sum(weights)
    firsts = sorted(
        {0, *(bisect_left(before[:-1], whole * part / count) for part in range(1, count))} - {len(weights)}
    )
    cuts = [page.start, *(paragraphs[first][0] for first in firsts[1:]), page.end]
    words = [
        sum(words for _, words in paragraphs[first:after])
        for first, after in zip(firsts, [*firsts[1:], len(paragraphs)], strict=True)
    ]
    return [
        replace(page, start=start, end=end, words=own)
        for (start, end), own in zip(pairwise(cuts), words, strict=True)
    ]


def page_at(pages: Sequence[Page], offset: int) -> Page:
    """Return the page on which a place, an offset in code points, stands.

    Beyond the ends it is the first or the last page. Raises IndexError when there are no pages.
    """
    return pages[max(bisect_right(pages, offset, key=lambda page: page.start) - 1, 0)]
