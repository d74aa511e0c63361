"""Where a piece is cut in two, and what stood at the cut, so that joining gives the same words back. Pure."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from readings.pieces import Piece
from readings.structure import KINDS_WITH_LINES

SEAM = "seam"  # in the data of a second half: what stood at the cut, and the words on both sides of it
_UNSPACED = ("CJK ", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")  # scripts without blanks
_BESIDE = 20  # code points on each side by which a cut is known again


def with_seams(whole: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that words were divided into, each knowing what parted it from the one before.

    Where other words were typed as well, what stood at the cut is not known, and nothing is said.
    """
    made, at = list(pieces[:1]), len(pieces[0].text)
    known = whole.startswith(pieces[0].text)
    for before, piece in pairwise(pieces):
        start = len(whole) - len(whole[at:].lstrip())
        known = known and whole.startswith(piece.text, start)
        if known:
            said = [whole[at:start], before.text[-_BESIDE:], piece.text[:_BESIDE]]
            made.append(replace(piece, data={**piece.data, SEAM: said}))
        else:
            made.append(piece)
        at = start + len(piece.text)
    return made


def glue(one: Piece, two: Piece, said: Sequence[Any] | None) -> str | None:
    """Return what stood between two pieces before they were divided; None when they never were, or have other words."""
    if not said:
        return None
    gap, before, after = said
    if not (one.text.endswith(before) and two.text.startswith(after)):
        return None
    return str(gap) if one.kind in KINDS_WITH_LINES else str(gap).replace("\n", " ")


def edge(text: str, at: int) -> int:
    """Return the nearest code point to `at` that lies inside no word; one with words on both sides, if there is any.

    Where a script puts no blanks between words, every place is one.
    """
    start = end = at
    while _inside(text, start):
        start -= 1
    while _inside(text, end):
        end += 1
    near, far = (start, end) if at - start <= end - at else (end, start)
    return near if text[:near].strip() and text[near:].strip() else far


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the words whole that it begins and ends in, and no blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and _inside(text, start):
        start -= 1
    while start < end and _inside(text, end):
        end += 1
    return start, end


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(sign: str) -> bool:
    if sign in "'’\u00ad\u200c\u200d\u2060" or unicodedata.category(sign)[0] == "M":
        return True
    return sign.isalnum() and not unicodedata.name(sign, "").startswith(_UNSPACED)
