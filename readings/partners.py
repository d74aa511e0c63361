"""Which paragraphs of two versions of a text belong together: partners, and what was joined or divided. Pure.

What of one stands in the other comes from `readings.aligning`; what is told of it is in `readings.comparing`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from readings.aligning import Block
from readings.shapes import Shape

_MOST_OF_IT = 0.6  # of the words of a paragraph: so much in another makes it a part of that one

_SHORT = 120  # code points; longer ones that are alike have words in common
_ALIKE = 0.7

# Of all paragraphs of the old version, and of the new one.
type Shapes = tuple[Sequence[Shape], Sequence[Shape]]


class Span(NamedTuple):
    """Paragraphs that belong together, by index: all of `olds` came to be all of `news`; one of the two is one."""

    olds: range
    news: range


def spans_of(
    blocks: Sequence[Block],
    olds: Sequence[tuple[int, str]],
    news: Sequence[tuple[int, str]],
    shapes: Shapes,
) -> dict[int, Span]:
    """Return what belongs together by the index of its first new paragraph: partners, and what was joined or divided.

    A neighbour of a partner that has none itself, and nearly all of whose words are in the other one, is a part of it.
    """
    shared = _shared(blocks, olds, news)
    partners = _partners(shared)
    paired = set(partners.values())
    spans: dict[int, Span] = {}
    for j, i in partners.items():

        def is_joined(k: int, of: int = j) -> bool:
            return k not in paired and shared.get((k, of), 0) >= max(1, _MOST_OF_IT * len(olds[k][1]))

        def is_divided(k: int, of: int = i) -> bool:
            return k not in partners and shared.get((of, k), 0) >= max(1, _MOST_OF_IT * len(news[k][1]))

        joined = _grown(i, len(olds), is_joined, shapes[0])
        divided = _grown(j, len(news), is_divided, shapes[1]) if len(joined) == 1 else range(j, j + 1)
        spans[divided[0]] = Span(joined, divided)
    return spans


def is_alike(old: str, new: str) -> bool:
    """Whether two short paragraphs read much alike though no word of one is in the other, as with a plural."""
    return max(len(old), len(new)) <= _SHORT and Indel.normalized_similarity(old, new) >= _ALIKE


def _shared(
    blocks: Sequence[Block], olds: Sequence[tuple[int, str]], news: Sequence[tuple[int, str]]
) -> dict[tuple[int, int], int]:
    """Return how many code points an old and a new paragraph share, by their indices."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for block in blocks:
        for i, j, length in _overlaps(block, olds, news):
            shared[i, j] += length
    return shared


def _partners(shared: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """Return for new paragraphs, by index, the old one that each shares most with, and that shares most with it."""
    best_new: dict[int, tuple[int, int]] = {}
    best_old: dict[int, tuple[int, int]] = {}
    for (i, j), length in shared.items():
        best_new[i] = max(best_new.get(i, (0, 0)), (length, -j))
        best_old[j] = max(best_old.get(j, (0, 0)), (length, -i))
    return {j: -i for j, (_length, i) in best_old.items() if -best_new[-i][1] == j}


def _grown(index: int, count: int, is_part: Callable[[int], bool], shapes: Sequence[Shape]) -> range:
    """Return a paragraph with its neighbours on both sides that are parts and of the same kind; no table has any."""
    first = last = index

    def goes_on(k: int) -> bool:
        is_alike = not shapes or shapes[k].kind == shapes[index].kind != "table"
        return is_alike and is_part(k)

    while first > 0 and goes_on(first - 1):
        first -= 1
    while last + 1 < count and goes_on(last + 1):
        last += 1
    return range(first, last + 1)


def _overlaps(
    block: Block, olds: Sequence[tuple[int, str]], news: Sequence[tuple[int, str]]
) -> Iterator[tuple[int, int, int]]:
    """Yield what a block has of each pair of paragraphs: their indices, and so many code points."""
    i, j = _index(olds, block.old), _index(news, block.new)
    at = 0
    while at < block.length and i < len(olds) and j < len(news):
        to_old = olds[i][0] + len(olds[i][1]) - block.old
        to_new = news[j][0] + len(news[j][1]) - block.new
        end = min(to_old, to_new, block.length)
        if end > at:
            yield i, j, end - at
            at = end
        i += to_old <= end
        j += to_new <= end
        if i < len(olds) and j < len(news):
            at = max(at, min(olds[i][0] - block.old, news[j][0] - block.new))


def _index(starts: Sequence[tuple[int, str]], place: int) -> int:
    """The index of the paragraph that holds a place."""
    return max(0, bisect_right(starts, place, key=itemgetter(0)) - 1)
