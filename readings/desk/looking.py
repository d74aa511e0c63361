"""Looking at what is doubted: the next place of a draft, and ticking off all with the same doubt at one stroke."""

from dataclasses import replace

from accounts.models import User
from readings.desk.editing import Done, at_desk, replace_rows, rows_of
from readings.desk.mending import CannotMendError
from readings.desk.showing import Sheet
from readings.doubts import ONLY_TOLD
from readings.models import Desk, Edition
from readings.models.desks import ABOUT
from readings.pieces import PieceDoubt


def next_doubted(desk: Desk, after: int) -> int | None:
    """The key of the next piece in which something is to be looked at, round the end of the text."""
    rows = Sheet(desk).rows
    at = next((at for at, row in enumerate(rows) if row.pk == after), -1) + 1
    doubted = (
        row.pk for row in rows[at:] + rows[:at] if any(code not in ONLY_TOLD for code, *_ in row.doubts)
    )
    return next(doubted, None)


def look_at_alike(
    *, edition: Edition, user: User, pk: int, code: str, at: int, chosen: int | None = None
) -> Done:
    """Say of a doubt of a piece, and of all others with the same sentence, that they were looked at.

    Whoever does it stays at the piece that they have chosen.
    """
    with at_desk(edition) as desk:
        [row] = rows_of(desk, pk)
        like = next((one for one in row.piece.doubts if (one.code, one.where) == (code, at)), None)
        if like is None:
            raise CannotMendError("no_such_doubt")
        alike = desk.pieces.filter(doubts__contains=[[code]]).exclude(kind=ABOUT).order_by("place")
        rows = [one for one in alike if any(is_like(doubt, like) for doubt in one.piece.doubts)]
        rows.sort(key=lambda one: one.pk != chosen)
        made = [
            replace(piece, doubts=tuple(doubt for doubt in piece.doubts if not is_like(doubt, like)))
            for piece in (one.piece for one in rows)
        ]
        pairs = list(zip((one.place for one in rows), made, strict=True))
        done = replace_rows(desk, verb="look_all", user=user, before=rows, after=pairs)
        stays = {row.pk for row in done.came[:1]} if rows[0].pk == chosen else set()
        return replace(done, beside=frozenset(row.pk for row in done.came) - stays)


def is_like(doubt: PieceDoubt, other: PieceDoubt) -> bool:
    return (doubt.code, doubt.names) == (other.code, other.names)
