"""Paragraphs with their marks as HTML: the one module that makes safe strings of a text's words.

What an element shows (its textContent) is exactly the paragraph's text, so that an offset in the element is
an offset in the edition. Everything is escaped; a link leads to http, https or mailto or is none.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import attrgetter, itemgetter
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from readings.importers.inline import safe_link
from readings.structure import Laid, Mark
from readings.tables import columns_of_figures, has_caption

_SIMPLE = {"emphasis": ("<em>", "</em>"), "strong": ("<strong>", "</strong>"), "code": ("<code>", "</code>")}
_SIMPLE["subhead"] = ('<b class="subhead">', "</b>")
# What the address points to; kept in no text (readings/pointing.py)
_SIMPLE["pointed"] = ("<mark>", "</mark>")
_SIMPLE["found"] = ('<mark class="found">', "</mark>")
_SIMPLE["here"] = ('<span id="here">', "</span>")
# The brackets of a note's number, which is raised, and the blank between it and its word
_HIDDEN = ('<span class="visually-hidden">', "</span>")


def without_notes(text: str, start: int, marks: Iterable[Mapping[str, Any]]) -> str:
    """Leave the figures of notes out of words for an excerpt, where they could not be raised: "bread.3" is "bread.".

    `start` and the marks are offsets in the edition, in code points; what lies outside the words leaves out nothing.
    """
    kept, place = [], 0
    for mark in sorted(marks, key=itemgetter("start")):
        if mark["kind"] == "note_ref":
            kept.append(text[place : max(place, mark["start"] - start)])
            place = max(place, mark["end"] - start)
    return "".join([*kept, text[place:]])


class Marks:
    """The marks of a paragraph in order, of which those of a stretch are found without looking at all of them."""

    def __init__(self, marks: Iterable[Mark | Mapping[str, Any]]) -> None:
        made = (mark if isinstance(mark, Mark) else Mark.from_dict(mark) for mark in marks)
        self._ordered = sorted(made, key=attrgetter("start"))
        self._starts = [mark.start for mark in self._ordered]
        self._reached = list(accumulate((mark.end for mark in self._ordered), max))

    def within(self, start: int, end: int) -> list[Mark]:
        """Those that have something of a range in code points."""
        first, last = bisect_right(self._reached, start), bisect_left(self._starts, end)
        return [mark for mark in self._ordered[first:last] if mark.end > start]


def paragraph_html(
    text: str,
    start: int,
    marks: Iterable[Mark | Mapping[str, Any]] = (),
    *,
    on_page: Container[int] | None = None,
) -> SafeString:
    """Return one paragraph's words as HTML. `start` and the marks are offsets in the edition, in code points.

    Marks may nest and overlap in any way; what lies outside the paragraph is cut off. A note whose number is not
    among those `on_page` is linked to by its lasting address: `p/` stands beside the pages of every reader.
    """
    if not marks:
        return escape(text)
    own = [mark if isinstance(mark, Mark) else Mark.from_dict(mark) for mark in marks]
    return mark_safe(_with_marks(text, [mark.moved(-start) for mark in own], on_page))  # noqa: S308 - every part is escaped


@dataclass(frozen=True, slots=True)
class _Tag:
    """One element that a mark becomes."""

    start: int
    end: int
    opens: str
    closes: str


def _with_marks(text: str, marks: Sequence[Mark], on_page: Container[int] | None) -> str:
    """Open and close elements in order; one that overlaps the end of another is closed and reopened."""
    tags = _tags(marks, text, on_page)
    if not tags:
        return escape(text)
    ends = {tag.end for tag in tags}
    cuts = sorted(ends | {tag.start for tag in tags} | {0, len(text)})
    parts: list[str] = []
    around: list[_Tag] = []
    coming = iter([*tags, _Tag(len(text) + 1, 0, "", "")])
    upcoming = next(coming)
    for cut, after in zip(cuts, [*cuts[1:], len(text)], strict=True):
        if cut in ends:
            again: list[_Tag] = []
            while any(tag.end <= cut for tag in around):
                closed = around.pop()
                parts.append(closed.closes)
                if closed.end > cut:
                    again.append(closed)
            for tag in reversed(again):
                parts.append(tag.opens)
                around.append(tag)
        while upcoming.start <= cut:
            parts.append(upcoming.opens)
            around.append(upcoming)
            upcoming = next(coming)
        parts.append(escape(text[cut:after]))
    return "".join(parts)


def _tags(marks: Sequence[Mark], text: str, on_page: Container[int] | None) -> list[_Tag]:
    """Return the elements that marks become, outer ones first. No link overlaps another."""
    length = len(text)
    tags, linked_to = list[_Tag](), 0
    reaches: dict[str, int] = {}  # emphasis inside emphasis says nothing more
    referred = 0  # how far references reach: between two of them a blank keeps their numbers apart
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = max(mark.start, 0), min(mark.end, length)
        if mark.kind in _SIMPLE:
            start = max(start, reaches.get(mark.kind, 0))
            reaches[mark.kind] = max(end, start)
        if start >= end:
            continue
        may_link = start >= linked_to
        if mark.kind in _SIMPLE:
            tags.append(_Tag(start, end, *_SIMPLE[mark.kind]))
        elif mark.kind == "link" and may_link and (address := safe_link(str(mark.data.get("href") or ""))):
            tags.append(_Tag(start, end, f'<a href="{escape(address)}" rel="nofollow noopener">', "</a>"))
            linked_to = end
        elif mark.kind == "note_ref":
            tags.append(_Tag(start, end, '<sup class="noteref">', "</sup>"))
            if may_link and isinstance(note := mark.data.get("note"), int):
                address = f"#p{note}" if on_page is None or note in on_page else f"../p/{note}/"
                tags.append(_Tag(start, end, f'<a href="{address}">', "</a>"))
                linked_to = end
            if end - start > 2 and text[start] == "[" and text[end - 1] == "]":
                tags += [_Tag(start, start + 1, *_HIDDEN), _Tag(end - 1, end, *_HIDDEN)]
            if (
                start > 1
                and text[start - 1] == " "
                and not text[start - 2].isspace()
                and referred < start - 1
            ):
                tags.append(_Tag(start - 1, start, *_HIDDEN))
            referred = end
    return sorted(tags, key=lambda tag: tag.start)


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it: what it is, its range in the edition, its text and its HTML.

    A table's HTML is its rows (`<tr>`), everything else's goes into an element of its own.
    """

    number: int
    kind: str
    start: int
    end: int
    words: int
    data: dict[str, Any]
    text: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that a page shows in one element.

    `kind` is the paragraphs' own, but for lists: "ordered" or "unordered". `level` is a heading's level or
    the depth of a list; `rank` is that of a heading among those of its page, from 2 on and without a step
    left out, however deep the page begins; `first` and `numbering` ("1", "a", "A", "i", "I") are an ordered list's `start` and `type`;
    `quoted` says that a list stands in a quotation.
    """

    kind: str
    paragraphs: tuple[Shown, ...]
    level: int = 1
    first: int = 1
    numbering: str = "1"
    rank: int = 0
    quoted: bool = False

    @property
    def is_list(self) -> bool:
        return self.kind in ("ordered", "unordered")


def blocks(paragraphs: Iterable[Laid], content: str, start: int = 0) -> list[Block]:
    """Render and group the paragraphs of a page; `content` is the edition's from the code point `start` on.

    Items become lists, neighbouring quotations one block, a note and the paragraphs it goes on with another; all
    others stand alone. A list of another depth or sort is a block of its own; it takes up the numbers where they
    were left.
    """
    made: list[Block] = []
    around: list[int] = []  # levels of the headings that the one before stands under, and its own
    paragraphs = list(paragraphs)
    on_page = {paragraph.number for paragraph in paragraphs}
    for (kind, level, _), group in groupby(_keyed(paragraphs), key=itemgetter(0)):
        members = tuple(_shown(paragraph, content, start, on_page) for _, paragraph in group)
        if kind == "ordered":
            first = int(members[0].data.get("value") or 1)
            numbering = _numbering(members[0].data)
            made.append(Block(kind, members, level, first, numbering, quoted=_is_quoted(members[0])))
        elif kind == "heading":
            around = [*(outer for outer in around if outer < level), level]
            made.append(Block(kind, members, level, rank=min(1 + len(around), 6)))
        else:
            made.append(Block(kind, members, level, quoted=_is_quoted(members[0])))
    return made


def _is_quoted(paragraph: Shown | Laid) -> bool:
    return paragraph.kind == "list_item" and bool(paragraph.data.get("quoted"))


def _shown(paragraph: Laid, content: str, start: int, on_page: Container[int]) -> Shown:
    text = content[paragraph.start - start : paragraph.end - start]
    if paragraph.kind == "table":
        html = table_html(text, paragraph.start, paragraph.marks, paragraph.data, on_page=on_page)
    else:
        html = paragraph_html(text, paragraph.start, paragraph.marks, on_page=on_page)
    return Shown(
        paragraph.number,
        paragraph.kind,
        paragraph.start,
        paragraph.end,
        paragraph.words,
        paragraph.data,
        text,
        html,
    )


def _numbering(data: Mapping[str, Any]) -> str:
    """Return what an ordered list counts with: figures, or letters or roman numerals, small or large."""
    label = str(data.get("marker") or "1").strip("().")
    if not label.isalpha():
        return "1"
    is_letter = len(label) == 1 and ord(label.lower()) - ord("a") + 1 == data.get("value")
    sign = "a" if is_letter else "i"
    return sign.upper() if label.isupper() else sign


def _keyed(paragraphs: Iterable[Laid]) -> Iterator[tuple[tuple[str, int, int], Laid]]:
    """Give each paragraph a key that its neighbours share when they belong in one block."""
    run, last_value, last = 0, 0, ("", 0, False)
    for paragraph in paragraphs:
        kind, level = paragraph.kind, int(paragraph.data.get("level", 1))
        if kind == "list_item":
            kind = "ordered" if paragraph.data.get("ordered") else "unordered"
            value = int(paragraph.data.get("value") or 0)
            goes_on = bool(paragraph.data.get("continues")) or kind == "unordered" or value == last_value + 1
            last_value = value
        else:
            goes_on = kind == "quotation" or (kind == "note" and bool(paragraph.data.get("continues")))
        here = (kind, level, _is_quoted(paragraph))
        if not goes_on or here != last:
            run += 1
        last = here
        yield (kind, level, run), paragraph


def table_html(
    text: str,
    start: int,
    marks: Iterable[Mark | Mapping[str, Any]],
    data: Mapping[str, Any],
    *,
    on_page: Container[int] | None = None,
) -> SafeString:
    """Return a table's caption, if it has one, and its rows as HTML.

    What stands between cells in the text is there too, for a screen to hide. Columns of figures say so.
    """
    cells = data.get("cells") or [[[0, len(text)]]]
    caption = int(has_caption(data))
    figures = columns_of_figures(text, cells[caption:], has_header=bool(data.get("header")))
    own = Marks(marks)
    rows: list[str] = []
    at = 0
    for number, row in enumerate(cells, start=-caption):
        tag = "th" if number == 0 and data.get("header") else "td"
        parts = []
        for column, (first, last) in enumerate(row):
            before = f'<span class="visually-hidden">{escape(text[at:first])}</span>' if first > at else ""
            there = own.within(start + first, start + last)
            words = paragraph_html(text[first:last], start + first, there, on_page=on_page)
            parts.append(f"<{tag}{' class="amount"' * (column in figures)}>{before}{words}</{tag}>")
            at = last
        rows.append(f"<caption>{words}</caption>" if number < 0 else f"<tr>{''.join(parts)}</tr>")
    return mark_safe("".join(rows))  # noqa: S308 - every part is escaped
