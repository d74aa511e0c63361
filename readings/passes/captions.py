"""The captions of tables: they stand right over or right under them, and belong to them."""

from collections.abc import Sequence

from readings.importers.table_captions import names_table, with_caption
from readings.pieces import Piece

_OVER, _UNDER = -1, 1


def captions_of_tables(pieces: list[Piece]) -> list[Piece]:
    """What is right over or under a table and names it, or is its caption by its markup, becomes the table's first line.

    Between two tables it belongs to the one on the side on which the others of the text have theirs.
    """
    sides = {at: side for at, piece in enumerate(pieces) if (side := _sides(pieces, at, piece))}
    only = [next(iter(side)) for side in sides.values() if len(side) == 1]
    usual = _UNDER if only.count(_OVER) < only.count(_UNDER) else _OVER
    made, gone = list(pieces), set[int]()
    for at, side in sides.items():
        by = usual if usual in side else next(iter(side))
        if "caption" in made[at - by].data:  # it has one already
            continue
        made[at - by] = with_caption(made[at - by], pieces[at])
        gone.add(at)
    return [piece for at, piece in enumerate(made) if at not in gone]


def _sides(pieces: Sequence[Piece], at: int, piece: Piece) -> set[int]:
    """On which sides of a caption's tables it stands: over the next piece, under the one before; no page ends between."""
    if piece.kind != "prose" or not piece.data.get("of_table", names_table(piece.text)):
        return set()
    found = set[int]()
    if at + 1 < len(pieces) and pieces[at + 1].kind == "table" and "page" not in pieces[at + 1].data:
        found.add(_OVER)
    if at and pieces[at - 1].kind == "table" and "page" not in piece.data:
        found.add(_UNDER)
    return found
