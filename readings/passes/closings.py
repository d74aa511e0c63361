"""Lines with which a letter, a preface or a text closes: who wrote it, where and when. They are no sentences."""

import re
from collections.abc import Sequence

from readings.passes.heading_shapes import DATE, is_date, is_day
from readings.pieces import APART, Piece
from readings.words import word_set

_LONGEST = 80  # code points
_MOST_WORDS = 8
_MOST_OF_PLACE = 6  # words of a place and a day; a title may end with a day, too
_DATED = re.compile(rf"[,\s]*\b{DATE}\.?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
# What stands in small letters between the words of a name or a place, or before a date; none of them ends a line.
_BETWEEN = word_set(
    "of the and & upon on in at le la les sur von van der den de del di da du dos zu am an im und et y e ter ibn bin al"
)


def closing_lines(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of lines that name somebody, a place or a day and have nothing but such lines after them.

    That is up to the next heading, break or note, or the end; a place has the day under it wherever it stands.
    """
    found = set[int]()
    closes = is_dated = True
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece.kind == APART:
            continue
        is_line = piece.kind == "prose" and is_signed(piece.text)
        if is_line and (closes or is_dated):
            found.add(at)
        is_dated = piece.kind == "prose" and _is_day(piece.text)
        closes = (
            piece.kind in ("heading", "note")
            or bool(piece.data.get("break_before"))
            or (closes and (is_line or is_dated))
        )
    return found


def is_signed(line: str) -> bool:
    """Tell a line of names only, of somebody or a place, perhaps with a date behind them: "Port Ness, May 1911"."""
    if len(line) > _LONGEST or "\n" in line:
        return False
    undated = _DATED.sub("", line, count=1)
    words = undated.lstrip("—–- ").replace(",", " ").replace("(", " ").replace(")", " ").split()
    if undated != line:
        while words and words[-1].lower() in _BETWEEN:  # "Paris, le 3 mai 1911"
            words.pop()
    if not 0 < len(words) <= _MOST_WORDS or words[0] in _BETWEEN or words[-1].lower() in _BETWEEN:
        return False
    return all(word in _BETWEEN or (word[:1].isupper() and _WORD.fullmatch(word)) for word in words)


def is_dated(line: str) -> bool:
    """Tell a day, alone or behind the place where something was written: "Port Ness, 4 May 1911"."""
    return _is_day(line) or (
        is_signed(line) and len(line.split()) <= _MOST_OF_PLACE and bool(_DATED.search(line))
    )


def _is_day(line: str) -> bool:
    return len(line) <= _LONGEST and (is_date(line) or is_day(line))
