"""The pages of a plain text that a form feed parts: their running heads and numbers, and what goes on over their ends."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from readings.importers.lines import ends_sentence

_FEWEST_PAGES = 3
_DEEPEST = 2  # lines from the edge of a page in which its head or foot stands
_LONGEST = 100
_CUT_OF = 5  # pages, one at least must end within a sentence
_NUMBER = re.compile(r"\W*(?:(?:page|seite|p\.|s\.)\s*)?(?P<number>\d{1,4})\W*", re.IGNORECASE)
_DIGITS = re.compile(r"^\W*(?:\d+|[ivxlc]+\b)|\b(?:\d+|[ivxlc]+)\W*$")  # of the page, beside its head


class _Edge(NamedTuple):
    """A line at the edge of a page: where it is, what it says but for numbers, the number that it is."""

    page: int
    at: int
    side: str
    words: str
    number: int


def furniture_of(lines: Sequence[str], tops: Sequence[int]) -> set[int]:
    """Return which lines are running heads or page numbers. `tops` are the first lines of the pages, the first aside.

    A head is the same on several pages, but for its number; a number alone counts on with the pages.
    """
    if len(tops) + 1 < _FEWEST_PAGES:
        return set()
    edges = list(_edges(lines, tops))
    shifts = Counter((edge.side, edge.number - edge.page) for edge in edges if edge.number)
    heads = Counter((edge.side, edge.words) for edge in edges if edge.words)
    found = {
        edge.at
        for edge in edges
        if (edge.number and shifts[edge.side, edge.number - edge.page] >= _FEWEST_PAGES)
        or (edge.words and heads[edge.side, edge.words] >= _FEWEST_PAGES)
    }
    # What is nearer to the middle of a page than a line of its text is text as well.
    inner = {edge.at for edge, outer in zip(edges[1:], edges, strict=False) if _is_behind(edge, outer, found)}
    return found - inner if _are_pages(lines, tops, found - inner) else set()


def _are_pages(lines: Sequence[str], tops: Sequence[int], found: set[int]) -> bool:
    """Whether form feeds part pages, which end where there is no more room: some cut a sentence. Chapters end with one."""
    cuts = 0
    for start, end in zip([0, *tops], tops, strict=False):
        left = [lines[at].strip() for at in range(start, end) if at not in found and lines[at].strip()]
        cuts += bool(left) and not ends_sentence(left[-1])
    return _CUT_OF * cuts >= len(tops)


def _edges(lines: Sequence[str], tops: Sequence[int]) -> Iterator[_Edge]:
    """The outermost lines of each page, each side of it from its edge inwards."""
    starts = [0, *tops]
    for page, (start, end) in enumerate(zip(starts, [*tops, len(lines)], strict=True)):
        filled = [at for at in range(start, end) if lines[at].strip()]
        if len(filled) <= _DEEPEST:
            continue
        for side, places in (("top", filled[:_DEEPEST]), ("foot", filled[: -_DEEPEST - 1 : -1])):
            for at in places:
                line = " ".join(lines[at].split())
                number = _NUMBER.fullmatch(line)
                words = _DIGITS.sub("", line).strip() if not number and _may_be_head(lines, at) else ""
                yield _Edge(page, at, side, words, int(number["number"]) if number else 0)


def _may_be_head(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands alone, or with another one that does, and is no sentence: a repeated line of a text is none."""
    line = lines[at].strip()
    around = [lines[near].strip() for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    alone = all(not other or _NUMBER.fullmatch(other) for other in around)
    return (
        alone
        and len(line) <= _LONGEST
        and not line[:1].islower()
        and not line.endswith((".", ",", ";", ":", "!", "?"))
    )


def _is_behind(edge: _Edge, outer: _Edge, found: set[int]) -> bool:
    return (edge.page, edge.side) == (outer.page, outer.side) and outer.at not in found


def goes_on(before: str, after: str) -> bool:
    """Tell whether a paragraph that a page's end cuts goes on after it: it has not ended, and goes on in small letters."""
    if _NUMBER.fullmatch(before.strip()):  # of a page: the sentence is before it
        return False
    is_open = before.endswith(("-", ",")) or not ends_sentence(before)
    return is_open and after.lstrip()[:1].islower() and not after.startswith("  ")
