"""What a curator does to pieces: divide one, join two, change the words, change what it is. Pure.

No word is lost or doubled. What stands on words (marks, doubts, page numbers, the cells of a table) stays on them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from readings.carrying import Carrier
from readings.desk.cutting import SEAM, glue, with_seams
from readings.desk.doubting import answered
from readings.desk.emphasising import SIGNS, signed, unsigned
from readings.desk.lining import in_one_line, verse_lines
from readings.desk.meanings import unmarked
from readings.importers.decoding import clean, tidy
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import KINDS_WITH_LINES, LONGEST_PARAGRAPH, Mark
from readings.tables import has_caption

MOST_WORDS = 200_000  # code points that a curator may type into one paragraph
BREAK = "\n\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LEFT_OPEN, _BEGUN = ("stops_mid_sentence", "sentence_broken"), ("starts_mid_sentence", "stray_punctuation")


class CannotMendError(ValueError):
    """What was asked for makes no sense here. `reason` names why; `readings.desk.wording` has the sentences."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def divide(piece: Piece, at: int) -> list[Piece]:
    """Return the two pieces before and after a code point. White space at the cut goes.

    Raises CannotMendError where one of them would have no words, and for a table.
    """
    if piece.kind == "table":
        raise CannotMendError("table_divided")
    spaces = " \n" if piece.kind == "verse" else None  # others indent its lines
    head, tail = piece.text[: max(at, 0)].rstrip(), piece.text[max(at, 0) :].lstrip(spaces)
    if not head or not tail or at > len(piece.text):
        raise CannotMendError("nothing_divided")
    cut, piece = len(piece.text) - len(tail), _with_other_words(piece)
    first, second = _stretch(piece, 0, len(head)), _second(_stretch(piece, cut, len(piece.text)))
    return with_seams(piece.text, [first, second])


def _stretch(piece: Piece, start: int, end: int) -> Piece:
    """Cut a stretch out of a piece, with what stands on it."""
    marks = tuple(
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.data)
        for mark in piece.marks
        if mark.start < end and mark.end > start
    )
    last = end == len(piece.text)
    doubts = tuple(
        doubt.at(min(doubt.where, end) - start)
        for doubt in piece.doubts
        if start <= doubt.where < end
        or (doubt.where >= end and last)
        or (doubt.where <= start and start == 0)
    )
    data = dict(piece.data)
    if "pages" in data:
        data["pages"] = [
            [number, max(at - start, 0)]
            for number, at in data["pages"]
            if start <= at < end or (at >= end and last)
        ]
        if not data["pages"]:
            del data["pages"]
    return replace(piece, text=piece.text[start:end], marks=marks, doubts=doubts, data=data)


def _second(piece: Piece) -> Piece:
    """Say what the second half of something is: more of the same, but no second heading, note or item."""
    if piece.kind == APART:
        if "was" not in piece.data:
            return piece
        was = _second(as_it_was(piece))
        said = {"kind": was.kind, "rank": was.rank, "data": was.data, "doubts": []}
        return replace(piece, data={**piece.data, "was": said})
    more = piece.as_more()
    return replace(more, data={key: value for key, value in more.data.items() if key != SEAM})


def as_it_was(piece: Piece) -> Piece:
    """Return a piece that is not content as it was before it was taken out."""
    if "was" not in piece.data:
        return piece
    was = piece.data["was"]
    doubts = tuple(map(PieceDoubt.from_list, was["doubts"]))
    return replace(piece, kind=was["kind"], rank=was["rank"], data=was["data"], doubts=doubts)


def _with_other_words(piece: Piece) -> Piece:
    """Forget of what is not content what it said of places in its words, which are others now."""
    if "was" not in piece.data:
        return piece
    was = piece.data["was"]
    said = {key: value for key, value in was["data"].items() if key != "pages"}
    was = {**was, "data": said, "doubts": []}
    if was["kind"] in ("table", "figure"):
        was = {"kind": "prose", "rank": 0, "data": {}, "doubts": []}
    return replace(piece, data={**piece.data, "was": was})


def join(one: Piece, two: Piece) -> Piece:
    """Return one piece with the words of both; it is what the first one is.

    Raises CannotMendError when one of them is not content and the other is, for tables, for two notes, and when they
    are too long for one.
    """
    if "table" in (one.kind, two.kind):
        raise CannotMendError("table_joined")
    if (one.kind == APART) != (two.kind == APART):
        raise CannotMendError("apart_joined")
    if "key" in two.data and one.kind != APART:
        raise CannotMendError("notes_joined")
    if len(one.text) + len(two.text) > LONGEST_PARAGRAPH:
        raise CannotMendError("too_long_joined")
    was, one, two = two, _with_other_words(one), unmarked(as_it_was(two))
    kept = glue(one, two, was.data.get(SEAM))
    two = two if one.kind in KINDS_WITH_LINES else in_one_line(two)
    between = _between(one, two) if kept is None else kept
    at = len(one.text) + len(between)
    marks = _seamless([*one.marks, *(mark.moved(at) for mark in two.marks)], len(one.text), at)
    doubts = [
        *(doubt for doubt in one.doubts if not (doubt.code in _LEFT_OPEN and doubt.where >= len(one.text))),
        *(doubt.moved(at) for doubt in two.doubts if not (doubt.code in _BEGUN and doubt.where == 0)),
    ]
    data = dict(one.data)
    if "pages" in two.data:
        data["pages"] = [
            *data.get("pages", ()),
            *([number, where + at] for number, where in two.data["pages"]),
        ]
    return replace(
        one,
        text=one.text + between + two.text,
        marks=tuple(marks),
        doubts=tuple(doubts),
        data=data,
        source=joined_ranges([*one.source, *two.source]),
    )


def _between(one: Piece, two: Piece) -> str:
    if one.kind in KINDS_WITH_LINES:
        return "\n"
    broken = one.text.endswith("-") and not one.text.endswith(" -") and two.text[:1].islower()
    return "" if broken or one.text.endswith("—") else " "


def _seamless(marks: Sequence[Mark], end: int, start: int) -> list[Mark]:
    """A mark that ends with one piece and begins with the next is one mark."""
    beginning = {mark.kind: mark for mark in marks if mark.start == start and not mark.data}
    ending = {mark.kind: mark for mark in marks if mark.end == end and not mark.data}
    both = beginning.keys() & ending.keys()
    gone = [beginning[kind] for kind in both]
    return [
        replace(mark, end=beginning[mark.kind].end)
        if mark.kind in both and mark == ending[mark.kind]
        else mark
        for mark in marks
        if mark not in gone
    ]


def joined_ranges(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ranges in order, neighbours and those that overlap as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return tuple(made)


def reword(piece: Piece, typed: str) -> list[Piece]:
    """Return the piece with other words: several pieces where a blank line stands between them.

    The signs of emphasis in what was typed (`readings.desk.emphasising`) say what is emphasised. Other marks, and doubts,
    stay on the words that are still there. Raises CannotMendError when there are no words left, or too many.
    """
    if len(typed) > MOST_WORDS:
        raise CannotMendError("too_long")
    lines = [part for part in map(_lines_of(piece), _paragraphs(piece, typed)) if part]
    if not lines:
        raise CannotMendError("no_words")
    text, emphasis = unsigned(BREAK.join(lines))
    if any(len(part) > max(LONGEST_PARAGRAPH, len(piece.text)) for part in text.split(BREAK)):
        raise CannotMendError("paragraph_too_long")
    if text == piece.text and signed(text, emphasis) == signed(text, piece.marks):
        return [piece]
    others = replace(piece, marks=tuple(mark for mark in piece.marks if mark.kind not in SIGNS))
    carried = _carried(others, text)
    marks = sorted([*carried.marks, *emphasis], key=lambda mark: (mark.start, -mark.end))
    whole = _with_other_words(replace(carried, marks=tuple(marks)))
    made, at = list[Piece](), 0
    for part in text.split(BREAK):
        stretch = _stretch(whole, at, at + len(part))
        made.append(_second(stretch) if made else stretch)
        at += len(part) + len(BREAK)
    caption = piece.text.split("\n")[0] if has_caption(piece.data) else None
    return [_with_cells(answered(one), caption) for one in with_seams(piece.text, made)]


def _paragraphs(piece: Piece, typed: str) -> list[str]:
    typed = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", typed)
    typed = (clean if piece.kind == "verse" else tidy)(typed).strip("\n")
    if piece.kind == "table":
        return [_BLANK_LINES.sub("\n", typed)]
    return _BLANK_LINES.split(typed)


def _lines_of(piece: Piece) -> Any:
    if piece.kind == "table":
        return lambda part: "" if not part.strip(" |\n") else part
    if piece.kind == "verse":
        return verse_lines
    if "\n" in piece.text:
        return lambda part: "\n".join(line.strip() for line in part.split("\n") if line.strip())
    return lambda part: " ".join(line.strip() for line in part.split("\n") if line.strip())


def _carried(piece: Piece, text: str) -> Piece:
    """Put other words into a piece, and what stood on its words where those are now."""
    carrier = Carrier(piece.text, text)

    def place(at: int) -> int:
        """Where a code point went, or the end of the words before it that are still there."""
        before = [block for block in carrier.blocks if block.old <= at]
        block = max(before, key=lambda block: block.old) if before else None
        return min(block.new + min(at - block.old, block.length), len(text)) if block else 0

    marks = []
    for mark in piece.marks:
        found = carrier.carried(mark.start, mark.end)
        if found and (mark.kind != "note_ref" or found.score == 1.0):
            marks.append(Mark(mark.kind, found.start, found.end, mark.data))
    doubts = tuple(
        doubt.at(len(text) if doubt.where >= len(piece.text) and doubt.where else place(doubt.where))
        for doubt in piece.doubts
    )
    data = dict(piece.data)
    if "pages" in data:
        data["pages"] = sorted(([number, place(at)] for number, at in data["pages"]), key=lambda one: one[1])
    return replace(piece, text=text, marks=tuple(marks), doubts=doubts, data=data)


def _with_cells(piece: Piece, caption: str | None) -> Piece:
    """Find the cells of a table again: a line a row, " | " between two cells, but in the caption that it had before."""
    if piece.kind != "table":
        return piece
    cells, at = [], 0
    for line in piece.text.split("\n"):
        row = []
        for cell in [line] if not at and line == caption else line.split(" | "):
            row.append([at, at + len(cell)])
            at += len(cell) + len(" | ")
        at += 1 - len(" | ")
        cells.append(row)
    data = {**piece.data, "columns": max(map(len, cells)), "cells": cells}
    if not has_caption(data):  # it was taken out, or became a row
        data.pop("caption", None)
    return replace(piece, data=data)


def looked_at(piece: Piece, code: str, at: int) -> Piece:
    """Return the piece without a doubt that somebody has looked at.

    Raises CannotMendError when it has none such.
    """
    found = next((doubt for doubt in piece.doubts if (doubt.code, doubt.where) == (code, at)), None)
    if found is None:
        raise CannotMendError("no_such_doubt")
    left = list(piece.doubts)
    left.remove(found)
    return replace(piece, doubts=tuple(left))
