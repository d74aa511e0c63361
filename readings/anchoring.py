"""Finding a quote again in a text that has changed, or saying that it is not there. Pure.

The words as they stand are sought first. Where they are gone, or stand in other surroundings, the longest words of
quote and context are sought instead; where several of them are found at about the distance they had, that stretch
is laid beside the quote word by word. Quote, context and nearness make the score, and a floor, the higher the
shorter the quote and the longer the text, keeps out what is only alike by chance; context that stands unbroken
beside the place makes the quote that much longer. Offsets are code points.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2

from rapidfuzz.distance import Postfix, Prefix

from readings.quoting import Quote, alike, plain

_OF_QUOTE, _OF_CONTEXT = 0.7, 0.3  # what they count for in the score
_SURE = 0.9  # a place with such a score needs no comparison with others
_SAME = 0.98  # from this score on no better place is looked for
_CLEARLY = 0.15  # of what a place lacks is how much better than another it must be
_LEAST = 0.4  # of a quote must be left, whatever stands around it
_WHOLE = 64  # code points: words that long which stand somewhere as they were need not be sought changed
_LONGEST, _END = 2000, 700  # code points: a longer quote is known by its two ends
_LARGE = 500_000  # code points: looking through a larger text takes so long that we look less often
_SEEDS = 7  # words that are sought all over the content
_RARE = 9  # letters: a shorter word is sought in a large text together with the next one
_SHORT, _FEW = 3, 5  # letters: an even shorter one with the next three, if there are more than a few
_PLACES = 200  # of the very words that are looked at one by one
_HITS = 40  # places of a seed: a word that stands in more of them tells too little
_BESIDE = 16, 6  # code points on either side that tell places of the same words apart
_STRETCHES = 6  # that are laid beside the quote
_FAR = 0.1  # of a score is what a place loses that is as far from where the quote was as the text is long


@dataclass(frozen=True, slots=True)
class Found:
    """A place: a half-open range in code points, and how sure it is (above 0, at most 1).

    1.0 says that the words are the same, and their surroundings too if they were given.
    """

    start: int
    end: int
    score: float


def find_quote(
    content: str, exact: str, prefix: str = "", suffix: str = "", near: int | None = None
) -> Found | None:
    """Return where `exact` stands in `content`, as it is or somewhat changed, or None when it is not there.

    `prefix` and `suffix` are what stood directly before and after it (some 32 code points each); `near` is the
    offset at which it would begin if nothing had changed. Of several places that one is taken which has the right
    surroundings, then the nearest, then the first; where nothing but nearness tells them apart the score is at
    most 0.9, and 0.5 without that or where none of them is just as it was. Nothing but white space is never found.
    """
    if not exact.strip():
        return None
    sought = _Sought(content, Quote(exact, prefix, suffix), near)
    candidates = _unchanged(sought)
    surest = max((found.score for found in candidates), default=0)
    stands = bool(candidates) and (len(exact) >= _WHOLE or len(candidates) >= _PLACES)
    if surest < _SURE and not stands:
        candidates += _by_its_ends(sought) if len(exact) > _LONGEST else _changed(sought)
    if not candidates:
        return None
    best = max(candidates, key=sought.rank)
    return _told_apart(best, candidates, sought) if best.score >= sought.floor(best) else None


def floor(length: int, among: int, *, with_context: bool = True) -> float:
    """Return the least score that is believed for a quote of `length` code points in a text of `among`.

    In a long text nearly everything short stands somewhere, so a short quote needs its surroundings, or must be
    whole. The figures are measured: docs/decisions/0010-finding-quotes-again.md.
    """
    size = log2(among + 1) / length
    return min(0.36 + 0.36 * size, 0.84) if with_context else min(0.38 + 0.6 * size, 0.99)


def _told_apart(best: Found, candidates: Iterable[Found], sought: "_Sought") -> Found | None:
    """Doubt a place when another is about as good.

    When it was not sure to begin with, the nearer one is half believed, if the quote has as many code points as it
    takes bits to name a place in the text, or twice as many with the context that stands unbroken beside it: a
    shorter one stands by chance near any place. Else it is None.
    """
    others = [found for found in candidates if found.end <= best.start or found.start >= best.end]
    rival = max((found.score for found in others), default=0)
    alike_from = best.score - _CLEARLY * (1 - best.score)
    if best.score < _SURE and rival > alike_from:
        length, bits = len(sought.quote.exact), log2(len(sought.content))
        if sought.near is None or (length < bits and length + sought.unbroken(best) < 2 * bits):
            return None
        likely = max([best, *(found for found in others if found.score > alike_from)], key=sought.nearness)
        return _doubted(likely, 0.5) if likely.score >= sought.floor(likely) else None
    return _doubted(best, 0.5 if sought.near is None else 0.9) if rival > best.score - 0.005 else best


def _doubted(found: Found, most: float) -> Found:
    return Found(found.start, found.end, min(found.score, most))


@dataclass(frozen=True)
class _Sought:
    """What is sought, and where. It scores places and puts them in order."""

    content: str
    quote: Quote
    near: int | None

    @cached_property
    def _plain(self) -> tuple[str, str, str]:
        return plain(self.quote.prefix), plain(self.quote.exact), plain(self.quote.suffix)

    def found(self, start: int, end: int) -> Found:
        """Score a place by how much of quote and context stands there."""
        prefix, exact, suffix = self._plain
        before, after = len(self.quote.prefix), len(self.quote.suffix)
        score = alike(exact, plain(self.content[start:end]))
        if before + after and score > _LEAST:
            context = before * alike(prefix, plain(self.content[max(start - before, 0) : start]))
            context += after * alike(suffix, plain(self.content[end : end + after]))
            score = _OF_QUOTE * score + _OF_CONTEXT * context / (before + after)
        return Found(start, end, min(score, 1.0))

    def unbroken(self, found: Found) -> int:
        """Return how many code points of the context stand as they were directly beside a place."""
        prefix, _exact, suffix = self._plain
        before = plain(self.content[max(found.start - len(self.quote.prefix), 0) : found.start])
        after = plain(self.content[found.end : found.end + len(self.quote.suffix)])
        return Postfix.similarity(prefix, before) + Prefix.similarity(suffix, after)

    def floor(self, found: Found) -> float:
        """Return the score from which this place is believed.

        Unbroken context says as much about a place as the quote does, but no more than the quote, of which
        something must be left.
        """
        length, with_context = len(self.quote.exact.strip()), bool(self.quote.prefix or self.quote.suffix)
        if found.score > _LEAST:
            length += min(self.unbroken(found), length)
        near_by = self.near is not None and abs(found.start - self.near) <= len(self.content) // 20
        return max(floor(length, len(self.content), with_context=with_context) - 0.03 * near_by, _LEAST)

    def rank(self, found: Found) -> tuple[float, int, int]:
        """Order places: by score, whole words before parts of words; then the nearest, then the first."""
        cut = self._cuts(found.start, self.quote.exact[0]) + self._cuts(found.end, self.quote.exact[-1])
        near = 0 if self.near is None else -abs(found.start - self.near)
        return round(found.score, 2) - cut / 100, near, -found.start

    def nearness(self, found: Found) -> float:
        """Order places that are about as good by score and by how far they are from where the quote was."""
        return found.score - _FAR * abs(found.start - (self.near or 0)) / len(self.content)

    def places(self, needle: str, before: int = 0, most: int = _PLACES) -> list[int]:
        """Return the first `most` places of a needle and those next to where the quote was.

        They are offsets of what stands `before` code points into the needle.
        """
        places = _places(self.content, needle, most)
        if self.near is not None and len(places) == most:
            at = min(max(self.near - before, 0), len(self.content))
            next_to = self.content.find(needle, at), self.content.rfind(needle, 0, at + len(needle))
            places += [place for place in next_to if place > places[most - 1]]
        return [place + before for place in places]

    def _cuts(self, at: int, edge: str) -> bool:
        """Whether a place would cut a word in two where the quote begins or ends with a letter."""
        return edge.isalnum() and 0 < at < len(self.content) and self.content[at - 1 : at + 1].isalnum()


def _places(content: str, needle: str, most: int) -> list[int]:
    places: list[int] = []
    at = content.find(needle)
    while at >= 0 and len(places) < most:
        places.append(at)
        at = content.find(needle, at + 1)
    return places


def _unchanged(sought: _Sought) -> list[Found]:
    """Places of the very words; those in the same surroundings only, if there are any."""
    content, quote = sought.content, sought.quote
    exact, prefix, suffix = quote.exact, quote.prefix, quote.suffix
    places = set(sought.places(exact))
    if len(places) >= _PLACES:  # they stand everywhere: take those too that have the same beside them
        beside = [
            (prefix, suffix),
            *((prefix[-few:], "") for few in _BESIDE),
            *(("", suffix[:few]) for few in _BESIDE),
        ]
        for before, after in beside:
            if before or after:
                places.update(sought.places(before + exact + after, len(before), _HITS))
    same = [
        Found(at, at + len(exact), 1.0)
        for at in places
        if at >= len(prefix) and content.startswith(quote.whole, at - len(prefix))
    ]
    return same or [sought.found(at, at + len(exact)) for at in places]


def _changed(sought: _Sought) -> Iterator[Found]:
    """Places where enough words of quote and context stand at about the distance they had."""
    quote = sought.quote
    slack = min(len(quote.exact) // 4 + 40, 300)
    best: tuple[Found, int, int] | None = None
    for at in _stretches(_votes(sought), slack, sought.near):
        start = max(at - len(quote.prefix) - slack, 0)
        end = max(at + len(quote.exact) + len(quote.suffix) + 2 * slack, 0)
        found = _stands_in(sought, start, end)
        if found:
            yield found
            if found.score >= _SAME:
                return
            if best is None or found.score > best[0].score:
                best = found, start, end
    if best:  # it may be there twice
        found, start, end = best
        twins = _stands_in(sought, start, found.start), _stands_in(sought, found.end, end)
        yield from (twin for twin in twins if twin)


def _stands_in(sought: _Sought, start: int, end: int) -> Found | None:
    span = sought.quote.stands_in(sought.content[start:end])
    return sought.found(start + span[0], start + span[1]) if span else None


def _votes(sought: _Sought) -> list[tuple[int, int, int]]:
    """Where the quote would begin by each place of each seed, with the seed's number and weight; sorted."""
    quote, words, is_large = sought.quote, sought.quote.words, len(sought.content) > _LARGE
    stretch = len(quote.whole) // _SEEDS + 1
    seeds: dict[int, int] = {}  # in each stretch of the quote the longest word, which is likely to be rare
    for index, word in enumerate(words):
        number = word.start() // stretch
        if number not in seeds or len(word[0]) > len(words[seeds[number]][0]):
            seeds[number] = index
    votes = []
    for number, index in seeds.items():
        word, short = words[index], len(words[index][0]) < _SHORT and len(words) > _FEW
        phrase = quote.whole[word.start() : words[min(index + (3 if short else 1), len(words) - 1)].end()]
        seed = phrase if short or (is_large and len(word[0]) < _RARE) else word[0]
        places = _places(sought.content, seed, _HITS)
        if len(places) == _HITS and seed != phrase:  # too common: with the next word it may do
            places = _places(sought.content, phrase, _HITS)
        if len(places) < _HITS:
            offset = word.start() - len(quote.prefix)
            votes += [(at - offset, number, len(word[0])) for at in places]
    return sorted(votes)


def _stretches(votes: Sequence[tuple[int, int, int]], slack: int, near: int | None) -> list[int]:
    """Where the quote may begin: the places with by far the most votes first, and last where it was."""
    groups: list[tuple[int, int, int]] = []  # weight, nearness, place
    first = 0
    while first < len(votes):
        last, seen = first, dict[int, int]()
        while last < len(votes) and votes[last][0] - votes[first][0] <= slack:
            seen[votes[last][1]] = votes[last][2]
            last += 1
        place = votes[(first + last) // 2][0]
        groups.append((sum(seen.values()), 0 if near is None else -abs(place - near), place))
        first = last
    groups = sorted(groups, reverse=True)[:_STRETCHES]
    places = [place for weight, _near, place in groups if weight > 0.5 * groups[0][0]]
    if near is not None and not any(abs(place - near) <= slack for place in places):
        places.append(near)
    return places


def _by_its_ends(sought: _Sought) -> Iterator[Found]:
    """Find a very long quote by its beginning and its end, which must stand about as far apart as they did."""
    quote, length = sought.quote, len(sought.quote.exact)
    begins = find_quote(sought.content, quote.exact[:_END], quote.prefix, "", sought.near)
    if not begins:
        return
    ends = find_quote(sought.content, quote.exact[-_END:], "", quote.suffix, begins.start + length - _END)
    if ends and length / 2 < ends.end - begins.start < length * 2:
        share = min(length / (ends.end - begins.start), (ends.end - begins.start) / length)
        yield Found(begins.start, ends.end, min(begins.score, ends.score) * share)
