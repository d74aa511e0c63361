"""What stands in a line of marked-up text: words, their marks, note references, small pictures."""

import re
from dataclasses import dataclass, field

from readings.importers.decoding import tidy
from readings.importers.formulas import formula_words
from readings.importers.lines import squeezed
from readings.importers.markup.indents import columns_in
from readings.importers.markup.known import Known
from readings.importers.markup.looks import FACES, look
from readings.importers.markup.meanings import BLOCKS, CODE, MARKS, meaning, page_label
from readings.importers.markup.seeing import parts_words
from readings.importers.markup.tasks import sign_of
from readings.importers.markup.tree import JOINT, SEAM, Element, joins_letters, visit
from readings.importers.pictures import NOTHING, Placed
from readings.importers.writing import Inline, Writer
from readings.pieces import PieceDoubt

_MOST_OPEN = 40  # marks in each other
_LONGEST_NAMED = 200  # code points of left out words that a doubt names
_STRUCK = frozenset(("s", "strike", "del"))
_IN_WORDS = re.compile(r"emoji|smiley|math|latex|tex\b|dropcap|drop-cap|initial|formula|equation", re.I)
_FILE_NAME = re.compile(
    r"(?:[\w.:%+-]*[/\\])*[^/\\]{1,200}\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|wmf|emf)", re.I
)
_LETTER = 150  # pixels: a picture that is larger, and not in a word, is none of a letter, though only one describes it
_ICON = 40  # pixels: a picture in the middle of words that is no larger stands for a word


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that stands at a place, and what is said instead of it."""

    placed: Placed
    alt: str
    title: str = ""  # what it says of itself, besides what is said instead of it


@dataclass(slots=True)
class _Mark:
    element: Element
    tag: str
    kind: str
    data: dict[str, str]


@dataclass(slots=True)
class Phrases:
    """Takes what stands in a line, element by element, and gives it as words with marks.

    A mark that is still open when a paragraph ends goes on in the next one.
    """

    known: Known
    writer: Writer = field(default_factory=Writer)
    marks: list[_Mark] = field(default_factory=list)
    pages: list[list[str | int]] = field(default_factory=list)
    replaced: dict[Element, set[Element]] = field(default_factory=dict)

    def enter(self, element: Element) -> bool:
        """Begin an element that is no block; False when there is nothing further to be read in it."""
        notes, tag = self.known.notes, element.tag
        if element in notes.returns:
            return False
        if note := notes.references.get(element):
            self.writer.reference(note.label, key=note.key)
            return False
        if tag == SEAM:
            self.writer.space = self.writer.space or " "
            self.doubt("words_parted")
            return False
        if tag == JOINT:
            self.doubt("letter_joined")
            return False
        if tag == "a" and (address := self.known.link(element.get("href"))):
            self._begin(element, "link", href=address)
        elif tag in MARKS:
            self._begin(element, MARKS[tag])
        elif tag == "sup":
            self._begin(element, "sup")
        elif tag == "q":
            self.writer.write(self.known.quotes[0])
        elif tag == "rt":
            self.writer.write("(")
        elif tag == "math":
            self.writer.write(formula_words(element))
            return False
        elif tag == "del" and (words := self._replaced_words(element)):
            doubt = PieceDoubt("words_replaced", self.writer.length, {"words": words})
            self.writer.read.doubts.append(doubt)
            return False
        elif tag in _STRUCK:
            self.doubt("words_struck")
        if element.attrs and tag not in MARKS:
            self.begin_look(element)
            self.indent(element)
        return True

    def leave_out(self, element: Element) -> None:
        """Leave out what nobody reads in its place, but for a doubt where it showed words, and the sign of a task."""
        if element.tag in ("iframe", "frame") and self.known.shows(element.get("src")):
            self.doubt("page_in_page")
        elif self.writer.begins_line and (sign := sign_of(element)):
            self.writer.write(sign)
            self.writer.space = " "
        elif parts_words(element, self.known.looks):
            self.writer.space = self.writer.space or " "

    def _replaced_words(self, element: Element) -> str:
        """Return words that are crossed out for others, as the doubt names them; "" for more than it can name."""
        around = element.parent
        if around is None or len(self.writer.read.doubts) >= _MOST_OPEN:
            return ""
        if around not in self.replaced:
            self.replaced[around] = _replaced(around)
        if element not in self.replaced[around] or any(below.tag in BLOCKS for below in element.below()):
            return ""
        words = element.text()
        return words if len(words) <= _LONGEST_NAMED else ""

    def leave(self, element: Element) -> None:
        """End an element."""
        while self.marks and self.marks[-1].element is element:
            self.writer.finish(self.marks.pop().tag)
        if element.tag == "q":
            self.writer.space = ""
            self.writer.write(self.known.quotes[1])
        elif element.tag == "rt":
            self.writer.space = ""
            self.writer.write(")")

    def _begin(self, element: Element, kind: str, **data: str) -> None:
        if len(self.marks) >= _MOST_OPEN:
            return
        if kind != "sup" and any(mark.kind == kind for mark in self.marks):
            return  # emphasis inside emphasis says nothing more, and no link stands in another
        mark = _Mark(element, f"{element.tag}/{kind}", kind, data)
        self.marks.append(mark)
        self.writer.begin(mark.tag, kind, **data)

    def begin_look(self, element: Element) -> None:
        """Begin the marks that the style of an element says, or the name of its class: a line of a program."""
        if element.tag == "p" and element.classes & CODE:
            self._begin(element, "code")
        for kind in sorted(look(element, self.known.looks) & FACES):
            self._begin(element, kind)

    def indent(self, element: Element) -> None:
        """Count what the style of an element says of the line that begins with it."""
        if self.writer.begins_line and element.attrs:
            self.writer.columns += columns_in(look(element, self.known.looks))

    def doubt(self, code: str) -> None:
        """Doubt this place, once a paragraph."""
        if all(known.code != code for known in self.writer.read.doubts):
            self.writer.read.doubts.append(PieceDoubt(code, self.writer.length))

    def page(self, element: Element) -> None:
        """Remember that a printed page begins here."""
        if label := page_label(element):
            self.pages.append(
                [label, self.writer.length + (len(self.writer.space) if self.writer.length else 0)]
            )

    def picture(self, element: Element) -> Shown | None:
        """Take a picture: as words when it stands for some, else return it for the block that it is in."""
        if any(element.get(name).strip() in ("0", "1") for name in ("width", "height")):
            return None
        alt = said_instead(element)
        if alt and self._is_in_words(element, alt):
            self.writer.write(alt)
            return None
        placed = self.known.picture(element)
        if len(alt) in (1, 2) and min(placed.width, placed.height) <= _LETTER:
            if alt.isalnum() and not joins_letters(element):
                self.doubt("picture_missing")
            self.writer.write(alt)
            return None
        return None if placed == NOTHING else Shown(placed, alt, _titled(element, alt))

    def _is_in_words(self, element: Element, alt: str) -> bool:
        if _IN_WORDS.search(element.get("class")) or (len(alt) <= 2 and joins_letters(element)):
            return True
        sizes = [element.get(name).removesuffix("px").strip() for name in ("width", "height")]
        is_icon = all(size.isdecimal() and len(size) < 6 and int(size) <= _ICON for size in sizes)
        return is_icon and (len(alt) <= 2 or self.writer.length > 0)

    def finished(self) -> Inline:
        """Return the words so far and begin anew, with the marks that are still open."""
        for mark in reversed(self.marks):
            self.writer.finish(mark.tag)
        read = self.writer.finished()
        self.writer = Writer()
        for mark in self.marks:
            self.writer.begin(mark.tag, mark.kind, **mark.data)
        return read


def _replaced(around: Element) -> set[Element]:
    """Return the words in an element that are crossed out and have what stands instead of them right after them."""
    found = set[Element]()
    last: Element | None = None
    for child in around.children:
        if isinstance(child, Element):
            if child.tag == "ins" and last is not None and last.tag == "del":
                found.add(last)
            last = child
        elif child.strip():
            last = None
    return found


def said_instead(element: Element) -> str:
    """Return what is said instead of a picture, in one line."""
    title = "" if element.tag == "img" else (element.find("title") or Element("title")).text()
    text = element.get("alt") or element.get("aria-label") or title or element.get("title")
    said = squeezed(tidy(text[:4_000]).replace("\n", " "))[:2_000].strip()
    return "" if _FILE_NAME.fullmatch(said) else said


def _titled(element: Element, alt: str) -> str:
    """Return the title of a picture that has other words than its description; one word may be the name of a file."""
    title = squeezed(tidy(element.get("title")[:2_000]).replace("\n", " ")).strip()
    is_new = title.casefold() not in alt.casefold()
    return title if is_new and " " in title and not _FILE_NAME.fullmatch(title) else ""


def line_of(element: Element, known: Known) -> tuple[Inline, list[Shown]]:
    """Read all that is in an element as one line: a cell of a table, a caption, what is set apart."""
    phrases, pictures = Phrases(known), list[Shown]()
    blocks: list[Element] = []

    def space() -> None:
        phrases.writer.space = phrases.writer.space or " "

    def enter(below: Element) -> bool:
        kind = meaning(below, known.looks)
        if kind in ("unseen", "page"):
            phrases.leave_out(below)
            return False
        if kind in ("line_break", "break"):
            space()
            return False
        if kind in ("picture", "drawing"):
            shown = phrases.picture(below)
            if shown:
                pictures.append(shown)
            return False
        if below.tag in BLOCKS or kind != "inline":
            space()
            blocks.append(below)
            return True
        return phrases.enter(below)

    def leave(below: Element) -> None:
        if blocks and blocks[-1] is below:
            blocks.pop()
            space()
        else:
            phrases.leave(below)

    visit(element, enter, phrases.writer.write, leave)
    return phrases.finished(), pictures
