"""The lines of verse put into one line, and what a curator typed as lines put into verse. Pure."""

import re
from dataclasses import replace

from readings.importers.decoding import plain_spaces
from readings.indenting import EM, EN, indentation
from readings.pieces import Piece
from readings.structure import Mark

_INDENT = re.compile(rf"^[{EM}{EN}]+", re.MULTILINE)


def in_one_line(piece: Piece) -> Piece:
    """Return a piece whose words stand in one line. What indented its lines goes, all else stays on its words."""
    gone = [found.span() for found in _INDENT.finditer(piece.text)]

    def place(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in gone if start < at)

    if not gone:
        return replace(piece, text=piece.text.replace("\n", " "))
    marks = (Mark(mark.kind, place(mark.start), place(mark.end), mark.data) for mark in piece.marks)
    data = dict(piece.data)
    if "pages" in data:
        data["pages"] = [[number, place(at)] for number, at in data["pages"]]
    return replace(
        piece,
        text=_INDENT.sub("", piece.text).replace("\n", " "),
        marks=tuple(mark for mark in marks if mark.start < mark.end),
        doubts=tuple(doubt.at(place(doubt.where)) for doubt in piece.doubts),
        data=data,
    )


def verse_lines(typed: str) -> str:
    """Return typed lines as verse: the wide spaces that indent them stay, plain ones at their ends go."""
    lines = []
    for line in typed.split("\n"):
        words = plain_spaces(line).strip()
        spaces = line[: len(line) - len(line.lstrip())]
        if words:
            lines.append(indentation(2 * spaces.count(EM) + spaces.count(EN)) + words)
    return "\n".join(lines)
