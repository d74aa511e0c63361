"""The words of one paragraph put together with their marks, whatever markup they come from."""

import re
from dataclasses import dataclass, field
from typing import Any

from readings.importers.decoding import tidy
from readings.importers.spaceless import need_space, without_breaks
from readings.indenting import columns_of
from readings.pieces import PieceDoubt
from readings.structure import Mark

_SPACES = re.compile(r"[ \n]+")
_COLLAPSING = " \t\n"  # spaces of which any number is one, or none where a line begins
_RAISED_BASE = re.compile(r"(?:\d|(?<!\w)(?:m|km|cm|mm|mc|[xyznrc]))$", re.I)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RAISED = "raised"  # a mark of a letter that may call a note: `readings.passes.note_letters` tells
_LETTER = re.compile("[a-z]")
NOTE_LABEL = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


@dataclass(slots=True)
class Inline:
    """The words of one paragraph; a hard line break in them is a newline. `indents` are the columns that each line is indented by."""

    text: str = ""
    indents: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    doubts: list[PieceDoubt] = field(default_factory=list)
    inline_notes: list[int] = field(default_factory=list)
    soft_breaks: list[int] = field(default_factory=list)  # where a format breaks a line that reads on


@dataclass(slots=True, eq=False)
class _Open:
    """A mark that has begun."""

    tag: str
    kind: str
    data: dict[str, Any]
    start: int | None = None
    part: int = 0


class Writer:
    """Puts words together.

    Spaces are held back until a word follows, so that none doubles and no mark begins with one.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.space = ""
        self.is_end_of_line = (
            False  # that the space stands for one, in which scripts without spaces have none
        )
        self.columns = 0  # that the line to be begun is indented by
        self.open: list[_Open] = []
        self.waiting: list[_Open] = []
        self.read = Inline()

    @property
    def begins_line(self) -> bool:
        """Whether what is written next is the first of its line."""
        return not self.length or self.space == "\n"

    def write(self, text: str, *, as_typed: bool = False) -> None:
        """Add words; any run of white space in them is one space. What indents a line is counted."""
        begins_line = self.begins_line
        if begins_line:
            self.columns += columns_of(text if as_typed else text.lstrip(_COLLAPSING))
        text = without_breaks(tidy(text))
        words = _SPACES.sub(" ", text).strip()
        if text[:1] in (" ", "\n"):
            self.space = self.space or " "
            self.is_end_of_line = self.is_end_of_line or "\n" in text[: len(text) - len(text.lstrip())]
        if not words:
            return
        if begins_line:
            self.read.indents.append(self.columns)
            self.columns = 0
        is_open = self.is_end_of_line and self.space == " " and self.length
        if self.space and self.length and not (is_open and not need_space(self.parts[-1], words)):
            self._add(self.space)
        for waiting in self.waiting:
            waiting.start, waiting.part = self.length, len(self.parts)
        self.waiting.clear()
        self._add(words)
        self.space = " " if text[-1] in (" ", "\n") else ""
        self.is_end_of_line = "\n" in text[len(text.rstrip()) :]

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def begin(self, tag: str, kind: str, **data: Any) -> None:
        """Open a mark; it begins with the next word."""
        opened = _Open(tag, kind, data)
        self.open.append(opened)
        self.waiting.append(opened)

    def finish(self, tag: str) -> None:
        """Close the innermost open mark of this tag; one without words is none."""
        for index in range(len(self.open) - 1, max(len(self.open) - 100, 0) - 1, -1):
            if self.open[index].tag == tag:
                closed = self.open.pop(index)
                if closed.start is None:
                    self.waiting.remove(closed)
                elif closed.kind == "sup":
                    self._superscript(closed.start, closed.part)
                else:
                    self.read.marks.append(Mark(closed.kind, closed.start, self.length, closed.data))
                return

    def _superscript(self, start: int, part: int) -> None:
        """Take a raised number as a note reference, or as a raised digit when it raises a number or unit.

        A letter may be a reference too.
        """
        label, before = "".join(self.parts[part:]), self.parts[part - 1][-12:] if part else ""
        if _LETTER.fullmatch(label) and not _RAISED_BASE.search(before):
            self.read.marks.append(Mark(RAISED, start, self.length))
        if not NOTE_LABEL.fullmatch(label):
            return
        if _RAISED_BASE.search(before):
            self.parts[part:] = [label.translate(_RAISED)]
        else:
            self.read.marks.append(Mark("note_ref", start, self.length, {"label": label}))

    def reference(self, label: str, **data: Any) -> None:
        """Write the number of a note close to its word, marked as what refers to it."""
        is_second = bool(self.read.marks) and self.read.marks[-1] == Mark(
            "note_ref", self.read.marks[-1].start, self.length, self.read.marks[-1].data
        )
        self.space = " " if is_second else ""
        for around in self.open:
            if around.kind == "sup":
                around.kind = "nothing"
        self.begin("reference", "note_ref", **data)
        self.write(label)
        self.finish("reference")

    def finished(self) -> Inline:
        """Return what was read."""
        self.read.text = "".join(self.parts)
        self.read.marks = sorted(
            (mark for mark in self.read.marks if mark.kind != "nothing"),
            key=lambda mark: (mark.start, -mark.end),
        )
        return self.read
