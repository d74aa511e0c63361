"""What changed between two versions of a text, paragraph by paragraph and word by word. Pure.

The alignment is that by which places are carried over (`readings.aligning`), so what is shown as kept is what threads
stay on.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from readings.aligning import Block, align, paragraphs


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph: "kept", "gone" (of the old version only) or "new"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either version, or of both, by their numbers (from 1, None where it is not in a version).

    `kind` is "same", "moved" (the same words elsewhere), "changed", "new" or "gone".
    """

    kind: str
    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow one another: all the same, or all with something to see."""

    is_same: bool
    rows: tuple[Row, ...]


def compare(old: str, new: str) -> list[Row]:
    """Return a row for each paragraph of both versions, in the order of the new one.

    What is gone stands where it stood, before the first paragraph that came after it.
    """
    olds, news = paragraphs(old), paragraphs(new)
    blocks = align(old, new)
    partners = _partners(blocks, olds, news)
    gone = sorted(set(range(len(olds))) - set(partners.values()))
    rows, reached = list[Row](), -1
    for j, (start, text) in enumerate(news):
        i = partners.get(j)
        if i is None:
            rows.append(Row("new", None, j + 1, (Piece("new", text),)))
            continue
        while gone and gone[0] < i and i > reached:
            rows.append(_gone(olds, gone.pop(0)))
        before = olds[i][1]
        if before == text:
            kind = "same" if i > reached else "moved"
            rows.append(Row(kind, i + 1, j + 1, (Piece("kept", text),)))
        else:
            rows.append(Row("changed", i + 1, j + 1, tuple(_pieces(blocks, *olds[i], start, text))))
        reached = max(reached, i)
    return rows + [_gone(olds, i) for i in gone]


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """Part rows into what stayed the same and what did not."""
    return [Stretch(same, tuple(group)) for same, group in groupby(rows, key=lambda row: row.kind == "same")]


def _gone(olds: Sequence[tuple[int, str]], i: int) -> Row:
    return Row("gone", i + 1, None, (Piece("gone", olds[i][1]),))


def _partners(
    blocks: Sequence[Block], olds: Sequence[tuple[int, str]], news: Sequence[tuple[int, str]]
) -> dict[int, int]:
    """Return for new paragraphs, by index, the old one that each shares most with, and that shares most with it."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for block in blocks:
        for i, j, length in _overlaps(block, olds, news):
            shared[i, j] += length
    best_new: dict[int, tuple[int, int]] = {}
    best_old: dict[int, tuple[int, int]] = {}
    for (i, j), length in shared.items():
        best_new[i] = max(best_new.get(i, (0, 0)), (length, -j))
        best_old[j] = max(best_old.get(j, (0, 0)), (length, -i))
    return {j: -i for j, (_length, i) in best_old.items() if -best_new[-i][1] == j}


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


def _pieces(blocks: Sequence[Block], old_start: int, old: str, new_start: int, new: str) -> Iterator[Piece]:
    """Yield the pieces of a changed paragraph: what both have in the same order, and what stands between."""
    at_old = at_new = 0
    for block in sorted(blocks, key=lambda block: block.new):
        begin = max(block.new, new_start, block.new + old_start - block.old)
        end = min(block.new_end, new_start + len(new), block.new + old_start + len(old) - block.old)
        from_new, from_old = begin - new_start, begin - block.new + block.old - old_start
        if end <= begin or from_new < at_new or from_old < at_old:
            continue
        yield from _between(old[at_old:from_old], new[at_new:from_new])
        yield Piece("kept", new[from_new : end - new_start])
        at_old, at_new = from_old + end - begin, end - new_start
    yield from _between(old[at_old:], new[at_new:])


def _between(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("new", come)
