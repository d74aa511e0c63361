"""What changed between two versions of a text, paragraph by paragraph and word by word. Pure.

The alignment is that by which places are carried over (`readings.aligning`), so what is shown as kept is what threads
stay on. What is too short for it to have moved alone is found again in `readings.strays`. A row says which words are
kept by numbers alone: what is kept of a comparison (`readings.comparisons`) then takes little room, and the words are
put to it for the rows that are shown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from readings.aligning import BREAK, Block, align, align_paragraphs, paragraphs
from readings.pairing import rising
from readings.partners import Shapes, Span, is_alike, spans_of
from readings.shapes import Difference, Run, Shape, differences
from readings.staying import stayed, stayed_alone
from readings.strays import strays

ROWS_A_PAGE, RUNS_A_PAGE = 60, 1_200
_SEEN = {"joined", "divided", "moved"}  # differences that are no change of kind, level, marks or breaks
_NEAR = 5  # paragraphs that went, among which one that came may have been
_MOST_RUNS = 1_000  # kept runs of words in one paragraph: with more, nobody sees what happened to it
# Code points of both versions in paragraphs that are not the same. Such a million takes 3 s at worst to compare by
# words; with more, whole paragraphs are found again, and no words. A book of 150,000 words may have changed all over.
_MOST_CHANGED = 2_000_000


class Piece(NamedTuple):
    """Some words of a paragraph: "kept", "gone" (of the old version only) or "new"."""

    kind: str
    text: str


class Row(NamedTuple):
    """A paragraph of either version, or of both, by their numbers (from 1, None where it is not in a version).

    `kind` is "same", "moved" (the same words elsewhere), "changed", "rough" (changed so much that it is not told
    word by word), "new" or "gone"; `kept` are the runs of a changed one that are the same. `differences` are those in
    what it is besides its words: with some, one whose words are the same is "changed" too. So many `more_old` (those
    that follow `old`) were joined to make it, or it was divided into so many `more_new`.
    """

    kind: str
    old: int | None
    new: int | None
    kept: tuple[Run, ...] = ()
    differences: tuple[Difference, ...] = ()
    more_old: int = 0
    more_new: int = 0


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
        reshaped=sum(any(told[0] not in _SEEN for told in row.differences) for row in rows),
        by_words=by_words,
    )


def rows_of(old: str, new: str, shapes: Shapes = ((), ())) -> list[Row]:
    """Return a row for each paragraph of both versions, in the order of the new one.

    What is gone stands where it stood, before the first paragraph that came after it, and before what came in its
    place. Without shapes only words are
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
    spans = spans_of(blocks, olds, news, shapes)
    found_again = strays(spans, olds, news, shapes)
    spans |= {j: Span(range(i, i + 1), range(j, j + 1)) for j, i in found_again.items()}
    in_order = _in_order(spans)
    numbers = {i + 1: span.news[0] + 1 for span in spans.values() for i in span.olds}
    gone = sorted((i for i in range(len(olds)) if i + 1 not in numbers), reverse=True)
    within = {j for span in spans.values() for j in span.news[1:]}
    rows = list[Row]()
    for j, (start, text) in enumerate(news):
        if j in within:
            continue
        span = spans.get(j)
        if span is None:
            rows.append(Row("new", None, j + 1))
            continue
        i = span.olds[0]
        has_moved = j not in in_order
        while gone and gone[-1] < i and not has_moved:
            rows.append(Row("gone", gone.pop() + 1, None))
        before = BREAK.join(olds[index][1] for index in span.olds)
        after = BREAK.join(news[index][1] for index in span.news) if len(span.news) > 1 else text
        kept: tuple[Run, ...] = ((0, 0, len(text)),)
        if is_same := before == after:
            kind = "moved" if has_moved else "same"
        else:
            is_found = j in found_again
            kept = (
                stayed_alone(before, after) if is_found else stayed(in_new, olds[i][0], before, start, after)
            )
            kind, kept = ("changed", kept) if len(kept) <= _MOST_RUNS else ("rough", ())
        told = _told(span, olds, news, shapes, kept, numbers, is_whole=is_same)
        if kind != "moved" and has_moved:
            told = (("moved",), *told)
        if kind == "same" and told:
            kind = "changed"
        runs = kept if kind == "changed" else ()
        rows.append(Row(kind, i + 1, j + 1, runs, told, len(span.olds) - 1, len(span.news) - 1))
    rows += [Row("gone", i + 1, None) for i in reversed(gone)]

    def changed(gone: Row, new: Row) -> Row | None:
        i, j = (gone.old or 1) - 1, (new.new or 1) - 1
        is_kind = not shapes[0] or shapes[0][i].kind == shapes[1][j].kind != "table"
        if not is_kind or not is_alike(olds[i][1], news[j][1]):
            return None
        span = Span(range(i, i + 1), range(j, j + 1))
        is_same = olds[i][1] == news[j][1]
        kept: tuple[Run, ...] = ((0, 0, len(news[j][1])),) if is_same else ()
        told = _told(span, olds, news, shapes, kept, numbers, is_whole=is_same)
        return Row("changed", i + 1, j + 1, kept, told) if told or not is_same else Row("same", i + 1, j + 1)

    made = list[Row]()
    for is_either, stretch in groupby(rows, key=lambda row: row.kind in {"gone", "new"}):
        rows_there = list(stretch)
        made += _gone_first(rows_there, changed) if is_either else rows_there
    return made


def _in_order(spans: Mapping[int, Span]) -> set[int]:
    """The spans, by their first new paragraph, of which as many as can be stand in the order of the old version.

    The others have moved.
    """
    news = sorted(spans)
    return {news[index] for index in rising([spans[j].olds[0] for j in news])}


def _gone_first(rows: Sequence[Row], changed: Callable[[Row, Row], Row | None]) -> Iterator[Row]:
    """Of paragraphs that went and came at one place, put those that went first, as it is with words.

    One that came and reads much like one that went is that one, `changed`.
    """
    gone, new = ([row for row in rows if row.kind == kind] for kind in ("gone", "new"))
    old_at = new_at = 0
    for j, come in enumerate(new):
        near = range(old_at, min(len(gone), old_at + _NEAR))
        found = next(((i, row) for i in near if (row := changed(gone[i], come))), None)
        if found:
            i, row = found
            yield from [*gone[old_at:i], *new[new_at:j], row]
            old_at, new_at = i + 1, j + 1
    yield from [*gone[old_at:], *new[new_at:]]


def _told(
    span: Span, olds: Sequence[tuple[int, str]], news: Sequence[tuple[int, str]], shapes: Shapes,
    kept: Sequence[Run], numbers: dict[int, int], *, is_whole: bool,
) -> tuple[Difference, ...]:  # fmt: skip
    """What differs in a span besides the words: that it was joined or divided, kind, level and marks."""
    told: list[Difference] = []
    if len(span.olds) > 1:
        told.append(("joined", len(span.olds)))
    if len(span.news) > 1:
        told.append(("divided", len(span.news)))
    if shapes[0]:
        before = _one_shape(shapes[0], olds, span.olds)
        after = _one_shape(shapes[1], news, span.news)
        told += differences(before, after, kept, numbers, is_whole=is_whole)
    return tuple(told)


def _one_shape(shapes: Sequence[Shape], texts: Sequence[tuple[int, str]], indexes: range) -> Shape:
    """The shape of paragraphs as if they were one: that of the first, with the marks of all."""
    first = shapes[indexes[0]]
    if len(indexes) == 1:
        return first
    start = texts[indexes[0]][0]
    marks = [
        (kind, begin + texts[index][0] - start, end + texts[index][0] - start, to)
        for index in indexes
        for kind, begin, end, to in shapes[index].marks
    ]
    return first._replace(marks=tuple(marks))


def pieces(row: Row, old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    """Return the words of a row, of the paragraphs of both versions."""
    before = BREAK.join(old[row.old - 1 : row.old + row.more_old]) if row.old else ""
    after = BREAK.join(new[row.new - 1 : row.new + row.more_new]) if row.new else ""
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


def _between(gone: str, come: str) -> list[Piece]:
    return [Piece(kind, words) for kind, words in (("gone", gone), ("new", come)) if words]
