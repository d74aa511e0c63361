"""The outline beside a page of text: each section with its page, where the reader is, what they have read."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from readings.models import Progress, Section, minutes_for
from readings.paging import Page
from readings.reading import Outline

MOST_SHOWN = 400  # lines; with two thousand every page of the text would be a megabyte


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline. `anchor` is the fragment of its heading, empty at the top of its page.

    `words` counts all that the section holds, its subsections too. `is_only` says that there is no other line: a text
    without headings is one section of the text's own name, which its page says already. In a very long outline a line
    may be `folded`: it is not shown, and counts in `under` of the line before it.
    """

    section: Section
    page: int
    anchor: str
    current: bool
    read: bool
    words: int
    is_only: bool
    folded: bool = False
    under: int = 0

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)


def rail(outline: Outline, here: Page, progress: Progress | None) -> list[Entry]:
    """List the sections of an edition for the reader of one page of it."""
    numbers = outline.headings
    starts = [section.start for section in outline.sections]
    current = max(0, bisect_right(starts, here.start) - 1)
    read = progress.read if progress else []
    words_before = [0, *accumulate(section.own_words for section in outline.sections)]
    entries = []
    for place, section in enumerate(outline.sections):
        page = outline.page_of(section.start)
        top = section.start == page.start or section.start not in numbers
        entries.append(
            Entry(
                section=section,
                page=page.number,
                anchor="" if top else f"#p{numbers[section.start]}",
                current=place == current,
                read=covers(read, section.start, section.end),
                words=words_before[bisect_left(starts, section.end)] - words_before[place],
                is_only=len(starts) == 1,
            )
        )
    return folded(entries)


def folded(entries: list[Entry]) -> list[Entry]:
    """Fold what is deepest in an outline of more than MOST_SHOWN lines, but for what is around the reader."""
    if len(entries) <= MOST_SHOWN:
        return entries
    depth = max(
        (n for n in range(1, 7) if sum(entry.section.level <= n for entry in entries) <= MOST_SHOWN // 2),
        default=0,
    )
    here = next((place for place, entry in enumerate(entries) if entry.current), 0)
    near = range(here - MOST_SHOWN // 4, here + MOST_SHOWN // 4)
    made, shown = list[Entry](), -1
    for place, entry in enumerate(entries):
        if place in near or entry.section.level <= depth:
            shown = place
            made.append(entry)
        else:
            made.append(replace(entry, folded=True))
            if shown >= 0:
                made[shown] = replace(made[shown], under=made[shown].under + 1)
    return made


def covers(read: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ranges (ordered, disjoint, in code points) hold all of a stretch."""
    place = bisect_right(read, start, key=lambda stretch: stretch[0]) - 1
    return place >= 0 and read[place][1] >= end
