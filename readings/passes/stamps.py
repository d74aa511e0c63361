"""What stands between the paragraphs and says nothing of their words: rows of ornaments, and stamps of when it was edited."""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.passes.heading_shapes import DATE
from readings.pieces import Piece
from readings.structure import Ranges

_STAMP = re.compile(
    r"\[?\s*(?:last\s+)?(?:edited|updated|modified|revised|changed|posted|published|zuletzt\s+(?:bearbeitet|geändert))"
    rf"(?:\s+on|\s+am|:)?\s+{DATE}(?:,?\s+\d\d?:\d\d(?:\s*[ap]m)?)?\s*\]?\.?",
    re.IGNORECASE,
)
_BRACKETED_DATE = re.compile(rf"\[\s*{DATE}\s*\]", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_YEAR_OF_WEB = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")  # an older date in brackets is one of a chronicle
_LONGEST_STAMP = 80


def ornaments(pieces: list[Piece]) -> list[Piece]:
    """A row of stars or a rule is no paragraph: the next one is said to begin after a break."""
    made: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind == "ornament":
            waiting.append(piece)
            continue
        if waiting:
            doubts = tuple(doubt.at(0) for ornament in waiting for doubt in ornament.doubts)
            after_break = bool(made) and any(not ornament.doubts for ornament in waiting)
            data = {**piece.data, "break_before": True} if after_break else piece.data
            source = _with_sources(waiting, piece.source)
            piece = replace(piece, doubts=(*doubts, *piece.doubts), data=data, source=source)
            waiting = []
        made.append(piece)
    if made and waiting:
        last = made[-1]
        doubts = tuple(doubt.at(len(last.text)) for ornament in waiting for doubt in ornament.doubts)
        made[-1] = replace(last, doubts=(*last.doubts, *doubts), source=_with_sources([last, *waiting], ()))
    return made


def _with_sources(ornaments: Sequence[Piece], source: Ranges) -> Ranges:
    """Where the ornaments stood belongs to what is beside them, so that no line of the file goes unaccounted for."""
    return (*(stretch for ornament in ornaments for stretch in ornament.source), *source)


def edit_stamps(pieces: list[Piece]) -> list[Piece]:
    """A line that only says when the text was edited is about the text and not in it."""
    return [
        piece.set_apart("edit_stamp", "edit_stamp")
        if len(piece.text) <= _LONGEST_STAMP
        and piece.kind != "heading"
        and (_STAMP.fullmatch(piece.text) or _is_bracketed_day(piece.text))
        else piece
        for piece in pieces
    ]


def _is_bracketed_day(text: str) -> bool:
    """Tell the day on which a page was edited from the year of an annal or the number of a page, "[1848]"."""
    found = _BRACKETED_DATE.fullmatch(text)
    return bool(found) and len(_NUMBERS.findall(text)) > 1 and bool(_YEAR_OF_WEB.search(text))
