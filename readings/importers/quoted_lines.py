"""Lines that begin with ">", as letters on a mailing list quote them: told, and their marks taken off.

What Markdown makes of such lines is not told here.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.pieces import Piece
from readings.words import count_words

_QUOTED = re.compile(r"[ ]?(?:>[ ]?)+")
_PROMPT = ">>>"  # of a program, where all lines have it
_FEWEST = 8  # words that stand together behind such marks: fewer may be a comparison, or something to type


def unquoted(lines: Sequence[str]) -> tuple[list[str], set[int]]:
    """Return lines without the marks of what they quote, and the places of those that had one."""
    made, quoted, start = list(lines), set[int](), 0
    while start < len(lines):
        end = start
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        if _are_quoted(lines[start:end]):
            quoted |= set(range(start, end))
            made[start:end] = [_QUOTED.sub("", line, count=1) for line in lines[start:end]]
        start = end + 1
    return made, quoted


def _are_quoted(lines: Sequence[str]) -> bool:
    words = sum(count_words(_QUOTED.sub("", line, count=1)) for line in lines)
    return words >= _FEWEST and not all(line.startswith(_PROMPT) for line in lines)


def edges_of(quoted: set[int]) -> set[int]:
    """Return the lines with which a quotation begins, and those right behind one."""
    return {at for at in quoted if at - 1 not in quoted} | {at + 1 for at in quoted if at + 1 not in quoted}


def as_quotations(pieces: Sequence[Piece], quoted: set[int]) -> list[Piece]:
    """Make quotations of the paragraphs of prose that begin at quoted lines."""
    return [
        replace(piece, kind="quotation") if piece.kind == "prose" and piece.line in quoted else piece
        for piece in pieces
    ]
