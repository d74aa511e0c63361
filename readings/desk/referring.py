"""What a change does to references elsewhere: those whose note has gone, and notes that nothing refers to. Pure.

A reference keeps the key of a note that is gone, with a doubt at its place. So it leads there again as soon as the
note is back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readings.pieces import APART, Piece, PieceDoubt

MISSING, UNREFERENCED = "note_missing", "note_unreferenced"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one change came to for notes, by their keys."""

    lost: frozenset[str]  # notes that are there no more
    found: frozenset[str]  # notes that are there now
    left: frozenset[str]  # no longer referred to in what was changed
    taken: frozenset[str]  # now referred to in it

    def __bool__(self) -> bool:
        return bool(self.lost or self.found or self.left or self.taken)


def turn(before: Sequence[Piece], after: Sequence[Piece]) -> Turn:
    """Compare the notes and references of what goes with those of what comes."""
    were, are = notes_in(before), notes_in(after)
    had, have = referred_in(before), referred_in(after)
    return Turn(were - are, are - were, had - have, have - had)


def notes_in(pieces: Iterable[Piece]) -> frozenset[str]:
    """The keys of notes that can be referred to."""
    return frozenset(
        piece.data["key"]
        for piece in pieces
        if piece.kind == "note" and "key" in piece.data and not piece.data.get("continues")
    )


def referred_in(pieces: Iterable[Piece]) -> frozenset[str]:
    """The keys of the notes that the words of pieces refer to."""
    return frozenset(key for piece in pieces for key, _at in references(piece))


def references(piece: Piece) -> list[tuple[str, int]]:
    """The note of each reference and where it begins. What is not content refers to nothing."""
    if piece.kind == APART:
        return []
    return [
        (mark.data["key"], mark.start)
        for mark in piece.marks
        if mark.kind == "note_ref" and mark.data.get("key")
    ]


def without_notes(piece: Piece, lost: Iterable[str]) -> Piece:
    """Return a piece with a doubt at each reference to a note that is gone."""
    gone = frozenset(lost)
    said = [PieceDoubt(MISSING, at) for key, at in references(piece) if key in gone]
    new = [one for one in said if one not in piece.doubts]
    return replace(piece, doubts=(*piece.doubts, *new)) if new else piece


def with_notes(piece: Piece, found: Iterable[str]) -> Piece:
    """Return a piece without the doubt at its references to notes that are there now."""
    there = frozenset(found)
    answered = [PieceDoubt(MISSING, at) for key, at in references(piece) if key in there]
    left = tuple(one for one in piece.doubts if one not in answered)
    return replace(piece, doubts=left) if left != piece.doubts else piece


def referred_to(note: Piece, is_referred_to: bool) -> Piece:
    """Return a note with the doubt that nothing refers to it, or without."""
    left = tuple(one for one in note.doubts if one.code != UNREFERENCED)
    if not is_referred_to:
        left = (*left, PieceDoubt(UNREFERENCED))
    was_referred_to = all(one.code != UNREFERENCED for one in note.doubts)
    return note if was_referred_to == is_referred_to else replace(note, doubts=left)
