"""Notes of several paragraphs in plain text, of which only the first has the number.

What is no note by its number stays text unless its place says otherwise; which call leads to a note is not told here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, takewhile

from readings.list_names import NOTE_HEADINGS
from readings.passes.notes import name_of
from readings.pieces import APART, Piece

_FEW = 2  # paragraphs behind the last note of a list, where a text goes on with more
_WORDS = ("prose", "quotation", "verse")


def paragraphs_of_notes(pieces: list[Piece]) -> list[Piece]:
    """What stands between a note and the next one, which was called before both, goes on with the first of them.

    Not where the notes stand at the feet of pages, with text between them that calls others. Behind the last note of a
    list only what is set in goes on for sure; a paragraph is doubted, under no "Notes" only right before an end.
    """
    made = list(pieces)
    for run in _runs(pieces):
        begins, ends = run[0], run[-1]
        is_list = not any(_calls(piece) for piece in pieces[begins:ends])
        for note, after in pairwise(run if is_list else ()):
            between = [at for at in range(note + 1, after) if pieces[at].kind != APART]
            are_words = between and all(_is_words(pieces[at]) for at in between)
            if are_words and _is_called(pieces, pieces[after], begins):
                for at in between:
                    made[at] = _more_of(pieces[note], pieces[at])
        for at in range(ends + 1, len(pieces)):
            if pieces[at].kind == APART:
                continue
            if pieces[at].kind != "quotation" and "continues" not in pieces[at].data:
                is_last = is_list and len(run) > 1 and _ends_soon(pieces, at)
                if _is_words(pieces[at]) and (is_last or _is_under_notes(pieces, begins)):
                    made[at] = made[at].with_doubt("note_paragraph")
                break
            if not _is_under_notes(pieces, begins):
                break
            made[at] = _more_of(pieces[ends], pieces[at])
    return made


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


def _is_under_notes(pieces: Sequence[Piece], at: int) -> bool:
    above = next((piece for piece in reversed(pieces[:at]) if piece.kind == "heading"), None)
    return above is not None and name_of(above) in NOTE_HEADINGS


def _ends_soon(pieces: Sequence[Piece], at: int) -> bool:
    """Whether little stands between here and the next heading or the end, none of it a note or calling one."""
    rest = list(takewhile(lambda piece: piece.kind != "heading", islice(pieces, at, at + _FEW + 1)))
    return len(rest) <= _FEW and not any(piece.kind == "note" or _calls(piece) for piece in rest)


def _more_of(note: Piece, piece: Piece) -> Piece:
    more = replace(piece, kind="note", data={"label": note.data["label"], "continues": True})
    return more.with_doubt("lines_joined") if piece.kind == "verse" else more
