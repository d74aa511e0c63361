"""Passages of another text that a commentary quotes and answers, paragraph by paragraph."""

from readings.pieces import Piece

_PAIRS = {"”": "“„", "»": "«"}  # each closing mark with those that open what it closes
_WHOLE = (("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
_QUOTED_FROM = 3  # paragraphs that end with a mark that was never opened
_SHORTEST = 60  # code points; a shorter paragraph is a remark


def quoted_paragraphs(pieces: list[Piece]) -> list[Piece]:
    """Where quotations have lost their opening marks, a paragraph that a lone closing mark ends is a quotation.

    Only in a text that does so again and again, and in which more marks close than open: elsewhere a lone mark
    is a slip, and paragraphs in quotation marks are what people in a story say.
    """
    closed = {index for index, piece in enumerate(pieces) if _may_be_quoted(piece) and _closes(piece.text)}
    opened = sum(piece.kind == "prose" and _opens(piece.text) for piece in pieces)
    if len(closed) < _QUOTED_FROM or len(closed) <= opened:
        return pieces
    made = list(pieces)
    for index in closed:
        made[index] = pieces[index].as_kind("quotation").with_doubt("quotation_begins_guessed")
    for index, piece in enumerate(pieces):
        if index not in closed and _may_be_quoted(piece) and _is_whole(piece.text):
            made[index] = piece.as_kind("quotation")
    return made


def _may_be_quoted(piece: Piece) -> bool:
    return piece.kind == "prose" and len(piece.text) >= _SHORTEST


def _up_to_mark(text: str) -> str:
    """Return a paragraph without the stop, the note's number or the bracket that may follow its closing mark."""
    end = len(text)
    while end and (text[end - 1] in ".,;:!?)]" or text[end - 1].isspace() or text[end - 1].isdecimal()):
        end -= 1
    return text[:end]


def _closes(text: str) -> bool:
    """Tell whether a paragraph ends with a closing mark that has no opening one before it."""
    text = _up_to_mark(text)
    if text[-1:] not in _PAIRS:
        return False
    closing = text[-1]
    depth = 0
    for at, sign in enumerate(text[:-1]):
        if sign in _PAIRS[closing] or (sign == closing and _stands_before_words(text, at)):
            depth += 1
        elif sign == closing:
            depth = max(depth - 1, 0)
    return depth == 0


def _stands_before_words(text: str, at: int) -> bool:
    """Tell whether a mark opens by where it stands: in some languages the same one opens and closes."""
    return (at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-") and not text[at + 1].isspace()


def _opens(text: str) -> bool:
    """Tell whether a paragraph begins with an opening mark that is not closed in it."""
    opening = text[:1]
    closing = [mark for mark, openings in _PAIRS.items() if opening and opening in openings]
    return bool(closing) and text.count(opening) > text.count(closing[0])


def _is_whole(text: str) -> bool:
    """Tell whether one pair of marks holds the whole paragraph."""
    text = _up_to_mark(text)
    for opening, closing in _WHOLE:
        if text.startswith(opening) and text.endswith(closing) and len(text) > 2:
            inside = text[1:-1]
            if opening == closing:
                return inside.count(opening) % 2 == 0 or inside.startswith(opening)
            return closing not in inside or inside.find(opening) < inside.find(closing)
    return False
