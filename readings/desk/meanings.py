"""Numbers of notes and markers of list items: out of the words when a piece becomes one, and back into them. Pure."""

import re
from dataclasses import replace
from typing import Any

from readings.desk.cutting import SEAM
from readings.desk.referring import MISSING
from readings.importers.markers import marker_of
from readings.pieces import Piece
from readings.structure import Mark

_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,4}|[*†‡§]{1,3})[\])]?[.:)]?\s+(?=\S)")
_KEPT = ("pages", "break_before", SEAM)  # said of any kind of paragraph


def unmarked(piece: Piece) -> Piece:
    """Return a piece with the number of its note, or of its item, back in its words."""
    prefix = _prefix(piece)
    if not prefix:
        return piece
    by = len(prefix)
    data = dict(piece.data)
    if "pages" in data:
        data["pages"] = [[number, at + by if at else 0] for number, at in data["pages"]]
    return replace(
        piece,
        text=prefix + piece.text,
        marks=tuple(mark.moved(by) for mark in piece.marks),
        doubts=tuple(doubt.moved(by if doubt.where else 0) for doubt in piece.doubts),
        data=data,
    )


def _prefix(piece: Piece) -> str:
    if piece.data.get("continues"):
        return ""
    if "prefix" in piece.data:
        return str(piece.data["prefix"])
    if piece.kind == "note" and piece.data.get("label"):
        return f"{piece.data['label']}. "
    if piece.kind == "list_item" and piece.data.get("ordered") and piece.data.get("marker"):
        return f"{piece.data['marker']} "
    return ""


def plain_data(piece: Piece) -> Piece:
    """Return a piece with the data that its kind has; a note's number and an item's marker are taken for it."""
    data = {key: piece.data[key] for key in _KEPT if key in piece.data}
    if piece.kind == "note":
        return _as_note(replace(piece, data=data))
    if piece.kind == "list_item":
        return _as_item(replace(piece, data=data))
    return replace(piece, data=data)


def _as_note(piece: Piece) -> Piece:
    found = _NOTE_NUMBER.match(piece.text)
    if not found:
        return replace(piece, data={**piece.data, "label": ""})
    return _without_start(piece, found.end(), {"label": found[1], "prefix": found[0]})


def _as_item(piece: Piece) -> Piece:
    marker = marker_of(piece.text)
    said: dict[str, Any] = {"level": 1, "ordered": False, "marker": ""}
    if marker is None:
        return replace(piece, data={**piece.data, **said})
    said |= {"ordered": marker.ordered, "marker": marker.shown}
    if marker.ordered:
        said["value"] = marker.value
    return _without_start(piece, marker.text_at, {**said, "prefix": piece.text[: marker.text_at]})


def _without_start(piece: Piece, count: int, data: dict[str, Any]) -> Piece:
    """Take the first code points out of the words: they are in the data from now on."""
    if "pages" in piece.data:
        data["pages"] = [[number, max(at - count, 0)] for number, at in piece.data["pages"]]
    marks = tuple(
        Mark(mark.kind, max(mark.start - count, 0), mark.end - count, mark.data)
        for mark in piece.marks
        if mark.end > count
    )
    doubts = tuple(
        doubt.at(max(doubt.where - count, 0))
        for doubt in piece.doubts
        if not (doubt.code == MISSING and doubt.where < count)  # it is no reference, but its own number
    )
    return replace(piece, text=piece.text[count:], marks=marks, doubts=doubts, data={**piece.data, **data})
