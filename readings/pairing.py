"""The words of one version of a text that are those of another. Pure.

Runs of words around four in a row that stand once in each version are the same wherever they stand. Between what
is paired, those words are which leave the fewest to change. What is shared so little that it may be chance is not.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import accumulate, pairwise

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from readings.quoting import WORD

_MOVED = 50  # letters: a run of words so long is the same one wherever it stands
_MOST = 40_000_000  # pairs of words that are compared at once
_TOKENS = re.compile(f"({WORD.pattern})")
_SUPPORT = 0.3  # of the shorter of two paragraphs must be the same, or what they share is chance

type Run = tuple[int, int, int]  # the numbers of a word on both sides, and how many words from there on


class Words:
    """The words of some paragraphs: what they are, where they begin (code points), in which paragraph they are."""

    def __init__(self, paragraphs: Iterable[tuple[int, str]]) -> None:
        self.words, self.places, self.parts = list[str](), list[int](), list[int]()
        self.letters = list[int]()  # in each paragraph
        for part, (start, paragraph) in enumerate(paragraphs):
            tokens = _TOKENS.split(paragraph)  # what is between the words, and the words, in turns
            words = tokens[1::2]
            self.words += words
            self.places += list(accumulate(map(len, tokens), initial=start))[1:-1:2]
            self.parts += [part] * len(words)
            self.letters.append(sum(map(len, words)))

    def between(self, start: int, end: int) -> range:
        """The words that begin in a range."""
        return range(bisect_left(self.places, start), bisect_left(self.places, end))

    def count_letters(self, first: int, count: int) -> int:
        """How many letters there are in so many words."""
        return sum(map(len, self.words[first : first + count]))


class Pairs:
    """The words that are paired so far, by their numbers on both sides."""

    def __init__(self, here: Words, there: Words) -> None:
        self.here, self.there = here, there
        self._forth, self._back = [-1] * len(here.words), [-1] * len(there.words)

    def runs(self) -> Iterator[Run]:
        """Where words of one paragraph are paired one after another with words of one paragraph."""
        forth, here, there, first = self._forth, self.here.parts, self.there.parts, 0
        while first < len(forth):
            j, last = forth[first], first + 1
            if j >= 0:
                part, other = here[first], there[j]
                while last < len(forth) and forth[last] == j + last - first and here[last] == part:
                    if there[forth[last]] != other:
                        break
                    last += 1
                yield first, j, last - first
            first = last

    def take_runs(self, anchors: Iterable[tuple[int, int]]) -> None:
        """Pair runs of words that hold a mark which is unique on both sides: in order with the rest, or long.

        `anchors` are the places, in code points, of what is paired already.
        """
        runs = list(_runs(self.here.words, self.there.words))
        placed = [(old, new, -1) for old, new in anchors]
        placed += [(self.here.places[i], self.there.places[j], n) for n, (i, j, _count) in enumerate(runs)]
        placed.sort()
        in_order = {placed[index][2] for index in rising([new for _old, new, _number in placed])}
        for number, (i, j, count) in sorted(enumerate(runs), key=lambda run: -run[1][2]):
            if number in in_order or self.here.count_letters(i, count) >= _MOVED:
                self._pair(range(i, i + count), range(j, j + count))

    def take_between(self, olds: range, news: range) -> None:
        """Pair words between two places that are paired: as few are changed as can be, and none by chance."""
        here = [i for i in olds if self._forth[i] < 0]
        there = [j for j in news if self._back[j] < 0]
        words, others = [self.here.words[i] for i in here], [self.there.words[j] for j in there]
        if not words or not others:
            return
        if len(words) * len(others) > _MOST:  # then what is the same at both ends must do
            head = Prefix.similarity(words, others)
            tail = Postfix.similarity(words[head:], others[head:])
            equal = [(0, 0, head), (len(words) - tail, len(others) - tail, tail)]
        else:
            changes = Levenshtein.opcodes(words, others)
            equal = [
                (op.src_start, op.dest_start, op.src_end - op.src_start)
                for op in changes
                if op.tag == "equal"
            ]
        for i, j, count in _grounded(equal, (len(here), len(there))):
            self._pair(here[i : i + count], there[j : j + count])

    def drop_chance(self) -> tuple[set[int], set[int]]:
        """Let go of what two paragraphs share when it is so little that it says nothing: return which, on both sides."""
        runs, here, there = list(self.runs()), self.here, self.there
        shared, longest = Counter[tuple[int, int]](), dict[tuple[int, int], int]()
        for i, j, count in runs:
            parts, letters = (here.parts[i], there.parts[j]), here.count_letters(i, count)
            shared[parts] += letters
            longest[parts] = max(longest.get(parts, 0), letters)
        lost, its_lost = set[int](), set[int]()
        for i, j, count in runs:
            parts = part, other = here.parts[i], there.parts[j]
            enough = _SUPPORT * min(here.letters[part], there.letters[other])
            if longest[parts] < _MOVED and shared[parts] < enough:
                self._forth[i : i + count] = self._back[j : j + count] = [-1] * count
                lost.add(part)
                its_lost.add(other)
        return lost, its_lost

    def take_within(self, lost: Set[int], its_lost: Set[int]) -> None:
        """Pair words anew in paragraphs that have let some go, each with the one that it shares words with still.

        The last word of a paragraph may have been taken for that of a neighbour, which is gone.
        """
        here, there = self.here, self.there
        found = dict[tuple[int, int], list[Run]]()
        for run in self.runs():
            parts = here.parts[run[0]], there.parts[run[1]]
            if parts[0] in lost or parts[1] in its_lost:
                found.setdefault(parts, []).append(run)
        for (part, other), runs in found.items():
            first, its_first = bisect_left(here.parts, part), bisect_left(there.parts, other)
            last, its_last = bisect_right(here.parts, part), bisect_right(there.parts, other)
            edges = [(first, its_first, 0), *runs, (last, its_last, 0)]
            for (i, j, count), (to_i, to_j, _count) in pairwise(edges):
                self.take_between(range(i + count, to_i), range(j + count, to_j))

    def _pair(self, here: Iterable[int], there: Iterable[int]) -> None:
        """Pair words one by one, as far as they are not paired already."""
        for i, j in zip(here, there, strict=True):
            if self._forth[i] < 0 and self._back[j] < 0:
                self._forth[i], self._back[j] = j, i


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest rising subsequence."""
    tails, ends, before = list[int](), list[int](), list[int]()
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    found, index = list[int](), ends[-1] if ends else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


def _runs(here: Sequence[str], there: Sequence[str]) -> Iterator[Run]:
    """Runs of the same words around each mark that is unique on both sides: where, and how many words."""
    marks, diagonal, until = _marks(there), 0, 0
    for mark, i in _marks(here).items():
        j = marks.get(mark, -1)
        if j < 0 or (j - i == diagonal and i < until):
            continue
        first, last, diagonal = i, i + len(mark), j - i
        while first > 0 and first + diagonal > 0 and here[first - 1] == there[first + diagonal - 1]:
            first -= 1
        end = min(len(here), len(there) - diagonal)
        while last < end and here[last] == there[last + diagonal]:
            last += 1
        until = last
        yield first, first + diagonal, last - first


def _marks(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return each four words in a row that stand in one place only, with that place, in order."""
    marks = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    count = Counter(marks)
    return {mark: index for index, mark in enumerate(marks) if count[mark] == 1}


def _grounded(runs: Sequence[Run], lengths: tuple[int, int]) -> Sequence[Run]:
    """Leave out runs of equal words that are short beside what is changed on both sides of them."""
    while True:
        edges = [(0, 0), *((i + count, j + count) for i, j, count in runs)]
        begins = [*((i, j) for i, j, _count in runs), lengths]
        gaps = [max(i - old, j - new) for (i, j), (old, new) in zip(begins, edges, strict=True)]
        kept = [run for number, run in enumerate(runs) if 2 * run[2] >= min(gaps[number], gaps[number + 1])]
        if len(kept) == len(runs):
            return kept
        runs = kept
