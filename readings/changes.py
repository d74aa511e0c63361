"""The changed paragraphs of a comparison as a page shows them: with their emphasis, note numbers and table cells.

What changed is found in `readings.comparing`; here it gets the marks of the edition that each word comes from.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from readings.aligning import BREAK
from readings.comparing import Row, pieces
from readings.models import Edition, Paragraph
from readings.rendering import Marks, paragraph_html
from readings.shapes import Difference
from readings.tables import has_caption

# What differs besides the words, as a line above the paragraph says it, such as “was a quotation, is prose”.
TOLD: dict[str, Promise] = {
    "moved": pgettext_lazy("of a paragraph", "moved"),
    "joined": _("%(old)s paragraphs joined to one"),
    "divided": _("divided into %(old)s paragraphs"),
    "was_prose": _("was prose"),
    "was_heading": _("was a heading"),
    "was_quotation": _("was a quotation"),
    "was_list_item": _("was a list item"),
    "was_verse": _("was verse"),
    "was_note": _("was a note"),
    "was_table": _("was a table"),
    "was_figure": _("was a picture"),
    "is_prose": _("is prose"),
    "is_heading": _("is a heading"),
    "is_quotation": _("is a quotation"),
    "is_list_item": _("is a list item"),
    "is_verse": _("is verse"),
    "is_note": _("is a note"),
    "is_table": _("is a table"),
    "is_figure": _("is a picture"),
    "level_heading": _("was a heading of level %(old)s, is one of level %(new)s"),
    "level_list_item": _("was on step %(old)s of its list, is on step %(new)s"),
    "break_gone": _("break before it taken away"),
    "break_new": _("break before it added"),
    "cells": _("divided into other cells"),
    "emphasis_gone": _("emphasis taken away"),
    "emphasis_new": _("emphasis added"),
    "strong_gone": _("strong emphasis taken away"),
    "strong_new": _("strong emphasis added"),
    "link_gone": _("link taken away"),
    "link_new": _("link added"),
    "link_other": _("link leads elsewhere"),
    "note_ref_gone": _("reference to a note taken away"),
    "note_ref_new": _("reference to a note added"),
    "note_ref_other": _("refers to another note"),
    "code_gone": _("no longer set as code"),
    "code_new": _("set as code"),
    "subhead_gone": _("first words no longer set as a heading"),
    "subhead_new": _("first words set as a heading"),
}
PILCROW = "¶ "  # as long as the break between paragraphs that it is shown for


class Bit(NamedTuple):
    """Some words as HTML: "kept", "gone" or "new"."""

    kind: str
    html: SafeString


class Stretch(NamedTuple):
    """Words of one kind, and where they stand in the paragraph that is shown; what is gone takes no room in it.

    `place` is where they begin in their own edition, in code points; `marks` are those of their paragraph there.
    """

    kind: str
    at: int
    text: str
    place: int
    marks: Marks

    def part(self, first: int, last: int) -> Bit:
        """The words from one place to another, counted within the stretch."""
        start, end = self.place + first, self.place + last
        return Bit(self.kind, paragraph_html(self.text[first:last], start, self.marks.within(start, end)))


@dataclass(frozen=True, slots=True)
class Change:
    """A changed paragraph: `cells` are a table's rows of cells, `bits` are the words of anything else.

    `header` is which of the rows names the columns, counted from 1, 0 for none; a `caption` is the first one.
    """

    row: Row
    kind: str
    label: str
    header: int
    caption: bool
    bits: list[Bit]
    cells: list[list[list[Bit]]]
    told: str

    @property
    def olds(self) -> range:
        """The numbers of the paragraphs that it was."""
        return range(self.row.old, self.row.old + self.row.more_old + 1) if self.row.old else range(0)

    @property
    def news(self) -> range:
        """The numbers of the paragraphs that it is."""
        return range(self.row.new, self.row.new + self.row.more_new + 1) if self.row.new else range(0)


def changes(entries: Sequence[Row | int], old: Edition, new: Edition) -> list[Change | int]:
    """Put words and marks to the rows of a comparison; numbers stay as they are (two queries)."""
    rows = [entry for entry in entries if not isinstance(entry, int)]
    its_numbers = [n for row in rows if row.old for n in range(row.old, row.old + row.more_old + 1)]
    numbers = [n for row in rows if row.new for n in range(row.new, row.new + row.more_new + 1)]
    of_old = {p.number: p for p in old.paragraphs.filter(number__in=its_numbers)}
    of_new = {p.number: p for p in new.paragraphs.filter(number__in=numbers)}
    olds, news = old.content.split(BREAK), new.content.split(BREAK)
    made: list[Change | int] = []
    for entry in entries:
        if isinstance(entry, int):
            made.append(entry)
            continue
        before = [of_old[(entry.old or 0) + more] for more in range(entry.more_old + 1 if entry.old else 0)]
        after = [of_new[(entry.new or 0) + more] for more in range(entry.more_new + 1 if entry.new else 0)]
        stretches = list(_stretches(entry, olds, news, before, after))
        shown = next(iter([*after, *before]), None)
        data = shown.data if shown else {}
        is_table = bool(shown and shown.kind == "table" and data.get("cells"))
        made.append(
            Change(
                row=entry,
                kind=shown.kind if shown else "prose",
                label=_label(shown) if shown else "",
                header=int(bool(data.get("header"))) and 1 + has_caption(data),
                caption=is_table and has_caption(data),
                bits=[] if is_table else list(_spaced(stretches)),
                cells=_cells(stretches, data["cells"], is_gone=not after) if is_table else [],
                told=", ".join(map(told, entry.differences)),
            )
        )
    return made


def told(difference: Difference) -> str:
    """Say what differs."""
    code, *levels = difference
    return str(TOLD[str(code)]) % dict(zip(("old", "new"), levels, strict=False))


def _spaced(stretches: Sequence[Stretch]) -> Iterator[Bit]:
    """Yield the words with a space between those that are gone and those that came in their place."""
    before: Stretch | None = None
    for stretch in stretches:
        touches = before and before.kind == "gone" and stretch.kind == "new"
        if before and touches and before.text[-1:].isalnum() and stretch.text[:1].isalnum():
            yield Bit("kept", paragraph_html(" ", 0, ()))
        yield stretch.part(0, len(stretch.text))
        before = stretch


def _label(paragraph: Paragraph) -> str:
    """What stands before the words of a note or of a list item."""
    if paragraph.data.get("continues"):
        return ""
    if paragraph.kind == "note":
        return paragraph.data.get("label", "")
    if paragraph.kind == "list_item":
        return paragraph.data.get("marker") or "•"
    return ""


def _stretches(
    row: Row,
    olds: Sequence[str],
    news: Sequence[str],
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
) -> Iterator[Stretch]:
    """Yield the words of a row, each with the marks of its own edition; a sign stands for the end of a paragraph."""
    at_old = at_new = 0
    its_marks, marks = _unlinked(before), _unlinked(after)
    for kind, text in pieces(row, olds, news):
        of = before if kind == "gone" else after
        within = at_old if kind == "gone" else at_new
        place = (of[0].start if of else 0) + within
        shown = text.replace(BREAK, PILCROW)
        yield Stretch(kind, at_new, shown, place, its_marks if kind == "gone" else marks)
        at_old += len(text) if kind != "new" else 0
        at_new += len(text) if kind != "gone" else 0


def _unlinked(paragraphs: Sequence[Paragraph]) -> Marks:
    """The marks of paragraphs. The note of a note number may not be on this page, so it leads nowhere."""
    marks = [mark for paragraph in paragraphs for mark in paragraph.marks]
    return Marks({**mark, "data": {}} if mark["kind"] == "note_ref" else mark for mark in marks)


def _cells(
    stretches: Sequence[Stretch], ranges: Sequence[Sequence[Sequence[int]]], *, is_gone: bool
) -> list[list[list[Bit]]]:
    """Part the words of a table into its cells. What is gone stands in the cell at which it was left out."""
    if is_gone:
        stretches = [stretch._replace(kind="new") for stretch in stretches]
    waiting = deque(stretch for stretch in stretches if stretch.kind == "gone")
    words = deque(stretch for stretch in stretches if stretch.kind != "gone")
    made: list[list[list[Bit]]] = []
    for row in ranges:
        made.append([])
        for first, last in row:
            cell: list[tuple[int, Bit]] = []
            while waiting and waiting[0].at <= last:
                gone = waiting.popleft()
                cell.append((gone.at, gone.part(0, len(gone.text))))
            while words and words[0].at + len(words[0].text) <= first:
                words.popleft()
            for stretch in words:
                if stretch.at >= last:
                    break
                begin, end = max(first, stretch.at), min(last, stretch.at + len(stretch.text))
                bit = stretch.part(begin - stretch.at, end - stretch.at)
                cell.append((begin, bit._replace(kind="gone") if is_gone else bit))
            made[-1].append([bit for _at, bit in sorted(cell, key=itemgetter(0))])
    if made and made[-1]:
        made[-1][-1] += [gone.part(0, len(gone.text)) for gone in waiting]
    return made
