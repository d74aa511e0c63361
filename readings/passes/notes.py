"""Notes and the numbers that refer to them: found, and put at the end of their section.

Which note a number refers to is told in `readings.passes.note_links`. Within the passes a note and its references share a `key`: only at the end has the note a number.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise
from operator import itemgetter

from readings.list_names import BIBLIOGRAPHIES, NOTE_HEADINGS
from readings.passes.figures import glued, is_power
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import Mark

_BRACKETED = re.compile(r"\[(\d{1,3}|[*†‡§]{1,3})\]")
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”’\"»)]))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_RAISED_DIGIT = re.compile("[⁰¹²³⁴-⁹]")
_RAISED_AT_START = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?=[ ]?\S)")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# A number behind these is one of a figure, a page or a volume.
_NUMBERED = re.compile(
    r"(?<!\w)(?:pp?|vols?|figs?|nos?|nr|op|art|arts|ch|chap|cap|sec|sect|tab|eq|pt|bk|vv?|ver|col|bd|abb|abs|kap|s|ss|st|ed|"
    r"ll?|nn?|anm)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:(?P<number>\d{1,3})[.)]?|\((?P<round>\d{1,3})\))[ ]+(?=\S)")
_MOST_REFERENCES = 20_000  # in a text: what has more is no text with notes, and takes long to be read as one
_MADE_OF = ("prose", "quotation", "list_item", "verse", "heading")


def raised_numbers(pieces: list[Piece]) -> list[Piece]:
    """Raised digits behind a word refer to a note; behind one or two letters they are a unit."""
    return [_with_references(piece, _raised(piece.text)) for piece in pieces]


def _raised(text: str) -> Iterator[Mark]:
    if text.isascii() or not _RAISED_DIGIT.search(text):
        return
    start = _RAISED_AT_START.match(text)
    if start:
        yield Mark("note_ref", 0, start.end(), {"label": start[0].translate(_DIGITS)})
    for found in _RAISED.finditer(text):
        if is_power(text[max(found.start() - 60, 0) : found.start()]):
            continue
        yield Mark("note_ref", found.start(), found.end(), {"label": found[0].translate(_DIGITS)})


def bracketed_numbers(pieces: list[Piece]) -> list[Piece]:
    """ "[1]" refers to a note, in a text that also has a paragraph beginning with "[1]".

    What is listed under "References" is a book and no note: a bibliography stays together.
    """
    notes, references, count = set[str](), set[str](), 0
    books = _under(pieces, BIBLIOGRAPHIES)
    for index, piece in enumerate(pieces):
        if index in books:
            continue
        for found in _BRACKETED.finditer(piece.text) if "[" in piece.text else ():
            (notes if found.start() == 0 else references).add(found[1])
            count += 1
    if count > _MOST_REFERENCES:
        return pieces
    both = notes & references
    if not both:
        return pieces
    return [
        piece if index in books else _with_references(piece, _bracketed(piece.text, both))
        for index, piece in enumerate(pieces)
    ]


def _under(pieces: Sequence[Piece], names: frozenset[str]) -> set[int]:
    """Return the places of what stands under headings of these names, each up to the next heading."""
    places, inside = set[int](), False
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            inside = name_of(piece) in names
        elif inside:
            places.add(index)
    return places


def name_of(heading: Piece) -> str:
    """Return what a heading says, in small letters."""
    return heading.text.lower().strip(".:")


def _bracketed(text: str, labels: set[str]) -> Iterator[Mark]:
    for found in _BRACKETED.finditer(text):
        if found[1] in labels:
            yield Mark("note_ref", found.start(), found.end(), {"label": found[1]})


def _with_references(piece: Piece, found: Iterator[Mark]) -> Piece:
    if piece.kind not in _MADE_OF:
        return piece
    taken = {at for mark in piece.marks if mark.kind == "note_ref" for at in range(mark.start, mark.end)}
    marks = [mark for mark in found if mark.start not in taken]
    return piece.with_marks(marks) if marks else piece


def glued_numbers(pieces: list[Piece]) -> list[Piece]:
    """Numbers glued to the end of a sentence refer to notes when they count up: 1, 2, 3, or as those listed do. Under a heading they may begin again."""
    if any(mark.kind == "note_ref" for piece in pieces for mark in piece.marks):
        return pieces
    runs: list[list[tuple[int, Mark]]] = [[]]
    last, is_new = 0, False
    for index, piece in enumerate(pieces):
        is_new = is_new or piece.kind == "heading"
        if piece.kind not in _MADE_OF or piece.kind == "heading":
            continue
        for number in glued(piece.text):
            value, before = int(number[0]), piece.text[max(number.start() - 8, 0) : number.start()]
            if is_new and value == 1 and runs[-1]:
                runs.append([])
                last = 0
            if last < value <= last + 3 and _may_have_note(before.rstrip('.,;:!?”’"»)'), value == last + 1):
                last, is_new = value, False
                runs[-1].append((index, Mark("note_ref", number.start(), number.end(), {"label": number[0]})))
    runs = [run for run in runs if run and int(run[-1][1].data["label"]) <= 2 * len(run)]
    if sum(map(len, runs)) < 3 and [mark.data["label"] for _, mark in chain.from_iterable(runs)] != _listed(
        pieces
    ):
        return pieces
    found: dict[int, list[Mark]] = defaultdict(list)
    for index, mark in chain.from_iterable(runs):
        found[index].append(mark)
    return [piece.with_marks(found[index]) if index in found else piece for index, piece in enumerate(pieces)]


def _listed(pieces: Sequence[Piece]) -> list[str]:
    """The numbers with which what stands under "Notes" begins; none where one stands alone, which may be of anything."""
    under = sorted(_under(pieces, NOTE_HEADINGS))
    numbers = [_number_of(pieces[index])[0] for index in under if pieces[index].kind != APART]
    return numbers if len(numbers) > 1 else []


def _may_have_note(before: str, is_next: bool) -> bool:
    """A word may have a note; so may a year, when the number is the very next one, for "3.14" is no note."""
    if _NUMBERED.search(before):
        return False
    return before[-1:].isalpha() or (is_next and before[-4:].isdecimal() and len(before) >= 4)


def notes_by_their_number(pieces: list[Piece]) -> list[Piece]:
    """A paragraph that begins with a note number, referred to elsewhere, is that note.

    So is one right behind or before such a note that counts on from it or up to it, though nothing refers to it.
    """
    referred = {
        mark.data["label"]
        for piece in pieces
        for mark in piece.marks
        if mark.kind == "note_ref" and mark.start > 0 and "label" in mark.data
    }
    made = [_as_note(piece, referred) for piece in pieces]
    shown = [at for at, piece in enumerate(made) if piece.kind != APART]
    for places, step in ((shown, 1), (shown[::-1], -1)):
        for near, at in pairwise(places):
            label = made[near].data.get("label", "") if made[near].kind == "note" else ""
            if label.isdecimal():
                made[at] = _as_note(made[at], {str(int(label) + step)})
    return made


def _as_note(piece: Piece, labels: set[str]) -> Piece:
    opening = next((mark for mark in piece.marks if mark.kind == "note_ref" and mark.start == 0), None)
    if opening is None or piece.kind not in ("prose", "quotation", "list_item"):
        return piece
    label = opening.data.get("label", "")
    rest = len(piece.text) - len(piece.text[opening.end :].lstrip())
    if label not in labels or rest >= len(piece.text):
        return piece
    return replace(piece.without_start(rest), kind="note", data={"label": label})


def listed_notes(pieces: list[Piece]) -> list[Piece]:
    """A list under "Notes" that counts up from 1 is the notes, where numbers that have none yet refer to it.

    So is each of several that begin again, as at the end of every chapter, for the numbers between it and the one before.
    """
    places = sorted(index for index in _under(pieces, NOTE_HEADINGS) if pieces[index].kind != APART)
    lists = [
        [index for index, _ in group]
        for _, group in groupby(_with_headings(pieces, places), key=itemgetter(1))
    ]
    made, begins = list(pieces), 0
    taken = _taken(pieces, places, 0, len(pieces))
    if taken or len(lists) < 2:
        lists = []
    for members in lists:
        taken |= _taken(pieces, members, begins, members[-1])
        begins = members[-1]
    for index, (label, start) in taken.items():
        made[index] = replace(pieces[index].without_start(start), kind="note", data={"label": label})
    return made


def _with_headings(pieces: Sequence[Piece], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each place with that of the heading above it."""
    headings = [index for index, piece in enumerate(pieces) if piece.kind == "heading"]
    for index in places:
        yield index, bisect_left(headings, index)


def _taken(pieces: Sequence[Piece], places: list[int], begins: int, ends: int) -> dict[int, tuple[str, int]]:
    """Return which of these places are notes that a stretch of the text refers to, their labels and where their words begin.

    Between them, and behind the last one, may stand what has no number, unless it leads on to the next one.
    """
    near = pieces[begins:ends]
    referred = {
        mark.data.get("label", "") for piece in near for mark in piece.marks if mark.kind == "note_ref"
    } - {piece.data.get("label", "") for piece in near if piece.kind == "note"}
    counted = {index: number for index in places if (number := _number_of(pieces[index]))[0]}
    if any(pieces[index].text.endswith(":") for index in places if index not in counted):
        return {}
    labels = [label for label, _ in counted.values()]
    if labels != [str(number) for number in range(1, len(labels) + 1)]:
        return {}
    if 2 * len(referred & set(labels)) < len(labels):
        return {}
    return counted


def _number_of(piece: Piece) -> tuple[str, int]:
    """Return the number that a note in a list begins with, "" for none, and where its words begin."""
    if piece.kind == "list_item":
        return ("" if "continues" in piece.data else str(piece.data.get("value", ""))), 0
    found = _LISTED.match(piece.text) if piece.kind == "prose" else None
    return (found["number"] or found["round"], found.end()) if found else ("", 0)


def notes_at_section_end(pieces: list[Piece]) -> list[Piece]:
    """A note stands at the end of the section that first refers to it, before the next heading."""
    section = 0
    sections: list[int] = []
    for piece in pieces:
        section += piece.kind == "heading"
        sections.append(section)
    home: dict[str, int] = {}
    for piece, number in zip(pieces, sections, strict=True):
        for mark in piece.marks:
            if mark.kind == "note_ref" and "key" in mark.data:
                home.setdefault(mark.data["key"], number)
    gathered: dict[int, list[Piece]] = defaultdict(list)
    for piece, number in zip(pieces, sections, strict=True):
        if piece.kind == "note":
            gathered[home.get(piece.data.get("key", ""), number)].append(piece)
    made: list[Piece] = []
    numbered = zip(sections, pieces, strict=True)
    for number, members in groupby(numbered, key=lambda pair: pair[0]):
        made += [piece for _, piece in members if piece.kind != "note"]
        made += gathered.pop(number, [])
    return made


def emptied_note_headings(pieces: list[Piece]) -> list[Piece]:
    """A heading "Notes" whose notes have gone to their sections has nothing left to say."""
    made = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and name_of(piece) in NOTE_HEADINGS:
            after = next((other for other in pieces[index + 1 :] if other.kind != APART), None)
            if after is None or after.kind == "heading":
                made[index] = piece.set_apart("empty_heading", "empty_heading")
    return made


def notes_in_one_line(pieces: list[Piece]) -> list[Piece]:
    """A note is words that run on, as at the desk: where its lines were kept, a space stands for each break."""
    return [
        replace(piece, text=piece.text.replace("\n", " ")) if piece.kind == "note" else piece
        for piece in pieces
    ]


def note_doubts(pieces: list[Piece]) -> list[Piece]:
    """A reference without a note and a note without a reference are worth a look."""
    keys = {piece.data["key"] for piece in pieces if piece.kind == "note" and "key" in piece.data}
    used = {mark.data.get("key") for piece in pieces for mark in piece.marks if mark.kind == "note_ref"}
    made = []
    for piece in pieces:
        doubts = [
            PieceDoubt("note_missing", mark.start)
            for mark in piece.marks
            if mark.kind == "note_ref" and mark.data.get("key") not in keys
        ]
        if piece.kind == "note" and "continues" not in piece.data and piece.data.get("key") not in used:
            doubts.append(PieceDoubt("note_unreferenced"))
        made.append(replace(piece, doubts=(*piece.doubts, *doubts)) if doubts else piece)
    return made
