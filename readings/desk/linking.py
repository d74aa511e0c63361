"""Notes and the words that refer to them, linked and parted by hand. Pure.

A number or a sign that stands in the words already is raised where it is. Words that are only words stay as they are
read, and the label of the note is set after them.
"""

import re
from dataclasses import replace
from typing import Any

from readings.desk.cutting import whole_words
from readings.desk.mending import CannotMendError
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import Mark

_SIGN = re.compile(r"(?:\d{1,3}|[*†‡§¹²³⁰⁴-⁹]{1,3}|\[\w{1,4}\]|\(\w{1,4}\)|\[[*†‡§]{1,3}\])")
_SHORT = 4  # code points of a label that is no word


def linked(
    piece: Piece, start: int, end: int, note: Piece, key: str, number: str = "*"
) -> tuple[Piece, Piece]:
    """Return a piece whose words from `start` to `end` (code points) refer to a note, and the note.

    `key` and `number` are for a note that has none yet. References that overlap a sign go. Raises CannotMendError for
    words that are not there, for what is no note, and for a note that would refer to itself.
    """
    if not may_refer(piece, start, end):
        raise CannotMendError("no_reference")
    if note.kind != "note" or note.data.get("continues"):
        raise CannotMendError("no_note")
    key, label = note.data.get("key") or key, note.data.get("label") or ""
    sign = sign_in(piece, start, end, label)
    data = {"key": key}
    if sign is None:
        label = label or number
        at = _after(piece, whole_words(piece.text, start, end)[1])
        piece = _with_words(piece, at, at, f"[{label}]")
        sign, data = (at, at + len(label) + 2), {**data, "set": True}
    start, end = sign
    others = [
        mark for mark in piece.marks if mark.kind != "note_ref" or mark.end <= start or mark.start >= end
    ]
    marks = sorted([*others, Mark("note_ref", start, end, data)], key=lambda mark: mark.start)
    doubts = tuple(
        doubt for doubt in piece.doubts if doubt.code != "note_missing" or not start <= doubt.where < end
    )
    referred = tuple(doubt for doubt in note.doubts if doubt.code != "note_unreferenced")
    label = label or piece.text[start:end].strip("[]() ")
    return (
        replace(piece, marks=tuple(marks), doubts=doubts),
        replace(note, data={**note.data, "label": label[:20], "key": key}, doubts=referred),
    )


def may_refer(piece: Piece, start: int, end: int) -> bool:
    """Whether there are words of a piece between these places, on one line, that can refer to a note."""
    words = piece.text[start:end] if 0 <= start < end <= len(piece.text) else ""
    return bool(words.strip()) and piece.kind != APART and "\n" not in words


def sign_in(piece: Piece, start: int, end: int, label: str = "") -> tuple[int, int] | None:
    """Return where in chosen words the sign for a note stands already: all of them, or their end. None for words."""
    words = piece.text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    words = words.strip()
    is_label = words.strip("[]()") == label and len(label) <= _SHORT
    raised = any(mark.kind == "note_ref" and (mark.start, mark.end) == (start, end) for mark in piece.marks)
    if raised or is_label or _SIGN.fullmatch(words):
        return start, end
    at_end = (one for one in likely_references(piece, label) if start <= one[0] and one[1] == end)
    return next(at_end, None)


def _after(piece: Piece, at: int) -> int:
    """The place for a label after words: behind a sign that stands across it."""
    across = [mark.end for mark in piece.marks if mark.kind == "note_ref" and mark.start < at < mark.end]
    return max(across, default=at)


def _with_words(piece: Piece, start: int, end: int, words: str) -> Piece:
    """Put words in the place of others, or of none; what stands on those beside them stays on them."""
    by = len(words) - (end - start)

    def begins(place: int) -> int:
        return place if place < start else max(place + by, start)

    def ends(place: int) -> int:
        return place if place <= start else max(place, end) + by

    marks = (replace(mark, start=begins(mark.start), end=ends(mark.end)) for mark in piece.marks)
    data: dict[str, Any] = dict(piece.data)
    if "pages" in data:
        data["pages"] = [[number, begins(place)] for number, place in data["pages"]]
    if "cells" in data:
        data["cells"] = [[[begins(place) for place in cell] for cell in row] for row in data["cells"]]
    return replace(
        piece,
        text=piece.text[:start] + words + piece.text[end:],
        marks=tuple(mark for mark in marks if mark.start < mark.end),
        doubts=tuple(doubt.at(begins(doubt.where)) for doubt in piece.doubts),
        data=data,
    )


def unlinked(piece: Piece, start: int, end: int) -> Piece:
    """Return the piece without the reference that stands exactly there; a label that linking has set goes with it.

    Raises CannotMendError when there is none.
    """
    marks = [one for one in piece.marks if one.kind == "note_ref" and (one.start, one.end) == (start, end)]
    if not marks:
        raise CannotMendError("no_reference")
    doubts = tuple(one for one in piece.doubts if one != PieceDoubt("note_missing", start))
    piece = replace(piece, doubts=doubts)
    if marks[0].data.get("set"):
        return _with_words(piece, start, end, "")
    return replace(piece, marks=tuple(one for one in piece.marks if one not in marks))


def likely_references(piece: Piece, label: str) -> list[tuple[int, int]]:
    """Return where in a piece the number of a note stands, glued to a word, in brackets or already raised."""
    found: list[tuple[int, int]] = []
    at = piece.text.find(label) if label else -1
    while at >= 0:
        end = at + len(label)
        alone = not (piece.text[at - 1 : at].isdigit() or piece.text[end : end + 1].isalnum())
        if alone and at > 0:
            bracketed = piece.text[at - 1] == "[" and piece.text[end : end + 1] == "]"
            found.append((at - 1, end + 1) if bracketed else (at, end))
        at = piece.text.find(label, end)
    return found
