"""Documents of an EPUB that hold no more than the title of the next one: half titles, as print has them on a leaf of their own."""

import re
from collections.abc import Mapping
from itertools import pairwise

from readings.pieces import APART, Piece

_NUMBER = re.compile(r"(?:[^\W\d_]+ )?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7})[.:)]? (?=\S)")


def without_half_titles(texts: Mapping[str, list[Piece]]) -> dict[str, list[Piece]]:
    """Set a heading apart that is all of its document, where the one after it says it again and stands as high."""
    made = dict(texts)
    names = list(texts)
    for name, after in pairwise(names):
        said = [piece for piece in texts[name] if piece.kind != APART]
        begins = next((piece for piece in texts[after] if piece.kind != APART), None)
        if begins is not None and len(said) == 1 and _is_half_title(said[0], begins):
            made[name] = [piece.set_apart("title") if piece is said[0] else piece for piece in texts[name]]
    return made


def _is_half_title(piece: Piece, begins: Piece) -> bool:
    """Whether a heading says all of the next one, or its first words; a part stands above its chapters."""
    if not piece.kind == begins.kind == "heading" or begins.rank > piece.rank:
        return False
    return f"{_title(begins)} ".startswith(f"{_title(piece)} ")


def _title(heading: Piece) -> str:
    """What a heading says without its number, in small letters."""
    return _NUMBER.sub("", heading.text, count=1).casefold().rstrip(".:")
