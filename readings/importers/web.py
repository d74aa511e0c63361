"""HTML: a saved web page, of which the article is read and the furniture set apart."""

from collections.abc import Callable
from dataclasses import replace

from readings.importers.article import furniture
from readings.importers.entries import Source
from readings.importers.gutenberg import Book, unwrapped_pieces
from readings.importers.inline import safe_link
from readings.importers.markup.folding import unfolded
from readings.importers.markup.footnotes import Addresses, notes_in
from readings.importers.markup.hiding import hidden_apart, show_notes
from readings.importers.markup.insets import is_of_word_processor, mark_quotations
from readings.importers.markup.known import HIDDEN, Known, shows_none
from readings.importers.markup.left_insets import mark_page
from readings.importers.markup.looks import looks_of
from readings.importers.markup.margin_comments import lift_comments
from readings.importers.markup.middle import middle_of
from readings.importers.markup.parsing import Budget, parse_html
from readings.importers.markup.placements import placements_of
from readings.importers.markup.placing import finished
from readings.importers.markup.seeing import hide_closed, join_split_words, show_lone_words, show_unheard
from readings.importers.markup.sidenotes import lift_sidenotes
from readings.importers.markup.standing import part_lines
from readings.importers.markup.stanzas import gather_stanzas
from readings.importers.markup.tasks import without_forms
from readings.importers.markup.tree import Element
from readings.importers.markup.walking import Walk
from readings.importers.markup.word_lists import say_levels
from readings.importers.page_facts import facts_of
from readings.importers.pictures import DROPPED, MISSING, Album, Placed


def _nothing(_address: str) -> bytes | None:
    return None


def read(
    text: str,
    beside: Callable[[str], bytes | None] = _nothing,
    address: str = "",
    shows: Callable[[str], bool] = shows_none,
) -> Source:
    """Read a web page. Raises ImportRefused when there is more markup in it than a text can need.

    `beside` gives the picture of an address where it was saved with the page, `address` is where that was saved from,
    `shows` whether a page at an address, that this one shows within itself, has something to read.
    """
    root = parse_html(text, Budget())
    facts = facts_of(root, text)
    if not facts.address and safe_link(address).lower().startswith("http"):
        facts = replace(facts, address=address, provenance=facts.provenance | {"address": address})
    sheets = ["".join(_strings(element)) for element in root.below() if element.tag == "style"]
    looks = looks_of(sheets)
    say_levels(root)
    without_forms(root)
    hide_closed(root)
    join_split_words(root)
    gather_stanzas(root)
    show_unheard(root, looks)
    show_lone_words(root, looks)
    folds = unfolded(root, looks)
    album = Album()
    comments = lift_comments(root)
    notes = notes_in({"": root}, Addresses())
    lift_sidenotes(root, looks, notes)
    show_notes(notes, looks)
    apart = furniture(root, looks, notes, facts.title)
    known = Known(
        notes=notes,
        picture=lambda image: _picture(image, album, beside),
        shows=shows,
        looks=looks,
        base=_base(root, facts.address),
        language=facts.language,
        apart=apart | hidden_apart(root, looks, apart, middle_of(root)) | dict.fromkeys(comments, HIDDEN),
        doubts=dict.fromkeys(folds.headings, "heading_guessed")
        | dict.fromkeys(folds.parts, "words_unfolded"),
    )
    is_written = is_of_word_processor(root)
    if is_written:
        mark_quotations([root], sheets, known)
    mark_page(root, sheets if is_written else (), known)
    part_lines(root, looks, placements_of(sheets), notes)
    pieces, book = unwrapped_pieces(finished(Walk(known).pieces(root)))
    provenance: dict[str, object] = dict(facts.provenance)
    if book:
        provenance["gutenberg"] = book.provenance
    book = book or Book("")
    return Source(
        "html",
        pieces,
        book.title or facts.title,
        book.authors or facts.authors,
        book.language or facts.language,
        provenance,
        pictures=album.pictures,
    )


def _strings(element: Element) -> list[str]:
    return [child for child in element.children if isinstance(child, str)]


def _picture(image: Element, album: Album, beside: Callable[[str], bytes | None]) -> Placed:
    """Keep a picture that is in the page itself, or was saved with it; the others stayed where they were."""
    address = image.get("src") or image.get("href") or image.get("xlink:href")
    if image.tag not in ("img", "image"):
        return DROPPED
    if address[:5].lower() != "data:":
        data = beside(address)
        return album.place(data) if data else MISSING
    placed = album.place_data_url(address)
    waits = any(image.get(name) for name in ("data-src", "data-original", "srcset", "data-srcset"))
    return MISSING if waits and not placed.key else placed  # a spacer that a script would have exchanged


def _base(root: Element, address: str) -> str:
    said = root.find("base")
    href = said.get("href") if said is not None else ""
    return href if href.lower().startswith(("http://", "https://")) else address
