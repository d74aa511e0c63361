"""Notes at the end of a document as a browser prints them: a numbered list, last of all, without a heading over it.

It is one of notes where the raised numbers in the text that have no note count with it, from 1 to its last item; a
list of the text may end right before it. What stands under a heading is left to the passes over all formats.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readings.pieces import APART, Piece
from readings.structure import Mark

_ONLY = re.compile(
    r"1[.)]\s+(?=\S)"
)  # before the only note, where no second item shows that it is one of a list
_BACK = re.compile(r"\s*[↩↑^⏎]\ufe0e?\s*$")  # a sign that leads back to the text


def with_endnotes(pieces: list[Piece]) -> list[Piece]:
    """Make notes of the last list of a document where the text calls its numbers, and link them."""
    given, pieces = pieces, _with_last_item(pieces)
    first = len(pieces)
    while first and (pieces[first - 1].kind in ("list_item", APART)):
        first -= 1
    if first == 0 or pieces[first - 1].kind == "heading":
        return given
    starts = (at for at in range(first, len(pieces)) if at == first or _begins(pieces[at]))
    return next((made for start in starts if (made := _noted(pieces, start))), given)


def _begins(piece: Piece) -> bool:
    return piece.kind == "list_item" and piece.data.get("value") == 1 and "continues" not in piece.data


def _noted(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """Return the pieces with notes from this place on, none where the numbers called are not those listed."""
    called = [
        mark.data["label"]
        for piece in pieces[:start]
        for mark in piece.marks
        if mark.kind == "note_ref" and "key" not in mark.data
    ]
    items = [piece for piece in pieces[start:] if piece.kind == "list_item"]
    values = [str(piece.data.get("value", "")) for piece in items if "continues" not in piece.data]
    counted = values == [str(number) for number in range(1, len(values) + 1)]
    if not values or not counted or list(dict.fromkeys(called)) != values:
        return []
    return [_called(piece) for piece in pieces[:start]] + _notes(pieces[start:])


def _with_last_item(pieces: list[Piece]) -> list[Piece]:
    """Take the last paragraph for an item when it begins with a 1, which is the only number that the text calls."""
    last = next((at for at in range(len(pieces) - 1, 0, -1) if pieces[at].kind != APART), 0)
    labels = {mark.data["label"] for piece in pieces for mark in piece.marks if mark.kind == "note_ref"}
    found = _ONLY.match(pieces[last].text) if last and pieces[last].kind == "prose" else None
    if not found or labels != {"1"} or pieces[last - 1].kind == "list_item":
        return pieces
    data = {**pieces[last].data, "level": 1, "ordered": True, "value": 1, "marker": found[0].strip()}
    item = replace(pieces[last].without_start(found.end()), kind="list_item", data=data)
    return [*pieces[:last], item, *pieces[last + 1 :]]


def _called(piece: Piece) -> Piece:
    """Return a piece whose raised numbers without a note lead to those at the end."""
    marks = tuple(
        replace(mark, data={**mark.data, "key": _key(mark.data["label"])})
        if mark.kind == "note_ref" and "key" not in mark.data
        else mark
        for mark in piece.marks
    )
    return replace(piece, marks=marks)


def _notes(pieces: Sequence[Piece]) -> list[Piece]:
    made: list[Piece] = []
    label = ""
    for piece in pieces:
        if piece.kind != APART:
            label = label if "continues" in piece.data else str(piece.data["value"])
            text = _BACK.sub("", piece.text)
            marks = tuple(_within(mark, len(text)) for mark in piece.marks if mark.start < len(text))
            data: dict[str, Any] = {"label": label, "key": _key(label)}
            if "continues" in piece.data:
                data["continues"] = True
            piece = replace(piece, kind="note", text=text, marks=marks, data=data)
        made.append(piece)
    return made


def _within(mark: Mark, length: int) -> Mark:
    return replace(mark, end=min(mark.end, length))


def _key(label: str) -> str:
    return f"end:{label}"
