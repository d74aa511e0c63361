"""What a piece shows of the page it was printed on: how it begins and ends, its numbers, its size.

Nothing here decides where a page ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readings.passes.contents import entries, folded
from readings.pieces import Piece

type Ending = Literal["broken", "open", "lead", "label", "stopped", "none"]
type Beginning = Literal["small", "capital", "heading", "other"]

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
_OPENING_NUMBER = re.compile(rf"(?:\[(\d{{1,3}})\]|({_RAISED}))(?=[ ]?\S)")
_CLOSING_NUMBER = re.compile(rf"(?:\[\d{{1,3}}\]|{_RAISED})$")
_INNER_NUMBER = re.compile(
    rf"(?<=\S)\[(\d{{1,3}})\]|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?”’\"»)]))({_RAISED})"
)  # fmt: skip
_CLOSERS = "\"”’'»“)]*"
_OPENERS = " \"“‘„‚'«»”([—–-…*"
_STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_BROKEN = re.compile(r"[^\W\d_][-‐]$")
_BARE_NUMBER = re.compile(r"(?:[Pp]age|[Ss]eite|[Pp]ágina|[Pp]agina)?[\W_]*\d{1,3}[\W_]*")
_ADDRESS = re.compile(r"\S*\w[.@:/]+\w\S*")  # of a web site or a person
_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_LABEL = 40  # code points of a line without a stop that may be a name, a date, a place
_LONGEST_FURNITURE = 80
_NOTES_ARE_SMALLER = 0.75
_REPEATED = 4  # times that a short line stands there before it is a running head


@dataclass(frozen=True, slots=True)
class Cue:
    """What one piece shows.

    `size` is in code points of running text that would take as much room, `gap` the blank lines before it,
    `folio` the page number in a line of furniture, `note` the number of the note that it begins with, `entry`
    the place of a heading in the table of contents (from 0). `is_title` is of the only heading of first rank.
    """

    ending: Ending
    beginning: Beginning
    size: float
    kind: str
    gap: int = 0
    furniture: bool = False
    folio: int | None = None
    note: int | None = None
    references: tuple[int, ...] = ()
    entry: int | None = None
    is_title: bool = False


def cues_of(pieces: Sequence[Piece]) -> list[Cue]:
    """Return for each piece what it shows; the kind of a table of contents is "contents"."""
    furniture = _furniture(pieces)
    lists = [entry for piece in pieces if piece.data.get("contents") for entry in entries(piece.text)]
    listed = {folded(entry.title): place for place, entry in enumerate(lists)}
    tops = [piece for piece in pieces if piece.kind == "heading" and piece.rank == 1]
    made = []
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else piece
        note = note_number(piece)
        made.append(
            Cue(
                ending=_ending(piece),
                beginning="heading" if piece.kind == "heading" else beginning_of(piece.text),
                size=_size(piece) * (_NOTES_ARE_SMALLER if note is not None else 1),
                kind="contents" if piece.data.get("contents") else piece.kind,
                gap=piece.line - before.line - max(before.lines, 1),
                furniture=index in furniture,
                folio=_folio(piece.text) if index in furniture else None,
                note=note,
                references=() if note is not None else _references(piece),
                entry=listed.get(folded(piece.text)) if piece.kind == "heading" else None,
                is_title=len(tops) == 1 and piece is tops[0],
            )
        )
    return made


def _size(piece: Piece) -> float:
    """Estimate the room that a piece takes: its last line is half empty, a heading has air around it."""
    if piece.kind == "ornament":
        return 20
    return len(piece.text) + (120 if piece.kind == "heading" else 40) + 40 * piece.text.count("\n")


def words_before_note(piece: Piece) -> str:
    """Return the text of a piece without the note numbers that close it."""
    text = piece.text
    for mark in sorted(piece.marks, key=lambda mark: -mark.end):
        if mark.kind == "note_ref" and mark.end == len(text) and mark.start:
            text = text[: mark.start].rstrip()
    return _CLOSING_NUMBER.sub("", text)


def _ending(piece: Piece) -> Ending:
    """Tell how a piece ends: in mid-word, in mid-sentence, leading on, as a line that is no sentence, stopped."""
    if piece.kind in ("table", "figure", "ornament") or not piece.text:
        return "none"
    if piece.kind == "heading":
        return "stopped"
    if piece.kind == "verse" or _ADDRESS.fullmatch(piece.text):
        return "label"
    text = words_before_note(piece)
    if _BROKEN.search(text):
        return "broken"
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(_STOPS):
        return "stopped"
    if bare.endswith(":"):
        return "lead"
    last = text.rpartition("\n")[2]
    if len(last) <= _LONGEST_LABEL and text[-1:] not in ",;—–" and beginning_of(last) != "small":
        return "label"
    return "open"


def beginning_of(text: str) -> Beginning:
    """Tell whether a piece begins as a sentence does or in the middle of one."""
    first = text.lstrip(_OPENERS)[:1]
    if first.islower():
        return "other" if _ADDRESS.fullmatch(text) else "small"
    if first.isupper():
        return "capital"
    return "small" if text[:1] in (",", ";", ":", ")") else "other"


def note_number(piece: Piece) -> int | None:
    """Return the number of the note that a piece begins with: marked, in brackets or raised."""
    if piece.kind not in ("prose", "quotation", "list_item"):
        return None
    for mark in piece.marks:
        if mark.kind == "note_ref" and mark.start == 0:
            label = str(mark.data.get("label", ""))
            return int(label) if _is_number(label) and mark.end < len(piece.text) else None
    found = _OPENING_NUMBER.match(piece.text)
    return _value(found) if found else None


def _references(piece: Piece) -> tuple[int, ...]:
    marked = [str(mark.data.get("label", "")) for mark in piece.marks if mark.kind == "note_ref"]
    if marked:
        return tuple(int(label) for label in marked if _is_number(label))
    return tuple(_value(found) for found in _INNER_NUMBER.finditer(piece.text))


def _is_number(label: str) -> bool:
    return len(label) < 6 and label.isdecimal()


def _value(found: re.Match[str]) -> int:
    return int(next(filter(None, found.groups())).translate(_DIGITS))


def _furniture(pieces: Sequence[Piece]) -> set[int]:
    """Find page numbers alone on their line, and short lines that come again and again: running heads."""
    places: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if 0 < len(piece.text) <= _LONGEST_FURNITURE and piece.kind in ("prose", "verse", "heading"):
            bare = _BARE_NUMBER.fullmatch(piece.text)
            places.setdefault("" if bare else folded(_NUMBER.sub("", piece.text)), []).append(index)
    return {index for found in places.values() if len(found) >= _REPEATED for index in found}


def _folio(text: str) -> int | None:
    found = _NUMBER.findall(text)
    return int(found[0]) if len(found) == 1 else None
