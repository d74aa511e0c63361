"""What an import comes to: the content of an edition with its outline, paragraphs, marks and doubts.

Every place is an offset in code points of `content`; ranges are half-open. `content` is NFC, its only control
character is the newline, and it is the texts of the paragraphs joined by one blank line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any, Protocol

SEPARATOR = "\n\n"

LONGEST_PARAGRAPH = (
    20_000  # code points: some twelve pages of a book; each page that shows it is as long as it
)
PARAGRAPH_KINDS = ("prose", "heading", "quotation", "list_item", "verse", "note", "table", "figure")
KINDS_WITH_LINES = frozenset({"verse", "table"})  # prose and quotations may hold single line breaks too
MARK_KINDS = ("emphasis", "strong", "link", "note_ref", "code", "subhead")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about a stretch of words: emphasis, a link (`href`), a note reference (`note`)."""

    kind: str
    start: int
    end: int
    data: dict[str, Any] = field(default_factory=dict)

    def moved(self, by: int) -> "Mark":
        """Return the same mark so many code points further on."""
        return Mark(self.kind, self.start + by, self.end + by, self.data)

    def as_dict(self) -> dict[str, Any]:
        """Return what is stored as JSON; empty data is left out."""
        plain: dict[str, Any] = {"kind": self.kind, "start": self.start, "end": self.end}
        if self.data:
            plain["data"] = self.data
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Mark":
        """Make a mark of what `as_dict` returned."""
        return cls(plain["kind"], plain["start"], plain["end"], plain.get("data") or {})


def without_references(text: str, marks: Sequence[Mark], start: int = 0) -> str:
    """Return words without what refers to their notes; the marks are offsets from `start` back."""
    for mark in sorted(marks, key=lambda mark: -mark.start):
        if mark.kind == "note_ref" and mark.end - mark.start < len(text):
            text = text[: mark.start - start] + text[mark.end - start :]
    return text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as its file holds it, its media type, its size in pixels.

    It is kept under the first sixteen hex digits of the SHA-256 of its data.
    """

    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ParagraphDraft:
    """A paragraph to be: numbered from 1, with its exact range and its words counted.

    `data` by kind: heading `{"level"}`, and `"appendix"` when what stands under it was added to the text; list
    item `{"level", "ordered", "value", "marker"}`, `"continues"` when it goes on with the item before it, and
    `"quoted"` when its list stands in a quotation;
    note `{"label"}`; table `{"columns", "header", "cells"}` with ranges counted from the paragraph's start, and
    `"caption"` when the first of its lines, one cell, is its caption;
    figure `{"picture", "alt", "width", "height"}`, the key of its picture, what is said instead of it and its
    size in pixels, when the picture is there; anything may carry `"break_before"` (a break stood before it in
    the source) and `"pages"`, the numbers of printed pages that begin in it, each with its place counted from
    the paragraph's start.
    """

    number: int
    kind: str
    start: int
    end: int
    words: int
    marks: tuple[Mark, ...]
    data: dict[str, Any]


class Laid(Protocol):
    """A paragraph that has its place in an edition: one to be stored (`ParagraphDraft`), or a row of the database."""

    @property
    def number(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def words(self) -> int: ...
    @property
    def marks(self) -> Sequence[Any]: ...
    @property
    def data(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A node of the outline to be. `own_words` are those before the next section of any level begins."""

    number: int
    level: int
    title: str
    start: int
    end: int
    own_words: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that a person should look at.

    `message` is English and marked for translation, with `values` in it as `%(name)s` (`readings.doubts`).
    """

    code: str
    where: int
    message: str
    values: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return what is stored as JSON; without values it has none."""
        plain: dict[str, Any] = {"code": self.code, "where": self.where, "message": self.message}
        if self.values:
            plain["values"] = self.values
        return plain


type Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What a draft was made of, for a curator to lay beside it.

    `units` are the lines of the file (`kind` "lines"), or the pieces as a reader gave them before anything was
    recognised ("pieces"), numbered from 1. `paragraphs` and `set_apart` say for each paragraph, and for each piece
    that was set apart, from which units it came: half-open ranges of their numbers.
    """

    kind: str
    units: tuple[str, ...]
    paragraphs: tuple[Ranges, ...]
    set_apart: tuple[Ranges, ...]

    def as_list(self) -> list[Any]:
        """Return what JSON can have of it."""
        return [self.kind, self.units, self.paragraphs, self.set_apart]

    @classmethod
    def from_list(cls, plain: list[Any]) -> "Side":
        """Make it again of what `as_list` returned."""
        kind, units, *ranges = plain
        paragraphs, set_apart = (tuple(tuple((a, b) for a, b in one) for one in many) for many in ranges)
        return cls(kind, tuple(units), paragraphs, set_apart)


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole import, ready to be stored as a draft edition; `side` is None where it would be too long to show."""

    title: str
    authors: tuple[str, ...]
    language: str
    content: str
    sections: tuple[SectionDraft, ...]
    paragraphs: tuple[ParagraphDraft, ...]
    warnings: tuple[Doubt, ...]
    provenance: dict[str, Any]
    pictures: dict[str, Picture] = field(default_factory=dict)
    side: Side | None = None

    @property
    def words(self) -> int:
        """Count the words of the whole edition."""
        return sum(paragraph.words for paragraph in self.paragraphs)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can have it; of pictures, how many bytes each has."""
        return {
            "title": self.title,
            "authors": list(self.authors),
            "language": self.language,
            "content": self.content,
            "sections": [astuple(section) for section in self.sections],
            "paragraphs": [
                [
                    one.number,
                    one.kind,
                    one.start,
                    one.end,
                    one.words,
                    [mark.as_dict() for mark in one.marks],
                    one.data,
                ]
                for one in self.paragraphs
            ],
            "warnings": [doubt.as_dict() for doubt in self.warnings],
            "provenance": self.provenance,
            "pictures": [len(picture.data) for picture in self.pictures.values()],
            "side": self.side.as_list() if self.side else None,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any], pictures: Mapping[str, Picture]) -> "Structure":
        """Make a structure of what `as_dict` returned, and of the pictures, which it leaves out."""
        return cls(
            title=plain["title"],
            authors=tuple(plain["authors"]),
            language=plain["language"],
            content=plain["content"],
            sections=tuple(SectionDraft(*section) for section in plain["sections"]),
            paragraphs=tuple(
                ParagraphDraft(
                    number, kind, start, end, words, tuple(Mark.from_dict(mark) for mark in marks), data
                )
                for number, kind, start, end, words, marks, data in plain["paragraphs"]
            ),
            warnings=tuple(Doubt(**doubt) for doubt in plain["warnings"]),
            provenance=plain["provenance"],
            pictures=dict(pictures),
            side=Side.from_list(plain["side"]) if plain["side"] else None,
        )
