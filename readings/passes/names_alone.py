"""A name that stands alone under the title: very likely that of the author, and yet only a guess.

It is set apart and doubted. Nobody is named the author by it: the curator is offered the name (`readings.guessing`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from readings.importers.bylines import name_and_year
from readings.passes.heading_shapes import UNNUMBERED, is_book_part, is_contents, is_date, named
from readings.passes.subtitles import is_under_title
from readings.pieces import APART, Piece
from readings.words import word_set

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# No name has these: they begin headings, and the names of places.
OF_NO_NAME = word_set(
    "a an the on in at to of from for with first second third last new old north south east west my our some all "
    "ein eine der die das im am vom zum erste erster erstes neu neue un une le les des aux premier première "
    "uno una los las il lo gli nuevo nueva"
)
_LONGEST = 80  # code points
_BY_OFFICE = re.compile(
    r"(?P<by>by|von|vom|par|por)\s+(?P<who>(?:the|a|an|one|der|dem|einem|einer|le|la|les|un|une|el|los)\s+[^.,;:!?]+)",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"(?:or|ors|ist|ists|ian|ians|man|men|woman|women|committee|collective|union|group|society|council|commission|"
    r"association|federation|assembly|editors?|workers?|teachers?|members?|readers?|writers?)$",
    re.IGNORECASE,
)
_PLACE_AND_YEAR = re.compile(
    r".*[^\W\d_]\s+(?:1[5-9]|20)\d\d\.?"
)  # "Harrow Quay 1932": a name has a comma or brackets
_THING = re.compile(r"[^\W\d_]*(?:ismus|ism|isme|ismo|tion|conference|congress|kongress|konferenz)s?", re.I)
_MOST_WORDS = 8


def name_alone_apart(pieces: list[Piece]) -> list[Piece]:
    """Set a name apart that is all that stands between the title and the text, and stands nowhere else."""
    if (over := _over_title(pieces)) >= 0:
        apart = replace(pieces[over], doubts=()).set_apart("byline", "author_guessed")
        return [*pieces[:over], apart, *pieces[over + 1 :]]
    at = next((at for at, piece in enumerate(pieces) if not _is_title(pieces, at)), len(pieces))
    if at < len(pieces) and is_under_title(pieces, at) and not _may_be_byline(pieces[at]):
        at += 1  # under the subtitle
    if not 0 < at < len(pieces) - 1:
        return pieces
    if not _may_be_byline(pieces[at]):
        return pieces
    if names_an_office(pieces[at].text):
        return [
            *pieces[:at],
            replace(pieces[at], doubts=()).set_apart("byline", "author_guessed"),
            *pieces[at + 1 :],
        ]
    piece, rest = pieces[at], [one for one in pieces[at + 1 :] if one.kind != APART]
    if piece.setting != "typeset" and (_names_thing(piece.text) or _has_sister(piece, rest)):
        return pieces
    if not rest or _is_said(piece.text, rest) or (piece.setting != "typeset" and not _leads_text(rest)):
        return pieces
    apart = replace(piece, doubts=()).set_apart("byline", "author_guessed")
    return [*pieces[:at], apart, *pieces[at + 1 :]]


def _names_thing(text: str) -> bool:
    """Tell a place or an event with its year, and a subject: a subtitle, and nobody."""
    name = name_and_year(text)[0] or text
    return _PLACE_AND_YEAR.fullmatch(text) is not None or any(map(_THING.fullmatch, name.split()))


def _has_sister(piece: Piece, rest: Sequence[Piece]) -> bool:
    """Tell whether another name stands alone over a paragraph further down, set the same way: then both are headings.

    One with nothing longer under it has signed what stands over it.
    """
    kinds = {mark.kind for mark in piece.marks}
    return any(
        one.setting == piece.setting
        and one.kind == piece.kind
        and {mark.kind for mark in one.marks} == kinds
        and after.kind != "heading"
        and len(after.text) > _LONGEST
        and _may_be_byline(one)
        for one, after in pairwise(rest)
    )


def _over_title(pieces: Sequence[Piece]) -> int:
    """Return the place of a name that stands alone over the title of a page, with which the page begins; else -1."""
    at = next((at for at, piece in enumerate(pieces) if piece.kind != APART), len(pieces))
    if at + 2 >= len(pieces) or pieces[at + 1].data.get("why") != "title" or not _may_be_byline(pieces[at]):
        return -1
    rest = [one for one in pieces[at + 2 :] if one.kind != APART]
    return at if rest and not _is_said(pieces[at].text, rest) else -1


def _is_title(pieces: Sequence[Piece], at: int) -> bool:
    """Tell what was set apart as the title, and a first heading that a page shows as such."""
    piece = pieces[at]
    if piece.kind == APART:
        return True
    first = all(one.kind == APART for one in pieces[:at])
    return first and piece.kind == "heading" and piece.setting == "marked" and piece.rank == 1


def names_an_office(text: str) -> bool:
    """Tell "by the Parish Surveyor", a byline without a name; a chapter may be called "By the River"."""
    found = _BY_OFFICE.fullmatch(text)
    if not found or len(found["who"].split()) > _MOST_WORDS or not any(map(str.isupper, found["who"])):
        return False
    return found["by"].islower() or bool(_OF_PEOPLE.search(found["who"]))


def _may_be_byline(piece: Piece) -> bool:
    text = piece.text
    name, _year = name_and_year(text)
    line = piece.kind == "prose" or (piece.kind == "heading" and piece.rank == UNNUMBERED)
    return bool(
        line
        and piece.lines == 1
        and len(text) <= _LONGEST
        and (names_an_office(text) or (name and not any(word.lower() in OF_NO_NAME for word in name.split())))
        and not (is_book_part(text) or is_contents(text) or is_date(text) or named(text))
    )


def _is_said(line: str, rest: Sequence[Piece]) -> bool:
    """Tell whether a text says a name itself, as that of a place or of somebody who speaks, or its last word as a word."""
    name = name_and_year(line)[0] or line
    last = name.split()[-1]
    said = re.compile(rf"\b(?:{re.escape(name)}|{re.escape(last.lower())})\b")
    return any(said.search(piece.text) for piece in rest)


def _leads_text(rest: Sequence[Piece]) -> bool:
    """Tell whether a year or a sure heading comes next, or prose and no heading like this one, so that it is none."""
    first = rest[0]
    if _YEAR.fullmatch(first.text) or (first.kind == "heading" and not first.doubts):
        return True
    return first.kind == "prose" and not any(
        piece.kind == "heading" and piece.rank == UNNUMBERED for piece in rest
    )
