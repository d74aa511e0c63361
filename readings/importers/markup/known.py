"""What a reader of markup knows besides the tree itself: notes, pictures, looks, where links lead."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from readings.importers.inline import safe_link
from readings.importers.markup.looks import Looks
from readings.importers.markup.tree import Element
from readings.importers.pictures import MISSING, Placed

BESIDE = "beside"  # why prose is set apart that may be of the text, so that somebody is told, paragraph by paragraph
FOLDED = "folded"  # why words are set apart that the page hides, and that may be of the text
HIDDEN = "hidden"  # why those are that are none of it, such as a dialog: as furniture, and nobody is told
# What is set apart as the paragraphs that it would be: what it is called when it is, and the doubt.
BY_PARAGRAPHS = {
    BESIDE: (BESIDE, "prose_apart"),
    FOLDED: (FOLDED, "words_folded"),
    HIDDEN: ("furniture", ""),
}
_QUOTES = {"de": "„“", "fr": "«»", "it": "«»", "es": "«»", "pt": "“”", "ru": "«»", "el": "«»"}


@dataclass(frozen=True, slots=True)
class Note:
    """An element that is a note, or goes on with one. `key` is what it shares with what refers to it."""

    key: str
    label: str
    continues: bool = False

    def data(self) -> dict[str, Any]:
        """Return what is said of the paragraphs of a note."""
        data: dict[str, Any] = {"label": self.label, "key": self.key}
        return {**data, "continues": True} if self.continues else data


@dataclass(slots=True)
class Notes:
    """The notes of a source, the links that refer to them, and the links back, which say nothing."""

    blocks: dict[Element, Note] = field(default_factory=dict)
    references: dict[Element, Note] = field(default_factory=dict)
    returns: set[Element] = field(default_factory=set)


def shows_none(_address: str) -> bool:
    """Say so of a page that came alone."""
    return False


def _no_picture(_image: Element) -> Placed:
    return MISSING


@dataclass(slots=True)
class Known:
    """All that; `apart` says why an element is no content, `titles` which headings a table of contents adds.

    `ranks` are those that a table of contents gives to headings, or to what only looks like one.
    `doubts` are those about all that is in an element.
    """

    notes: Notes = field(default_factory=Notes)
    picture: Callable[[Element], Placed] = _no_picture
    shows: Callable[[str], bool] = shows_none  # whether there is something to read in a page within the page
    looks: Looks = field(default_factory=dict)
    base: str = ""
    language: str = ""
    apart: dict[Element, str] = field(default_factory=dict)
    titles: dict[Element, list[tuple[str, int]]] = field(default_factory=dict)
    ranks: dict[Element, int] = field(default_factory=dict)
    doubts: dict[Element, str] = field(default_factory=dict)

    def link(self, address: str) -> str:
        """Return where a link leads, "" when it leads nowhere that one may be sent to."""
        address = address.strip()
        if not address or address[0] == "#" or len(address) > 2_000:
            return ""
        if self.base and not safe_link(address):
            try:
                address = urljoin(self.base, address)
            except ValueError:
                return ""
        return safe_link(address)

    @property
    def quotes(self) -> str:
        """Return the quotation marks that a browser would put around `<q>`."""
        return _QUOTES.get(self.language[:2], "“”")
