"""Which stretches of one version of a text stand in another, and where. Pure. Offsets are code points.

Paragraphs are paired as Paul Heckel pairs lines ("A technique for isolating differences between files", 1978): one
that is unique in both versions is the same wherever it stands, and neighbours tell which of several equal ones is
meant. The words of all other paragraphs are paired in readings.pairing. Both are made into blocks here.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from readings.pairing import Pairs, Words, rising

BREAK = "\n\n"  # between paragraphs
_ALONE = 40  # code points: a shorter paragraph is not believed to have moved alone


class Block(NamedTuple):
    """So many equal code points, at `old` in the one version and at `new` in the other."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the one version."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the other version."""
        return self.new + self.length


def align(old: str, new: str) -> list[Block]:
    """Return what two versions of a text share, in the order of the old one. No block overlaps another.

    A block begins and ends with a paragraph, or with a word and the signs beside it; it never cuts a word.
    """
    if old == new:
        return [Block(0, 0, len(old))] if old else []
    olds, news = paragraphs(old), paragraphs(new)
    same = _same([paragraph for _at, paragraph in olds], [paragraph for _at, paragraph in news])
    whole = _whole(olds, news, same)
    here = Words(paragraph for index, paragraph in enumerate(olds) if index not in same)
    its = set(same.values())
    there = Words(paragraph for index, paragraph in enumerate(news) if index not in its)
    pairs = Pairs(here, there)
    pairs.take_runs((block.old, block.new) for block in whole)
    for words, others in _gaps(pairs, (len(old), len(new)), _joined(old, new, [*whole, *_blocks(pairs)])):
        pairs.take_between(words, others)
    pairs.take_within(*pairs.drop_chance())
    return _joined(old, new, [*whole, *_blocks(pairs)])


def align_paragraphs(old: str, new: str) -> list[Block]:
    """Return the whole paragraphs that two versions of a text share, each a block, in the order of the old one."""
    olds, news = paragraphs(old), paragraphs(new)
    same = _same([paragraph for _at, paragraph in olds], [paragraph for _at, paragraph in news])
    return sorted(_whole(olds, news, same))


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Return the paragraphs of a text with the offsets at which they begin."""
    found, at = list[tuple[int, str]](), 0
    for paragraph in text.split(BREAK):
        found.append((at, paragraph))
        at += len(paragraph) + len(BREAK)
    return found


def _whole(
    olds: Sequence[tuple[int, str]], news: Sequence[tuple[int, str]], same: Mapping[int, int]
) -> list[Block]:
    return [Block(olds[i][0], news[j][0], len(olds[i][1])) for i, j in same.items() if olds[i][1]]


def _same(olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Pair paragraphs that are the same, by index."""
    once, once_too = Counter(olds), Counter(news)
    where = {paragraph: index for index, paragraph in enumerate(news)}
    unique = [
        (index, where[paragraph])
        for index, paragraph in enumerate(olds)
        if once[paragraph] == 1 == once_too[paragraph]
    ]
    in_order = {unique[index] for index in rising([j for _i, j in unique])}
    pairs = {i: j for i, j in unique if (i, j) in in_order or len(olds[i]) >= _ALONE}
    taken = set(pairs.values())
    # The ends of both versions are neighbours too.
    forth, back = range(len(olds)), range(len(olds) - 1, -1, -1)
    for order, step, edge in ((forth, 1, {-1: -1}), (back, -1, {len(olds): len(news)})):
        for index in order:
            neighbour = pairs.get(index - step, edge.get(index - step))
            if index in pairs or neighbour is None:
                continue
            other = neighbour + step
            if 0 <= other < len(news) and other not in taken and olds[index] == news[other]:
                pairs[index] = other
                taken.add(other)
    return pairs


def _gaps(pairs: Pairs, ends: tuple[int, int], blocks: Sequence[Block]) -> list[tuple[range, range]]:
    """Words between two blocks that are neighbours, with those of the other version beside the same blocks.

    Where the blocks are neighbours there too, nothing else can be meant; so these come first.
    """
    here, there = pairs.here, pairs.there
    starts = sorted([*(block.new for block in blocks), ends[1]])
    stops = sorted([0, *(block.new_end for block in blocks)])
    sure, unsure = list[tuple[range, range]](), list[tuple[range, range]]()
    for one, other in pairwise([Block(0, 0, 0), *blocks, Block(*ends, 0)]):
        words = here.between(one.old_end, other.old)
        if words:
            after = there.between(one.new_end, starts[bisect_left(starts, one.new_end)])
            before = there.between(stops[bisect_right(stops, other.new) - 1], other.new)
            if after == before:
                sure.append((words, after))
            else:
                unsure += [(words, after), (words, before)]
    return [*sure, *unsure]


def _blocks(pairs: Pairs) -> Iterator[Block]:
    """The paired words, each a block."""
    here, there = pairs.here, pairs.there
    for i, j, count in pairs.runs():
        for step in range(count):
            yield Block(here.places[i + step], there.places[j + step], len(here.words[i + step]))


def _joined(old: str, new: str, blocks: Sequence[Block]) -> list[Block]:
    """Put blocks in order; neighbours with the same between them become one, others take the signs beside them."""
    ordered = sorted(blocks)
    follows = dict(pairwise(sorted(ordered, key=attrgetter("new"))))
    joined = list[Block]()
    before: Block | None = None  # the last of those that `joined` ends with
    for block in ordered:
        if before and follows.get(before) == block:
            gap, its_gap = old[before.old_end : block.old], new[before.new_end : block.new]
            if gap == its_gap:
                start, shift, _length = joined[-1]
                joined[-1] = Block(start, shift, block.old_end - start)
            else:
                head = _signs(gap, its_gap)
                tail = _signs(gap[head:][::-1], its_gap[head:][::-1])
                joined[-1] = joined[-1]._replace(length=joined[-1].length + head)
                joined.append(Block(block.old - tail, block.new - tail, block.length + tail))
        else:
            joined.append(block)
        before = block
    return _with_signs(old, new, joined)


def _with_signs(old: str, new: str, blocks: Sequence[Block]) -> list[Block]:
    """Give blocks, in order, the signs beside them in their paragraphs, whatever stands beyond these.

    What follows may have moved, or be gone: the full stop after a word is still the same one.
    """
    grown, by_new = list(blocks), sorted(range(len(blocks)), key=lambda index: blocks[index].new)
    edge = len(blocks)
    afters = dict(pairwise([*by_new, edge])) | {edge: edge}
    grown.append(Block(len(old), len(new), 0))
    for index in range(edge):
        block, other, its_other = grown[index], grown[index + 1], grown[afters[index]]
        gap = old[block.old_end : other.old].partition(BREAK)[0]
        its_gap = new[block.new_end : its_other.new].partition(BREAK)[0]
        grown[index] = block._replace(length=block.length + _signs(gap, its_gap))
    befores = {after: before for before, after in afters.items() if before != edge}
    for index in range(edge):
        block = grown[index]
        old_end = grown[index - 1].old_end if index else 0
        new_end = grown[befores[index]].new_end if index in befores else 0
        gap = old[old_end : block.old].rpartition(BREAK)[2]
        its_gap = new[new_end : block.new].rpartition(BREAK)[2]
        more = _signs(gap[::-1], its_gap[::-1])
        grown[index] = Block(block.old - more, block.new - more, block.length + more)
    return grown[:edge]


def _signs(one: str, other: str) -> int:
    """Count the signs, none of them part of a word, with which both texts begin."""
    count = 0
    for sign, its_sign in zip(one, other, strict=False):
        if sign != its_sign or sign.isalnum() or sign == "_":
            break
        count += 1
    return count
