"""Notes and pictures that plain text writes in square brackets, as Project Gutenberg does: "[Footnote 1: …]"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from readings.pieces import Piece
from readings.structure import Mark

_LABEL = r"\d{1,3}|[A-Z]|[*†‡§]{1,3}"
_FOOTNOTE = re.compile(rf"\[Footnote[ ]({_LABEL}):\s*(?=\S)", re.IGNORECASE)
_REFERENCE = re.compile(rf"\[({_LABEL})\]")
_PICTURE = re.compile(r"\[Illustration(?::\s*(?P<caption>[^\[\]]*[^\[\]\s]))?\s*\]", re.IGNORECASE)
_MOST_PARAGRAPHS = 20  # of one note: a bracket that is closed nowhere must not take the rest of the book
_PLAIN = ("wrapped", "lines")
_REFERRING = ("prose", "quotation", "list_item", "verse", "heading")


def footnotes_in_brackets(pieces: list[Piece]) -> list[Piece]:
    """ "[Footnote 1: …]" is a note, and "[1]" in a text that has such notes refers to it."""
    made, labels = list(pieces), set[str]()
    at = 0
    while at < len(pieces):
        found = _FOOTNOTE.match(pieces[at].text) if _may_be_note(pieces[at]) else None
        end = _closed(pieces, at) if found else -1
        if found and end >= 0:
            labels.add(found[1])
            made[at] = replace(
                pieces[at].without_start(found.end()), kind="note", data={"label": found[1]}, doubts=()
            )
            for index in range(at + 1, end + 1):
                made[index] = replace(pieces[index], kind="note", data={"label": found[1], "continues": True})
            made[end] = replace(made[end], text=made[end].text[:-1].rstrip())
            at = end
        at += 1
    if not labels:
        return pieces
    return [_with_references(piece, labels) for piece in made]


def _may_be_note(piece: Piece) -> bool:
    return piece.setting in _PLAIN and piece.kind in ("prose", "quotation", "verse")


def _closed(pieces: list[Piece], start: int) -> int:
    """Return the paragraph in which the bracket of a note is closed, -1 where none near it does that."""
    for at in range(start, min(start + _MOST_PARAGRAPHS, len(pieces))):
        if not _may_be_note(pieces[at]) or (at > start and _FOOTNOTE.match(pieces[at].text)):
            return -1
        if pieces[at].text.endswith("]") and len(pieces[at].text) > 1:
            return at
    return -1


def _with_references(piece: Piece, labels: set[str]) -> Piece:
    if piece.kind not in _REFERRING or "[" not in piece.text:
        return piece
    marks = list(_references(piece.text, labels))
    return piece.with_marks(marks) if marks else piece


def _references(text: str, labels: set[str]) -> Iterator[Mark]:
    for found in _REFERENCE.finditer(text):
        if found[1] in labels:
            yield Mark("note_ref", found.start(), found.end(), {"label": found[1]})


def pictures_in_brackets(pieces: list[Piece]) -> list[Piece]:
    """ "[Illustration: …]" stands where a picture was: its caption is kept, and without one nothing is there to read."""
    made = []
    for piece in pieces:
        found = (
            _PICTURE.fullmatch(piece.text.replace("\n", " "))
            if _may_be_note(piece) and piece.text[:2].casefold() == "[i"
            else None
        )
        if not found:
            made.append(piece)
        elif caption := found["caption"]:
            figure = replace(piece, text=caption, marks=(), doubts=())
            made.append(figure.as_kind("figure").with_doubt("picture_missing"))
        else:
            made.append(replace(piece, doubts=()).set_apart("picture", "picture_dropped"))
    return made
