"""A name, a label or a date in a line of its own over what was typed under it: in talk, answers, diaries.

Plain text would join such a line, or make a heading of it. A page shows it in its line, so there it stays: above the
words, in their paragraph, and so in all of a file.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from readings.importers.breaks import NAMED, split_at
from readings.importers.early_ends import had_room
from readings.importers.lines import ends_sentence
from readings.pieces import Piece
from readings.structure import Mark

_LONGEST_STRONG, _LONGEST, _MOST_WORDS = 60, 30, 4  # code points, and words, of a first line
_FEWEST = 3  # paragraphs that begin with lines which nothing but their length sets off
_SAID, _TIMES = (
    60,
    3,
)  # code points of a line that is surely said, and how much longer it is than the one above it


def under_names(pieces: Sequence[Piece], asked: Collection[int]) -> dict[int, tuple[Piece, Piece]]:
    """Return, by their places, the first lines that stand over the others, and the others."""
    several = [at for at in asked if "\n" in pieces[at].text and "pages" not in pieces[at].data]
    strong = {at for at in several if _is_strong(pieces[at])}
    others = [at for at in several if at not in strong]
    short = [at for at in others if _is_short(pieces[at])]
    if len(short) >= _FEWEST and 5 * len(short) >= 4 * len(others):
        sure = sum(_is_over_words(pieces[at]) for at in short)
        strong |= set(short) if 2 * sure >= len(short) else set()
    found = {}
    for at in sorted(strong):
        first, rest = split_at(pieces[at], [pieces[at].text.index("\n")])
        found[at] = (first, rest)
    return found


def named(first: Piece, said: Sequence[Piece], data: Mapping[str, Any]) -> list[Piece]:
    """Put a first line over what its words were found to be; over a list or a quotation it is by itself."""
    under = said[0]
    if under.kind not in (first.kind, "prose", "verse") or not under.text:
        plain = tuple(mark for mark in first.marks if mark.kind != "strong")  # or it would be a heading
        return [replace(first, marks=plain, data=dict(data)), *said]
    by = len(first.text) + 1
    marks = [Mark(mark.kind, mark.start + by, mark.end + by, mark.data) for mark in under.marks]
    indents = {"indents": [0, *under.data["indents"]]} if "indents" in under.data else {}
    whole = replace(
        under,
        text=f"{first.text}\n{under.text}",
        lines=under.lines + 1,
        marks=(*first.marks, *marks),
        data={**under.data, **indents, **({NAMED: True} if under.kind != "verse" else {})},
        doubts=(*first.doubts, *(doubt.moved(by) for doubt in under.doubts)),
    )
    return [whole, *said[1:]]


def _is_strong(piece: Piece) -> bool:
    """Tell whether the first line, and it alone, is in strong letters, and had room for more."""
    first, *others = piece.text.split("\n")
    width = max(map(len, others))
    return (
        len(first) <= _LONGEST_STRONG
        and any(
            mark.kind == "strong" and mark.start == 0 and len(first) - 1 <= mark.end <= len(first)
            for mark in piece.marks
        )
        and (len(others) < 2 or had_room(first, others[0], width))
    )


def _is_short(piece: Piece) -> bool:
    first = piece.text.partition("\n")[0]
    return len(first) <= _LONGEST and len(first.split()) <= _MOST_WORDS and not ends_sentence(first)


def _is_over_words(piece: Piece) -> bool:
    first, second = piece.text.split("\n")[:2]
    return len(second) >= max(_SAID, _TIMES * len(first))
