"""Notes of several paragraphs, of which only the first has the number in plain text, or the anchor in markup.

What is no note by its number stays text unless its place says otherwise; which call leads to a note is not told here.
What markup has between two notes is told where it is read (`readings.importers.markup.footnotes`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile
from typing import Any

from readings.list_names import NOTE_HEADINGS
from readings.passes.notes import name_of
from readings.pieces import APART, Piece

_FEW = 2  # paragraphs behind the last note of a list, where a text goes on with more
_WORDS = ("prose", "quotation", "verse")


def paragraphs_of_notes(pieces: list[Piece]) -> list[Piece]:
    """What stands between a note and the next one, which was called before both, goes on with the first of them.

    Not where the notes stand at the feet of pages, with text between them that calls others. Behind the last note of a
    list, in markup too, only what is set in goes on for sure; a paragraph is doubted, under no "Notes" only right before an
    end.
    """
    made, under = list(pieces), _under_notes(pieces)
    for run in _runs(pieces):
        begins, ends = run[0], run[-1]
        is_list = not any(_calls(piece) for piece in pieces[begins:ends])
        for note, after in pairwise(run if is_list else ()):
            between = [at for at in range(note + 1, after) if pieces[at].kind != APART]
            are_words = between and all(_is_words(pieces[at]) for at in between)
            if are_words and _is_called(pieces, pieces[after], begins):
                for at in between:
                    made[at] = _more_of(pieces[note], pieces[at])
        if ends in under:
            _go_on_behind(made, ends)
        elif is_list and len(run) > 1:
            _doubt_behind(made, ends)
    for ends in _ends_in_markup(pieces):
        if ends in under:
            _go_on_behind(made, ends)
    return made


def _go_on_behind(made: list[Piece], ends: int) -> None:
    """Take what is set in behind the last note of a list into it, in place, and doubt the first paragraph that is not."""
    for at in range(ends + 1, len(made)):
        piece = made[at]
        if piece.kind == APART:
            continue
        if piece.kind != "quotation" and "continues" not in piece.data:
            if _is_words(piece):
                made[at] = piece.with_doubt("note_paragraph")
            break
        made[at] = _more_of(made[ends], piece)


def _doubt_behind(made: list[Piece], ends: int) -> None:
    """Doubt a paragraph behind the last note of a list that has no heading, where the text ends with it."""
    at = next((at for at in range(ends + 1, len(made)) if made[at].kind != APART), len(made))
    if at == len(made) or made[at].kind == "quotation" or "continues" in made[at].data:
        return
    if _is_words(made[at]) and _ends_soon(made, at):
        made[at] = made[at].with_doubt("note_paragraph")


def _ends_in_markup(pieces: Sequence[Piece]) -> Iterator[int]:
    """Yield the places of the last notes that markup says to be some, one for each heading that has any under it."""
    last = -1
    for at, piece in enumerate(pieces):
        if piece.kind == "heading" and last >= 0:
            yield last
            last = -1
        elif piece.kind == "note" and "key" in piece.data:
            last = at
    if last >= 0:
        yield last


def _runs(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Yield the places of the notes of each list: their numbers follow one another, and no heading parts them."""
    run: list[int] = []
    for at, piece in enumerate(pieces):
        is_note = _number(piece) > 0
        follows = is_note and run and _number(piece) == _number(pieces[run[-1]]) + 1
        if run and (piece.kind == "heading" or (is_note and not follows)):
            yield run
            run = []
        if is_note:
            run.append(at)
    if run:
        yield run


def _number(piece: Piece) -> int:
    """Return the number of a note that has one and begins here, 0 for anything else; printed pages tell theirs apart."""
    if piece.setting == "typeset" or piece.kind != "note" or "key" in piece.data or "continues" in piece.data:
        return 0
    label = str(piece.data.get("label", ""))
    return int(label) if label.isdecimal() else 0


def _is_words(piece: Piece) -> bool:
    """Whether a piece may be of a note: a paragraph in which a note is called is one of the text."""
    is_more = piece.kind in _WORDS or (piece.kind == "list_item" and "continues" in piece.data)
    return is_more and bool(piece.text) and not _calls(piece)


def _calls(piece: Piece) -> bool:
    return piece.kind != "note" and any(mark.kind == "note_ref" for mark in piece.marks)


def _is_called(pieces: Sequence[Piece], note: Piece, before: int) -> bool:
    """Whether a note is called in the text before its list, and behind the list before that."""
    for piece in reversed(pieces[:before]):
        if piece.kind == "note":
            return False
        if any(
            mark.kind == "note_ref" and mark.data.get("label") == note.data["label"] for mark in piece.marks
        ):
            return True
    return False


def _under_notes(pieces: Sequence[Piece]) -> set[int]:
    """Return the places of what stands under a heading of notes, or under one of a chapter below such a heading."""
    places, open_headings = set[int](), list[tuple[int, bool]]()
    for at, piece in enumerate(pieces):
        if piece.kind == "heading":
            while open_headings and open_headings[-1][0] >= piece.rank:
                open_headings.pop()
            is_below = bool(open_headings) and open_headings[-1][1]
            open_headings.append((piece.rank, is_below or name_of(piece) in NOTE_HEADINGS))
        elif open_headings and open_headings[-1][1]:
            places.add(at)
    return places


def _ends_soon(pieces: Sequence[Piece], at: int) -> bool:
    """Whether little stands between here and the next heading or the end, none of it a note or calling one."""
    rest = list(takewhile(lambda piece: piece.kind != "heading", islice(pieces, at, at + _FEW + 1)))
    return len(rest) <= _FEW and not any(piece.kind == "note" or _calls(piece) for piece in rest)


def _more_of(note: Piece, piece: Piece) -> Piece:
    said: dict[str, Any] = {name: note.data[name] for name in ("label", "key") if name in note.data}
    more = replace(piece, kind="note", data={**said, "continues": True})
    return more.with_doubt("lines_joined") if piece.kind == "verse" else more
