"""Readers of file formats: from the bytes that somebody brought to a list of pieces. They save nothing.

The format is recognised by what is in the file; its name only tips the scale. Each reader is a module with
`pieces()`; what the pieces are is found out afterwards, in `readings.passes`.
"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_noop as _

from readings.importers import gutenberg, markdown, markdown_signs, pdf, plain
from readings.importers.decoding import MAX_BYTES, decode
from readings.importers.refusing import ImportRefused
from readings.pieces import Piece

__all__ = ["MAX_BYTES", "MAX_PIECES", "ImportRefused", "Source", "read"]

MAX_PIECES = 30_000  # a long novel has about ten thousand; more than this is no text that a circle reads
_MAX_LINES = 2_000_000

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "ZIP, EPUB, DOCX, ODT"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
)
_WEB_PAGE = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: its pieces in their order, and what the file itself says about the text."""

    format: str
    pieces: list[Piece]
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def read(data: bytes, *, name: str = "") -> Source:
    """Read a file. `name` is what the person called it; it decides only where the content leaves it open.

    Raises ImportRefused, whose text is a plain sentence for the person, when the file cannot become a text.
    """
    if pdf.recognises(data):
        return _checked(_read_pdf(data), data)
    _refuse_other_formats(data)
    decoded = decode(data)
    book = gutenberg.unwrapped(decoded.text)
    text, first_line = (book.text, book.first_line) if book else (decoded.text, 1)
    if text.count("\n") > _MAX_LINES:
        raise _too_many_pieces()
    source = _read_text(text, name=name, first_line=first_line)
    provenance: dict[str, Any] = {"encoding": decoded.encoding, **source.provenance}
    if book:
        provenance["gutenberg"] = book.provenance
    source = _checked(replace(source, provenance=provenance, doubts=decoded.doubts), data)
    if book:
        source = replace(
            source,
            title=book.title or source.title,
            authors=book.authors or source.authors,
            language=book.language or source.language,
        )
    return source


def _checked(source: Source, data: bytes) -> Source:
    """Refuse a file without text or with too many paragraphs; say in the provenance what file it was."""
    if len(source.pieces) > MAX_PIECES:
        raise _too_many_pieces()
    if not any(piece.text for piece in source.pieces):
        raise ImportRefused("empty", _("There is no text in this file."))
    file = {"format": source.format, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    return replace(source, provenance={**file, **source.provenance})


def _read_pdf(data: bytes) -> Source:
    read = pdf.document(data)
    return Source("pdf", read.pieces, read.title, read.authors, read.language, read.provenance)


def _read_text(text: str, *, name: str, first_line: int) -> Source:
    if markdown_signs.recognises(text, name):
        head = markdown_signs.front_matter(text)
        pieces = markdown.pieces(head.text, first_line=first_line + head.lines)
        provenance = {"front_matter": head.fields} if head.fields else {}
        return Source("markdown", pieces, head.title, head.authors, head.language, provenance)
    setting = plain.setting_of(text)
    return Source(
        "plain", plain.pieces(text, setting, first_line=first_line), provenance={"setting": setting}
    )


def _refuse_other_formats(data: bytes) -> None:
    """Refuse by its first bytes what is no plain text and no Markdown, and say what it is."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ImportRefused(
                "other_format",
                _("This is a %(kind)s file. Please save it as plain text or Markdown and try again."),
                kind=kind,
            )
    if data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE):
        raise ImportRefused(
            "other_format", _("This is a web page. Please save it as plain text or Markdown and try again.")
        )


def _too_many_pieces() -> ImportRefused:
    return ImportRefused(
        "too_many_paragraphs",
        _("This file has more paragraphs than one text can hold. Please divide it into several texts."),
    )
