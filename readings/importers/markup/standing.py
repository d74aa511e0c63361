"""Ends the line where a page or a book puts what stands in a line under or beside what is before it, and parts glued words.

One pass over the tree before it is walked, which puts in line breaks and spaces; it reads no words but at their edges.
What style sheets say is for `placements`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from readings.importers.markup.known import Notes
from readings.importers.markup.large_letters import join_large_letters
from readings.importers.markup.looks import Looks
from readings.importers.markup.meanings import BLOCKS, PAGES, UNSEEN
from readings.importers.markup.placements import Placements
from readings.importers.markup.preformatted import is_prose
from readings.importers.markup.seeing import is_hidden, names_of
from readings.importers.markup.tree import SEAM, TYPED, Element
from readings.words import word_set

_AS_TYPED = word_set("pre listing xmp plaintext")
_DRAWN = word_set("img image picture svg")
_WHOLE = word_set("sub sup code kbd samp tt var abbr ruby rt rb math time")  # in which no word is parted
_LETTERS = re.compile(
    r"\b(?:small ?caps?|sm?caps?|smc|sc|drop|dropcaps?|initials?|lettrine|logo"
    r"|chem(?:ical)?|formulas?|formulae|equation|math|molecule|ce)\b"
)
_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})[.)\]]")
_LAST_WORD = re.compile(r"[^\W\d_]+$|\d$")
_FIRST_WORD = re.compile(r"\w+")
_SYMBOL = re.compile(r"[A-Z][a-z]?\d*")  # of an element, of a gene: in a formula they stand side by side
_FUNCTIONS = word_set("sin cos tan cot sec csc sinh cosh tanh log ln lg exp min max lim det dim ker arg mod")
_PREFIXES = word_set("mc mac fitz o de di la le du van von saint")  # of names: "MacEwan"
_OPENS = "([{“‘«„/-–—'’"
_TYPED = {TYPED: ""}
_TAIL = 40  # code points of a line that are looked at from its end
_MOST_BREAKS = 100_000


class _Spot(NamedTuple):
    """A place between the children of an element."""

    around: Element
    at: int


@dataclass(slots=True)
class _Open:
    """An element that has been entered: where it stands, and what was known before it."""

    element: Element
    children: Iterator[tuple[int, Element | str]]
    spot: _Spot
    flow: str
    lines: str
    is_whole: bool
    written: int
    before: _Spot | None


@dataclass(slots=True)
class _Pass:
    looks: Looks
    placements: Placements
    notes: Notes
    open: list[_Open] = field(default_factory=list)
    added: dict[Element, dict[int, list[Element | str]]] = field(default_factory=dict)
    seams: list[tuple[str, _Spot]] = field(default_factory=list)
    breaks: int = 0
    written: int = 0  # how many strings with words there were
    line: str = ""  # the last words of the line
    is_parted: bool = False  # a space is between them and what comes
    is_whole: bool = False  # they are of an element in which no word is parted
    under: _Spot | None = None  # where the line ends if words follow
    beside: _Spot | None = None
    opened: _Spot | None = None  # where an element began right after the end of another
    is_closed: bool = False

    def run(self, root: Element) -> None:
        self.enter(root, _Spot(root, 0), "", "", is_whole=False)
        while self.open:
            top = self.open[-1]
            for at, child in top.children:
                spot = _Spot(top.element, at)
                if isinstance(child, str):
                    self.text(child, spot, top)
                elif child.tag == "br":
                    self.end_line()
                elif child.tag in _DRAWN:
                    self.is_parted = True
                elif not self.is_passed_over(child):
                    self.enter(child, spot, top.flow, top.lines, is_whole=top.is_whole)
                    break
            else:
                self.leave(self.open.pop())

    def is_passed_over(self, element: Element) -> bool:
        if element.tag in UNSEEN or element in self.notes.returns or not element.children:
            return True
        if element.classes & PAGES or "pagebreak" in element.get("epub:type"):
            return True  # where a printed page begins, wherever its number is shown
        return bool(element.attrs) and is_hidden(element, self.looks)

    def enter(self, element: Element, spot: _Spot, around: str, lines: str, *, is_whole: bool) -> None:
        said = self.placements.of(element)
        flow = said.flow
        if element.tag in _AS_TYPED and lines != "pre" and is_prose(element):
            element.tag, lines = "div", "typed"
        elif element.tag in _AS_TYPED or lines == "pre":
            lines = "pre"
        elif said.lines == "not":
            lines = ""
        elif element.tag not in _WHOLE:
            lines = said.lines or lines
        if element.tag in BLOCKS:
            self.end_line()
        elif element.tag in _WHOLE or said.out or element in self.notes.references:
            flow = ""
        elif flow in ("under", "column", "row") or around == "column":
            flow = flow if flow in ("column", "row") else "under"
        elif flow == "beside" or around == "row":
            flow = "beside"
        one = _Open(
            element,
            iter(list(enumerate(element.children))),
            spot,
            flow,
            lines,
            is_whole
            or element.tag in _WHOLE
            or element in self.notes.references
            or (element.tag == "a" and element.get("href").startswith("#"))
            or (bool(element.classes) and _LETTERS.search(names_of(element)) is not None),
            self.written,
            self.under,
        )
        self.open.append(one)
        if self.is_closed:
            self.opened, self.is_closed = spot, False
        if element.tag not in BLOCKS:
            if flow in ("under", "column", "row"):
                self.under = spot
            elif flow == "beside":
                self.beside = spot

    def leave(self, one: _Open) -> None:
        self.is_closed, self.opened = True, None
        if one.element.tag in BLOCKS:
            self.end_line()
        elif one.flow in ("under", "column", "row"):
            is_empty = self.written == one.written
            self.under = one.before if is_empty else _Spot(one.spot.around, one.spot.at + 1)
        elif one.flow == "beside":
            self.beside = _Spot(one.spot.around, one.spot.at + 1)

    def end_line(self) -> None:
        self.line = ""
        self.under = self.beside = self.opened = None
        self.is_parted = self.is_closed = False

    def text(self, text: str, spot: _Spot, around: _Open) -> None:
        if "\n" in text and around.lines and self.breaks < _MOST_BREAKS:
            self.lines(text, spot, around)
        elif text.strip():
            self.words(text, spot, around)
        else:
            self.is_parted = True

    def lines(self, text: str, spot: _Spot, around: _Open) -> None:
        """Take in words whose line ends are kept; those of programs and the like are read as such anyway."""
        first, *others = text.replace("\r\n", "\n").split("\n")
        if first.strip():
            self.words(first, spot, around)
        blank = 0 if self.line else 2  # an end of a line right after a line break is that one
        if around.lines != "pre":
            made: list[Element | str] = [first]
            for line in others:
                if blank < 2:
                    made.append(Element("br", _TYPED, parent=around.element))
                    self.breaks += 1
                bare = line.lstrip(" ")
                if bare.strip():
                    made.append("\xa0" * (len(line) - len(bare)) + bare if around.lines == "typed" else bare)
                blank = 0 if bare.strip() else blank + 1
            around.element.children[spot.at] = ""
            self.added.setdefault(spot.around, {}).setdefault(spot.at, []).extend(made)
        self.end_line()
        if others[-1].strip():
            self.words(others[-1], spot, around)

    def words(self, text: str, spot: _Spot, around: _Open) -> None:
        """Part words from those before them on their line, if they stand under or beside them, or met them by mistake."""
        is_parted = self.is_parted or text[0].isspace()
        words = text.strip()
        if self.line:
            if self.under and (is_parted or not self.begins_word(words)):
                self.add(self.under, Element("br", parent=self.under.around))
                self.breaks += 1
                self.line, is_parted = "", True
            elif self.beside and not is_parted and words[0].isalnum() and self.line[-1] not in _OPENS:
                is_parted = self.opened is not None or not self.begins_word(words)
                if is_parted:
                    self.add(self.beside, " ")
            elif self.opened and not is_parted and not (self.is_whole or around.is_whole):
                self.seam(self.opened, words)
        self.line = (self.line + (" " if is_parted else "") + words)[-_TAIL:]
        self.is_parted, self.is_whole = text[-1].isspace(), around.is_whole
        self.written += 1
        self.under = self.beside = self.opened = None
        self.is_closed = False

    def begins_word(self, words: str) -> bool:
        """Tell the large first letter of a paragraph, which stands by itself, from a line."""
        letter = self.line.lstrip("“‘«„\"'")
        if len(letter) != 1 or not letter.isupper():
            return False
        return words[0].islower() or (self.opened is None and words[:2].isupper())

    def seam(self, spot: _Spot, words: str) -> None:
        if _NUMBER.fullmatch(self.line) and words[0].isalpha():
            self.add(spot, " ")
            return
        last, first = _LAST_WORD.search(self.line), _FIRST_WORD.match(words)
        if last is None or first is None:
            return
        is_end = last[0].isdigit() or (len(last[0]) > 1 and last[0][-1].islower())
        if not is_end or last[0].lower() in _PREFIXES or first[0].startswith("Innen"):
            return
        if _are_of_formula(last[0], first[0], words):
            return
        if first[0][0].isupper() and (first[0][1:2].islower() or first[0] in ("A", "I")):
            self.seams.append((last[0] + first[0], spot))

    def add(self, spot: _Spot, one: Element | str) -> None:
        self.added.setdefault(spot.around, {}).setdefault(spot.at, []).insert(0, one)


def _are_of_formula(last: str, first: str, words: str) -> bool:
    """Recognise symbols that met in a formula: "CaCl2", "2Na" where the words are no more, "sin A"."""
    if last.lower() in _FUNCTIONS:
        return len(first) == 1
    if not _SYMBOL.fullmatch(first):
        return False
    return words == first if last.isdigit() else bool(_SYMBOL.fullmatch(last))


def part_lines(root: Element, looks: Looks, placements: Placements, notes: Notes) -> None:
    """Put line breaks and spaces where a page shows them though its words have none; where it was guessed, a seam."""
    join_large_letters(root, looks)
    found = _Pass(looks, placements, notes)
    found.run(root)
    if found.seams:
        joined = {word for word, _spot in found.seams}
        known = {word for text in root.strings() for word in _FIRST_WORD.findall(text) if word in joined}
        for word, spot in found.seams:
            if word not in known:
                found.add(spot, Element(SEAM, parent=spot.around))
    for around, added in found.added.items():
        children = list[Element | str]()
        for at, child in enumerate(around.children):
            children += [*added.get(at, ()), child]
        around.children = [*children, *added.get(len(around.children), ())]
