"""Other words for a stretch of a piece, as somebody would type them at the desk. Pure: the desk's verb reads them."""

from collections.abc import Iterable

from readings.desk.emphasising import SIGNS, signed
from readings.pieces import Piece
from readings.structure import Mark


def with_stretch(piece: Piece, start: int, end: int, words: str) -> str:
    """Write a piece with other words between two of its code points, with the signs of emphasis.

    What was emphasised outside of the stretch stays so; the new words are when all of the old ones were.
    """
    text = piece.text[:start] + words + piece.text[end:]
    return signed(text, list(_carried(piece.marks, start, end, len(words))))


def _carried(marks: Iterable[Mark], start: int, end: int, length: int) -> Iterable[Mark]:
    by = length - (end - start)
    for mark in marks:
        if mark.kind not in SIGNS:
            continue
        first = mark.start if mark.start <= start else max(mark.start, end) + by
        last = mark.end + by if mark.end >= end else min(mark.end, start)
        if first < last:
            yield Mark(mark.kind, first, last, mark.data)
