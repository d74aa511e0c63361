"""Items of a list a step deeper or a step out, as outliners do it: what stands under an item goes with it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from readings.desk.kinds import DEEPEST
from readings.desk.mending import CannotMendError
from readings.pieces import Piece


def nested(items: Sequence[Piece], chosen: Collection[int], *, deeper: bool) -> list[Piece]:
    """Return the items of one list, those at the chosen places a step deeper, or a step out, with all under them.

    Deeper is under the item above, so there must be one at that level or below it. Out of an item, the ones after it
    on its level come to stand under it. All of the chosen can go there, or CannotMendError says why none does.
    """
    by, upto, made = 1 if deeper else -1, 0, list(items)
    for at in sorted({_item_of(items, at) for at in chosen}):
        if at < upto:
            continue  # it goes with the one that it stands under
        upto = _end(items, at)
        if deeper and level_of(items[at]) > (level_of(made[at - 1]) if at else 0):
            raise CannotMendError("nothing_above")
        if deeper and max(map(level_of, items[at:upto])) >= DEEPEST:
            raise CannotMendError("deepest")
        if not deeper and level_of(items[at]) == 1:
            raise CannotMendError("outermost")
        made[at:upto] = [
            replace(item, data={**item.data, "level": level_of(item) + by}) for item in items[at:upto]
        ]
    return made


def level_of(item: Piece) -> int:
    """How deep an item stands in its list, from 1."""
    return int(item.data.get("level", 1))


def _item_of(items: Sequence[Piece], at: int) -> int:
    """The place of the item that a further paragraph goes on with; of an item, its own."""
    while at and items[at].data.get("continues"):
        at -= 1
    return at


def _end(items: Sequence[Piece], at: int) -> int:
    """The place after the last one that stands under an item: its further paragraphs and what is deeper."""
    end = at + 1
    while end < len(items) and (
        items[end].data.get("continues") or level_of(items[end]) > level_of(items[at])
    ):
        end += 1
    return end
