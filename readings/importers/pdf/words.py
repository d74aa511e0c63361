"""From lines to the words of a paragraph: broken words mended, faces as marks, raised numbers as references."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from readings.importers.pdf.lines import SUPERSCRIPTS, Line, Run
from readings.importers.spaceless import need_space
from readings.structure import Mark
from readings.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐\u00ad]$")
_FIRST = re.compile(r"[^\W\d_]+")
_BOUND = re.compile(r"(?<![ /])[—/]$")  # a dash, or an address or a path that was broken
_SUSPENDED = word_set("and or to und oder bis sowie et ou y o e")  # "pre- and post-war"
_HYPHENS = ("-", "‐", "\u00ad")
_LABELS = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3})(?:\s*,\s*(?:\d{1,3}|[*†‡§]{1,3}))*")
_LABEL = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_UNIT = re.compile(r"(?:\d|(?<!\w)(?:m|km|cm|mm|mc|[xyznrc]))$", re.IGNORECASE)
_RAISED_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS)
_LOW_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_STARS = str.maketrans({"∗": "*", "⁎": "*"})
_FACES = (("bold", "strong"), ("italic", "emphasis"), ("fixed", "code"))


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """Return the words that a document writes within its lines, to mend broken ones by."""
    words = set[str]()
    cut = ""
    for line in lines:
        text = line.text
        found = [word.lower() for word in _WORD.findall(text)]
        if cut and found:
            found = found[1:]
        cut = text if text.endswith(_HYPHENS) else ""
        words.update(found[:-1] if cut else found)
    return frozenset(words)


def low(text: str) -> str:
    """Return the label of a note in ordinary digits and stars."""
    return text.translate(_LOW_DIGITS).translate(_STARS).strip()


def labels_of(run: Run) -> str:
    """Return the note labels that a raised run may be, "" when it is something else."""
    text = low(run.text)
    return text if run.raised and _LABELS.fullmatch(text) else ""


@dataclass(slots=True)
class Words:
    """The words of one paragraph in the making, and its marks.

    `known` are the words of the document, `keys` its notes by page and label, `plain` the kinds of marks that
    say nothing in it because all of it is set so.
    """

    known: frozenset[str] = frozenset()
    keys: Mapping[tuple[int, str], str] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    parts: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    tail: str = ""  # the last words, for looking back

    def add(self, line: Line, between: str = " ") -> None:
        """Add a line; `between` stands before it, unless it goes on with a word that the last one broke."""
        if self.length:
            self._put(self._between(line.text, between))
        for run in line.runs:
            text = " ".join(run.text.split())
            if not text:
                continue
            if run is not line.runs[0] and run.text[0] == " ":
                self._space()
            kept = "\u00ad" if text.endswith("\u00ad") and run is line.runs[-1] else ""
            self._write(text.replace("\u00ad", "") + kept, run, line.page)
            if run.text[-1] == " " and run is not line.runs[-1]:
                self._space()

    def _between(self, after: str, between: str) -> str:
        """Return what stands between two lines; where a word was broken its hyphen goes."""
        tail = self.tail
        if between != " ":
            if tail.endswith("\u00ad"):
                self._cut()
            return between
        if tail.endswith("\u00ad"):
            self._cut()
            return ""
        if not tail.endswith(_HYPHENS):
            is_address = tail.endswith(":") and after.startswith("//")
            return "" if _BOUND.search(tail) or is_address or not need_space(tail, after) else between
        first, last = _FIRST.match(after), _LAST.search(tail)
        if not first or not last:
            return "" if tail[-2:-1].isdigit() and after[:1].isalnum() else between
        if first[0] in _SUSPENDED:
            return between
        if first[0][0].islower() and self._is_broken(last[1].replace("‐", "-"), first[0]):
            self._cut()
        return ""

    def _is_broken(self, last: str, first: str) -> bool:
        """Tell a broken word from a compound by what stands elsewhere in the document."""
        last, first = last.lower(), first.lower()
        whole, compound = last + first, f"{last}-{first}"
        if compound in self.known:
            return whole in self.known
        end = last.rpartition("-")[2]
        return whole in self.known or not (end in self.known and first in self.known)

    def _write(self, text: str, run: Run, page: int) -> None:
        labels = labels_of(run) if self.length else ""
        if run.raised and self.length and (page, text) in self.keys:
            labels = text  # a roman numeral too, when it is known to call a note
        if labels and self._refers(labels, page, written=text.translate(_LOW_DIGITS) != text):
            return
        if labels.isdigit():
            text = text.translate(_RAISED_DIGITS)
        start, end = self.length, self.length - (1 if self.tail.endswith(" ") else 0)
        self._put(text)
        for face, kind in _FACES:
            if getattr(run, face) and kind not in self.plain:
                self._mark(kind, start, end, {})
        if run.href:
            self._mark("link", start, end, {"href": run.href})

    def _refers(self, labels: str, page: int, *, written: bool) -> bool:
        """Write raised numbers as references to notes, unless they raise a number or a unit.

        Digits that were `written` as raised ones refer only to a note that is there.
        """
        found = _LABEL.findall(labels) or [labels]
        keys = [self.keys.get((page, label)) or self.keys.get((page + 1, label), "") for label in found]
        if not any(keys) and (written or _UNIT.search(self.tail)):
            return False
        if self.tail.endswith(" "):
            self._cut()
        for at, (label, key) in enumerate(zip(found, keys, strict=True)):
            if at:
                self._put(",")
            data = {"label": label, "key": key} if key else {"label": label}
            self.marks.append(Mark("note_ref", self.length, self.length + len(label), data))
            self._put(label)
        return True

    def _mark(self, kind: str, start: int, end: int, data: dict[str, Any]) -> None:
        """Mark what was written last; a mark of the same kind that ended at `end`, a space before, grows."""
        for at in range(len(self.marks) - 1, max(len(self.marks) - 6, 0) - 1, -1):
            mark = self.marks[at]
            if mark.kind == kind and mark.data == data and mark.end in (start, end):
                self.marks[at] = Mark(kind, mark.start, self.length, data)
                return
        self.marks.append(Mark(kind, start, self.length, data))

    def _space(self) -> None:
        if self.length and not self.tail.endswith((" ", "\n")):
            self._put(" ")

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.tail = (self.tail + text)[-100:]

    def _cut(self) -> None:
        """Take away the last code point."""
        last = self.parts.pop()
        while not last:
            last = self.parts.pop()
        self.parts.append(last[:-1])
        self.length -= 1
        self.tail = self.tail[:-1]
        for at in range(len(self.marks) - 1, max(len(self.marks) - 6, 0) - 1, -1):
            mark = self.marks[at]
            if mark.end > self.length:
                self.marks[at] = Mark(mark.kind, mark.start, self.length, mark.data)

    def finished(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text and its marks, the outer ones first."""
        while self.tail.endswith((" ", "\n", "\u00ad")):
            self._cut()
        order = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        return "".join(self.parts), tuple(mark for mark in order if mark.start < mark.end)
