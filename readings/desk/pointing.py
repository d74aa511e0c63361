"""References and notes that a change touches although they stand elsewhere: they change in the same splice."""

from collections.abc import Sequence

from django.db.models import Q

from readings.desk.referring import (
    Turn,
    notes_in,
    references,
    referred_in,
    referred_to,
    turn,
    with_notes,
    without_notes,
)
from readings.models import Desk, DeskPiece
from readings.pieces import APART, Piece

type Placed = tuple[str, Piece]


def with_references(
    desk: Desk, before: Sequence[DeskPiece], after: Sequence[Placed]
) -> tuple[list[DeskPiece], list[Placed], int]:
    """Return what goes and what comes with those elsewhere that it touches, and how many references lose their note.

    Whoever calls holds the desk, and has changed nothing yet.
    """
    made = turn([row.piece for row in before], [piece for _place, piece in after])
    if not made:
        return list(before), list(after), 0
    elsewhere = touched(desk, made, [row.pk for row in before])
    others = [row.piece for row in elsewhere]
    pieces = [piece for _place, piece in after]
    there = notes_in([*others, *pieces])
    lost = made.lost | (made.taken - there)
    changed = [settled(piece, lost, made) for piece in pieces]
    referred = referred_in([*others, *changed])
    gone, came = (
        list(before),
        [(place, noted(piece, made, referred)) for (place, _old), piece in zip(after, changed, strict=True)],
    )
    for row in elsewhere:
        piece = noted(settled(row.piece, lost, made), made, referred)
        if piece != row.piece:
            gone.append(row)
            came.append((row.place, piece))
    loose = sum(key in made.lost for piece in [*others, *pieces] for key, _at in references(piece))
    return gone, came, loose


def touched(desk: Desk, made: Turn, but: Sequence[int]) -> list[DeskPiece]:
    """The other rows that refer to one of these notes, and the notes themselves (one query)."""
    keys = made.lost | made.found | made.left | made.taken
    asked = Q(kind="note", data__key__in=keys)
    for key in keys:
        asked |= Q(marks__contains=[{"kind": "note_ref", "data": {"key": key}}])
    rows = desk.pieces.filter(asked).exclude(kind=APART).exclude(pk__in=but)
    return list(rows.order_by("place"))


def settled(piece: Piece, lost: frozenset[str], made: Turn) -> Piece:
    """A piece whose references know which notes are there."""
    return with_notes(without_notes(piece, lost), made.found)


def noted(piece: Piece, made: Turn, referred: frozenset[str]) -> Piece:
    """A note that knows whether something refers to it, if that is what changed."""
    keys = notes_in([piece])
    if keys & (made.left | made.taken):
        return referred_to(piece, bool(keys & referred))
    return piece
