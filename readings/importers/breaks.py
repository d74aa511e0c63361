"""What the line breaks inside a paragraph make of it: verse, or prose that keeps them. For formats that mark breaks.

How the lines of plain text go together, which has no such marks, is told in `readings.importers.lines`.
"""

from collections.abc import Sequence

from readings.pieces import Piece

LONGEST_VERSE_LINE = 150  # code points: a line break in longer lines ends a paragraph or is a slip
_USUAL_VERSE_LINE = 60  # what the lines of a poem have at most, taken together
_STANZA = 3  # lines from which short ones are a stanza by themselves


def are_verse(lines: Sequence[str]) -> bool:
    """Tell verse from prose with a break in it: several lines, and short ones."""
    return len(lines) >= _STANZA and sum(map(len, lines)) <= _USUAL_VERSE_LINE * len(lines)


def with_couplets(pieces: Sequence[Piece]) -> list[Piece]:
    """Two short lines are verse where a stanza or two other such lines stand beside them."""
    pairs = {at: piece.kind for at, piece in enumerate(pieces) if "\n" in piece.text and _is_pair(piece)}
    if not pairs:
        return list(pieces)
    made = list(pieces)
    for at, kind in pairs.items():
        beside = (other for other in (at - 1, at + 1) if 0 <= other < len(pieces))
        if any(pairs.get(other) == kind or _is_stanza(pieces[other]) for other in beside):
            made[at] = pieces[at].as_kind("verse")
    return made


def _is_pair(piece: Piece) -> bool:
    if piece.kind not in ("prose", "quotation"):
        return False
    lines = piece.text.split("\n")
    return len(lines) == 2 and max(map(len, lines)) <= _USUAL_VERSE_LINE


def _is_stanza(piece: Piece) -> bool:
    return (
        piece.kind == "verse"
        and "contents" not in piece.data
        and not any(doubt.code == "lines_as_typed" for doubt in piece.doubts)
        and not any(mark.kind == "code" for mark in piece.marks)
    )
