"""Words of the text that come again at the head or foot of its pages: refrains, a heading over each sheet of exercises.

Furniture stands apart from the text, further than its lines and paragraphs do from one another, or it is smaller, has
the number of the page beside it, or cuts a sentence in two. "Week 3" on the third page tells no more than that it
counts, as its pages do. Pure; `furniture` asks it about what it found repeated.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from readings.importers.pdf.lines import Line, line_of, most_common, rows

_APART = 1.3  # of the text's leading: nearer than that it is one of its lines
_FAR = 2.6  # of its size: further than that hardly a paragraph stands from the next
_FURTHER = 1.2  # of the widest gap that is usual in the text
_USUAL = 0.05  # of all gaps of the text
_SMALLER = 0.96  # of the size of the text
_STOPS = (".", "!", "?", ",", ";", ":")
_AT_LEVEL = 1.6  # of its size: so far off at most stands the number of its page


class Measured(NamedTuple):
    """The size of a text, how far its lines stand from one another, how far its paragraphs, and its outer rows."""

    size: float
    leading: float
    widest: float
    rows: list[list[Line]]


class Again(NamedTuple):
    """The rows of one edge of a page, from outside, that other pages have too, and how far off the text begins.

    `numbered` says that the number of the page stands beside them, `counts` that one of theirs counts as the pages do.
    """

    lines: tuple[Line, ...]
    gap: float | None
    at_head: bool
    numbered: bool
    counts: bool


def measured(pages: Sequence[Sequence[Line]]) -> Measured:
    """Measure the text of all pages."""
    found = [[line_of(row) for row in rows(parts)] for parts in pages]
    size = most_common((line.size, len(line.text)) for page in found for line in page) or 10.0
    gaps = [
        round(before.y - after.y, 1)
        for page in found
        for before, after in pairwise(page)
        if before.size == after.size == size
    ]
    leading = most_common((gap, 1) for gap in gaps) or 1.2 * size
    near = [gap for gap in gaps if gap < 4 * size]
    common = [
        gap for gap in set(near) if sum(abs(gap - other) < 1 for other in near) > max(1, _USUAL * len(near))
    ]
    return Measured(size, leading, max(common, default=leading), found)


def is_apart(gap: float | None, measures: Measured) -> bool:
    """Whether what stands so far from the text is more than its next line; nothing else may stand on the page."""
    return gap is None or gap > _APART * measures.leading


def verdict(group: Sequence[Again], said: int, measures: Measured) -> str:
    """Tell whether rows that come again are "furniture" or "text", "doubted" where neither is told.

    `said` is how often an edge of a page has these words at all: what stands lower or higher on other pages goes with
    the text above it.
    """
    own = {(line.page, line.text) for one in group for line in one.lines}
    if any(_cuts(one, own, measures) for one in group):
        return "furniture"
    if 3 * (said - len(group)) > said:
        return "text"
    rows_of = [line for one in group for line in one.lines]
    if all(line.size <= _SMALLER * measures.size for line in rows_of):
        return "furniture"
    if all(one.numbered for one in group):
        return "furniture"
    far = all(
        one.gap is not None and one.gap > max(_FAR * measures.size, _FURTHER * measures.widest)
        for one in group
    )
    plain = not any(line.bold or line.text.endswith(_STOPS) for line in rows_of) and not any(
        one.counts for one in group
    )
    return "furniture" if far and plain else "doubted"


def _cuts(one: Again, own: set[tuple[int, str]], measures: Measured) -> bool:
    """Whether a sentence goes on behind it, from one page to the next."""
    page = one.lines[0].page
    first, second = (page - 1, page) if one.at_head else (page, page + 1)
    if first < 0 or second >= len(measures.rows):
        return False

    def inner(at: int) -> list[Line]:
        return [line for line in measures.rows[at] if (at, line.text) not in own and line.letters > 3]

    before, after = inner(first), inner(second)
    if not before or not after:
        return False
    return not before[-1].text.endswith(_STOPS) and not before[-1].ends_sentence and after[0].starts_small
