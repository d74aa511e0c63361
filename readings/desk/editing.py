"""What curators do at the desk: each verb is one transaction, one entry in the log, and can be undone.

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
from readings.desk.kinds import as_kind
from readings.desk.mending import CannotMendError
from readings.desk.opening import locked
from readings.desk.places import between
from readings.desk.splicing import StaleError, places_for
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

    @property
    def focus(self) -> DeskPiece | None:
        """The row where somebody goes on."""
        return self.came[0] if self.came else None


@contextmanager
def at_desk(edition: Edition) -> Iterator[Desk]:
    """Hold the desk of a draft for one change."""
    with transaction.atomic():
        desk = locked(edition)
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


def preceding(desk: Desk, place: str) -> DeskPiece | None:
    return desk.pieces.filter(place__lt=place).exclude(kind=ABOUT).order_by("-place").first()


def replace_rows(
    desk: Desk, *, verb: str, user: User, before: Sequence[DeskPiece], after: Sequence[tuple[str, Piece]]
) -> Done:
    """Put rows in the place of others, and note it. Whoever calls holds the desk."""
    if [(row.place, row.piece) for row in before] == list(after):
        return unchanged(desk, before)
    was = [row.as_dict() for row in before]
    DeskPiece.objects.filter(pk__in=[row.pk for row in before]).delete()
    rows = [DeskPiece.of(piece, desk_id=desk.pk, place=place) for place, piece in after]
    came = DeskPiece.objects.bulk_create(rows)
    if not desk.pieces.exclude(kind__in=[ABOUT, APART]).exists():
        raise CannotMendError("nothing_left")
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
    return Done([row["pk"] for row in was], came, counted(desk), verb)


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
    """Divide a piece at a code point of its words."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        return in_place_of(desk, verb="divide", user=user, rows=[row], pieces=mending.divide(row.piece, at))


def join(*, edition: Edition, user: User, pk: int) -> Done:
    """Join a piece with the one that follows it."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        after = following(desk, row.place)
        if after is None:
            raise CannotMendError("nothing_follows")
        made = mending.join(row.piece, after.piece)
        return in_place_of(desk, verb="join", user=user, rows=[row, after], pieces=[made])


def make_kind(*, edition: Edition, user: User, pk: int, kind: str, rank: int = 0) -> Done:
    """Say what a piece is: a heading of a level, a quotation, verse, an item, a note, prose, or no content."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        made = as_kind(row.piece, kind, rank)
        if made.kind == "note" and not made.data.get("continues") and "key" not in made.data:
            made = replace(made, data={**made.data, "key": new_key()})
        return in_place_of(desk, verb=f"as_{made.kind}", user=user, rows=[row], pieces=[made])


def move(
    *,
    edition: Edition,
    user: User,
    pk: int,
    before: int | None = None,
    after: int | None = None,
    down: bool = False,
) -> Done:
    """Move a piece before or after another one, or one step: up, or down."""
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        others = desk.pieces.exclude(pk=pk).order_by("place")
        target: DeskPiece | None
        if before is not None:
            [target] = rows_of(desk, before)
        elif after is not None:
            [beside] = rows_of(desk, after)
            target = others.filter(place__gt=beside.place).first()
        elif down:
            stepped_over = others.filter(place__gt=row.place).first()
            if stepped_over is None:
                raise CannotMendError("at_end")
            target = others.filter(place__gt=stepped_over.place).first()
        else:
            target = others.filter(place__lt=row.place).exclude(kind=ABOUT).last()
            if target is None:
                raise CannotMendError("at_beginning")
        if target is not None and target.kind == ABOUT:
            raise StaleError
        above = others.filter(place__lt=target.place) if target else others
        low = above.values_list("place", flat=True).last() or ""
        if low < row.place and (target is None or row.place < target.place):
            return unchanged(desk, [row])
        [place] = between(low, target.place if target else "")
        return replace_rows(desk, verb="move", user=user, before=[row], after=[(place, row.piece)])


def link(*, edition: Edition, user: User, pk: int, start: int, end: int, note: int) -> Done:
    """Have words of a piece refer to a note."""
    with at_desk(edition) as desk:
        if pk == note:
            raise CannotMendError("no_note")
        row, noted = rows_of(desk, pk, note)
        after = linking.linked(row.piece, start, end, noted.piece, new_key())
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


def without_doubt(about: Piece, code: str) -> Piece:
    """Take a doubt off those about the text as a whole."""
    left = [doubt for doubt in about.data["doubts"] if doubt["code"] != code]
    if len(left) == len(about.data["doubts"]):
        raise CannotMendError("no_such_doubt")
    return replace(about, data={"doubts": left})


def successors(desk: Desk, pk: int) -> tuple[list[int], DeskEdit | None]:
    """What became of a row that is gone: the keys of those in its place now, and the last change to it."""
    present, waiting, seen = list[int](), [pk], set[int]()
    last: DeskEdit | None = None
    while waiting and len(seen) < 200:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if desk.pieces.filter(pk=one).exists():
            present.append(one)
            continue
        done = desk.edits.filter(is_undone=False, before__contains=[{"pk": one}])
        undone = desk.edits.filter(is_undone=True, after__contains=[{"pk": one}])
        edit = done.union(undone).first()
        if edit:
            last = DeskEdit.objects.select_related("user").get(pk=edit.pk)
            waiting += [row["pk"] for row in (last.before if last.is_undone else last.after)]
    return present, last


def new_key() -> str:
    """A key for a note and what refers to it, that no other has."""
    return f"d{secrets.token_hex(6)}"


def last_done(desk: Desk) -> DeskEdit | None:
    """What would be undone."""
    return desk.edits.filter(is_undone=False).select_related("user").order_by("-number").first()


def next_undone(desk: Desk) -> DeskEdit | None:
    """What would be done again."""
    return desk.edits.filter(is_undone=True).select_related("user").order_by("number").first()


def undo(*, edition: Edition, number: int) -> Done:
    """Undo the last change, whoever made it.

    `number` is the one that somebody saw. Raises StaleError when there is a later one by now: it would have to be
    undone first, and its author asked.
    """
    with at_desk(edition) as desk:
        last = last_done(desk)
        if last is None or last.number != number:
            raise StaleError
        return put(desk, last, gone=last.after, came=last.before, is_undone=True)


def redo(*, edition: Edition, number: int) -> Done:
    """Do again what was undone last. `number` as for `undo`."""
    with at_desk(edition) as desk:
        first = next_undone(desk)
        if first is None or first.number != number:
            raise StaleError
        return put(desk, first, gone=first.before, came=first.after, is_undone=False)


def put(
    desk: Desk, edit: DeskEdit, *, gone: list[dict[str, Any]], came: list[dict[str, Any]], is_undone: bool
) -> Done:
    """Put the very rows back that a change took, with their keys, in the place of those that it brought."""
    pks = [row["pk"] for row in gone]
    DeskPiece.objects.filter(desk=desk, pk__in=pks).delete()
    rows = DeskPiece.objects.bulk_create(DeskPiece(desk_id=desk.pk, **row) for row in came)
    edit.is_undone = is_undone
    edit.save(update_fields=["is_undone"])
    return Done(pks, rows, counted(desk), edit.verb)
