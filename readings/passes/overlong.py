"""Paragraphs longer than any page: they are divided, since every page that showed one would be as long as it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from readings.pieces import Piece, PieceDoubt
from readings.structure import KINDS_WITH_LINES, LONGEST_PARAGRAPH, Mark

_SENTENCE_END = re.compile(r"[.!?…][\"”’'»“«‹›)\]*]{0,4}\s|[。！？।]")
_WHITE = re.compile(r"\s")
_LINE_END = re.compile("\n")


def overlong_paragraphs(pieces: list[Piece]) -> list[Piece]:
    """A paragraph beyond LONGEST_PARAGRAPH goes on in others, from the end of a sentence if there is one.

    A table goes on after a row. Each place is doubted, as no paragraph of the source ends there.
    """
    if all(len(piece.text) <= LONGEST_PARAGRAPH for piece in pieces):
        return pieces
    made: list[Piece] = []
    for piece in pieces:
        made += _divided(piece) if len(piece.text) > LONGEST_PARAGRAPH else [piece]
    return made


def _divided(piece: Piece) -> list[Piece]:
    """Cut a piece, in one sweep: of twenty million code points none may be looked at once for each part."""
    starts = _starts(piece)
    ends = [len(piece.text[start:after].rstrip()) + start for start, after in pairwise(starts)]
    ends.append(len(piece.text))
    marks, doubts, pages = defaultdict[int, list[Mark]](list), defaultdict(list), defaultdict(list)
    for mark in piece.marks:
        for at in range(bisect_right(starts, mark.start) - 1, len(starts)):
            if starts[at] >= mark.end:
                break
            start, end = max(mark.start, starts[at]), min(mark.end, ends[at])
            if start < end:
                marks[at].append(Mark(mark.kind, start - starts[at], end - starts[at], mark.data))
    for doubt in piece.doubts:
        at = bisect_right(starts, doubt.where) - 1
        doubts[at].append(doubt.at(min(doubt.where, ends[at]) - starts[at]))
    for number, where in piece.data.get("pages", ()):
        at = bisect_right(starts, where) - 1
        pages[at].append([number, min(where, ends[at]) - starts[at]])
    rows = _rows(piece, starts)
    made = []
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = piece.as_more() if at else piece
        data = {key: value for key, value in part.data.items() if key != "pages"}
        data |= {"pages": pages[at]} if at in pages else {}
        data |= {"cells": rows[at]} if rows else {}
        said = [PieceDoubt("paragraph_divided")] if at else []
        made.append(
            replace(
                part,
                text=piece.text[start:end],
                marks=tuple(marks[at]),
                doubts=(*said, *doubts[at]),
                data=data,
            )
        )
    return made


def _starts(piece: Piece) -> list[int]:
    """The places at which the parts begin."""
    text, starts = piece.text, [0]
    by_lines = piece.kind in (*KINDS_WITH_LINES, "table")
    signs = (_LINE_END, _SENTENCE_END, _WHITE) if by_lines else (_SENTENCE_END, _WHITE)
    while len(text) - starts[-1] > LONGEST_PARAGRAPH:
        middle, most = starts[-1] + LONGEST_PARAGRAPH // 2, starts[-1] + LONGEST_PARAGRAPH
        cut = next((last for sign in signs if (last := _last(sign, text, middle, most))), most)
        starts.append(cut + len(text[cut : cut + 1_000]) - len(text[cut : cut + 1_000].lstrip()))
    return starts


def _last(sign: re.Pattern[str], text: str, start: int, end: int) -> int:
    """The end of the last sign between two places; 0 when there is none."""
    return max((found.end() for found in sign.finditer(text, start, end)), default=0)


def _rows(piece: Piece, starts: Sequence[int]) -> list[list[Any]]:
    """The rows of a table by the part that they come into; none for anything else."""
    if "cells" not in piece.data:
        return []
    rows: list[list[Any]] = [[] for _start in starts]
    for row in filter(None, piece.data["cells"]):
        at = bisect_right(starts, row[0][0]) - 1
        most = (starts[at + 1] if at + 1 < len(starts) else len(piece.text)) - starts[at]
        rows[at].append([[min(place - starts[at], most) for place in cell] for cell in row])
    return rows
