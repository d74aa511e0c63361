"""The signature of a mail: a line of two hyphens, and under it what its writer puts under every mail."""

from readings.pieces import Piece

_OPENING = "--"
_MOST_LINES = 12


def mail_signatures(pieces: list[Piece]) -> list[Piece]:
    """Set the lines right under two hyphens apart with them: they are neither verse nor part of what the mail says."""
    made, start = list(pieces), 0
    while start < len(pieces):
        end = start + 1
        if _opens(pieces[start]):
            while end < len(pieces) and pieces[end].line == pieces[end - 1].line + pieces[end - 1].lines:
                end += 1
            if end > start + 1 and sum(piece.lines for piece in pieces[start + 1 : end]) <= _MOST_LINES:
                made[start:end] = [piece.set_apart("mail_signature") for piece in pieces[start:end]]
                made[start + 1] = made[start + 1].with_doubt("mail_signature")
        start = end
    return made


def _opens(piece: Piece) -> bool:
    return piece.text == _OPENING and piece.setting in ("wrapped", "lines")
