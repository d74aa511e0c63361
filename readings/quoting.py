"""A quote and a stretch of text laid beside each other, word by word: which part of it stands for the quote? Pure.

Offsets are code points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq, Levenshtein

# A word. In scripts that put no spaces between words every character is one.
_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")
_SIGN = re.compile(r"\w+|[^\w\s]")
_SIMPLE = (
    *((sign, '"') for sign in "“”„«»"),
    *((sign, "'") for sign in "‘’‚"),
    *((sign, "-") for sign in "—–‒‑"),
    ("…", "..."),
)

_GAP = 0.6  # what a code point between two paired words costs
_WIDEST_GAP = 30.0  # and what all of them cost at most
_LIKE = 0.45  # the least likeness of the changed beginning (or end) of a quote to what stands in its place
_HEAD = 200  # code points: a longer beginning without a word left is given up

type Word = re.Match[str]


def plain(text: str) -> str:
    """Return a text with simple quotation marks, hyphens for dashes and single spaces."""
    if not text.isascii():
        for sign, simple in _SIMPLE:
            text = text.replace(sign, simple)
    return " ".join(text.split())


def alike(one: str, two: str) -> float:
    """Return how alike two plain texts are: 1 less the share of code points that must be changed.

    Texts that differ in capitals only are nearly, not wholly, the same.
    """
    return 1.0 if one == two else min(Levenshtein.normalized_similarity(one.lower(), two.lower()), 0.98)


@dataclass(frozen=True)
class Quote:
    """The words of a quote, and what stood directly before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""

    @cached_property
    def whole(self) -> str:
        """The quote in its surroundings."""
        return self.prefix + self.exact + self.suffix

    @cached_property
    def words(self) -> list[Word]:
        """The words of the quote and its surroundings, with their offsets in `whole`."""
        return list(WORD.finditer(self.whole))

    @cached_property
    def _lower(self) -> list[str]:
        return [word[0].lower() for word in self.words]

    def stands_in(self, stretch: str) -> tuple[int, int] | None:
        """Return the range of `stretch` that stands for the quote: what it may be, not that it is.

        None when no word of it is there, and its surroundings are not either.
        """
        first, last = len(self.prefix), len(self.prefix) + len(self.exact)
        pairs = self._paired(stretch)
        kept = [(here, there) for here, there in pairs if here.end() > first and here.start() < last]
        before = max((there.end() for here, there in pairs if here.end() <= first), default=None)
        after = min((there.start() for here, there in pairs if here.start() >= last), default=None)
        if not kept:
            return None if before is None or after is None else self._between(stretch, before, after)
        here, there = kept[0]
        start = there.start() + max(first - here.start(), 0)
        start -= taken(self.whole[first : here.start()], stretch[before or 0 : there.start()])
        here, there = kept[-1]
        end = there.end() - max(here.end() - last, 0)
        end += taken(self.whole[here.end() : last][::-1], stretch[there.end() : after][::-1])
        return (start, end) if start < end else None

    def _between(self, stretch: str, start: int, end: int) -> tuple[int, int] | None:
        """Leave out of a range, at both ends, white space and signs of which the quote has none there."""
        while start < end and _is_beside(stretch[start], self.exact[0]):
            start += 1
        while start < end and _is_beside(stretch[end - 1], self.exact[-1]):
            end -= 1
        return (start, end) if start < end else None

    def _paired(self, stretch: str) -> list[tuple[Word, Word]]:
        """Pair the words that stand in both, in order, but for those so far off that chance has paired them."""
        others = list(WORD.finditer(stretch))
        pairs = [
            (self.words[block.src_start + step], others[block.dest_start + step])
            for block in LCSseq.opcodes(self._lower, [word[0].lower() for word in others])
            if block.tag == "equal"
            for step in range(block.src_end - block.src_start)
        ]
        return pairs[_best_run(pairs)]


def _is_beside(sign: str, edge: str) -> bool:
    return sign.isspace() or (edge.isalnum() and not sign.isalnum())


def _best_run(pairs: Sequence[tuple[Word, Word]]) -> slice:
    """Which run of pairs has most letters over gaps: the heaviest segment, as in a local alignment."""
    best, best_sum, first, total = slice(0, 0), 0.0, 0, 0.0
    for index, (here, there) in enumerate(pairs):
        if index:
            apart = max(here.start() - pairs[index - 1][0].end(), there.start() - pairs[index - 1][1].end())
            total -= min(_GAP * (apart - 1), _WIDEST_GAP)
        if total <= 0:
            first, total = index, 0
        total += len(here[0]) + 1
        if total > best_sum:
            best, best_sum = slice(first, index + 1), total
    return best


def taken(head: str, room: str) -> int:
    """Return how many code points at the end of `room` stand for `head`, the changed beginning of a quote.

    For the changed end of a quote give both in reverse.
    """
    if not head or room.endswith(head):
        return len(head)
    if len(head) > _HEAD:
        return 0
    ends = [len(room) - sign.start() for sign in _SIGN.finditer(room, max(len(room) - 2 * len(head) - 10, 0))]
    best, most, simple = 0, _LIKE, plain(head)
    for end in sorted(ends, key=lambda end: abs(end - len(head)))[:10]:
        likeness = alike(simple, plain(room[-end:]))
        if likeness > most:
            best, most = end, likeness
    return best
