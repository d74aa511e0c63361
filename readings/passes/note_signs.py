"""Notes that signs call, "*" and "†", at the foot of a page or under a heading for notes."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace

from readings.list_names import NOTE_HEADINGS
from readings.passes.note_lists import NEAR, TEXT, stretch
from readings.passes.notes import name_of
from readings.pieces import Piece
from readings.structure import Mark

_DIED = re.compile(
    r"†[ ]?(?:\d{1,2}\.[ ]?)?(?:\d{1,2}\.[ ]?|[^\W\d_]+[ ])?\d{4}\b"
)  # "† 3. May 1908" after a name
_NAMED = re.compile(r"(?<![^\W_])[A-ZÀ-ÞĀ-ŽА-Я][^\W\d_]*$")
_SIGNED = re.compile(r"([*†‡§]{1,3})[ ]*(?=[^\W_]|[“„«\"‘'(¿¡])")
_CALL = re.compile(r"(?:(?<=[^\W\d_])|(?<=[.,;:!?”’\"»)]))([*†‡§]{1,3})(?![\w*])")
_OPENS = re.compile(r"(?<![^\W_])[*]{1,3}(?=[^\W_])")  # emphasis as typed, which another one closes


def signs_at_the_foot(pieces: list[Piece]) -> list[Piece]:
    """A paragraph that begins with an asterisk or a dagger is the note of the one shortly before that ends a word with it.

    Under a heading for notes it is that of the first one since the last such heading that none has yet, and in a row of
    such paragraphs, wherever that stands, of the only one by its sign.
    """
    pieces = [part for piece in pieces for part in _signed_lines(piece)]
    made, calls = list(pieces), dict[int, list[Mark]]()
    taken = set[tuple[int, int]]()
    waiting, since = dict[str, deque[tuple[int, Mark]]](), 0
    alone = _in_a_row(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            is_list = name_of(piece) in NOTE_HEADINGS
            waiting = _calls_in(pieces, since, index, taken) if is_list else {}
            since = index if is_list else since
        found = _SIGNED.match(piece.text) if piece.kind in ("prose", "verse") else None
        if not found:
            continue
        listed = waiting.get(found[1])
        call = (
            listed.popleft() if listed else _call_before(pieces, index, found[1], taken) or alone.get(index)
        )
        if call is None or (_DIED.match(piece.text) and _NAMED.search(pieces[call[0]].text[: call[1].start])):
            continue
        at, mark = call
        taken.add((at, mark.start))
        calls.setdefault(at, []).append(mark)
        made[index] = replace(made[index].without_start(found.end()), kind="note", data={"label": found[1]})
    for at, marks in calls.items():
        raised = {mark.start for mark in made[at].marks if mark.kind == "note_ref"}  # known as calls already
        new = [mark for mark in marks if mark.start not in raised]
        made[at] = made[at].with_marks(sorted(new, key=lambda mark: mark.start))
    return made


def _signed_lines(piece: Piece) -> list[Piece]:
    """Lines each of which begins with another sign are a note each."""
    if piece.kind != "verse" or piece.text[:1] not in "*†‡§" or "\n" not in piece.text:
        return [piece]
    lines = piece.text.split("\n")
    signs = [found[1] if (found := _SIGNED.match(line)) else "" for line in lines]
    if "" in signs or len(set(signs)) < len(signs):
        return [piece]
    ends, at = list[tuple[int, int]](), 0
    for line in lines:
        ends.append((at, at + len(line)))
        at += len(line) + 1
    return [stretch(piece, start, end) for start, end in ends]


def _call_before(
    pieces: Sequence[Piece], index: int, sign: str, taken: set[tuple[int, int]]
) -> tuple[int, Mark] | None:
    """The nearest call by this sign before a note that no other note has taken, with its piece."""
    for at in range(index - 1, max(index - 1 - NEAR, -1), -1):
        piece = pieces[at]
        if piece.kind == "heading":
            return None
        if piece.kind not in TEXT or _SIGNED.match(piece.text):
            continue
        opened = len(_OPENS.findall(piece.text)) if "*" in sign else 0
        found = [
            call for call in _CALL.finditer(piece.text) if call[1] == sign and (at, call.start()) not in taken
        ]
        if len(found) == 1 and not opened:
            return at, Mark("note_ref", found[0].start(), found[0].end(), {"label": sign})
        if found:
            return None
    return None


def _in_a_row(pieces: Sequence[Piece]) -> dict[int, tuple[int, Mark]]:
    """The calls of notes that follow each other, two at least, each by a sign of which there is no more: by their notes."""
    signs = {
        at: found[1]
        for at, piece in enumerate(pieces)
        if piece.kind == "prose" and (found := _SIGNED.match(piece.text))
    }
    counts, calls = (
        Counter(signs.values()),
        _calls_in(pieces, 0, len(pieces), set()) if len(signs) > 1 else {},
    )
    only = {
        at: calls[sign][0]
        for at, sign in signs.items()
        if counts[sign] == 1 and len(calls.get(sign, ())) == 1 and calls[sign][0][0] < at
    }
    return {at: call for at, call in only.items() if at - 1 in only or at + 1 in only}


def _calls_in(
    pieces: Sequence[Piece], since: int, end: int, taken: set[tuple[int, int]]
) -> dict[str, deque[tuple[int, Mark]]]:
    """The calls that no note has taken yet, by their signs, with the places of their pieces; emphasis is none."""
    calls = defaultdict[str, deque[tuple[int, Mark]]](deque)
    for at in range(since, end):
        piece = pieces[at]
        if piece.kind not in TEXT or _SIGNED.match(piece.text):
            continue
        opened = _OPENS.search(piece.text)
        for call in _CALL.finditer(piece.text):
            if not (opened and "*" in call[1]) and (at, call.start()) not in taken:
                calls[call[1]].append((at, Mark("note_ref", call.start(), call.end(), {"label": call[1]})))
    return calls
