"""What curators do to one piece or to several at once: say what they are, join them, move them, nest them.

However many they are, it is one entry in the log, undone at one stroke. As in `editing`, StaleError when one is gone.
"""

from collections.abc import Sequence
from dataclasses import replace

from accounts.models import User
from readings.desk import mending
from readings.desk.editing import (
    Done,
    at_desk,
    in_place_of,
    new_key,
    replace_rows,
    rows_of,
    unchanged,
)
from readings.desk.kinds import as_kind, with_break
from readings.desk.matching import matched, without_arrow
from readings.desk.mending import CannotMendError
from readings.desk.nesting import nested
from readings.desk.places import between
from readings.desk.splicing import StaleError
from readings.models import Desk, DeskPiece, Edition
from readings.models.desks import ABOUT
from readings.pieces import APART, Piece

ALL = "_all"  # ends the name of a verb that was done to several
WITHIN = ("quotation", "verse", "table", "figure")


def in_order(desk: Desk, pks: Sequence[int]) -> list[DeskPiece]:
    """The rows of these keys as they stand. Raises StaleError when one is gone."""
    return sorted(rows_of(desk, *dict.fromkeys(pks)), key=lambda row: row.place)


def make_kind(*, edition: Edition, user: User, pks: Sequence[int], kind: str, rank: int = 0) -> Done:
    """Say what pieces are: headings of a level, quotations, verse, items, notes, prose, or no content."""
    with at_desk(edition) as desk:
        rows = in_order(desk, pks)
        made = [with_key(without_arrow(as_kind(row.piece, kind, rank))) for row in rows]
        kinds = {piece.kind for piece in made}
        verb = f"as_{kinds.pop() if len(kinds) == 1 else kind}{ALL if len(rows) > 1 else ''}"
        made, along = matched(desk, rows, made) if kind == "note" else (made, [])
        after = [(row.place, piece) for row, piece in zip(rows, made, strict=True)]
        return replace_rows(desk, verb=verb, user=user, before=rows, after=after, along=along)


def laid_out(desk: Desk, pks: Sequence[int]) -> set[str]:
    """Which of "table" and "figure" are among pieces: made something else, they lose more than their name."""
    there = desk.pieces.filter(pk__in=pks, kind__in=["table", "figure"])
    return set(there.values_list("kind", flat=True))


def turn_break(*, edition: Edition, user: User, pks: Sequence[int]) -> Done:
    """Put a break before pieces, or take it away where all of them have one."""
    with at_desk(edition) as desk:
        first = desk.pieces.exclude(kind__in=[ABOUT, APART]).order_by("place").values_list("pk", flat=True)[0]
        rows = [row for row in in_order(desk, pks) if row.kind != APART]
        rows = [row for row in rows if row.pk != first or "break_before" in row.data]
        if not rows:
            raise CannotMendError("no_break")
        is_there = any("break_before" not in row.data for row in rows)
        made = [with_break(row.piece, is_there) for row in rows]
        return in_place_of(desk, verb="break" if is_there else "no_break", user=user, rows=rows, pieces=made)


def with_key(piece: Piece) -> Piece:
    """Give a note that has none a key, by which words can refer to it."""
    if piece.kind != "note" or piece.data.get("continues") or "key" in piece.data:
        return piece
    return replace(piece, data={**piece.data, "key": new_key()})


def join(*, edition: Edition, user: User, pks: Sequence[int]) -> Done:
    """Join a piece with the one that follows it, or several that stand together.

    What is not content, such as the number of a page between two halves of a sentence, is stepped over and stays.
    """
    with at_desk(edition) as desk:
        rows = in_order(desk, pks)
        kept = [row for row in rows if row.kind != APART]
        is_within = len(rows) == 1 or len(kept) > 1
        seen = desk.pieces.exclude(kind=APART) if kept and is_within else desk.pieces
        if len(rows) == 1:
            after = seen.filter(place__gt=rows[0].place).order_by("place").first()
            if after is None:
                raise CannotMendError("nothing_follows")
            rows.append(after)
        elif is_within:
            rows = kept
        if seen.filter(place__range=(rows[0].place, rows[-1].place)).count() != len(rows):
            raise CannotMendError("not_together")
        made = rows[0].piece
        for row in rows[1:]:
            made = mending.join(made, row.piece)
        verb = "join" if len(rows) == 2 else "join_several"
        done = in_place_of(desk, verb=verb, user=user, rows=rows, pieces=[made])
        headings = [row.text for row in rows if row.kind == "heading" and made.kind != "heading"]
        return replace(done, swallowed=tuple(headings))


def nest(*, edition: Edition, user: User, pks: Sequence[int], deeper: bool) -> Done:
    """Put items of lists one step deeper, or one step out, with what stands under them."""
    with at_desk(edition) as desk:
        chosen = {row.pk for row in in_order(desk, pks) if row.kind == "list_item"}
        if not chosen:
            raise CannotMendError("no_item")
        moved = list[tuple[DeskPiece, Piece]]()
        for keys in lists_of(desk):
            if chosen.isdisjoint(keys):
                continue
            rows = in_order(desk, keys)
            places = [at for at, row in enumerate(rows) if row.pk in chosen]
            made = nested([row.piece for row in rows], places, deeper=deeper)
            moved += [pair for pair in zip(rows, made, strict=True) if pair[0].piece != pair[1]]
        rows, pieces = [row for row, _piece in moved], [piece for _row, piece in moved]
        return in_place_of(desk, verb="deeper" if deeper else "outwards", user=user, rows=rows, pieces=pieces)


def lists_of(desk: Desk) -> list[list[int]]:
    """The keys of the items of each list, in their order. What may stand within an item ends no list."""
    lists = [list[int]()]
    others = desk.pieces.exclude(kind__in=[ABOUT, APART, *WITHIN]).order_by("place")
    for pk, kind in others.values_list("pk", "kind"):
        if kind == "list_item":
            lists[-1].append(pk)
        elif lists[-1]:
            lists.append([])
    return lists


def move(
    *,
    edition: Edition,
    user: User,
    pks: Sequence[int],
    before: int | None = None,
    after: int | None = None,
    down: bool = False,
) -> Done:
    """Move pieces before or after another one, or one step: up, or down. Several stand together from then on."""
    with at_desk(edition) as desk:
        rows = in_order(desk, pks)
        if {before, after} & set(pks):
            return unchanged(desk, rows)
        others = desk.pieces.exclude(pk__in=pks).order_by("place")
        target: DeskPiece | None
        if before is not None:
            [target] = rows_of(desk, before)
        elif after is not None:
            [beside] = rows_of(desk, after)
            target = others.filter(place__gt=beside.place).first()
        elif down:
            stepped_over = others.filter(place__gt=rows[-1].place).first()
            if stepped_over is None:
                raise CannotMendError("at_end")
            target = others.filter(place__gt=stepped_over.place).first()
        else:
            target = others.filter(place__lt=rows[0].place).exclude(kind=ABOUT).last()
            if target is None:
                raise CannotMendError("at_beginning")
        if target is not None and target.kind == ABOUT:
            raise StaleError
        above = others.filter(place__lt=target.place) if target else others
        low = above.values_list("place", flat=True).last() or ""
        if low < rows[0].place and (target is None or rows[-1].place < target.place):
            return unchanged(desk, rows)
        places = between(low, target.place if target else "", len(rows))
        moved = [(place, row.piece) for place, row in zip(places, rows, strict=True)]
        return replace_rows(
            desk, verb=f"move{ALL if len(rows) > 1 else ''}", user=user, before=rows, after=moved
        )
