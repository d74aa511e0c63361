"""Project Gutenberg's header and footer: cut off, kept, and read for title, author and language."""

import re
from dataclasses import dataclass, field

_START = re.compile(r"^\*\*\*[ ]?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*$", re.M | re.I)
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
    begins = _START.search(text, 0, _LONGEST_HEADER)
    if not begins:
        return None
    ends = _END.search(text, begins.end())
    produced = _PRODUCED.match(text, begins.end())
    start = produced.end() if produced else begins.end()
    header, body = text[:start], text[start : ends.start() if ends else len(text)]
    said = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(header)}
    author = said.get("author", "")
    return Book(
        text=body,
        first_line=header.count("\n") + 1,
        title=said.get("title", ""),
        authors=tuple(name.strip() for name in re.split(r",? and |; ", author) if name.strip()),
        language=_LANGUAGES.get(said.get("language", "").lower(), ""),
        provenance={
            "header": header.strip(),
            "footer": text[ends.start() :].strip() if ends else "",
            **{name: said[name] for name in ("release date", "credits", "translator") if name in said},
        },
    )
