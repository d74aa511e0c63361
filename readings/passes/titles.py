"""The title that a text shows, where its file does not name one. That it is then said once is for `apart`."""

import re
from collections.abc import Sequence
from itertools import takewhile

from readings.importers.bylines import is_short_of_sentence, is_titled
from readings.passes.apart import NEAR_START, bylines_in, is_subtitle, letters_of
from readings.passes.heading_shapes import UNNUMBERED, is_book_part, is_date
from readings.pieces import APART, Piece

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
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
        return tops[0].text
    if (
        len(near) > 1
        and near[0].kind == "heading"
        and near[0].rank == UNNUMBERED
        and not is_book_part(near[0].text)
    ):
        return near[0].text
    return near[0].text if _is_over_year(near) else ""


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
    if len(near) < 3 or near[0].setting == "marked" or near[0].lines > 1 or bylines_in(pieces) != 1:
        return ""
    title, under = near[0], near[1:]
    if len(under) > 2 and is_subtitle(under[0]):
        under = under[1:]
    is_title = title.kind == "prose" or (
        title.kind == "heading" and title.rank == UNNUMBERED and not is_book_part(title.text)
    )
    return title.text if is_title and not is_date(title.text) and is_titled(title.text, under[0].text) else ""


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
