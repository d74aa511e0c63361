"""The signature of a mail: a line of two hyphens at its end, and under it what its writer puts under every mail.

Two hyphens are a break between sections as well, and the words under those are the author's. So a signature is only
what ends something that shows itself as a mail by its header lines; what may be one otherwise is doubted and stays.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.pieces import APART, Piece

_OPENING = "--"
_MOST_LINES = 6
_MOST_LETTERS = 60  # in a line of a signature, by the mean
_PLAIN = ("wrapped", "lines")
_HEADER = re.compile(
    r"(?:^|(?<=\s))(from|to|cc|date|sent|subject|reply-to|message-id|von|an|datum|gesendet|betreff)[ ]?:(?=\s)",
    re.IGNORECASE,
)
_FEWEST_HEADERS = 2  # of different names
# Two sentences, or one of a full line: no name, office or address.
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…][\"”’»)]*\s+\S.*[.!?…][\"”’»)]*$", re.DOTALL)
_SENTENCE_WORDS = 8
_POSTSCRIPT = re.compile(r"p\.?[ ]?s\.?(?=[\s:])", re.IGNORECASE)
_ADDRESS = re.compile(r"[@/.:\d]")


def mail_signatures(pieces: list[Piece]) -> list[Piece]:
    """The short lines under the only two hyphens, with which a mail ends, are set apart; other hyphens are a break."""
    made = list(pieces)
    heads = [at for at in range(len(pieces)) if _is_head(pieces, at)]
    for start, end in pairwise(sorted({0, *heads, len(pieces)})):
        opened = [at for at in range(start, end) if _opens(pieces[at])]
        is_end = len(opened) == 1 and _are_signed(pieces[opened[0] : end])
        if is_end and start in heads:
            for at in range(opened[0], end):
                made[at] = pieces[at].set_apart(
                    "mail_signature", "mail_signature" if at == opened[0] + 1 else ""
                )
            continue
        for at in opened:
            made[at] = replace(pieces[at], text="", kind="ornament")
        if is_end and end == len(pieces):
            made[opened[0] + 1] = made[opened[0] + 1].with_doubt("mail_signature_kept")
    return made


def _opens(piece: Piece) -> bool:
    return piece.text == _OPENING and piece.kind == "prose" and piece.setting in _PLAIN


def _is_head(pieces: Sequence[Piece], at: int) -> bool:
    """Whether header lines of a mail begin here: "From: …", "Date: …"."""
    if at and _names_header(pieces[at - 1]) and _are_adjacent(pieces[at - 1], pieces[at]):
        return False
    names, before = set[str](), None
    for piece in map(pieces.__getitem__, range(at, len(pieces))):  # a slice would copy all of them each time
        if not _names_header(piece) or (before is not None and not _are_adjacent(before, piece)):
            break
        names |= {found.lower() for found in _HEADER.findall(piece.text)}
        before = piece
    return len(names) >= _FEWEST_HEADERS


def _names_header(piece: Piece) -> bool:
    return piece.kind != APART and piece.setting in _PLAIN and bool(_HEADER.match(piece.text))


def _are_adjacent(before: Piece, after: Piece) -> bool:
    return after.line == before.line + before.lines


def _are_signed(pieces: Sequence[Piece]) -> bool:
    """Whether hyphens have few short lines right under them, no prose, and then nothing more."""
    under = pieces[1:]
    if not under or not all(_are_adjacent(before, after) for before, after in pairwise(pieces)):
        return False
    lines = sum(piece.lines for piece in under)
    text = "\n".join(piece.text for piece in under)
    if lines > _MOST_LINES or len(text) > lines * _MOST_LETTERS:
        return False
    is_sentence = text[-1:] in ".!?…" and len(text.split()) > _SENTENCE_WORDS
    return not _SENTENCES.search(text) and not is_sentence and not _goes_on(text.split("\n"))


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether lines are verses, or words to somebody: a postscript, or lines that a small letter goes on with."""
    small = [line for line in lines[1:] if line[:1].islower() and len(line.split()) > 2]
    pausing = [line for line in lines if line.endswith((",", ";", ":"))]
    is_said = any(not _ADDRESS.search(line) for line in small) or 2 * len(pausing) > len(lines) > 2
    return is_said or bool(_POSTSCRIPT.match(lines[0]))
