"""Emphasis that plain text writes with underscores, as Project Gutenberg does."""

import re
from dataclasses import replace

from readings.pieces import Piece
from readings.structure import Mark

_UNDERSCORED = re.compile(r"(?<![\w/])_(?=[^\s_])([^_]{1,400})(?<=[^\s_])_(?!\w)")


def underscored(pieces: list[Piece]) -> list[Piece]:
    """Words between two underscores are emphasised, in a text that does so at least three times, or always."""
    plain = [piece for piece in pieces if piece.setting in ("wrapped", "lines") and "_" in piece.text]
    pairs = sum(len(_UNDERSCORED.findall(piece.text)) for piece in plain)
    if pairs < 3 and sum(piece.text.count("_") for piece in plain) != 2 * pairs:
        return pieces
    return [
        _without_underscores(piece) if piece.setting in ("wrapped", "lines") else piece for piece in pieces
    ]


def _without_underscores(piece: Piece) -> Piece:
    if "_" not in piece.text or piece.marks:
        return piece
    parts: list[str] = []
    marks: list[Mark] = []
    at = length = 0
    for found in _UNDERSCORED.finditer(piece.text):
        before, inside = piece.text[at : found.start()], found[1]
        parts += (before, inside)
        marks.append(Mark("emphasis", length + len(before), length + len(before) + len(inside)))
        length += len(before) + len(inside)
        at = found.end()
    return replace(piece, text="".join([*parts, piece.text[at:]]), marks=tuple(marks))
