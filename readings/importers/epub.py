"""EPUB 2 and 3: the documents of a book in reading order become one text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from readings.importers.archive import Archive, resolved
from readings.importers.entries import Source
from readings.importers.epub_contents import contents_of, is_contents_page
from readings.importers.epub_half_titles import without_half_titles
from readings.importers.epub_hidden import hidden_in_book, one_of_each, show_titles
from readings.importers.epub_labels import letters
from readings.importers.epub_package import Package, is_locked, package_of
from readings.importers.gutenberg import Book, unwrapped_pieces
from readings.importers.markup.footnotes import Addresses, notes_in
from readings.importers.markup.hiding import show_notes
from readings.importers.markup.insets import mark_quotations
from readings.importers.markup.known import Known
from readings.importers.markup.looks import looks_of
from readings.importers.markup.parsing import Budget, parse_html, parse_xml
from readings.importers.markup.phrases import line_of
from readings.importers.markup.placements import placements_of
from readings.importers.markup.placing import finished, kept_aside
from readings.importers.markup.seeing import hide_closed, join_split_words, show_lone_words, show_unheard
from readings.importers.markup.standing import part_lines
from readings.importers.markup.stanzas import gather_stanzas
from readings.importers.markup.tree import Element
from readings.importers.markup.walking import Walk
from readings.importers.pictures import DROPPED, Album, Placed
from readings.importers.refusing import MAX_PIECES, ImportRefused, damaged, too_many_pieces
from readings.marking import gettext_noop as _
from readings.pieces import APART, Piece

_MIME_TYPE = b"application/epub+zip"
_MOST_DOCUMENTS = 2_000
_LONGEST_APART = 100_000  # code points of contents
_LONGEST_OUTSIDE = 5_000_000  # code points of one document: nothing else shows its words
_A_LINE = 100  # code points


def recognises(archive: Archive) -> bool:
    """Tell an EPUB by its container, or by the type that it says it has."""
    if archive.found("META-INF/container.xml"):
        return True
    return (archive.read("mimetype") or b"").strip().startswith(_MIME_TYPE)


@dataclass(slots=True)
class _Book(Addresses):
    """The documents of a book by their names in the archive, and what is shared by all of them."""

    archive: Archive
    package: Package
    budget: Budget = field(default_factory=Budget)
    album: Album = field(default_factory=Album)
    documents: dict[str, Element | None] = field(default_factory=dict)
    names: dict[Element, str] = field(default_factory=dict)

    def resolved(self, document: str, address: str) -> str:
        """Return "entry#name" for a link inside the book, "" for any other."""
        if ":" in address.partition("#")[0] or "#" not in address:
            return ""
        name = resolved(document, address)
        known = self.archive.found(name) if name else ""
        return f"{known}#{address.partition('#')[2]}" if known else ""

    def document(self, name: str) -> Element | None:
        """Return the tree of a document, None when it is missing or no text."""
        if name not in self.documents:
            text = self.archive.text(name)
            root = self.documents[name] = markup(text, self.budget) if text else None
            if root is not None:
                self.names[root] = name
        return self.documents[name]

    def picture(self, image: Element) -> Placed:
        """Keep the picture that an element of a document shows."""
        address = (image.get("src") or image.get("xlink:href") or image.get("href")).strip()
        if address[:5].lower() == "data:":
            return self.album.place_data_url(address)
        if image.tag not in ("img", "image"):
            return DROPPED
        name = resolved(self.names.get(list(image.ancestors())[-1], ""), address) if address else ""
        return self.album.place_entry(self.archive, name)


def markup(text: str, budget: Budget) -> Element:
    """Parse a document: as XML, which it should be, else as browsers do."""
    elements, headings = budget.elements, budget.headings
    root = parse_xml(text, budget)
    if root is None:
        budget.elements, budget.headings = elements, headings
        root = parse_html(text, budget)
    gather_stanzas(root)
    return root


def read(archive: Archive) -> Source:
    """Read an EPUB. Raises ImportRefused when it is locked, or so damaged that no document can be read."""
    if is_locked(archive):
        raise ImportRefused(
            "locked",
            _("This book has copy protection (DRM) and cannot be read here. Please upload one without."),
        )
    package = package_of(archive)
    if package is None:
        raise damaged(kind="EPUB")
    book = _Book(archive, package)
    linear = [name for name, is_linear in package.spine if is_linear][:_MOST_DOCUMENTS]
    linear = linear or [name for name, _is_linear in package.spine][:_MOST_DOCUMENTS]
    aside = [name for name, _is_linear in package.spine if name not in set(linear)]
    aside = [*aside, *package.outside][:_MOST_DOCUMENTS]
    contents = contents_of(archive, package, book.budget)
    trees = {name: root for name in dict.fromkeys(linear) if (root := book.document(name)) is not None}
    if not trees:
        raise damaged(kind="EPUB")
    sheets = _sheets(archive, package, trees)
    known = Known(
        picture=book.picture,
        looks=looks_of(sheets),
        language=package.language,
    )
    named = {letters(entry.title) for entry in contents.entries}
    beside = {name: root for name in aside if (root := book.document(name)) is not None}
    for name, root in (trees | beside).items():
        hide_closed(root)
        join_split_words(root)
        one_of_each(root)
        known.doubts.update(dict.fromkeys(show_unheard(root, known.looks, boxes=True), "words_unfolded"))
        show_lone_words(root, known.looks)
        if name != package.navigation:
            titles = show_titles(root, known.looks, named)
            known.doubts.update(dict.fromkeys(titles, "words_unfolded"))
    known.notes = notes_in(_with_notes(book, trees, beside), book)
    show_notes(known.notes, known.looks)
    for root in (*trees.values(), *beside.values()):
        known.apart.update(hidden_in_book(root, known.looks))
    found, added = contents.apply(trees, known)
    mark_quotations(trees.values(), sheets, known)
    placements = placements_of(sheets)
    for root in (*trees.values(), *beside.values()):
        part_lines(root, known.looks, placements, known.notes)
    pieces, wrapped = unwrapped_pieces(finished(_pieces(book, linear, aside, known)))
    provenance: dict[str, object] = dict(package.facts)
    if contents.entries:
        provenance["contents"] = {"entries": len(contents.entries), "found": found, "added": added}
    if wrapped:
        provenance["gutenberg"] = wrapped.provenance
    wrapped = wrapped or Book("")
    return Source(
        "epub",
        pieces,
        package.title or wrapped.title,
        package.authors or wrapped.authors,
        package.language or wrapped.language,
        provenance,
        pictures=book.album.pictures,
    )


def _with_notes(
    book: _Book, trees: Mapping[str, Element], beside: Mapping[str, Element]
) -> dict[str, Element]:
    """Return the documents in reading order, and after them those outside it that something inside it links to."""
    linked = {
        book.resolved(name, element.get("href")).partition("#")[0]
        for name, root in trees.items()
        for element in root.below()
        if element.tag == "a" and "#" in element.get("href")
    }
    return {**trees, **{name: root for name, root in beside.items() if name in linked}}


def _pieces(book: _Book, linear: list[str], aside: list[str], known: Known) -> list[Piece]:
    """Walk the documents in their order; what is outside of it is set apart where it stands (after it, when in none), or gives its notes."""
    texts, count = dict[str, list[Piece]](), 0
    for name in linear:
        if name not in texts:
            texts[name] = _document(book, name, known)
        count += len(texts[name])
        if count > MAX_PIECES:
            raise too_many_pieces()
    texts = without_half_titles(texts)
    holding = _holding_notes(known, texts)
    made, notes, waiting = list[Piece](), list[Piece](), set(aside)
    for name in [*(name for name, _is_linear in book.package.spine), *book.package.outside]:
        if name in texts:
            made += texts[name]
        elif name in waiting and (root := book.document(name)) is not None:
            waiting.discard(name)
            if root in holding:
                notes += _notes_and_the_rest(Walk(known).pieces(root))
            else:
                found = _document(book, name, known)
                made += found if all(piece.kind == APART for piece in found) else _outside(found, made)
        if len(made) + len(notes) > MAX_PIECES:
            raise too_many_pieces()
    return [*made, *notes]


def _document(book: _Book, name: str, known: Known) -> list[Piece]:
    """Walk a document. A missing one leaves a doubt, a table of contents goes aside."""
    root = book.document(name)
    if root is None:
        return [Piece("", "ornament", "marked").with_doubt("part_missing")]
    if name in book.package.covers:
        words = (root.find("body") or root).text()
        return _outside(Walk(known).pieces(root), []) if words else []  # its picture is none of the text
    if name == book.package.navigation or is_contents_page(root, name, book.package, book):
        return _apart(root, known, "contents")
    return Walk(known).pieces(root)


def _holding_notes(known: Known, texts: Mapping[str, list[Piece]]) -> set[Element]:
    """Return the documents with notes that something in the reading order refers to."""
    marks = (mark for pieces in texts.values() for piece in pieces for mark in piece.marks)
    referred = {mark.data.get("key") for mark in marks if mark.kind == "note_ref"}
    return {
        root
        for block, note in known.notes.blocks.items()
        if note.key in referred
        for root in list(block.ancestors())[-1:]
    }


def _notes_and_the_rest(pieces: list[Piece]) -> list[Piece]:
    notes = [piece for piece in pieces if piece.kind == "note"]
    return [*_outside([piece for piece in pieces if piece.kind != "note"], []), *notes]


def _outside(pieces: list[Piece], before: list[Piece]) -> list[Piece]:
    """Set apart what is outside the reading order; a line, such as a heading over notes, is not worth a doubt."""
    is_prose = sum(len(piece.text) for piece in pieces) >= _A_LINE
    return kept_aside(pieces, before, "aside", "part_apart" if is_prose else "", most=_LONGEST_OUTSIDE)


def _apart(root: Element, known: Known, why: str) -> list[Piece]:
    words = line_of(root.find("body") or root, known)[0].text
    short = words if len(words) <= _LONGEST_APART else words[:_LONGEST_APART].rstrip() + "…"
    return [Piece(short, APART, "marked", data={"why": why})] if short else []


def _sheets(archive: Archive, package: Package, trees: Mapping[str, Element]) -> list[str]:
    sheets = [(archive.read(name) or b"").decode("utf-8", "replace") for name in package.style_sheets[:30]]
    for root in trees.values():
        head = root.find("head")
        if head is not None:
            sheets += ["".join(element.strings()) for element in head.elements() if element.tag == "style"]
    return sheets
