"""What a library or a press puts under a text: whose copy it is, where it was taken from, by what right it is printed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.passes.apart import KEEPER, NEAR_START, is_front_line, is_sure_imprint, known_letters
from readings.passes.rights import says_rights
from readings.pieces import APART, Piece

_LONGEST = 300  # code points of a paragraph of it
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# A name that a library or a press may have: words that begin large, and the small ones between them.
_PART = r"(?:(?-i:[^\W\d_a-zß-ÿ])[^\W_]*|of|the|and|for|der|des|de|du|la|&)"
_NAME = re.compile(rf"{_PART}(?:\s{_PART}){{0,6}}(?:\s\([^()]{{1,40}}\))?\.?", re.IGNORECASE)
_KEEPS = re.compile(rf"\b(?:{KEEPER})\b", re.IGNORECASE)
_ONLY_FROM = re.compile(
    r"(?:from|aus)\s", re.IGNORECASE
)  # which a place and a year under a text may begin with


def colophon_apart(pieces: list[Piece], authors: Sequence[str], title: str) -> list[Piece]:
    """Lines under a text, with only notes behind them, that say who printed it and by what right, are not of its words.

    One of them at least can be nothing else. A day and a name right above them close the text itself.
    """
    known = known_letters(authors, title)
    run = list[int]()
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece.kind in (APART, "ornament") or (piece.kind == "note" and not run):
            continue
        if len(run) == NEAR_START or not _is_colophon(piece, known):
            break
        run.insert(0, at)
    while run and not any(_is_telling(line) for line in pieces[run[0]].text.split("\n")):
        del run[0]
    lines = [line for at in run for line in pieces[at].text.split("\n")]
    if not any(map(_is_sure, lines)) or all(piece.kind in (APART, "note") for piece in pieces[: run[0]]):
        return pieces
    made = list(pieces)
    for at in run:
        left = tuple(one for one in pieces[at].doubts if one.code != "heading_guessed")
        made[at] = replace(pieces[at], doubts=left).set_apart("colophon", "colophon_in_text")
    return made


def _is_colophon(piece: Piece, known: set[str]) -> bool:
    guessed = any(one.code == "heading_guessed" for one in piece.doubts) and _is_telling(piece.text)
    return (
        (piece.kind in ("prose", "verse") or guessed)
        and len(piece.text) <= _LONGEST
        and all(
            is_front_line(line, known) or _is_telling(line) or _YEAR.fullmatch(line)
            for line in piece.text.split("\n")
        )
    )


def _is_telling(line: str) -> bool:
    return is_sure_imprint(line) or bool(_NAME.fullmatch(line) and _KEEPS.search(line))


def _is_sure(line: str) -> bool:
    return says_rights(line) or (is_sure_imprint(line) and " " in line and not _ONLY_FROM.match(line))
