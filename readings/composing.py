"""From recognised pieces to an edition: content, numbered paragraphs, outline, doubts at their places.

Pure bookkeeping of offsets; what a piece is was decided before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Protocol

from readings.doubts import doubt
from readings.marking import gettext_noop
from readings.normalising import normal
from readings.pieces import APART, Piece
from readings.structure import (
    SEPARATOR,
    Doubt,
    Mark,
    ParagraphDraft,
    Ranges,
    SectionDraft,
    without_references,
)
from readings.words import count_words

# What the text before the first heading is called in the outline; the page that shows it translates it.
FRONT_MATTER = gettext_noop("Front matter")
OPENING = gettext_noop("Opening")

_DEEPEST_LEVEL = 6
_LONGEST_TITLE = 300
# Of use to the passes, and at the curator's desk, only.
_INNER_DATA = frozenset(
    (
        "key",
        "indent",
        "indents",
        "contents",
        "named",
        "why",
        "prefix",
        "seam",
        "captioned",
        "of_table",
        "leads",
    )
)


@dataclass(slots=True)
class Composition:
    """An edition without its metadata."""

    content: str = ""
    paragraphs: tuple[ParagraphDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    set_apart: list[dict[str, Any]] = field(default_factory=list)
    sources: tuple[Ranges, ...] = ()  # of the paragraphs
    sources_apart: tuple[Ranges, ...] = ()


def compose(pieces: Sequence[Piece], *, whole: str = "") -> Composition:
    """Lay the pieces out one after the other.

    `whole` is what the outline of a text without headings calls it.
    """
    pieces = [_normalised(piece) for piece in pieces]
    kept = [piece for piece in pieces if piece.kind != APART]
    texts = [piece.text for piece in kept]
    content = SEPARATOR.join(texts)
    levels = heading_levels(kept)
    numbers = {
        piece.data["key"]: number for number, piece in reversed(list(enumerate(kept, 1))) if _has_key(piece)
    }
    paragraphs, at = [], 0
    for number, piece in enumerate(kept, start=1):
        paragraphs.append(_paragraph(piece, number, at, levels.get(number), numbers))
        at += len(piece.text) + len(SEPARATOR)
    doubts, set_apart = _doubts(pieces, paragraphs, len(content))
    return Composition(
        content=content,
        paragraphs=tuple(paragraphs),
        sections=tuple(_sections(content, paragraphs, whole, _opening_title(kept))),
        doubts=tuple(doubts),
        set_apart=set_apart,
        sources=tuple(piece.source for piece in kept),
        sources_apart=tuple(piece.source for piece in pieces if piece.kind == APART),
    )


def _has_key(piece: Piece) -> bool:
    return piece.kind == "note" and "key" in piece.data and "continues" not in piece.data


def _normalised(piece: Piece) -> Piece:
    """Make sure of NFC where a reader joined a letter and its accent that stood in different places."""
    text = normal(piece.text)
    if text == piece.text:
        return piece
    cuts = sorted({0, len(piece.text), *(at for mark in piece.marks for at in (mark.start, mark.end))})
    parts = [normal(piece.text[start:end]) for start, end in pairwise(cuts)]
    piece = replace(piece, data={key: value for key, value in piece.data.items() if key != "cells"})
    if "".join(parts) != text:
        return replace(piece, text=text, marks=(), doubts=tuple(doubt.at(0) for doubt in piece.doubts))
    moved, at = {0: 0}, 0
    for cut, part in zip(cuts[1:], parts, strict=True):
        at += len(part)
        moved[cut] = at
    marks = tuple(Mark(mark.kind, moved[mark.start], moved[mark.end], mark.data) for mark in piece.marks)
    return replace(piece, text=text, marks=marks, doubts=tuple(doubt.at(0) for doubt in piece.doubts))


class Ranked(Protocol):
    """What may be a heading, of a rank among headings."""

    @property
    def kind(self) -> str: ...
    @property
    def rank(self) -> int: ...


def heading_levels(kept: Iterable[Ranked]) -> dict[int, int]:
    """Return the level of each heading by paragraph number: one below the higher headings around it."""
    levels, around = {}, list[int]()
    for number, piece in enumerate(kept, start=1):
        if piece.kind == "heading":
            while around and around[-1] >= piece.rank:
                around.pop()
            around.append(piece.rank)
            levels[number] = min(len(around), _DEEPEST_LEVEL)
    return levels


def _paragraph(
    piece: Piece, number: int, at: int, level: int | None, numbers: dict[str, int]
) -> ParagraphDraft:
    data = {key: value for key, value in piece.data.items() if key not in _INNER_DATA} if piece.data else {}
    if level is not None:
        data["level"] = level
    marks = tuple(_mark(mark, at, numbers) for mark in piece.marks) if piece.marks else ()
    return ParagraphDraft(number, piece.kind, at, at + len(piece.text), count_words(piece.text), marks, data)


def _mark(mark: Mark, at: int, numbers: dict[str, int]) -> Mark:
    if mark.kind == "note_ref":
        mark = replace(mark, data={"note": numbers.get(mark.data.get("key", ""))})
    return mark.moved(at)


def _opening_title(kept: Sequence[Piece]) -> str:
    """Books have front matter before their first part or chapter; an essay just begins."""
    return FRONT_MATTER if any(piece.data.get("named") for piece in kept) else OPENING


def _sections(
    content: str, paragraphs: Sequence[ParagraphDraft], whole: str, opening: str
) -> list[SectionDraft]:
    """Make the outline. A section ends where the next one of the same or a higher level begins."""
    starts = [index for index, paragraph in enumerate(paragraphs) if paragraph.kind == "heading"]
    if not starts:
        opening = whole[:_LONGEST_TITLE] or opening
    if not starts or starts[0] > 0:
        starts = [0, *starts]
    sections: list[SectionDraft] = []
    for number, (start, after) in enumerate(
        zip(starts, [*starts[1:], len(paragraphs)], strict=True), start=1
    ):
        first = paragraphs[start]
        is_heading = first.kind == "heading"
        title = _title(content[first.start : first.end], first.marks, first.start) if is_heading else opening
        level = first.data["level"] if is_heading else 1
        words = sum(paragraph.words for paragraph in paragraphs[start:after])
        sections.append(SectionDraft(number, level, title, first.start, len(content), words))
    ends, ahead = [len(content)] * len(sections), list[int]()
    for index, section in enumerate(sections):
        while ahead and sections[ahead[-1]].level >= section.level:
            ends[ahead.pop()] = section.start
        ahead.append(index)
    return [replace(section, end=end) for section, end in zip(sections, ends, strict=True)]


def _title(text: str, marks: Sequence[Mark], start: int) -> str:
    """Return a heading as a title: without the numbers of its notes, shortened when it is endless."""
    text = without_references(text, marks, start)
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


def _doubts(
    pieces: Sequence[Piece], paragraphs: Sequence[ParagraphDraft], length: int
) -> tuple[list[Doubt], list[dict[str, Any]]]:
    """Give the doubts their places; what is set apart has the place where it would have stood."""
    doubts: list[Doubt] = []
    set_apart: list[dict[str, Any]] = []
    index = 0
    for piece in pieces:
        if piece.kind == APART:
            where = paragraphs[index].start if index < len(paragraphs) else length
            set_apart.append({"why": piece.data["why"], "text": piece.text, "where": where})
            doubts += [doubt(one.code, where, one.names) for one in piece.doubts]
        else:
            start = paragraphs[index].start
            doubts += [
                doubt(one.code, start + min(one.where, len(piece.text)), one.names) for one in piece.doubts
            ]
            index += 1
    return sorted(doubts, key=lambda doubt: doubt.where), set_apart
