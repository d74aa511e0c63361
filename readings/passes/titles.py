"""The title that a text shows, where its file does not name one. That it is then said once is for `apart`."""

import re
from collections.abc import Sequence
from itertools import takewhile
from unicodedata import category

from readings.importers.bylines import authors_in, is_short_of_sentence, is_titled
from readings.passes.apart import NEAR_START, bylines_in, is_subtitle, letters_of
from readings.passes.closings import is_dated
from readings.passes.heading_shapes import (
    BOLD,
    UNNUMBERED,
    bare,
    decimal,
    ends_with_note,
    is_book_part,
    is_date,
    is_title,
    named,
    roman,
    year,
)
from readings.passes.headings import is_searched
from readings.passes.letters import begins_letter
from readings.passes.records import is_labelled
from readings.pieces import APART, Piece
from readings.structure import without_references
from readings.words import count_words

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_NOTE_SIGN = re.compile(r"(?<=\w)(?:\[(?:\d{1,3}|[*†‡§]{1,3})\]|[⁰¹²³⁴-⁹]{1,3}|[†‡§]|\*{1,3})$")
_LONGEST_CASELESS = 60  # code points of a title that nothing but its length tells
_TIMES_AS_LONG = 3
_LONGEST = 120  # code points of a title
_CLOSING = '”’"»“«)]」』）'
_ENDS = (".", ",", ";", ":", "…", "。", "，", "、", "；", "：", "।", "۔", "؛", "،", "։", "።")
_CALLS = ("!", "?", "؟", "！", "？", "՞", "՜")
# A word of some letters, no "St." or "No.", then a stop, and on it goes.
_ENDS_INSIDE = re.compile(rf"[^\W\d_]{{4}}[.…][{re.escape(_CLOSING)}]* +\S|[。！？।۔].")
_LONGEST_ABOVE = 250  # code points of what may stand over a title
_MOST_VERSES = 3  # lines over a title: those of a motto, or of names and places on a page of their own


def found_title(pieces: Sequence[Piece]) -> str:
    """Return the title that a text shows: what its first-rank headings say, or a first line set like one."""
    near = [piece for piece in pieces if piece.kind != APART][:NEAR_START]
    tops = [
        piece for piece in pieces if piece.kind == "heading" and piece.setting == "marked" and piece.rank == 1
    ]
    first_heading = next((piece for piece in pieces if piece.kind == "heading"), None)
    is_one = (
        len({letters_of(piece.text) for piece in tops}) == 1
    )  # perhaps on a page of its own and over the text
    above = list(takewhile(lambda piece: piece is not first_heading, near))
    if is_one and tops[0] is first_heading and len(above) < len(near) and not _is_read(above):
        return without_notes(tops[0])
    if (
        len(near) > 1
        and near[0].kind == "heading"
        and (near[0].rank == UNNUMBERED or _is_bold_title(near, pieces))
        and not is_book_part(near[0].text)
    ):
        return without_notes(near[0])
    return without_notes(near[0]) if _is_over_year(near) or _is_without_case(pieces, near) else ""


def _is_bold_title(near: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a first line in bold is a title: neither a label nor a number nor a day, and no heading over it or right under it.

    Where others are bold as well it may be but the first of them; then it is set as titles are, of two words at least.
    """
    first, line = near[0], near[0].text
    if (
        first.rank != BOLD
        or is_running(line)
        or line.endswith(":")
        or (near[1].kind == "heading" and near[1].rank < BOLD)
    ):
        return False
    if (
        is_labelled(line)
        or is_dated(line)
        or year(line)
        or named(line)
        or roman(line)
        or decimal(line)
        or bare(line)
    ):
        return False
    if begins_letter(line) or authors_in(line) or not line[:1].isalnum():
        return False
    headings = [piece for piece in pieces if piece.kind == "heading" and piece.setting == "marked"]
    if any(piece.rank == 1 for piece in headings):
        return False
    return all(piece.rank != BOLD for piece in headings[1:]) or (is_title(line) and count_words(line) > 1)


def without_notes(piece: Piece) -> str:
    """Return the words of a piece without what refers to its notes."""
    return _NOTE_SIGN.sub("", without_references(piece.text, piece.marks)).strip() or piece.text


def is_running(line: str) -> bool:
    """Whether a line is surely a sentence or several, whatever stands behind it: quotation marks, a note's number."""
    return (
        len(line) > _LONGEST
        or line.rstrip(_CLOSING).endswith(_ENDS)
        or bool(_ENDS_INSIDE.search(line))
        or ends_with_note(line)
    )


def _is_without_case(pieces: Sequence[Piece], near: Sequence[Piece]) -> bool:
    """Whether a text in a script without capitals begins with a short line that is no sentence, over a real paragraph.

    Where there are capitals they tell a title (`headings`); here only its length and its end do, so it is doubted.
    """
    if len(near) < 2 or near[0].kind != "prose" or near[0].lines > 1 or near[0].setting == "typeset":
        return False
    if not is_searched(pieces):
        return False
    title, after = near[0].text, near[1]
    letters = [sign for sign in title if sign.isalpha()]
    # What asks or calls may be a title or the first sentence of what is said.
    is_plain = is_running(after.text) and not title.rstrip(_CLOSING).endswith(_CALLS)
    return (
        bool(letters)
        and all(category(sign) == "Lo" for sign in letters)
        and len(title) <= _LONGEST_CASELESS
        and not is_running(title)
        and after.kind == "prose"
        and len(after.text) > (1 if is_plain else _TIMES_AS_LONG) * len(title)
    )


def _is_over_year(near: Sequence[Piece]) -> bool:
    """Whether a plain text begins with a short line under which only the year stands, and then the first heading."""
    if len(near) < 3 or near[0].kind != "prose" or near[0].setting == "marked" or near[0].lines > 1:
        return False
    title, year, following = (piece.text for piece in near[:3])
    shown = near[0].setting != "typeset" and near[2].kind == "heading" and bool(following)
    return shown and bool(_YEAR.fullmatch(year)) and title[:1].isupper() and is_short_of_sentence(title)


def title_over_byline(pieces: Sequence[Piece]) -> str:
    """Return the first line of a plain text when the only byline of the text stands under it, or under its subtitle."""
    near = [piece for piece in pieces if piece.kind != APART][:4]
    if len(near) < 3 or near[0].lines > 1 or bylines_in(pieces) != 1 or _has_marked_heading(pieces):
        return ""
    title, under = near[0], near[1:]
    if len(under) > 2 and is_subtitle(under[0]):
        under = under[1:]
    is_line = title.kind == "prose" or (
        title.kind == "heading" and title.rank in (UNNUMBERED, BOLD) and not is_book_part(title.text)
    )
    return title.text if is_line and not is_date(title.text) and is_titled(title.text, under[0].text) else ""


def _has_marked_heading(pieces: Sequence[Piece]) -> bool:
    """Whether a file marks a heading near its start, which then is more of a title than a line over a byline."""
    near = [piece for piece in pieces if piece.kind != APART][:NEAR_START]
    return any(piece.kind == "heading" and piece.setting == "marked" and piece.rank < BOLD for piece in near)


def _is_read(above: Sequence[Piece]) -> bool:
    """Whether what stands above is read, and no name, motto or date over a title.

    On a printed page a heading among stanzas may be the only one, and looks no other than a title.
    """
    verses = sum(
        piece.text.count("\n") + 1 for piece in above if piece.kind == "verse" and piece.setting != "marked"
    )
    return verses > _MOST_VERSES or any(
        piece.kind == "prose" and len(piece.text) > _LONGEST_ABOVE for piece in above
    )
