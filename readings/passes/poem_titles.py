"""Titles over verses in a plain text. A short line over a stanza may be one of its lines; several set like titles are none."""

from collections.abc import Sequence

from readings.importers.lines import ends_sentence
from readings.passes.heading_shapes import is_title
from readings.pieces import APART, Piece

_FEWEST = 2


def titles_over_verses(pieces: Sequence[Piece], following: Sequence[Piece | None]) -> set[int]:
    """Return the places of titles of poems: in capitals, or two at least Set Like This, where the verses before have ended."""
    over = [
        at
        for at, (piece, after) in enumerate(zip(pieces, following, strict=True))
        if after and after.kind == "verse" and piece.kind == "prose" and is_title(piece.text)
    ]
    set_so = [at for at in over if at == 0 or _has_ended(pieces[at - 1])]
    sure = {at for at in over if pieces[at].text.isupper()}
    return sure.union(set_so) if len(set_so) >= _FEWEST else sure


def _has_ended(before: Piece) -> bool:
    return before.kind in (APART, "heading") or ends_sentence(before.text)
