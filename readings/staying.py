"""Which words of a paragraph stayed in what it came to be. Pure. Offsets are code points in the two paragraphs.

Which paragraph came to be which is found in `readings.partners` and `readings.strays`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from rapidfuzz.distance import Prefix

from readings.aligning import Block, align
from readings.quoting import WORD
from readings.shapes import Run

_LETTER = re.compile(r"\w")


def stayed(in_new: Sequence[Block], old_start: int, old: str, new_start: int, new: str) -> tuple[Run, ...]:
    """Return the runs that both versions of a paragraph have, of blocks in the order of the new version."""
    return tuple(_grown(_with_words(_kept(in_new, old_start, old, new_start, new), new), old, new))


def stayed_alone(old: str, new: str) -> tuple[Run, ...]:
    """Return them for two paragraphs that are compared with nothing around them: at least what both begin or end with."""
    blocks = sorted(align(old, new), key=attrgetter("new"))
    ends = (run for run in _grown([(0, 0, 0)], old, new) if run[2])
    return stayed(blocks, 0, old, 0, new) or tuple(ends)


def _kept(in_new: Sequence[Block], old_start: int, old: str, new_start: int, new: str) -> Iterator[Run]:
    """Yield what both versions of a paragraph have in the same order, of blocks in the order of the new one."""
    at_old = at_new = 0
    first = bisect_right(in_new, new_start, key=attrgetter("new_end"))
    last = bisect_left(in_new, new_start + len(new), key=attrgetter("new"))
    for block in in_new[first:last]:
        begin = max(block.new, new_start, block.new + old_start - block.old)
        end = min(block.new_end, new_start + len(new), block.new + old_start + len(old) - block.old)
        from_new, from_old = begin - new_start, begin - block.new + block.old - old_start
        if end <= begin or from_new < at_new or from_old < at_old:
            continue
        yield from_old, from_new, end - begin
        at_old, at_new = from_old + end - begin, end - new_start


def _with_words(runs: Iterator[Run], new: str) -> tuple[Run, ...]:
    """Leave runs of words out when none of them has a word in it: a full stop is no part of what stayed."""
    kept = tuple(runs)
    has_words = any(_LETTER.search(new, start, start + length) for _old, start, length in kept)
    return kept if has_words else ()


def _grown(kept: Sequence[Run], old: str, new: str) -> Iterator[Run]:
    """Let each run that is kept take the words beside it that are the same in both, wherever else these may be found.

    To the comparison of whole versions a word that is in two paragraphs may be that of the other one.
    """
    tail = at_old = at_new = 0
    for number, (from_old, from_new, length) in enumerate([*kept, (len(old), len(new), 0)] if kept else ()):
        gone, come = old[at_old:from_old], new[at_new:from_new]
        head = _begin_alike(gone, come)
        if number:
            before = kept[number - 1]
            yield before[0] - tail, before[1] - tail, tail + before[2] + head
        elif head:
            yield 0, 0, head
        tail = _begin_alike(gone[head:][::-1], come[head:][::-1])
        at_old, at_new = from_old + length, from_new + length
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def _begin_alike(one: str, other: str) -> int:
    """How many code points two texts begin with alike, up to the end of a word in both."""
    length = Prefix.similarity(one, other)
    for words in (one, other):
        cut = next((word for word in WORD.finditer(words) if word.start() < length < word.end()), None)
        length = cut.start() if cut else length
    return length
