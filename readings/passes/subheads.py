"""Subheads that run in: the first words of a paragraph, set as a title and ended by a full stop."""

import re

from readings.passes.heading_shapes import is_title
from readings.pieces import Piece
from readings.structure import Mark
from readings.words import count_words

_FIRST_WORDS = re.compile(r"([^\W\d_][^\n]{2,118}?[.:]”?)[ ](?=[“‘\"(]?[^\W\d_a-z])")
_REST_AT_LEAST = 12  # words: a paragraph that a subhead opens goes on
_SURE_WORDS = 3  # a subhead of as many is one by its capitals alone
_COMPANY = 3  # of so many subheads one at least must be sure, or only the sure ones are taken
# Words of one sentence that look like a subhead and are an answer, a title before a name or an abbreviation.
_ABBREVIATION = "mr|mrs|dr|prof|gen|capt|rev|jr|sr|st|no|vol|jan|feb|aug|sept|oct|nov|dec"
_ANSWER = (
    "well|okay|sure|indeed|exactly|perhaps|however|again|never|nothing|always|maybe|wrong|right|true|false|"
    "nonsense|enough|finally|thanks|alas|good|sorry|genau|richtig|doch|vielleicht|silence|gentlemen|ladies|friends|"
    "comrades|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|"
    "samstag|sonntag"
)
_NO_SUBHEAD = re.compile(
    rf"(?:\w{{1,3}}|(?:\w\.)+\w|[\w ]*\b(?:\w|[A-Z][a-z]|{_ABBREVIATION})|{_ANSWER})[.:]", re.IGNORECASE
)


def subheads(pieces: list[Piece]) -> list[Piece]:
    """The first "sentence" of a longer paragraph is a subhead when it is capitalised as a title is.

    One of a word or two may be a sentence of a story ("London. …"), so it needs others that are longer.
    """
    found = {
        index: subhead
        for index, piece in enumerate(pieces)
        if piece.kind == "prose" and piece.setting in ("wrapped", "lines") and (subhead := _subhead(piece))
    }
    long_ones = {index for index, subhead in found.items() if count_words(subhead) >= _SURE_WORDS}
    taken = found.keys() if _COMPANY * len(long_ones) >= len(found) else long_ones
    return [
        piece.with_marks([Mark("subhead", 0, len(found[index]))]) if index in taken else piece
        for index, piece in enumerate(pieces)
    ]


def _subhead(piece: Piece) -> str:
    for found in _candidates(piece.text):
        if is_title(found.rstrip(".:”")) and not _NO_SUBHEAD.fullmatch(found):
            rest = count_words(piece.text[len(found) : len(found) + 400])
            return found if rest >= _REST_AT_LEAST else ""
    return ""


def _candidates(text: str) -> list[str]:
    """Return the first words up to the first stop, and up to the second one ("A vs. B.")."""
    first = _FIRST_WORDS.match(text[:240])
    if not first:
        return []
    second = _FIRST_WORDS.match(text[first.end() : first.end() + 130])
    whole = [text[: first.end() + second.end(1)]] if second and text[: first.end(1)].endswith("vs.") else []
    return [*whole, first[1]]
