"""PDF with a text layer: what pdfium reads on its pages becomes pieces.

The file is read in `file`, `page`, `links`, `images` and `bullets`, the only modules that touch pdfium. What comes
after is pure and begins at `pieces`: lines out of runs (`lines`), without what repeats from page to page
(`furniture`) and without notes beside them (`asides`), in reading order (`layout`), without the notes at the foot
(`notes`), cut into `blocks`, which get their `kinds` and `headings`, pictures and captions (`figures`) and are written
(`words`, `tables`). Two pages of a booklet on one sheet stay one page here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from readings.importers.nameless import is_account, is_nameless
from readings.importers.pdf.lines import Page
from readings.importers.pdf.pieces import pieces_of
from readings.importers.refusing import ImportRefused
from readings.languages import TOLD, guess_language
from readings.marking import gettext_noop as _
from readings.pieces import APART, Piece
from readings.structure import Picture

MAX_BYTES = 50 * 1024 * 1024
_FEWEST_LETTERS = 3  # on a page, on the average; a scan has none, or only the stamp of who scanned it
_MOST_UNREADABLE = 0.3  # of all signs
_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|rtf|txt|tex|dvi|indd|qxd|pdf|html?|ps|pages|pub|cwk|wpd)\b", re.IGNORECASE
)
_PROGRAM = re.compile(r"(?:microsoft word|powerpoint presentation|print|layout \d|slide \d)\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\(.*\)|(?:untitled|unbenannt|sans titre|document|dokument|title|titel|none|unknown)[\W\d_]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;&]|, (?:(?:and|und|et|y|e|och|og|en) )?(?=\S+ \S)| (?:and|und|et) ")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF holds: its pieces, and what it says about itself where that is plausible."""

    pieces: list[Piece]
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    provenance: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)


def document(data: bytes) -> Document:
    """Read a PDF.

    Raises ImportRefused for one that is too large, broken, locked by a password, or without a text layer.
    """
    if len(data) > MAX_BYTES:
        raise ImportRefused(
            "too_large", _("This file is larger than 50 MB. Please divide it into several texts.")
        )
    # pdfium is loaded only in a process that reads a PDF.
    from readings.importers.pdf.file import read_file

    opened = read_file(data)
    _refuse_pictures(opened.pages)
    read = pieces_of(opened.pages, opened.bookmarks)
    if not any(piece.text for piece in read.pieces if piece.kind != APART):
        raise _without_text()
    provenance: dict[str, Any] = {"pages": len(opened.pages)}
    provenance |= {name.lower(): value[:200] for name, value in opened.said.items() if value}
    if read.outline.entries:
        provenance["outline"] = {"entries": read.outline.entries, "found": read.outline.matched}
    return Document(
        read.pieces,
        plausible_title(opened.said.get("Title", "")),
        plausible_authors(opened.said.get("Author", "")),
        language_of(opened.language, read.pieces),
        provenance,
        opened.pictures,
    )


def _refuse_pictures(pages: Sequence[Page]) -> None:
    """Refuse scans without a text layer, and text whose signs nobody can tell."""
    letters = unreadable = pictures = 0
    for page in pages:
        pictures += page.has_picture
        for run in page.runs:
            letters += sum(map(str.isalpha, run.text))
            unreadable += run.text.count("\ufffd")
    if not letters + unreadable or (pictures and letters < _FEWEST_LETTERS * len(pages)):
        raise _without_text()
    if unreadable > _MOST_UNREADABLE * (letters + unreadable):
        raise ImportRefused(
            "no_letters",
            _(
                "This PDF does not say which letters it shows. Please run text recognition (OCR) on it, or upload "
                "the text in another format."
            ),
        )


def _without_text() -> ImportRefused:
    return ImportRefused(
        "no_text_layer",
        _(
            "This PDF holds pictures of pages and no text. Please run text recognition (OCR) on it and try again."
        ),
    )


def language_of(said: str, pieces: Sequence[Piece]) -> str:
    """Return the language that a file says it is in, "" where its words are clearly of another.

    Word processors write down the language that they are set to, whatever is written in them.
    """
    if not _LANGUAGE.fullmatch(said):
        return ""
    guessed = guess_language("\n".join(piece.text for piece in pieces if piece.kind == "prose"))
    primary = said.partition("-")[0].lower()
    return "" if guessed and primary in TOLD and primary != guessed else said


def plausible_title(said: str) -> str:
    """Return a title as a person would give it, "" for names of files and programs."""
    title = " ".join(said.split())
    if not 2 <= len(title) <= 300 or not any(map(str.isalpha, title)):
        return ""
    if _FILE_NAME.search(title) or _PROGRAM.match(title) or _NO_TITLE.fullmatch(title) or is_nameless(title):
        return ""
    return "" if re.fullmatch(r"[\w-]*[_\d][\w-]*", title) or "\ufffd" in title else title


def plausible_authors(said: str) -> tuple[str, ...]:
    """Return the names of authors; a name of one word is more likely that of an account."""
    names = (" ".join(name.split()) for name in _BETWEEN.split(said[:1000]))
    return tuple(
        name
        for name in names
        if " " in name
        and len(name) <= 100
        and any(map(str.isalpha, name))
        and not is_account(name)
        and not re.search(r"[@<>\ufffd]|https?:", name)
    )[:20]
