"""Which sections of an edition make a page of the reader. Pure; pages are computed and never stored.

A page is the largest run of sections that fits the limit. A section of level 1 begins a page; a section is
not torn from its subsections when both fit; a heading with nothing under it never ends a page.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from readings.words import count_words

WORDS_LIMIT = 2500


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


def paginate(sections: Sequence[SectionLike], *, words_limit: int = WORDS_LIMIT) -> list[Page]:
    """Divide an outline, in its order, into pages of about `words_limit` words that tile the content."""
    if not sections:
        return []
    starts = [0]  # indexes of the sections that begin a page
    bare = [section.own_words <= count_words(section.title) for section in sections]
    until = list(accumulate((section.own_words for section in sections), initial=0))
    ends = _subtree_ends(sections)
    torn: list[int] = []  # where the subtrees end that did not fit on one page
    index, only_bare = 0, True  # the page so far holds nothing but headings
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
        only_bare = only_bare and all(bare[index:after])
        index = after
    if only_bare and len(starts) > 1:  # headings at the very end have nothing to join but what stands before
        starts.pop()
    return [
        _page(number, sections, first, after, until)
        for number, (first, after) in enumerate(
            zip(starts, [*starts[1:], len(sections)], strict=True), start=1
        )
    ]


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


def page_at(pages: Sequence[Page], offset: int) -> Page:
    """Return the page on which a place, an offset in code points, stands.

    Beyond the ends it is the first or the last page. Raises IndexError when there are no pages.
    """
    return pages[max(bisect_right(pages, offset, key=lambda page: page.start) - 1, 0)]
