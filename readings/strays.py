"""Paragraphs without a partner that stand in the other version all the same, elsewhere. Pure.

`readings.aligning` carries threads, so it does not believe that something short has moved alone. Whoever looks at what
changed sees the same words gone here and new there, and knows that they moved.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from readings.partners import Shapes, Span
from readings.quoting import WORD

_LONGEST = 400  # code points; of a longer one more stayed than what is looked for here
_ALIKE = 0.7

type Mark = tuple[str, str]  # two words in a row


def strays(
    spans: Mapping[int, Span],
    olds: Sequence[tuple[int, str]],
    news: Sequence[tuple[int, str]],
    shapes: Shapes,
) -> dict[int, int]:
    """Return for new paragraphs that are in no span, by index, the old one that each is: the same, or much like it."""
    taken = {i for span in spans.values() for i in span.olds}
    its = {j for span in spans.values() for j in span.news}
    gone = {i: olds[i][1] for i in range(len(olds)) if i not in taken and olds[i][1]}
    come = {j: news[j][1] for j in range(len(news)) if j not in its and news[j][1]}
    found = dict(_same(gone, come))
    for j, i in found.items():
        del come[j], gone[i]
    for j, i in _alike(gone, come):
        is_kind = not shapes[0] or shapes[0][i].kind == shapes[1][j].kind != "table"
        if is_kind and i in gone and j in come:
            found[j] = i
            del come[j], gone[i]
    return found


def _same(gone: Mapping[int, str], come: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pair what has the very same words; of several that are equal, in the order of both versions."""
    waiting = defaultdict[str, deque[int]](deque)
    for i, words in gone.items():
        waiting[words].append(i)
    for j, words in come.items():
        if equal := waiting.get(words):
            yield j, equal.popleft()


def _alike(gone: Mapping[int, str], come: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return pairs that read much alike, the likest first, of those that alone have two words in a row.

    So none is compared with thousands that are equal.
    """
    here, there = _marks(gone), _marks(come)
    near = {(j, here[mark]) for mark, j in there.items() if mark in here}
    likeness = {(j, i): Indel.normalized_similarity(gone[i], come[j], score_cutoff=_ALIKE) for j, i in near}
    return sorted((pair for pair in near if likeness[pair]), key=lambda pair: (-likeness[pair], pair))


def _marks(texts: Mapping[int, str]) -> dict[Mark, int]:
    """Return each two words in a row that stand in one of some short paragraphs only, and in which."""
    found, several = dict[Mark, int](), set[Mark]()
    for index, words in texts.items():
        for mark in _pairs_of_words(words) if len(words) <= _LONGEST else ():
            if found.setdefault(mark, index) != index:
                several.add(mark)
    return {mark: index for mark, index in found.items() if mark not in several}


def _pairs_of_words(words: str) -> Iterable[Mark]:
    return pairwise(word[0] for word in WORD.finditer(words))
