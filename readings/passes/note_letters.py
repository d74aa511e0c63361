"""Notes that raised letters call, "a" and "b": paragraphs in a row that count from "a", each called in the text before.

A raised letter alone says little: it is an ordinal in French, a power in a formula. Only the notes show that it calls one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from readings.importers.writing import RAISED
from readings.pieces import APART, Piece
from readings.structure import Mark

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TYPED = re.compile(r"(?:\(?([a-z])[.)]|([a-z]))[ ]+(?=\S)")


class _Note(NamedTuple):
    """A paragraph that may be a note: its place, its letter, where its words begin, and whether the letter is raised."""

    at: int
    letter: str
    words_at: int
    is_raised: bool


class _Call(NamedTuple):
    """A raised letter that may call a note: the place of its piece, its mark."""

    at: int
    mark: Mark
    letter: str


def raised_letters(pieces: list[Piece]) -> list[Piece]:
    """Paragraphs that begin with the letters that are raised before them, each once and in order, are their notes.

    Where they begin with raised letters as well they are notes for sure, once half of them are called: what is called
    once is linked, and a call behind the last of them misses its note. Where their letters are typed they stand at the end.
    """
    raised = [
        _Call(at, mark, piece.text[mark.start : mark.end])
        for at, piece in enumerate(pieces)
        for mark in piece.marks
        if mark.kind == RAISED
    ]
    if not raised:
        return pieces
    made, since = [_without_raised(piece) for piece in pieces], 0
    runs = list(_runs(pieces))
    sure = [run for run in runs if all(note.is_raised for note in run)]
    for run in sure or runs:
        before = [call for call in raised if since <= call.at < run[0].at and call.mark.start > 0]
        calls = _calls_of(run, before) if sure or _is_at_end(pieces, run) else []
        for at, mark, letter in calls:
            made[at] = made[at].with_marks([Mark("note_ref", mark.start, mark.end, {"label": letter})])
        for note in run if calls else ():
            bare = replace(made[note.at], data={}).without_start(note.words_at)
            made[note.at] = replace(bare, kind="note", data={"label": note.letter})
            since = note.at + 1
    return [replace(piece, marks=tuple(sorted(piece.marks, key=_place))) for piece in made]


def _calls_of(run: Sequence[_Note], before: Sequence[_Call]) -> list[_Call]:
    """Return the calls of these notes; none where they seem to be something else."""
    letters, called = "".join(note.letter for note in run), "".join(call.letter for call in before)
    is_sure = all(note.is_raised for note in run)
    if called == letters:
        return list(before) if is_sure or len(run) > 1 else []
    is_row = called == _LETTERS[: len(called)]
    calls = [call for call in before if is_row or (called.count(call.letter) == 1 and call.letter in letters)]
    return calls if is_sure and 2 * len(calls) >= len(run) else []


def _is_at_end(pieces: Sequence[Piece], run: Sequence[_Note]) -> bool:
    """Tell whether nothing of the text stands behind these paragraphs before the next heading."""
    after = next((piece for piece in pieces[run[-1].at + 1 :] if piece.kind != APART), None)
    return after is None or after.kind == "heading"


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _without_raised(piece: Piece) -> Piece:
    if not any(mark.kind == RAISED for mark in piece.marks):
        return piece
    return replace(piece, marks=tuple(mark for mark in piece.marks if mark.kind != RAISED))


def _runs(pieces: Sequence[Piece]) -> Iterator[list[_Note]]:
    """Yield the paragraphs in a row of which the first begins with "a", the next with "b", and so on."""
    run: list[_Note] = []
    for at, piece in enumerate(pieces):
        if piece.kind == APART:
            continue
        note = _note(at, piece)
        if run and (note is None or note.letter != _LETTERS[len(run) : len(run) + 1]):
            yield run
            run = []
        if note is not None and note.letter == _LETTERS[len(run) : len(run) + 1]:
            run.append(note)
    if run:
        yield run


def _note(at: int, piece: Piece) -> _Note | None:
    if piece.kind == "list_item":
        letter = str(piece.data.get("marker", "")).strip("().")
        is_typed = len(letter) == 1 and letter in _LETTERS
        return _Note(at, letter, 0, is_raised=False) if is_typed else None
    if piece.kind != "prose":
        return None
    first = next((mark for mark in piece.marks if mark.kind == RAISED and mark.start == 0), None)
    if first is not None:
        rest = piece.text[first.end :].lstrip()
        letter = piece.text[: first.end]
        return _Note(at, letter, len(piece.text) - len(rest), is_raised=True) if rest else None
    found = _TYPED.match(piece.text)
    return _Note(at, found[1] or found[2], found.end(), is_raised=False) if found else None
