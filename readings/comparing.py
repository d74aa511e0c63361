"""What changed between two versions of a text, paragraph by paragraph and word by word. Pure.

The alignment is that by which places are carried over (`readings.aligning`), so what is shown as kept is what threads
stay on. A row says which words are kept by numbers alone: what is kept of a comparison (`readings.comparisons`) then
takes little room, and the words are put to it for the rows that are shown.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from readings.aligning import Block, align, align_paragraphs, paragraphs
from readings.shapes import Difference, Run, Shape, differences

ROWS_A_PAGE, RUNS_A_PAGE = 60, 1_200
_MOST_RUNS = 1_000  # kept runs of words in one paragraph: with more, nobody sees what happened to it
# Code points of both versions in paragraphs that are not the same. Such a million takes 3 s at worst to compare by
# words; with more, whole paragraphs are found again, and no words. A book of 150,000 words may have changed all over.
_MOST_CHANGED = 2_000_000

type Shapes = tuple[
    Sequence[Shape], Sequence[Shape]
]  # of all paragraphs of the old version, and of the new one


class Piece(NamedTuple):
    """Some words of a paragraph: "kept", "gone" (of the old version only) or "new"."""

    kind: str
    text: str


class Row(NamedTuple):
    """A paragraph of either version, or of both, by their numbers (from 1, None where it is not in a version).

    `kind` is "same", "moved" (the same words elsewhere), "changed", "rough" (changed so much that it is not told
    word by word), "new" or "gone"; `kept` are the runs of a changed one that are the same. `differences` are those in
    what it is besides its words: with some, one whose words are the same is "changed" too.
    """

    kind: str
    old: int | None
    new: int | None
    kept: tuple[Run, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows in the order of the new version, parted into pages; a number stands for so many that are the same.

    `reshaped` of the changes are in kind, level, marks or breaks, whether words changed as well or not. `by_words` is
    False when so much changed that only whole paragraphs are found again.
    """

    pages: tuple[tuple[Row | int, ...], ...]
    changes: int
    reshaped: int
    by_words: bool


def compare(old: str, new: str, shapes: Shapes = ((), ())) -> Comparison:
    """Compare two versions, for pages that are quick to show however much has changed."""
    blocks, by_words = _aligned(old, new)
    rows = _rows(old, new, shapes, blocks)
    return Comparison(
        tuple(_pages(rows)),
        changes=sum(row.kind != "same" for row in rows),
        reshaped=sum(bool(row.differences) for row in rows),
        by_words=by_words,
    )


def rows_of(old: str, new: str, shapes: Shapes = ((), ())) -> list[Row]:
    """Return a row for each paragraph of both versions, in the order of the new one.

    What is gone stands where it stood, before the first paragraph that came after it. Without shapes only words are
    compared.
    """
    return _rows(old, new, shapes, _aligned(old, new)[0])


def _aligned(old: str, new: str) -> tuple[list[Block], bool]:
    """Return what two versions share, and whether it was looked for by words."""
    whole = align_paragraphs(old, new)
    if len(old) + len(new) - 2 * sum(block.length for block in whole) > _MOST_CHANGED:
        return whole, False
    return align(old, new), True


def _rows(old: str, new: str, shapes: Shapes, blocks: Sequence[Block]) -> list[Row]:
    olds, news = paragraphs(old), paragraphs(new)
    in_new = sorted(blocks, key=attrgetter("new"))
    partners = _partners(blocks, olds, news)
    numbers = {i + 1: j + 1 for j, i in partners.items()}
    gone = sorted(set(range(len(olds))) - set(partners.values()), reverse=True)
    rows, reached = list[Row](), -1
    for j, (start, text) in enumerate(news):
        i = partners.get(j)
        if i is None:
            rows.append(Row("new", None, j + 1))
            continue
        while gone and gone[-1] < i and i > reached:
            rows.append(Row("gone", gone.pop() + 1, None))
        kept: tuple[Run, ...] = ((0, 0, len(text)),)
        if is_same := olds[i][1] == text:
            kind = "same" if i > reached else "moved"
        else:
            kept = tuple(_kept(in_new, *olds[i], start, text))
            kind, kept = ("changed", kept) if len(kept) <= _MOST_RUNS else ("rough", ())
        told = differences(shapes[0][i], shapes[1][j], kept, numbers, is_whole=is_same) if shapes[0] else ()
        if kind == "same" and told:
            kind = "changed"
        rows.append(Row(kind, i + 1, j + 1, kept if kind == "changed" else (), told))
        reached = max(reached, i)
    return rows + [Row("gone", i + 1, None) for i in reversed(gone)]


def pieces(row: Row, old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """Return the words of a row, of the paragraphs of both versions."""
    before = old[row.old - 1] if row.old else ""
    after = new[row.new - 1] if row.new else ""
    if row.kind in {"same", "moved"}:
        return [Piece("kept", after)]
    found, at_old, at_new = list[Piece](), 0, 0
    for from_old, from_new, length in row.kept:
        found += _between(before[at_old:from_old], after[at_new:from_new])
        found.append(Piece("kept", after[from_new : from_new + length]))
        at_old, at_new = from_old + length, from_new + length
    return [*found, *_between(before[at_old:], after[at_new:])]


def _pages(rows: Sequence[Row]) -> Iterator[tuple[Row | int, ...]]:
    """Part rows into pages of so many rows and runs at most, each stretch that is the same made one number."""
    page, runs = list[Row | int](), 0
    for is_same, stretch in groupby(rows, key=lambda row: row.kind == "same"):
        stretched = list(stretch)
        for entry in [len(stretched)] if is_same else stretched:
            more = 1 if isinstance(entry, int) else 1 + len(entry.kept)
            if page and (len(page) >= ROWS_A_PAGE or runs + more > RUNS_A_PAGE):
                yield tuple(page)
                page, runs = [], 0
            page.append(entry)
            runs += more
    yield tuple(page)


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


def _between(gone: str, come: str) -> list[Piece]:
    return [Piece(kind, words) for kind, words in (("gone", gone), ("new", come)) if words]
