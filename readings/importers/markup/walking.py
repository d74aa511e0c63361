"""One walk over a tree of markup, which gives the pieces of the text in their order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from readings.importers.decoding import tidy
from readings.importers.markup.captions import has_caption_under
from readings.importers.markup.figures import figure_piece, figure_pieces, give_caption
from readings.importers.markup.known import BY_PARAGRAPHS, FOLDED, HIDDEN, Known
from readings.importers.markup.meanings import BLOCKS, heading_rank, is_stanza, levelled, meaning, shows_code
from readings.importers.markup.phrases import Phrases, Shown, line_of
from readings.importers.markup.placing import Place, item_data, kept_aside, line_aside, list_data, placed
from readings.importers.markup.tables import holds_data, table_pieces
from readings.importers.markup.tree import TYPED, Element, visit
from readings.importers.refusing import MAX_PIECES, too_many_pieces
from readings.importers.writing import Inline
from readings.pieces import Piece


@dataclass(slots=True)
class _Frame:
    """An element that says what the paragraphs in it are, and what has come of it so far."""

    element: Element
    place: Place
    since: int = 0  # how many pieces there were before it
    pictures: list[Shown] = field(default_factory=list)
    captions: list[Inline] = field(default_factory=list)


class Walk:
    """The state of a walk: the elements around that say what things are, and the words of the paragraph."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.phrases = Phrases(known)
        self.frames: list[_Frame] = []
        self.blocks: list[Element] = []
        self.waiting: list[Shown] = []
        self.aside: list[Element] = []
        self.doubted: dict[Element, int] = {}
        self.made: list[Piece] = []

    def pieces(self, root: Element) -> list[Piece]:
        """Return the pieces of a tree. Raises ImportRefused when there are more than a text can hold."""
        visit(root, self.enter, self.text, self.leave)
        self.flush()
        return self.made

    def enter(self, element: Element) -> bool:
        """Begin an element; False when there is nothing further to be read in it."""
        if element in self.known.titles:
            self._titles(element)
        if why := self.known.apart.get(element):
            if why in (FOLDED, HIDDEN) and element.tag not in BLOCKS and self.phrases.writer.length:
                self.aside.append(element)  # in the middle of a sentence, which is not parted
            else:
                self._set_apart(element, why)
            return False
        kind = meaning(element, self.known.looks)
        if kind == "unseen" or element in self.known.notes.returns:
            self.phrases.leave_out(element)
            return False
        if kind == "inline" and element not in self.known.ranks and element not in self.known.notes.blocks:
            if "line" in element.classes and self._is_in("verse") and element.tag == "span":
                self.flush_line()
            return self.phrases.enter(element)
        if kind in ("contents", "furniture"):
            self._set_apart(element, kind)
            return False
        if kind in _ALONE:
            _ALONE[kind](self, element)
            return False
        if kind == "table" and self._table(element):
            return False
        self._block(element, "figure" if kind == "block" and has_caption_under(element) else kind)
        return True

    def leave(self, element: Element) -> None:
        """End an element."""
        if not self.blocks or self.blocks[-1] is not element:
            self.phrases.leave(element)
            return
        self.blocks.pop()
        if self._is_line(element):
            self.flush_line()
        else:
            self.flush()
        if (since := self.doubted.pop(element, len(self.made))) < len(self.made):
            self.made[since] = self.made[since].with_doubt(self.known.doubts[element])
        while self.phrases.marks and self.phrases.marks[-1].element is element:
            self.phrases.leave(element)
        if self.frames and self.frames[-1].element is element:
            frame = self.frames.pop()
            if frame.place.kind == "figure":
                self._end_figure(frame)

    def _end_figure(self, frame: _Frame) -> None:
        """Make what stood in a figure; the caption of one around others, or around a table, is given to those."""
        if frame.pictures or len(self.made) == frame.since:
            self._extend(figure_pieces(frame.pictures, frame.captions))
        elif not give_caption(self.made, frame.since, frame.captions):
            self._extend(figure_pieces([], frame.captions))

    def text(self, text: str) -> None:
        """Take in words."""
        if not self._is_in("lines"):
            self.phrases.writer.write(text)
            return
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if number:
                self.line_break()
            if line:
                self.phrases.writer.write(line, as_typed=True)

    # Blocks

    def _block(self, element: Element, kind: str) -> None:
        """Begin a block, and a frame when it says what the paragraphs in it are."""
        if self._is_line(element):
            self.blocks.append(element)
            self.flush_line()
            self.phrases.indent(element)
            return
        self.flush()
        self.blocks.append(element)
        if element in self.known.doubts:
            self.doubted[element] = len(self.made)
        note = self.known.notes.blocks.get(element)
        rank = self.known.ranks.get(element, 0)
        if note:
            self._open(element, "note", **note.data())
        elif rank or kind == "heading":
            self._open(element, "heading", rank=rank or heading_rank(element))
        elif kind == "list":
            level = 1 + sum(frame.place.kind == "list" for frame in self.frames)
            self._open(element, "list", **list_data(element, level))
        elif kind == "item":
            self._open(element, "list_item", **item_data(element, self._around("list")))
        elif kind == "lines":
            self._open(element, "lines", code=shows_code(element))
        elif kind == "verse":
            self._open(element, kind, code="code" in element.classes)
        elif kind in ("quotation", "figure", "caption", "typed_item"):
            self._open(element, kind, **levelled(element, kind))
        if element.tag in ("p", "div", "li") and element.attrs and not rank:
            self.phrases.begin_look(element)

    def _open(self, element: Element, kind: str, **data: Any) -> None:
        self.frames.append(_Frame(element, Place(kind, data), len(self.made)))

    def _around(self, kind: str) -> dict[str, Any] | None:
        return next((frame.place.data for frame in reversed(self.frames) if frame.place.kind == kind), None)

    def _is_in(self, kind: str) -> bool:
        return bool(self.frames) and any(frame.place.kind == kind for frame in self.frames[-6:])

    def _is_line(self, element: Element) -> bool:
        """Tell whether a block is only a line of the poem around it."""
        return (
            bool(self.frames)
            and self.frames[-1].place.kind == "verse"
            and self.frames[-1].element is not element
            and (element.tag in ("p", "div", "li") and not is_stanza(element))
        )

    # What stands alone

    def line_break(self, element: Element | None = None) -> None:
        """End a line; two in a row end a paragraph."""
        writer = self.phrases.writer
        writer.columns = 0
        is_typed = element is not None and TYPED in element.attrs
        writer.read.soft_breaks += [writer.length] * is_typed
        if writer.space == "\n" and writer.length and not self._is_in("heading"):
            self.flush()
            self.phrases.writer.read.soft_breaks += [0] * is_typed
        elif writer.length:
            writer.space = "\n"

    def flush_line(self) -> None:
        """End a line of verse, which may be empty."""
        self.phrases.writer.columns = 0
        if self.phrases.writer.length:
            self.phrases.writer.space = "\n"

    def _break(self, _element: Element) -> None:
        self.flush()
        self.made.append(Piece("", "ornament", "marked"))

    def _page(self, element: Element) -> None:
        self.phrases.page(element)

    def _picture(self, element: Element) -> None:
        shown = self.phrases.picture(element)
        figure = next((frame for frame in self.frames[:-7:-1] if frame.place.kind == "figure"), None)
        if shown is None:
            return
        if figure is not None:
            figure.pictures.append(shown)
        elif self.phrases.writer.length:
            self.waiting.append(shown)
        elif self._is_in("heading"):
            self.phrases.writer.write(shown.alt)
            self.waiting.append(shown)
        else:
            self._extend([figure_piece(shown)])

    def _drawing(self, element: Element) -> None:
        """A drawing in the markup itself is left out; one that only frames a picture is that picture."""
        inside = element.find("image")
        if inside is not None:
            self._picture(inside)
        elif self._is_in("figure") or (not self.phrases.writer.length and element.find("text") is not None):
            self._picture(element)

    def _table(self, element: Element) -> bool:
        if not holds_data(element):
            return False
        self.flush()
        made, pictures = table_pieces(element, self.known)
        self._extend([*made, *(figure_piece(shown) for shown in pictures)])
        for below in element.below():
            if self.known.apart.get(below) == FOLDED:
                self._set_apart(below, FOLDED)
        return True

    def _set_apart(self, element: Element, why: str) -> None:
        if why in BY_PARAGRAPHS:
            self._set_beside(element, *BY_PARAGRAPHS[why])
        else:
            self.flush()
            self._extend(line_aside(line_of(element, self.known)[0].text, why))

    def _set_beside(self, element: Element, why: str, doubt: str) -> None:
        """Set prose apart as the paragraphs that it would be, so that they can come back as such."""
        self.flush()
        inner = Element("div")
        inner.children = element.children
        made = Walk(replace(self.known, apart={})).pieces(inner)
        self._extend(kept_aside(made, self.made, why, doubt))

    def _titles(self, element: Element) -> None:
        self.flush()
        for title, rank in self.known.titles[element]:
            made = Piece(" ".join(tidy(title).split()), "heading", "marked", rank=rank)
            self._extend([made.with_doubt("heading_from_contents")])

    # Paragraphs

    def flush(self) -> None:
        """End the paragraph, if there is one, and put the pictures after it that stood in it."""
        if not self.phrases.writer.length and not self.phrases.writer.read.doubts and not self.waiting:
            self.phrases.writer.read.soft_breaks.clear()
            return
        pages, self.phrases.pages = self.phrases.pages, []
        read = self.phrases.finished()
        waiting, self.waiting = self.waiting, []
        caption = next(
            (at for at in range(len(self.frames) - 1, -1, -1) if self.frames[at].place.kind == "caption"),
            None,
        )
        if not read.text:
            self.phrases.pages = pages
            self._extend([Piece("", "ornament", "marked").with_doubt(doubt.code) for doubt in read.doubts])
        elif caption is not None:
            self._caption(read, caption)
        else:
            made = placed(read, [frame.place for frame in self.frames])
            if pages and made:
                made[0].data["pages"] = [[label, min(int(at), len(made[0].text))] for label, at in pages]
            self._extend(made)
        self._extend([figure_piece(shown) for shown in waiting])
        aside, self.aside = self.aside, []
        for element in aside:
            self._set_apart(element, self.known.apart[element])

    def _caption(self, read: Inline, at: int) -> None:
        figure = next((frame for frame in reversed(self.frames[:at]) if frame.place.kind == "figure"), None)
        if figure is not None:
            figure.captions.append(read)
        elif not give_caption(self.made, len(self.made), [read]):
            self._extend(figure_pieces([], [read]))

    def _extend(self, pieces: list[Piece]) -> None:
        self.made += pieces
        if len(self.made) > MAX_PIECES:
            raise too_many_pieces()


_ALONE: dict[str, Callable[[Walk, Element], None]] = {
    "line_break": Walk.line_break,
    "break": Walk._break,
    "page": Walk._page,
    "picture": Walk._picture,
    "drawing": Walk._drawing,
}
