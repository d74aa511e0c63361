"""Project Gutenberg's header and footer: cut off, kept, and read for title, author and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from readings.pieces import Piece

_START = re.compile(r"^\*\*\*[ ]?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*$", re.M | re.I)
# Books of before 2003 have no such line; what they have ends with this one.
_SMALL_PRINT = re.compile(r"^\*+[ ]?END[ *]*THE SMALL PRINT![^\n]*$", re.M | re.I)
_ETEXT = re.compile(
    r"^[^\w\n]*(?:The[ ])?Project Gutenberg(?:['’]s)?[ ]E-?text[ ]of[ ](?P<said>[^*\n]+(?:\n[^*#\n]+){0,2})",
    re.M | re.I,
)
_END = re.compile(
    r"^(?:\*\*\*[ ]?END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg)[^\n]*$",
    re.M | re.I,
)
_FIELD = re.compile(
    r"^(Title|Author|Language|Release date|Credits|Translator):[ ]*(\S[^\n]*(?:\n[ ]+\S[^\n]*)*)", re.M | re.I
)
_PRODUCED = re.compile(r"\s*(?:Produced by|E-text prepared by)[^\n]*(?:\n[^\n]+)*\n", re.I)
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
    "latin": "la",
    "greek": "el",
    "russian": "ru",
}
_HEADER_PIECES = 200  # among which that line must be found where markup makes pieces
_LONGEST_HEADER = 50_000  # code points in which the first line of stars must be found


@dataclass(frozen=True, slots=True)
class Book:
    """The text of a Project Gutenberg file without its wrapping, and what the wrapping said."""

    text: str
    first_line: int = 1
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    provenance: dict[str, str] = field(default_factory=dict)


def unwrapped(text: str) -> Book | None:
    """Return the book inside Project Gutenberg's header and footer, or None when there is no header."""
    begins = _begins(text, _LONGEST_HEADER)
    if not begins:
        return None
    ends = _END.search(text, begins.end())
    produced = _PRODUCED.match(text, begins.end())
    start = produced.end() if produced else begins.end()
    header, body = text[:start], text[start : ends.start() if ends else len(text)]
    return _book(header, body, text[ends.start() :] if ends else "")


def _begins(text: str, within: int) -> re.Match[str] | None:
    """Find the line under which a book begins; one that only speaks of the small print is no older one."""
    found = _START.search(text, 0, within)
    if found:
        return found
    older = _SMALL_PRINT.search(text, 0, within)
    return older if older and "project gutenberg" in text[: older.start()].lower() else None


def _book(header: str, body: str, footer: str) -> Book:
    said = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(header)}
    if not said.get("title") and (etext := _ETEXT.search(header)):
        title, _by, author = " ".join(etext["said"].split()).partition(" by ")
        said |= {"title": title.rstrip(",. "), "author": author.rstrip(". ")}
    author = said.get("author", "")
    return Book(
        text=body,
        first_line=header.count("\n") + 1,
        title=said.get("title", ""),
        authors=tuple(name.strip() for name in re.split(r",? and |; ", author) if name.strip()),
        language=_LANGUAGES.get(said.get("language", "").lower(), ""),
        provenance={
            "header": header.strip(),
            "footer": footer.strip(),
            **{name: said[name] for name in ("release date", "credits", "translator") if name in said},
        },
    )


def unwrapped_pieces(pieces: Sequence[Piece]) -> tuple[list[Piece], Book | None]:
    """Return the pieces of a marked-up book without Project Gutenberg's header and footer, and what those said."""
    near = pieces[:_HEADER_PIECES]
    begins = next((at for at, piece in enumerate(near) if _START.search(piece.text)), None)
    if begins is None:
        return list(pieces), None
    ends = next(
        (at for at in range(begins + 1, len(pieces)) if _END.match(pieces[at].text)),
        len(pieces),
    )
    header = "\n".join(piece.text for piece in pieces[: begins + 1])
    footer = "\n".join(piece.text for piece in pieces[ends:])
    return list(pieces[begins + 1 : ends]), _book(header, "", footer)
