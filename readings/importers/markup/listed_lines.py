"""Paragraphs whose lines a page breaks and begins with signs: the items of a list, or what several people say.

Their lines are asked what plain text makes of them (`readings.importers.plain`), all of a file together, for a dash begins
both. What it does not tell surely to be either stays what the breaks make of it (`readings.importers.breaks`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from readings.importers import plain
from readings.importers.breaks import by_stated_breaks, split_at
from readings.importers.dashes import speeches_in
from readings.importers.markers import marker_of
from readings.pieces import APART, Piece

_LISTED = "listed"
_DASH = re.compile(r"\s*(?:[—―–]|--?(?!-))")
_FEWEST = 2  # lines with a sign
_SAID_OF_ITEMS = ("level", "ordered", "value")


def by_lines(piece: Piece) -> list[Piece]:
    """Tell what the breaks in a paragraph make of it; where its lines begin with signs, only when all are known."""
    lines = piece.text.split("\n")
    if sum(bool(marker_of(line) or _DASH.match(line)) for line in lines) < _FEWEST or _is_code(piece):
        return by_stated_breaks(piece)
    return [replace(piece, data={**piece.data, _LISTED: True})]


def with_listed_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Make items of lists and speeches of the lines that are some."""
    asked = [at for at, piece in enumerate(pieces) if _LISTED in piece.data]
    if not asked:
        return list(pieces)
    found = _as_plain_text(pieces, [at for at in asked if pieces[at].kind != APART])
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        if _LISTED not in piece.data:
            made.append(piece)
            continue
        whole = replace(piece, data={name: said for name, said in piece.data.items() if name != _LISTED})
        if at not in found:
            made.append(whole)
            continue
        is_beside_verse = any(
            other.kind == "verse" for other in (*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2])
        )
        made += _read(whole, found[at], is_beside_verse=is_beside_verse)
    return made


def _is_code(piece: Piece) -> bool:
    return any(mark.kind == "code" and mark.end - mark.start == len(piece.text) for mark in piece.marks)


def _as_plain_text(pieces: Sequence[Piece], asked: Sequence[int]) -> dict[int, dict[int, Piece]]:
    """Read paragraphs as one plain text, each under what stands before it; return what came of which of their lines."""
    lines, owners = list[str](), list[tuple[int, int]]()
    for at in asked:
        own = pieces[at].text.split("\n")
        indents = pieces[at].data.get("indents") or [0] * len(own)
        before = pieces[at - 1].text.replace("\n", " ") if at and pieces[at - 1].kind != APART else ""
        lead = ["", before, ""] if before and not marker_of(before) else [""]
        lines += [*lead, *(" " * indent + line for indent, line in zip(indents, own, strict=True))]
        owners += [*[(-1, 0)] * len(lead), *((at, number) for number in range(len(own)))]
    found = defaultdict[int, dict[int, Piece]](dict)
    for read in plain.pieces("\n".join(lines), "lines"):
        at, number = owners[read.line - 1]
        found[at][number] = read
    return {at: found[at] for at in asked}


def _read(whole: Piece, found: Mapping[int, Piece], *, is_beside_verse: bool) -> list[Piece]:
    lines = whole.text.split("\n")
    kinds = [found[number].kind if number in found else "" for number in range(len(lines))]
    is_list = set(kinds[1:]) == {"list_item"} and (kinds[0] == "list_item" or lines[0].endswith(":"))
    if is_list:
        return list(_items(whole, found))
    is_said = all(map(_DASH.match, lines)) or bool(speeches_in(lines, 0))
    if is_said and set(kinds) == {"prose"} and not is_beside_verse:
        return _parted(whole)
    if whole.kind != "quotation":
        return by_stated_breaks(whole)
    made = by_stated_breaks(replace(whole, kind="prose"))
    return [piece if piece.kind == "verse" else piece.as_kind("quotation") for piece in made]


def _items(whole: Piece, found: Mapping[int, Piece]) -> Iterator[Piece]:
    for number, part in enumerate(_parted(whole)):
        marker = marker_of(part.text)
        if found[number].kind != "list_item" or marker is None:
            yield part
            continue
        said = {name: found[number].data[name] for name in _SAID_OF_ITEMS if name in found[number].data}
        shown = {"marker": marker.shown if marker.ordered else ""}
        quoted = {"quoted": True} if part.kind == "quotation" else {}
        pages = {"pages": part.data["pages"]} if "pages" in part.data else {}
        item = part.without_start(marker.text_at)
        yield replace(item, kind="list_item", data={**said, **shown, **quoted, **pages})


def _parted(whole: Piece) -> list[Piece]:
    """Cut a paragraph at its lines; what pages begin in it is said of the first of them."""
    data = {name: said for name, said in whole.data.items() if name not in ("indents", "pages")}
    places = list(accumulate((len(line) + 1 for line in whole.text.split("\n")[:-1]), initial=-1))[1:]
    first, *others = split_at(replace(whole, data=data), places)
    if pages := whole.data.get("pages"):
        pages = [[label, min(int(at), len(first.text))] for label, at in pages]
        first = replace(first, data={**data, "pages": pages})
    return [first, *others]
