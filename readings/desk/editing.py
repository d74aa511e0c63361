"""What curators do to a piece at the desk: each verb is one transaction, one entry in the log, and can be undone.

A verb names the rows that it acts on by their keys. When one is gone, somebody has changed it: StaleError, and nothing
happens. What makes no sense raises CannotMendError.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from accounts.models import User
from readings.desk import linking, mending
from readings.desk.cutting import edge
from readings.desk.mending import CannotMendError
from readings.desk.opening import held, is_being_laid, locked
from readings.desk.pointing import with_references
from readings.desk.splicing import StaleError, places_for
from readings.doubts import ANSWERED_BY
from readings.importers.refusing import MAX_HEADINGS, MAX_PIECES
from readings.models import Desk, DeskEdit, DeskPiece, Edition
from readings.models.desks import ABOUT
from readings.pieces import APART, Piece


class NoDeskError(LookupError):
    """The draft was published or deleted in the meantime."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a change came to: keys of the rows that went, the rows that came, the desk's count of changes."""

    gone: list[int]
    came: list[DeskPiece]
    changes: int
    verb: str = ""
    is_new: bool = True  # False when it changed nothing
    beside: frozenset[int] = (
        frozenset()
    )  # of those that came, the keys of the ones that changed only with the others
    loose: int = 0  # references whose note is gone by this
    swallowed: tuple[str, ...] = ()  # headings that are words of a paragraph by this
    step: str = ""  # "undo" or "redo" of what the verb says

    @property
    def is_surprising(self) -> bool:
        """Whether it did more than what was pressed says, so that somebody may want it undone."""
        return bool(self.loose or self.swallowed)

    @property
    def focus(self) -> DeskPiece | None:
        """The row where somebody goes on; None when they stay where they are."""
        return self.came[0] if self.came and self.came[0].pk not in self.beside else None


@contextmanager
def at_desk(edition: Edition) -> Iterator[Desk]:
    """Hold the desk of a draft for one change.

    Raises NoDeskError, and CannotMendError when the worker publishes the draft or lays it: nobody waits for that.
    """
    with transaction.atomic():
        if Edition.objects.being_published().filter(pk=edition.pk).exists():
            raise CannotMendError("being_published")
        if is_being_laid(edition):
            raise CannotMendError("being_laid")
        desk = locked(edition) if held(edition) else None
        if desk is None:
            raise NoDeskError
        yield desk


def rows_of(desk: Desk, *pks: int) -> list[DeskPiece]:
    """The rows of these keys, in their order. Raises StaleError when one is gone, or on another desk."""
    found = {row.pk: row for row in desk.pieces.filter(pk__in=pks)}
    if any(pk not in found for pk in pks):
        raise StaleError
    return [found[pk] for pk in pks]


def following(desk: Desk, place: str) -> DeskPiece | None:
    return desk.pieces.filter(place__gt=place).order_by("place").first()


def replace_rows(
    desk: Desk,
    *,
    verb: str,
    user: User,
    before: Sequence[DeskPiece],
    after: Sequence[tuple[str, Piece]],
    along: Sequence[tuple[DeskPiece, Piece]] = (),
) -> Done:
    """Put rows in the place of others, and note it. Whoever calls holds the desk.

    `along` are rows elsewhere with what becomes of them by this. Rows that refer to a note which goes or comes by this, and notes that are referred to no more, change with them.
    """
    if [(row.place, row.piece) for row in before] == list(after):
        return unchanged(desk, before)
    count = len(after)
    before = [*before, *(row for row, _piece in along)]
    after = [*after, *((row.place, piece) for row, piece in along)]
    before, after, loose = with_references(desk, before, after)
    was = [row.as_dict() for row in before]
    DeskPiece.objects.filter(pk__in=[row.pk for row in before]).delete()
    rows = [DeskPiece.of(piece, desk_id=desk.pk, place=place) for place, piece in after]
    came = DeskPiece.objects.bulk_create(rows)
    if not desk.pieces.exclude(kind__in=[ABOUT, APART]).exists():
        raise CannotMendError("nothing_left")
    if len(came) > len(was) and desk.pieces.count() > MAX_PIECES:
        raise CannotMendError("too_many_paragraphs")
    if sum(row.kind == "heading" for row in came) > sum(row["kind"] == "heading" for row in was) and (
        desk.pieces.filter(kind="heading").count() > MAX_HEADINGS
    ):
        raise CannotMendError("too_many_headings")
    desk.edits.filter(is_undone=True).delete()  # what could have been done again no longer fits
    last = desk.edits.order_by("-number").values_list("number", flat=True).first()
    DeskEdit.objects.create(
        desk=desk,
        number=(last or 0) + 1,
        verb=verb,
        user=user,
        before=was,
        after=[row.as_dict() for row in came],
    )
    beside = frozenset(row.pk for row in came[count:])
    return Done([row["pk"] for row in was], came, counted(desk), verb, beside=beside, loose=loose)


def unchanged(desk: Desk, rows: Sequence[DeskPiece]) -> Done:
    return Done([row.pk for row in rows], list(rows), desk.changes, is_new=False)


def counted(desk: Desk) -> int:
    desk.changes += 1
    desk.save(update_fields=["changes"])
    return desk.changes


def in_place_of(desk: Desk, *, verb: str, user: User, rows: Sequence[DeskPiece], pieces: list[Piece]) -> Done:
    """Put pieces where neighbouring rows stood."""
    upto = following(desk, rows[-1].place) if len(pieces) > len(rows) else None
    places = places_for([row.place for row in rows], upto.place if upto else "", len(pieces))
    return replace_rows(desk, verb=verb, user=user, before=rows, after=list(zip(places, pieces, strict=True)))


def reword(*, edition: Edition, user: User, pk: int, words: str) -> Done:
    """Change the words of a piece; a blank line divides it."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        made = mending.reword(row.piece, words)
        verb = "words" if len(made) == 1 else "divide"
        return in_place_of(desk, verb=verb, user=user, rows=[row], pieces=made)


def divide(*, edition: Edition, user: User, pk: int, at: int) -> Done:
    """Divide a piece between two words, as near to a code point as can be."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        made = mending.divide(row.piece, edge(row.text, at))
        return in_place_of(desk, verb="divide", user=user, rows=[row], pieces=made)


def link(*, edition: Edition, user: User, pk: int, start: int, end: int, note: int) -> Done:
    """Have words of a piece refer to a note."""
    with at_desk(edition) as desk:
        if pk == note:
            raise CannotMendError("no_note")
        row, noted = rows_of(desk, pk, note)
        number = next_label(desk)
        after = linking.linked(row.piece, start, end, noted.piece, new_key(), number)
        pairs = list(zip((row.place, noted.place), after, strict=True))
        return replace_rows(desk, verb="link", user=user, before=[row, noted], after=pairs)


def unlink(*, edition: Edition, user: User, pk: int, start: int, end: int) -> Done:
    """Have words that refer to a note be plain words."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        made = linking.unlinked(row.piece, start, end)
        return in_place_of(desk, verb="unlink", user=user, rows=[row], pieces=[made])


def look_at(*, edition: Edition, user: User, pk: int, code: str, at: int) -> Done:
    """Say that a doubtful place was looked at, and is right."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        made = without_doubt(row.piece, code) if row.kind == ABOUT else mending.looked_at(row.piece, code, at)
        return in_place_of(desk, verb="look", user=user, rows=[row], pieces=[made])


def fact_given(*, edition: Edition, fact: str) -> None:
    """Tick off what is doubted about a fact of a draft, "title" or "authors": somebody has given it.

    Within a transaction. Of a draft that is published by now, nothing changes. A fact is not undone at the desk, so
    undoing what was done there never brings these doubts back: they leave its log, too.
    """
    draft = held(edition)
    if draft is None:
        return
    desk = locked(draft)
    if desk is None:
        Edition.objects.filter(pk=draft.pk).update(warnings=but_for(draft.warnings, fact))
        return
    row = desk.pieces.get(kind=ABOUT)
    row.data["doubts"] = but_for(row.data["doubts"], fact)
    row.save(update_fields=["data"])
    for edit in desk.edits.filter(before__contains=[{"kind": ABOUT}]):
        for plain in (*edit.before, *edit.after):
            if plain["kind"] == ABOUT:
                plain["data"]["doubts"] = but_for(plain["data"]["doubts"], fact)
        edit.save(update_fields=["before", "after"])
    counted(desk)


def but_for(doubts: list[dict[str, Any]], fact: str) -> list[dict[str, Any]]:
    return [doubt for doubt in doubts if ANSWERED_BY.get(doubt["code"]) != fact]


def without_doubt(about: Piece, code: str) -> Piece:
    """Take a doubt off those about the text as a whole."""
    left = [doubt for doubt in about.data["doubts"] if doubt["code"] != code]
    if len(left) == len(about.data["doubts"]):
        raise CannotMendError("no_such_doubt")
    return replace(about, data={"doubts": left})


def next_label(desk: Desk) -> str:
    """A label for a note that has none: the number after the greatest there is."""
    labels = desk.pieces.filter(kind="note").values_list("data__label", flat=True)
    numbers = [int(label) for label in labels if label and label.isascii() and label.isdecimal()]
    return str(max(numbers, default=0) + 1)


def new_key() -> str:
    """A key for a note and what refers to it, that no other has."""
    return f"d{secrets.token_hex(6)}"
