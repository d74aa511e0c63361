"""A line right under the title, which was set apart: a subtitle, that no sentence was cut off in. Only looks; nothing is made."""

from collections.abc import Sequence

from readings.passes.apart import is_subtitle
from readings.passes.heading_shapes import is_label
from readings.pieces import APART, Piece

_LONGEST = 80  # code points


def is_under_title(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a short line that is no clause stands right under the title, over something that begins anew."""
    piece = pieces[at]
    if len(piece.text) > _LONGEST or not is_subtitle(piece) or not is_label(piece.text):
        return False
    above, below = pieces[:at], (one for one in pieces[at + 1 :] if one.kind != APART)
    if any(one.kind != APART for one in above) or not any(one.data["why"] == "title" for one in above):
        return False
    after = next(below, None)
    return after is not None and not after.text[:1].islower()
