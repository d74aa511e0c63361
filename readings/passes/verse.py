"""The indentation of lines that are kept as lines, of verse and of programs. How it is written: `readings.indenting`."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from readings.indenting import indentation
from readings.pieces import APART, Piece
from readings.structure import Mark


def indented_lines(pieces: list[Piece]) -> list[Piece]:
    """Lines that were indented further than others of their poem are so again; centred ones say nothing by it."""
    made = [_without(piece) for piece in pieces]
    poem: list[int] = []
    for index in range(len(pieces) + 1):
        if index < len(pieces) and _has_lines(pieces[index]):
            poem.append(index)
            continue
        if index == len(pieces) or pieces[index].kind != APART:
            for at, indents in _of_poem([pieces[one] for one in poem], poem):
                made[at] = _indented(made[at], indents)
            poem = []
    return made


def _without(piece: Piece) -> Piece:
    if "indents" not in piece.data:
        return piece
    return replace(piece, data={key: value for key, value in piece.data.items() if key != "indents"})


def _has_lines(piece: Piece) -> bool:
    """Whether a piece is lines of which the reader has told how far each is indented, and which are still those."""
    indents = piece.data.get("indents")
    return (
        piece.kind == "verse"
        and indents is not None
        and "contents" not in piece.data
        and len(indents) == piece.text.count("\n") + 1
    )


def _of_poem(poem: Sequence[Piece], places: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Return the place of each stanza with the indentation of its lines, counted from the outermost of all."""
    lines = [line for piece in poem for line in piece.text.split("\n")]
    indents = [columns for piece in poem for columns in piece.data["indents"]]
    if not any(indents) or _are_centred(lines, indents):
        return []
    edge = min(indents)
    return [
        (at, [one - edge for one in piece.data["indents"]]) for at, piece in zip(places, poem, strict=True)
    ]


def _are_centred(lines: Sequence[str], indents: Sequence[int]) -> bool:
    """Tell whether lines of different lengths all have the same middle, as those of a title page have."""
    if len({len(line) for line in lines}) < 2:
        return False
    middles = [2 * columns + len(line) for line, columns in zip(lines, indents, strict=True)]
    return max(middles) - min(middles) <= 2


def _indented(piece: Piece, indents: Sequence[int]) -> Piece:
    """Put the spaces before the lines; what stands on words stays on them."""
    if not any(indents):
        return piece
    lines = piece.text.split("\n")
    starts, moved, at, added = [], [0], 0, 0
    for line, columns in zip(lines, indents, strict=True):
        starts.append(at)
        added += len(indentation(columns))
        moved.append(added)
        at += len(line) + 1

    def place(where: int) -> int:
        """Where what begins at a code point begins now; the very first one stays before the spaces."""
        return where + moved[bisect_right(starts, where)] if where else 0

    text = "\n".join(indentation(columns) + line for line, columns in zip(lines, indents, strict=True))
    marks = tuple(
        Mark(mark.kind, place(mark.start), mark.end + moved[bisect_left(starts, mark.end)], mark.data)
        for mark in piece.marks
    )
    doubts = tuple(doubt.at(place(doubt.where)) for doubt in piece.doubts)
    data = dict(piece.data)
    if "pages" in data:
        data["pages"] = [[label, place(where)] for label, where in data["pages"]]
    return replace(piece, text=text, marks=marks, doubts=doubts, data=data)
