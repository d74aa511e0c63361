"""Paragraphs whose lines end only because a style keeps them as typed: mail archives, forums, fields of a form.

Such words were written as plain text, so they are asked what that is asked (`readings.importers.plain`), all of a file
together. But the page shows the lines: what plain text would join with a doubt is kept here, with one.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Any

from readings.importers import plain
from readings.importers.breaks import NAMED, split_at
from readings.importers.early_ends import had_room
from readings.importers.glued import voice_of
from readings.importers.lines import ends_sentence, wrapped_to
from readings.importers.markup.first_names import named, under_names
from readings.pieces import Piece, PieceDoubt
from readings.structure import Mark

_TYPED = "typed"
_WIDEST = 120  # code points: nobody wraps wider, so that longer lines are a paragraph each
_OF_PROGRAMS = re.compile(
    r"[{};]$|^[{}#$]|^//|\w\([^()]*\)[:;]?$|(?<=\w)\(\)|\s(?:[-+*/=!<>|&:]?=|[=-]>|&&|\|\|)\s|\w::\w"
)
_FEWEST_OF_PROGRAMS = 2  # lines


def typed(piece: Piece, indents: Sequence[int]) -> Piece:
    """Say of a paragraph that its lines are those that were typed; nothing is asked of it before all are known."""
    return replace(piece, data={**piece.data, _TYPED: list(indents)})


def with_typed_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Tell what the lines are that were typed: prose, verse, items, quotations, speeches."""
    asked = [at for at, piece in enumerate(pieces) if _TYPED in piece.data]
    if not asked:
        return list(pieces)
    programs = {at for at in asked if _is_program(pieces[at])}
    over = under_names(pieces, [at for at in asked if at not in programs])
    made = {at: [_kept(pieces[at], is_first=at - 1 not in programs)] for at in sorted(programs)}
    pieces = list(pieces)
    for at, (_first, said) in over.items():
        if "\n" in said.text:
            pieces[at] = replace(said, data={**said.data, _TYPED: pieces[at].data[_TYPED][1:]})
        else:
            made[at] = [replace(pieces[at], data={**_untyped(pieces[at]), NAMED: True})]
    asked = [at for at in asked if at not in made]
    wide = {at for at in asked if max(map(len, pieces[at].text.split("\n"))) > _WIDEST}
    for group in (sorted(wide), [at for at in asked if at not in wide]):
        read = _as_plain_text(pieces, group)
        made |= {
            at: named(over[at][0], found, _untyped(over[at][0])) if at in over else found
            for at, found in read.items()
        }
    return [part for at, piece in enumerate(pieces) for part in made.get(at, [piece])]


def _is_program(piece: Piece) -> bool:
    """Recognise lines of a program by the mark around all of them, or by the signs that half of them have."""
    if any(mark.kind == "code" and mark.end - mark.start == len(piece.text) for mark in piece.marks):
        return "\n" in piece.text
    return are_of_program([line.strip() for line in piece.text.split("\n")])


def are_of_program(lines: Sequence[str]) -> bool:
    """Recognise lines half of which have the signs of a program."""
    signs = sum(bool(_OF_PROGRAMS.search(line.strip())) for line in lines)
    return len(lines) >= _FEWEST_OF_PROGRAMS and 2 * signs >= len(lines)


def _kept(piece: Piece, *, is_first: bool) -> Piece:
    """Keep the lines of a program; the first of several pieces is doubted."""
    kept = replace(piece, kind="verse", data={**_untyped(piece), "indents": piece.data[_TYPED]})
    return kept.with_doubt("lines_as_typed") if is_first else kept


def _untyped(piece: Piece) -> dict[str, Any]:
    return {name: said for name, said in piece.data.items() if name != _TYPED}


def _as_plain_text(pieces: Sequence[Piece], group: Sequence[int]) -> dict[int, list[Piece]]:
    """Read paragraphs as one plain text, with a blank line between them; return by their places what came of them."""
    lines, owners, firsts = list[str](), list[int](), dict[int, int]()
    for at in group:
        own, indents = pieces[at].text.split("\n"), pieces[at].data[_TYPED]
        firsts[at] = len(lines) + 1
        indents = [*indents[: len(own)], *[0] * (len(own) - len(indents))]
        lines += [" " * indent + line for line, indent in zip(own, indents, strict=True)]
        lines.append("")
        owners += [at] * (len(own) + 1)
    text, width = "\n".join(lines[:-1]), wrapped_to(lines)
    found = defaultdict[int, dict[int, list[Piece]]](dict)
    for read in plain.pieces(text, plain.setting_of(text)) if group else ():
        at = owners[read.line - 1]
        found[at].setdefault(read.line - firsts[at], []).append(read)
    return {at: _parts(pieces[at], found[at], width) for at in group}


def _parts(whole: Piece, found: Mapping[int, Sequence[Piece]], width: int) -> list[Piece]:
    """Cut a paragraph at the lines with which what was `found` in it begins."""
    starts = list(accumulate((len(line) + 1 for line in whole.text.split("\n")), initial=0))
    begins = sorted(found)
    parts = split_at(whole, [starts[line] - 1 for line in begins if line])
    if len(parts) != len(begins):
        return [replace(whole, data=_untyped(whole))]
    return [
        _of_typed(_doubted(read, part, width), part, whole.data[_TYPED][line : line + read.lines])
        for line, part in zip(begins, parts, strict=True)
        for read in found[line]
    ]


def _doubted(read: Piece, part: Piece, width: int) -> Piece:
    """Doubt lines that were joined though one had room for more, or begins with who speaks: nobody had to end it there."""
    if read.lines < 2 or read.kind not in ("prose", "quotation"):
        return read
    pairs = list(pairwise(part.text.split("\n")))
    early = [at for at, (line, after) in enumerate(pairs, start=1) if had_room(line, after, width)]
    voices = any(ends_sentence(line) and voice_of(after) for line, after in pairs)
    if voices or (2 * len(early) > len(pairs) and not read.doubts):
        return read.with_doubt("lines_joined")
    if read.doubts or not early:
        return read
    words = sum(len(line.split()) for line, _after in pairs[: early[0]])
    return read.with_doubt("lines_joined", len(" ".join(read.text.split(" ", words)[:words])))


def _of_typed(read: Piece, part: Piece, indents: Sequence[int]) -> Piece:
    """Give what plain text makes of some lines the marks that they have, and the kind that stands around them."""
    data = {**_untyped(part), **read.data}
    if not read.text:
        return replace(part, text="", kind=read.kind, marks=(), data=data)
    if any(doubt.code == "lines_joined" and not doubt.where for doubt in read.doubts):
        kept = replace(part, kind="verse", data={**data, "indents": list(indents)})
        return kept.with_doubt("lines_as_typed")
    kind = "quotation" if part.kind == "quotation" and read.kind == "prose" else read.kind
    marks, doubts = _moved(part, read.text) if part.marks or part.doubts else ((), ())
    return replace(
        part,
        text=read.text,
        kind=kind,
        marks=(*read.marks, *marks),
        data=data,
        doubts=tuple(sorted((*doubts, *read.doubts), key=attrgetter("where"))),
    )


def _moved(part: Piece, text: str) -> tuple[list[Mark], list[PieceDoubt]]:
    """Return the marks and doubts of some lines at the places that their words have in `text`."""
    places, offsets = _places(part.text, text)
    if not places:
        return [], [doubt.at(0) for doubt in part.doubts]
    marks = []
    for mark in part.marks:
        first, last = bisect_left(places, mark.start), bisect_left(places, mark.end)
        if first < last:
            marks.append(Mark(mark.kind, offsets[first], offsets[last - 1] + 1, mark.data))
    offsets.append(len(text))
    doubts = [
        doubt.at(offsets[bisect_left(places, doubt.where)] if doubt.where else 0) for doubt in part.doubts
    ]
    return marks, doubts


def _places(source: str, text: str) -> tuple[list[int], list[int]]:
    """Return where each sign of a text that is no space stands in its source, and in the text; from the end backwards.

    What was left out is a marker before it, or hyphens; without places where other signs were put in.
    """
    places, offsets, before = list[int](), list[int](), len(source)
    for at in range(len(text) - 1, -1, -1):
        if not text[at].isspace():
            before = source.rfind(text[at], 0, before)
            if before < 0:
                return [], []
            places.append(before)
            offsets.append(at)
    return places[::-1], offsets[::-1]
