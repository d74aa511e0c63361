"""Taking back what was done at the desk, doing it again, and what became of a row that is gone."""

from typing import Any

from readings.desk.editing import Done, at_desk, counted
from readings.desk.splicing import StaleError
from readings.models import Desk, DeskEdit, DeskPiece, Edition


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
    return Done(pks, rows, counted(desk), edit.verb, step="undo" if is_undone else "redo")


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
