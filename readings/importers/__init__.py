"""Readers of file formats: from the bytes that somebody brought to a list of pieces. They save nothing.

The format is recognised by what is in the file; its name only tips the scale. Each reader is a module with
`pieces()`; what the pieces are is found out afterwards, in `readings.passes`. A reader is loaded when a file
needs it: with what it is built on, that takes longer than to read a text.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readings.importers import gutenberg, markdown_signs, plain
from readings.importers.decoding import declared_in, decode, glance_at_text, plain_spaces
from readings.importers.entries import Source
from readings.importers.front_matter import front_matter
from readings.importers.glancing import PACKAGE, glance, other_format, refuse_other_formats
from readings.importers.origins import with_sources
from readings.importers.refusing import MAX_PIECES, ImportRefused, too_many_pieces
from readings.importers.signs import is_pdf, is_web_archive, is_web_page, named_format, other_markup
from readings.marking import gettext_noop as _

__all__ = ["MAX_BYTES", "MAX_PIECES", "ImportRefused", "Source", "glance", "read"]

MAX_BYTES = 50 * 1024 * 1024  # of a file of any format; what is only words may have less, see `decoding`
_MAX_LINES = 2_000_000


def read(data: bytes, *, name: str = "", read_as: str = "") -> Source:
    """Read a file. `name` is what the person called it; it decides only where the content leaves it open.

    `read_as` ("plain" or "markdown") is what a person says of a file that is one of these two; of others nothing is asked.

    Raises ImportRefused, whose text is a plain sentence for the person, when the file cannot become a text.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused(
            "too_large",
            _("This file is larger than 50 MB. Please save it with smaller pictures, or divide it."),
        )
    if is_pdf(data):
        source = _read_pdf(data)
    else:
        refuse_other_formats(data)
        if data.startswith(PACKAGE):
            source = _read_package(data)
        elif is_web_archive(data):
            source = _read_web_archive(data)
        else:
            source = _read_text(data, name=name, read_as=read_as)
    if len(source.pieces) > MAX_PIECES:
        raise too_many_pieces()
    if not any(piece.text for piece in source.pieces):
        raise ImportRefused("empty", _("There is no text in this file."))
    source = with_sources(source)
    provenance: dict[str, Any] = {
        "format": source.format,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        **source.provenance,
    }
    return replace(source, provenance=provenance)


def load_readers() -> None:
    """Load the readers for a process whose forks read many files; without that of PDFs, which shares none."""
    from readings.importers import docx, epub, markdown, odt, web, web_archive  # noqa: F401


def _read_pdf(data: bytes) -> Source:
    from readings.importers import pdf

    read = pdf.document(data)
    return Source(
        "pdf",
        read.pieces,
        read.title,
        read.authors,
        read.language,
        read.provenance,
        pictures=read.pictures,
    )


def _read_package(data: bytes) -> Source:
    """Read what is a zip file. EPUB, DOCX and ODT are told apart by what is in them."""
    from readings.importers import docx, epub, odt
    from readings.importers.archive import Archive

    archive = Archive(data)
    for reader in (epub, docx, odt):
        if reader.recognises(archive):
            return reader.read(archive)
    raise ImportRefused(
        "other_format",
        _("This is a ZIP file, but no EPUB, DOCX or ODT. Please upload the text in it on its own."),
    )


def _read_web_archive(data: bytes) -> Source:
    from readings.importers import web_archive

    glance_at_text(data, with_pictures=True)
    return web_archive.read(data)


def _read_text(data: bytes, *, name: str, read_as: str) -> Source:
    """Read what is one text file: a web page, Markdown, plain text."""
    decoded = decode(data, declared_in(data) if data.lstrip()[:1] == b"<" else "")
    if is_web_page(decoded.text, name):
        from readings.importers import web

        source = web.read(decoded.text)
    else:
        text = plain_spaces(decoded.text)
        _refuse_other_markup(text)
        source = _read_lines(text, name=name, read_as=read_as, page_tops=decoded.page_tops)
        if read_as:
            source = replace(source, provenance={**source.provenance, "read_as": read_as})
        source = replace(source, units_are="lines", units=tuple(text.split("\n")))
    provenance = {"encoding": decoded.encoding, **source.provenance}
    source = replace(source, misnamed=named_format(name))
    return replace(source, provenance=provenance, doubts=(*decoded.doubts, *source.doubts))


def _read_lines(text: str, *, name: str, read_as: str, page_tops: Sequence[int]) -> Source:
    book = gutenberg.unwrapped(text)
    text, first_line = (book.text, book.first_line) if book else (text, 1)
    if text.count("\n") > _MAX_LINES:
        raise too_many_pieces()
    is_marked = read_as == "markdown" or (not read_as and markdown_signs.recognises(text, name))
    source = _read_marked(text, first_line) if is_marked else _read_plain(text, first_line, page_tops)
    if not book:
        return source
    return replace(
        source,
        title=book.title or source.title,
        authors=book.authors or source.authors,
        language=book.language or source.language,
        provenance={**source.provenance, "gutenberg": book.provenance},
    )


def _read_marked(text: str, first_line: int) -> Source:
    from readings.importers import markdown
    from readings.importers.pictures import Album

    head = front_matter(text)
    album = Album()
    pieces = markdown.pieces(head.text, album=album, first_line=first_line + head.lines)
    provenance = {"front_matter": head.fields} if head.fields else {}
    return Source(
        "markdown",
        pieces,
        head.title,
        head.authors,
        head.language,
        provenance,
        pictures=album.pictures,
    )


def _read_plain(text: str, first_line: int, page_tops: Sequence[int]) -> Source:
    setting = plain.setting_of(text)
    pieces = plain.pieces(text, setting, first_line=first_line, page_tops=page_tops)
    return Source("plain", pieces, provenance={"setting": setting})


def _refuse_other_markup(text: str) -> None:
    if kind := other_markup(text):
        raise other_format(kind)
