"""Lines whose numbers count on from line to line: notes, "[1]", "[2]", and the sections of a book, "1", "1.1", "1.2", "2".

Only the shape of the lines is looked at: whether the sections come again is found out in `passes.contents`, what a note
belongs to in `passes.notes`. Items of lists are in `markers`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from readings.importers.lines import squeezed
from readings.pieces import Piece

_NOTE = re.compile(r"[ ]{0,3}\[(\d{1,3})\][ ]+\S")
_SIGNED = re.compile(r"[ ]{0,3}(?:\*{1,3}|[†‡])[ ]+\S")
_NUMBERED = re.compile(r"[ ]*(?P<number>(?:\d{1,3}|[A-Z])(?:\.\d{1,3}){0,4})(?P<stop>\.?)[ ]+(?=\S)")
_FEWEST = 4
_FEWEST_DEEP = 2  # with a number of several parts, which no list of items has
_LONGEST = 200  # code points of an entry
_NARROWEST = 45  # of lines that are wrapped
_FULL = 0.8  # of the longest line: one that had no room for the next word
_LETTERS_FROM = 1_000  # "A" counts on from any number

type Number = tuple[int, ...]


class Listed(NamedTuple):
    """The entries of a list of sections, and how far each is set in."""

    entries: list[str]
    indents: list[int]


def begins_note(line: str) -> bool:
    """Whether a line begins with a note's number in brackets or with a sign."""
    return bool(_NOTE.match(line) or _SIGNED.match(line))


def counted_notes(lines: Sequence[str]) -> list[int]:
    """The lines with which notes begin, "[1]", "[2]" and so on, where the first line is one and the numbers count up.

    Among them there may be some with a sign, "*", which were added later.
    """
    if not _NOTE.match(lines[0]):
        return []
    found = [(at, int(match[1])) for at, line in enumerate(lines) if (match := _NOTE.match(line))]
    numbers = [number for _at, number in found]
    if len(found) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    begun = {at for at, _number in found}
    return [at for at, line in enumerate(lines) if at in begun or _SIGNED.match(line)]


def as_contents(listed: Listed, setting: str, line: int, lines: int) -> Piece:
    """Return a list of sections as lines that may be a table of contents."""
    data = {"contents": "numbered", "indents": listed.indents}
    return Piece("\n".join(listed.entries), "verse", setting, line, lines, data=data)


def sections_of(lines: Sequence[str], *, are_wrapped: bool) -> Listed | None:
    """Join lines to the entries of a list of sections, each of which has the number that follows the one before."""
    if len(lines) < _FEWEST or not _NUMBERED.match(lines[0]):
        return None
    widest = max(_NARROWEST, *map(len, lines))
    entries, indents, deep = list[str](), list[int](), 0
    last: Number = ()
    for at, line in enumerate(lines):
        number = _number_of(line)
        if number and (not last or _follows(number, last)):
            last, deep = number, deep + (len(number) > 1)
        elif at == 0 or not are_wrapped or not _is_full(lines[at - 1], line, widest):
            return None
        else:
            entries[-1] = f"{entries[-1]} {squeezed(line)}"
            continue
        entries.append(squeezed(line))
        indents.append(len(line) - len(line.lstrip()))
    are_sections = deep >= _FEWEST_DEEP and len(entries) >= _FEWEST and max(map(len, entries)) <= _LONGEST
    return Listed(entries, indents) if are_sections else None


def _number_of(line: str) -> Number:
    found = _NUMBERED.match(line)
    if not found:
        return ()
    first, *rest = found["number"].split(".")
    if not first.isdecimal() and not (rest or found["stop"]):
        return ()  # "A boat"
    value = int(first) if first.isdecimal() else _LETTERS_FROM + ord(first) - ord("A")
    return (value, *map(int, rest))


def _follows(number: Number, last: Number) -> bool:
    """Whether a number is the first below the last one, or the next one of any level above it."""
    if number == (*last, 1) or number == (_LETTERS_FROM,):
        return True
    depth = len(number)
    return depth <= len(last) and number == (*last[: depth - 1], last[depth - 1] + 1)


def _is_full(before: str, line: str, widest: int) -> bool:
    """Whether a line had no room for the first word of the next one, which then goes on with it."""
    return len(before) + 1 + len(line.split(None, 1)[0]) > _FULL * widest
