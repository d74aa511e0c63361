"""Notes in Markdown: which of them their names tell apart."""

from collections import Counter
from dataclasses import replace

from readings.pieces import Piece


def without_shared_keys(made: list[Piece]) -> list[Piece]:
    """Where several notes have one name, as when each chapter counts its own, the name does not say which is meant."""
    begun = Counter(
        piece.data["key"] for piece in made if piece.kind == "note" and "continues" not in piece.data
    )
    shared = {key for key, count in begun.items() if count > 1}
    return [_without_keys(piece, shared) for piece in made] if shared else made


def _without_keys(piece: Piece, shared: set[str]) -> Piece:
    data = piece.data
    if data.get("key") in shared:
        data = {name: value for name, value in data.items() if name != "key"}
    marks = (
        replace(mark, data={"label": piece.text[mark.start : mark.end]})
        if mark.kind == "note_ref" and mark.data.get("key") in shared
        else mark
        for mark in piece.marks
    )
    return replace(piece, data=data, marks=tuple(marks))
