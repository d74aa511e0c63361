"""The doubts at lines of wrapped prose that were joined with the next one, and may have ended there: see `early_ends`."""

from collections.abc import Sequence

from readings.hyphens import Hyphens
from readings.importers.early_ends import begins_early, early_ends
from readings.importers.lines import joined
from readings.importers.runs import Run
from readings.importers.under_items import may_end_item
from readings.pieces import Piece

_FEWEST_FIRST = 2  # in a text


def doubted_where_early(
    pieces: Sequence[Piece], runs: Sequence[Run], width: int, hyphens: Hyphens | None
) -> list[Piece]:
    """Doubt each piece, made of the run at its place, where a line of it ended early."""
    are_joined = [_are_joined(piece, run) for piece, run in zip(pieces, runs, strict=True)]
    firsts = {at for at, run in enumerate(runs) if are_joined[at] and begins_early(run.lines, width)}
    if len(firsts) < _FEWEST_FIRST:
        firsts = set()
    return [
        _with_early_ends(piece, run, [0] * (at in firsts) + may_end_item(run, width), width, hyphens)
        if are_joined[at]
        else piece
        for at, (piece, run) in enumerate(zip(pieces, runs, strict=True))
    ]


def _are_joined(piece: Piece, run: Run) -> bool:
    return len(run.lines) > 1 and piece.kind in ("prose", "quotation", "list_item")


def _with_early_ends(
    piece: Piece, run: Run, others: Sequence[int], width: int, hyphens: Hyphens | None
) -> Piece:
    """Doubt joined lines where one had room for half the width more: once, if that is so at most of their ends.

    The `others` are doubted for less room.
    """
    early = early_ends(run.lines, width)
    if not (early or others) or any(one.code == "lines_joined" for one in piece.doubts):
        return piece
    if len(early) > 2 and 2 * len(early) > len(run.lines) - 1:
        return piece.with_doubt("lines_joined")
    begins = run.marker.text_at if run.marker else 0
    lines = [run.lines[0][begins:], *run.lines[1:]]
    for at in sorted({*others, *early}):
        piece = piece.with_doubt("lines_joined", len(joined(lines[: at + 1], hyphens)[0]))
    return piece
