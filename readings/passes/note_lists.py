"""Lists of notes as plain text types them, and the numbers that call them: "[1] …" line by line, "(1)".

What a note's number refers to is found out in `notes`; here the lists are taken apart, and calls without brackets told. Signs, "*" and "†",
are for `note_signs`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from readings.list_names import NOTE_HEADINGS
from readings.passes.notes import name_of
from readings.pieces import APART, Piece
from readings.structure import Mark

_LINE = re.compile(r"\[(\d{1,3})\][ ]+(?=\S)")
_ROUND = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[.,;:!?”’\"»]))\((\d{1,3})\)")
_SQUARE = re.compile(r"(?:(?<=\S)|(?<=\S[ ]))\[(\d{1,3})\]")  # some type a space before it
_COUNTED = re.compile(r"(\d{1,3})[.)][ ]+(?=\S)")  # a note over a paragraph of its own is no item
_ONE = re.compile(r"1[.)][ ]+(?=\S)")  # a list of one is not told from prose by its marker
_ROUND_APART = re.compile(r"(?<=\S)[ ]?\((\d{1,3})\)")
_ROUND_AT_START = re.compile(r"\((\d{1,3})\)[ ]+(?=\S)")
_BACK = re.compile(r"(?<=\S)(?:\s*[↩⏎↵][\ufe0e\ufe0f]?)+\s*$")
NEAR = 4  # pieces between a call and the note at the foot of its page
TEXT = ("prose", "quotation", "verse", "list_item")


def heads_of_notes(pieces: list[Piece]) -> list[Piece]:
    """In a source that marks its headings, "Notes" alone over what counts from 1 is one too, of the highest rank."""
    made = list(pieces)
    ranks = [piece.rank for piece in pieces if piece.kind == "heading" and piece.setting == "marked"]
    shown = [at for at, piece in enumerate(pieces) if piece.kind != APART]
    for at, after in pairwise(shown if ranks else ()):
        if (
            pieces[at].kind == "prose"
            and name_of(pieces[at]) in NOTE_HEADINGS
            and _counted(pieces[after]) == "1"
        ):
            made[at] = replace(pieces[at], marks=()).as_kind("heading", rank=min(ranks))
    return made


def notes_line_by_line(pieces: list[Piece]) -> list[Piece]:
    """Lines that begin with "[1]", "[2]", "[3]" are a note each, and what is wrapped belongs to the one before."""
    made: list[Piece] = []
    for piece in pieces:
        made += _lines(piece) if piece.kind in ("prose", "verse") and "\n" in piece.text else [piece]
    return made


def _lines(piece: Piece) -> list[Piece]:
    """A piece as the notes in it; the piece itself when it is no list of two at least that counts up."""
    begins, at = list[tuple[int, int]](), 0
    for line in piece.text.split("\n"):
        if found := _LINE.match(line):
            begins.append((at, int(found[1])))
        at += len(line) + 1
    numbers = [number for _at, number in begins]
    if len(begins) < 2 or begins[0][0] != 0 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return [piece]
    ends = [start - 1 for start, _number in begins[1:]] + [len(piece.text)]
    return [stretch(piece, start, end) for (start, _number), end in zip(begins, ends, strict=True)]


def stretch(piece: Piece, start: int, end: int) -> Piece:
    """A stretch of a piece as prose: its lines were broken where there was no more room."""
    marks = tuple(
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in piece.marks
        if start <= mark.start and mark.end <= end
    )
    text = piece.text[start:end].replace("\n", " ")
    return replace(
        piece, kind="prose", text=text, marks=marks, data={}, doubts=piece.doubts if start == 0 else ()
    )


def numbers_in_round_brackets(pieces: list[Piece]) -> list[Piece]:
    """ "(1)" at the end of a word refers to a note, where a list under "Notes" counts up in such brackets.

    Behind a space, where reasons are counted so as well, or where the list has no brackets, "1." and "2.", only if each
    note is called once, one after another.
    """
    listed, inside, are_round, places = list[str](), False, True, set[int]()
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            inside = name_of(piece) in NOTE_HEADINGS
        elif inside and (label := _listed(piece) or _counted(piece)):
            are_round = are_round and bool(_listed(piece))
            listed.append(label)
            places.add(index)
    if len(listed) < 2 or listed != [str(number) for number in range(1, len(listed) + 1)]:
        return pieces
    if not are_round and any(mark.kind == "note_ref" for piece in pieces for mark in piece.marks):
        return pieces
    texts = [
        piece.text if piece.kind in TEXT and index not in places and not _listed(piece) else ""
        for index, piece in enumerate(pieces)
    ]
    apart = [list(_ROUND_APART.finditer(text)) if "(" in text else [] for text in texts]
    if [found[1] for calls in apart for found in calls] == listed:
        return [
            _called(piece, (_call(found.end() - len(found[0].lstrip()), found) for found in calls))
            for piece, calls in zip(pieces, apart, strict=True)
        ]
    return [_called(piece, _rounds(piece.text, set(listed))) for piece in pieces] if are_round else pieces


def _call(start: int, found: re.Match[str]) -> Mark:
    return Mark("note_ref", start, found.end(), {"label": found[1]})


def _listed(piece: Piece) -> str:
    if "continues" in piece.data:
        return ""
    if piece.kind == "list_item":
        marker = str(piece.data.get("marker", ""))
        return str(piece.data.get("value", "")) if marker.startswith("(") else ""
    found = _ROUND_AT_START.match(piece.text) if piece.kind == "prose" else None
    return found[1] if found else ""


def _counted(piece: Piece) -> str:
    """Return the number of what begins with one and no bracket before it, as an item or a paragraph of its own."""
    if piece.kind == "list_item":
        return "" if "continues" in piece.data else _value(piece)
    found = _COUNTED.match(piece.text) if piece.kind == "prose" else None
    return found[1] if found else ""


def _rounds(text: str, labels: set[str]) -> Iterator[Mark]:
    for found in _ROUND.finditer(text) if "(" in text else ():
        if found[1] in labels:
            yield _call(found.start(), found)


def numbers_in_square_brackets(pieces: list[Piece]) -> list[Piece]:
    """ "[1]" refers to a note too where the list under "Notes" counts up without brackets, "1." and "2.", or has only one."""
    listed, inside = list[str](), False
    for piece in pieces:
        if piece.kind == "heading":
            inside = name_of(piece) in NOTE_HEADINGS
        elif inside and (label := _counted(piece)):
            listed.append(label)
    labels = [str(number) for number in range(1, len(listed) + 1)]
    if not listed or listed != labels:
        return pieces
    called = {found[1] for piece in pieces if "[" in piece.text for found in _SQUARE.finditer(piece.text)}
    if 2 * len(called & set(labels)) < len(labels):
        return pieces
    return [_called(piece, _squares(piece.text, set(labels))) for piece in pieces]


def _squares(text: str, labels: set[str]) -> Iterator[Mark]:
    for found in _SQUARE.finditer(text) if "[" in text else ():
        if found[1] in labels:
            yield Mark("note_ref", found.start(), found.end(), {"label": found[1]})


def notes_without_heading(pieces: list[Piece]) -> list[Piece]:
    """A list with which a text ends is its notes, where numbers in brackets call each of its items once, one after another."""
    end = next((at for at in range(len(pieces), 0, -1) if pieces[at - 1].kind != APART), 0)
    start = end
    while start and pieces[start - 1].kind == "list_item" and "continues" not in pieces[start - 1].data:
        start -= 1
    labels = [_value(piece) for piece in pieces[start:end]]
    one = (
        _ONE.match(pieces[end - 1].text) if start == end and end and pieces[end - 1].kind == "prose" else None
    )
    if one:
        start, labels = end - 1, ["1"]
    if (len(labels) < 2 and not one) or labels != [str(number) for number in range(1, len(labels) + 1)]:
        return pieces
    is_round = str(pieces[start].data.get("marker", "")).startswith("(")
    called = [list((_rounds if is_round else _squares)(piece.text, set(labels))) for piece in pieces[:start]]
    if [mark.data["label"] for marks in called for mark in marks] != labels:
        return pieces
    if one and sum(len(_SQUARE.findall(piece.text)) for piece in pieces[:start]) > 1:
        return pieces  # of several numbers in brackets one alone would have a note
    made = [_called(piece, iter(marks)) for piece, marks in zip(pieces[:start], called, strict=True)]
    words = [pieces[start].without_start(one.end())] if one else pieces[start:end]
    listed = zip(words, labels, strict=True)
    notes = [replace(piece, kind="note", data={"label": label}) for piece, label in listed]
    return [*made, *notes, *pieces[end:]]


def notes_that_lead_back(pieces: list[Piece]) -> list[Piece]:
    """An item that ends in an arrow back to the text is a note, where one so marked is called; the arrow is none of its words."""
    called = {mark.data.get("label") for piece in pieces for mark in piece.marks if mark.kind == "note_ref"}
    items = [item for item in _items(pieces) if _BACK.search(pieces[item[-1]].text)]
    if not any(pieces[at].kind == "note" or _value(pieces[at]) in called for at, *_more in items):
        return pieces
    made = list(pieces)
    for item in items:
        last = made[item[-1]]
        made[item[-1]] = _cut(last, len(_BACK.sub("", last.text)))
        for at in item if last.kind == "list_item" else ():
            data = {"label": _value(pieces[item[0]])} | ({"continues": True} if at != item[0] else {})
            made[at] = replace(made[at], kind="note", data=data)
    return made


def _items(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the places of each counted item and each note, with what goes on in it."""
    item = list[int]()
    for at, piece in enumerate(pieces):
        if item and "continues" in piece.data and piece.kind == pieces[item[0]].kind:
            item.append(at)
            continue
        if item:
            yield item
        item = [at] if piece.kind == "note" or (piece.kind == "list_item" and _value(piece)) else []
    if item:
        yield item


def _cut(piece: Piece, end: int) -> Piece:
    """Return a piece without what stands behind a place in it."""
    marks = tuple(replace(mark, end=min(mark.end, end)) for mark in piece.marks if mark.start < end)
    doubts = tuple(doubt.at(min(doubt.where, end)) for doubt in piece.doubts)
    return replace(piece, text=piece.text[:end], marks=marks, doubts=doubts)


def _value(piece: Piece) -> str:
    return str(piece.data.get("value", ""))


def _called(piece: Piece, found: Iterator[Mark]) -> Piece:
    if piece.kind not in TEXT:
        return piece
    taken = {mark.start for mark in piece.marks if mark.kind == "note_ref"}
    marks = [mark for mark in found if mark.start not in taken]
    return piece.with_marks(marks) if marks else piece


def items_that_may_be_notes(pieces: list[Piece]) -> list[Piece]:
    """What begins with "(1)", where "(1)" stands in a paragraph shortly before it, is a note perhaps, or a reason once more.

    Under "Notes" it may be called from anywhere, and have no brackets.
    """
    made, called, inside = list(pieces), set[str](), False
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            inside = name_of(piece) in NOTE_HEADINGS
        label = _listed(piece)
        if not label and piece.kind in TEXT and "(" in piece.text:
            called |= {found[1] for found in _ROUND_APART.finditer(piece.text)}
        is_listed = inside and (label or _counted(piece)) in called
        is_near = label and any(f" ({label})" in words for words in _texts_before(pieces, index))
        if is_near or is_listed:
            made[index] = piece.with_doubt("note_in_brackets")
    return made


def _texts_before(pieces: Sequence[Piece], index: int) -> Iterator[str]:
    """The nearest paragraphs before what begins with a number in brackets, unless they lead on to it with a colon."""
    near = [one for one in pieces[max(index - NEAR, 0) : index] if one.kind in TEXT and not _listed(one)]
    if near and not near[-1].text.endswith(":"):
        yield from (one.text for one in near)
