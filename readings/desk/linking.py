"""Notes and the words that refer to them, linked and parted by hand. Pure."""

from dataclasses import replace

from readings.desk.mending import CannotMendError
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import Mark


def linked(piece: Piece, start: int, end: int, note: Piece, key: str) -> tuple[Piece, Piece]:
    """Return a piece whose words from `start` to `end` (code points) refer to a note, and the note.

    `key` is for a note that has none yet. References that overlap these words go. Raises CannotMendError for words
    that are not there, for what is no note, and for a note that would refer to itself.
    """
    words = piece.text[start:end] if 0 <= start < end <= len(piece.text) else ""
    if not words.strip() or piece.kind == APART or "\n" in words:
        raise CannotMendError("no_reference")
    if note.kind != "note" or note.data.get("continues"):
        raise CannotMendError("no_note")
    key = note.data.get("key") or key
    others = [
        mark for mark in piece.marks if mark.kind != "note_ref" or mark.end <= start or mark.start >= end
    ]
    marks = sorted([*others, Mark("note_ref", start, end, {"key": key})], key=lambda mark: mark.start)
    doubts = tuple(
        doubt for doubt in piece.doubts if doubt.code != "note_missing" or not start <= doubt.where < end
    )
    referred = tuple(doubt for doubt in note.doubts if doubt.code != "note_unreferenced")
    label = note.data.get("label") or words.strip("[]() ")
    return (
        replace(piece, marks=tuple(marks), doubts=doubts),
        replace(note, data={**note.data, "label": label[:20], "key": key}, doubts=referred),
    )


def unlinked(piece: Piece, start: int, end: int) -> Piece:
    """Return the piece without the reference that stands exactly there. Raises CannotMendError when there is none."""
    left = tuple(
        mark
        for mark in piece.marks
        if not (mark.kind == "note_ref" and (mark.start, mark.end) == (start, end))
    )
    if len(left) == len(piece.marks):
        raise CannotMendError("no_reference")
    doubts = tuple(one for one in piece.doubts if one != PieceDoubt("note_missing", start))
    return replace(piece, marks=left, doubts=doubts)


def likely_references(piece: Piece, label: str) -> list[tuple[int, int]]:
    """Return where in a piece the number of a note stands, glued to a word, in brackets or already raised."""
    found: list[tuple[int, int]] = []
    at = piece.text.find(label) if label else -1
    while at >= 0:
        end = at + len(label)
        alone = not (piece.text[at - 1 : at].isdigit() or piece.text[end : end + 1].isalnum())
        if alone and at > 0:
            bracketed = piece.text[at - 1] == "[" and piece.text[end : end + 1] == "]"
            found.append((at - 1, end + 1) if bracketed else (at, end))
        at = piece.text.find(label, end)
    return found
