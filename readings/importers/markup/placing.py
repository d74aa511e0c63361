"""What a paragraph is by where it stands: in a heading, a list, a quotation, a note, a poem, lines of code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from readings.importers.breaks import NAMED, in_one_line, with_couplets
from readings.importers.markup.listed_lines import by_lines, with_listed_lines
from readings.importers.markup.listed_paragraphs import with_listed_paragraphs
from readings.importers.markup.tree import Element
from readings.importers.markup.typed_lines import typed, with_typed_lines
from readings.importers.writing import Inline
from readings.pieces import APART, Piece
from readings.structure import Mark

_LONGEST_HEADING = 400
_LONGEST_LINE_ASIDE = 5_000  # code points kept of a part that is no content; the file itself is kept as well
_LONGEST_ASIDE = 20_000  # code points kept of what was set apart at a place; the file itself is kept as well
_ORNAMENT = re.compile(r"(?:[*·•⁂#~_=–—✻✽❦❧☙◊◆◇□■●○+.-][ ]?){1,40}")
_TYPED_MARKER = re.compile(r"(?:[·•▪●○§‣–-]|o(?=\s)|(?P<number>(?:[0-9]{1,3}|[a-z])[.)]))\s+")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEEPEST = 6
_BESIDE = re.compile(
    r"lst-kix_.{1,60}-([0-8])"
)  # of Google Docs, where a list in an item stands beside its list
_SCRIPTS = {
    "a": "a", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "i": "i", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip


@dataclass(slots=True)
class Place:
    """Something around a paragraph that says what it is, and how many paragraphs it has given so far."""

    kind: str
    data: dict[str, Any] = field(default_factory=dict)
    given: int = 0


def placed(read: Inline, around: Sequence[Place]) -> list[Piece]:
    """Make pieces of the words of a paragraph; nearly always it is one."""
    whole = Piece(read.text, "prose", "marked", marks=tuple(read.marks), doubts=tuple(read.doubts))
    note = next((place for place in around if place.kind == "note"), None)
    if note is not None:
        return [_note(in_one_line(whole), note)]
    inner = next((place for place in reversed(around) if place.kind not in ("list", "figure")), None)
    kind = inner.kind if inner else "prose"
    if _ORNAMENT.fullmatch(whole.text) and kind in ("prose", "quotation", "heading"):
        return [replace(whole, text="", kind="ornament", marks=())]
    if kind == "typed_item":
        return [_typed_item(in_one_line(whole), inner.data["level"] if inner else 1)]
    if inner is None:
        return _by_lines(whole, read)
    if kind == "heading":
        line = in_one_line(whole)
        return [
            line if len(line.text) > _LONGEST_HEADING else line.as_kind("heading", rank=inner.data["rank"])
        ]
    if kind in ("verse", "lines"):
        marks = [Mark("code", 0, len(whole.text))] if inner.data.get("code") else []
        bare = [mark for mark in whole.marks if mark.kind != "code"] if marks else whole.marks
        made = replace(whole, kind="verse", marks=(*marks, *bare), data={"indents": read.indents})
        inner.given += 1
        as_typed = inner.given == 1 and (kind == "lines" or marks)
        return [made.with_doubt("lines_as_typed") if as_typed else made]
    inner.given += 1
    if kind == "quotation":
        return [
            piece if piece.kind == "verse" else piece.as_kind("quotation") for piece in _by_lines(whole, read)
        ]
    data = {**inner.data, "continues": True} if inner.given > 1 else inner.data
    if any(place.kind == "quotation" for place in around):
        data = {**data, "quoted": True}
    return [in_one_line(whole).as_kind("list_item", **data)]


def _note(piece: Piece, place: Place) -> Piece:
    """Make a note; its own number at its beginning says nothing that it does not say itself."""
    place.given += 1
    data = {**place.data, "continues": True} if place.given > 1 else place.data
    if place.given == 1 and "continues" not in data:
        label = re.escape(data["label"])
        own = re.match(
            rf"[\[(]?\s*{label}\s*[\])]?(?:[.:)]|(?=\s|[^\W\d]))\s*|[\[(]\s*[\])]\s*|[\])]?[.:)]\s+",
            piece.text,
        )
        if own and own.end() < len(piece.text):
            piece = piece.without_start(own.end())
    return piece.as_kind("note", **data)


def _typed_item(piece: Piece, level: int) -> Piece:
    """Make an item of a paragraph that is one by its style, if its sign or number is typed at its beginning."""
    found = _TYPED_MARKER.match(piece.text)
    if not found or found.end() == len(piece.text):
        return piece
    number = found["number"]
    data: dict[str, Any] = {"level": level, "ordered": bool(number), "marker": number or ""}
    if number:
        data["value"] = int(number[:-1]) if number[:-1].isdecimal() else ord(number[0]) - ord("a") + 1
    return piece.without_start(found.end()).as_kind("list_item", **data)


def _by_lines(piece: Piece, read: Inline) -> list[Piece]:
    """Say by how much lines are indented: a couplet is known only by its neighbours, and so is what was typed."""
    if read.soft_breaks:
        return [typed(piece, read.indents)]
    data = {**piece.data, "indents": read.indents} if "\n" in piece.text else piece.data
    return by_lines(replace(piece, data=data))


def list_data(element: Element, level: int) -> dict[str, Any]:
    """Say what a list is: its depth, whether it counts, with what, from where and in which direction."""
    ordered = element.tag == "ol"
    deeper = next(filter(None, map(_BESIDE.fullmatch, element.classes)), None)
    level = max(level, int(deeper[1]) + 1) if deeper else level
    kind = element.get("type").strip()
    script = kind if kind in ("a", "A", "i", "I") else _SCRIPTS.get(kind.lower(), "1")
    if "list-style-type:" in (style := element.get("style").replace(" ", "").lower()):
        script = _SCRIPTS.get(style.partition("list-style-type:")[2].partition(";")[0], script)
    step = -1 if "reversed" in element.attrs else 1
    start = _number(element.get("start"))
    if start is None:
        start = sum(child.tag == "li" for child in element.elements()) if step < 0 else 1
    return {"level": min(level, _DEEPEST), "ordered": ordered, "next": start, "step": step, "script": script}


def item_data(element: Element, around: dict[str, Any] | None) -> dict[str, Any]:
    """Say what an item is, and count its list on. An item without a list is one of an unnumbered list."""
    if around is None:
        around = {"level": 1, "ordered": False}
    data = {"level": around["level"], "ordered": around["ordered"], "marker": ""}
    if element.tag == "dd":
        return {**data, "continues": True}
    if around["ordered"]:
        said = _number(element.get("value"))
        value = around["next"] if said is None else said
        around["next"] = value + around["step"]
        data |= {"value": value, "marker": f"{written(value, around['script'])}."}
    return data


def _number(said: str) -> int | None:
    said = said.strip()
    return int(said) if said.removeprefix("-").isdecimal() and said.isascii() and len(said) <= 6 else None


def written(value: int, script: str) -> str:
    """Write the number of an item with figures, letters or roman numerals."""
    if script in "aA" and 1 <= value <= 26:
        letter = chr(ord("a") + value - 1)
    elif script in "iI" and 1 <= value < 4000:
        letter = ""
        for worth, sign in _ROMAN:
            letter += sign * (value // worth)
            value %= worth
    else:
        return str(value)
    return letter.upper() if script.isupper() else letter


def line_aside(words: str, why: str) -> list[Piece]:
    """Set apart in one line what is no content."""
    short = words if len(words) <= _LONGEST_LINE_ASIDE else words[:_LONGEST_LINE_ASIDE].rstrip() + "…"
    return [Piece(short, APART, "marked", data={"why": why})] if words else []


def kept_aside(
    pieces: Sequence[Piece], before: Sequence[Piece], why: str, doubt: str, *, most: int = _LONGEST_ASIDE
) -> list[Piece]:
    """Set apart what may be of the text, by its paragraphs; with one doubt for all that stood at one place."""
    made, length = list[Piece](), 0
    for piece in pieces:
        if not piece.text or length >= most:
            continue
        room = most - length
        text = piece.text if len(piece.text) <= room else piece.text[:room].rstrip() + "…"
        made.append(replace(piece, text=text, doubts=()).set_apart(why))
        length += len(text)
    last = next(
        (piece for piece in reversed(before) if piece.kind != APART or piece.data["why"] == why), None
    )
    if made and doubt and (last is None or last.kind != APART):
        made[0] = made[0].with_doubt(doubt)
    return made


def finished(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without rules before notes, with couplets as verse and the headings over only notes set apart."""
    made: list[Piece] = []
    over_notes, notes = True, 0  # seen from the end: is all down to the next heading notes?
    after = ""
    listed = with_listed_paragraphs(with_listed_lines(with_typed_lines(pieces)))
    for piece in reversed(with_couplets(listed)):
        if NAMED in piece.data:
            piece = replace(piece, data={name: said for name, said in piece.data.items() if name != NAMED})
        if piece.kind == "ornament" and not piece.doubts and after in ("", "note"):
            continue
        if piece.kind == "heading":
            if over_notes and notes and "key" not in piece.data:
                piece = piece.set_apart("empty_heading", "empty_heading")
            else:
                over_notes, notes = True, 0
        elif piece.kind == "note":
            notes += 1
        elif piece.kind not in (APART, "ornament"):
            over_notes = False
        if piece.kind != APART:
            after = piece.kind
        made.append(piece)
    return made[::-1]
