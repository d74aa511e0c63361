"""Numbers in the words that no note was found for, and a note made by hand that has such a number: they are linked.

Only where there is no choice. Where the same number waits twice, whoever is at the desk says which is meant.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.desk.linking import linked
from readings.desk.referring import MISSING
from readings.models import Desk, DeskPiece
from readings.pieces import APART, Piece
from readings.structure import Mark

_BACK = re.compile(r"(?<=\S)(?:\s*[↩⏎↵][\ufe0e\ufe0f]?)+\s*$")  # where a file leads back to the text
Pair = tuple[DeskPiece, Piece]


def matched(desk: Desk, rows: Sequence[DeskPiece], made: Sequence[Piece]) -> tuple[list[Piece], list[Pair]]:
    """Return what becomes of rows, with the notes among it linked, and the rows elsewhere that refer to them now."""
    pieces, others = list(made), dict[int, Pair]()
    for at, (row, note) in enumerate(zip(rows, made, strict=True)):
        label = note.data.get("label")
        if note.kind != "note" or row.kind == "note" or not label:
            continue
        waiting = _waiting(desk, row.place, label, skipped=[one.pk for one in rows])
        if len(waiting) != 1:
            continue
        [(there, mark)] = waiting
        _row, piece = others.get(there.pk, (there, there.piece))
        piece, pieces[at] = linked(piece, mark.start, mark.end, note, str(note.data["key"]))
        others[there.pk] = (there, piece)
    return pieces, list(others.values())


def _waiting(desk: Desk, place: str, label: str, *, skipped: Sequence[int]) -> list[tuple[DeskPiece, Mark]]:
    """The references of this number above a place that lead nowhere, down from the last note of that number."""
    above = desk.pieces.filter(place__lt=place).exclude(pk__in=skipped)
    same = above.filter(kind="note", data__label=label).order_by("-place").values_list("place", flat=True)
    since = above.filter(place__gt=same.first() or "").exclude(kind=APART)
    return [
        (row, mark)
        for row in since.filter(doubts__contains=[[MISSING]]).order_by("place")
        for mark in without_note(row.piece)
        if number_of(row.piece, mark) == label
    ]


def without_note(piece: Piece) -> list[Mark]:
    """The references of a piece for which no note was found."""
    doubted = {doubt.where for doubt in piece.doubts if doubt.code == MISSING}
    marks = (mark for mark in piece.marks if mark.kind == "note_ref" and mark.start in doubted)
    return [mark for mark in marks if not mark.data.get("key")]


def number_of(piece: Piece, mark: Mark) -> str:
    """The number of a reference, without what stands around it."""
    return piece.text[mark.start : mark.end].strip("[]() ")


def without_arrow(note: Piece) -> Piece:
    """Return a note without the sign at its end that led back to the text in its file."""
    arrow = _BACK.search(note.text)
    if note.kind != "note" or arrow is None:
        return note
    end = arrow.start()
    marks = (replace(mark, end=min(mark.end, end)) for mark in note.marks)
    return replace(
        note,
        text=note.text[:end],
        marks=tuple(mark for mark in marks if mark.start < mark.end),
        doubts=tuple(doubt.at(min(doubt.where, end)) for doubt in note.doubts),
    )
