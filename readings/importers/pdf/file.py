"""Opens a PDF with pdfium, reads its pages (`readings.importers.pdf.page`) and closes everything again.

Only what the file says is read here. pdfium is not safe for threads, so one document is read at a time.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from ctypes import c_ushort, sizeof
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from readings.importers.pdf.blanks import text_of
from readings.importers.pdf.bullets import with_bullets
from readings.importers.pdf.drawings import drawings_on
from readings.importers.pdf.drawn import Drawn, drawn_on, mirrored, rules_of
from readings.importers.pdf.glyphs import as_text
from readings.importers.pdf.images import shown_on, with_pictures
from readings.importers.pdf.lines import Bookmark, Page, Run, Shown
from readings.importers.pdf.page import PageReader
from readings.importers.pictures import Album
from readings.importers.refusing import ImportRefused
from readings.marking import gettext_noop as _
from readings.structure import Picture

MAX_PAGES = 2_000  # the longest novels; more would take too long in any case
_MOST_CHARACTERS = 15_000_000  # of a document; a page of print has three thousand
_MOST_ON_PAGE = 200_000
_MOST_BOOKMARKS = 5_000
_MOST_OBJECTS = 300  # looked through for a picture on a page without words
_LOCK = threading.Lock()
_FIELDS = ("Title", "Author", "Producer", "Creator", "CreationDate")


class Opened(NamedTuple):
    """What a PDF holds: pages with their words and pictures, its own outline, and what it says about itself."""

    pages: list[Page]
    bookmarks: list[Bookmark]
    said: dict[str, str]
    language: str
    pictures: dict[str, Picture]


def read_file(data: bytes) -> Opened:
    """Read a whole PDF.

    Raises ImportRefused when it is broken, locked by a password, or larger than a text that a circle reads.
    """
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from None
        with closing(document):
            if len(document) > MAX_PAGES:
                raise ImportRefused(
                    "too_many_pages",
                    _("This PDF has more than %(most)s pages. Please divide it into several texts."),
                    most=MAX_PAGES,
                )
            said = {name: _told(document.get_metadata_value, name) for name in _FIELDS}
            album = Album()
            pages = list(with_pictures(document, list(_pages(document)), album))
            return Opened(pages, _bookmarks(document), said, _language(document), album.pictures)


def _told(ask: Callable[..., str], *about: str | int) -> str:
    """Return what pdfium says; halves of signs in it are left out, as other readers do, and not the whole file."""
    try:
        return as_text(ask(*about))
    except UnicodeDecodeError as error:
        return as_text(error.object.decode(error.encoding, "ignore"))


def _refusal(error: pypdfium2.PdfiumError) -> ImportRefused:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ImportRefused(
            "encrypted", _("This PDF is locked with a password. Please save it without one and try again.")
        )
    return ImportRefused("broken", _("This PDF is damaged and cannot be opened. Please create it again."))


def _pages(document: Any) -> Iterator[Page]:
    left = _MOST_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # a page that cannot be loaded has no words
        with closing(page), text_of(page) as text_page:
            count = text_page.count_chars()
            left -= count
            if left < 0 or count > _MOST_ON_PAGE:
                raise ImportRefused(
                    "too_large", _("There is more text in this PDF than one text can hold. Please divide it.")
                )
            drawn = drawn_on(page)
            rules = rules_of(drawn)
            reader = PageReader(document, page, text_page.raw, count, rules)
            words, turned, angle = reader.upright()
            if reader.leftward and angle == 0:
                drawn, rules = mirrored(drawn, rules, reader.edges)
            if words and angle == 0:
                words = with_bullets(words, drawn)
            width, height = page.get_size()
            yield Page(
                number,
                words,
                height if angle in (90, 270) and not page.get_rotation() else width,
                _told(document.get_page_label, number)[:20],
                turned,
                not words and _has_picture(page),
                _shown(drawn, words, width, height) if angle == 0 else (),
                rules if angle == 0 else (),
            )


def _shown(drawn: list[Drawn], words: list[Run], width: float, height: float) -> tuple[Shown, ...]:
    """Return the pictures of a page, and the drawings on it that are none of these."""
    pictures = shown_on(drawn, width, height, has_words=bool(words))
    return (*pictures, *(drawings_on(drawn, words, width, height) if words else ()))


def _bookmarks(document: Any) -> list[Bookmark]:
    bookmarks = []
    for entry in islice(document.get_toc(), _MOST_BOOKMARKS):
        target = entry.get_dest()
        page = target.get_index() if target else None
        title = _told(entry.get_title)
        if title:
            bookmarks.append(Bookmark(entry.level + 1, title, -1 if page is None else page))
    return bookmarks


def _language(document: Any) -> str:
    units = (c_ushort * 64)()
    size = pdfium.FPDFCatalog_GetLanguage(document, units, sizeof(units))
    return bytes(units)[: min(size, sizeof(units))].decode("utf-16-le", "replace").rstrip("\0")


def _has_picture(page: Any) -> bool:
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, at)) for at in range(count))
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)
