"""A printed table of contents: what it says is compared with the outline, and then it is set apart."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from readings.passes.heading_shapes import is_contents
from readings.pieces import Piece

_ENTRY = re.compile(r"(?P<title>.*[^\W_].*?)[ ]*(?:[ ]?[.·…]){3,}[ ]*(?P<page>\d{1,4}|[ivxlc]{1,7})")
_LONGEST_LINE = 400
_LONGEST_TITLE = 120  # code points of it that a doubt names
_FAR = 200  # headings after the one before among which an entry's is sought
_SHORTEST = 6  # letters of a title that may be the end of a longer heading ("II. The long retreat")


class Entry(NamedTuple):
    """A line of a table of contents; `page` is the printed page, 0 when it is no plain number."""

    title: str
    page: int


def entries(text: str) -> list[Entry]:
    """Return the entries of a table of contents, whose lines are those of `text`."""
    made = []
    for line in text.split("\n"):
        found = _ENTRY.fullmatch(line) if len(line) <= _LONGEST_LINE else None
        if found:
            page = found["page"]
            made.append(Entry(found["title"].rstrip(" .·…"), int(page) if page.isdecimal() else 0))
    return made


def folded(text: str) -> str:
    """Return the letters and digits of a line, to compare a heading with its entry."""
    return "".join(filter(str.isalnum, text.casefold()))


def checked_contents(pieces: list[Piece]) -> list[Piece]:
    """Titles with dotted leaders and page numbers check the outline and are then of no more use.

    A list of which not half is found as headings is kept: it may be of another book.
    """
    places = [index for index, piece in enumerate(pieces) if piece.data.get("contents")]
    listed = [entry for index in places for entry in entries(pieces[index].text)]
    headings = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == "heading" and places and index > places[0]
    ]
    found = _found(listed, [pieces[index].text for index in headings])
    at = [headings[number] if number >= 0 else -1 for number in found]
    if not listed or 2 * sum(index >= 0 for index in at) < len(listed):
        return pieces
    made = list(pieces)
    for index in places:
        # Where exactly it stood matters no more.
        made[index] = replace(made[index], doubts=()).set_apart("contents", "contents_apart")
        if index and made[index - 1].kind == "heading" and is_contents(made[index - 1].text):
            made[index - 1] = replace(made[index - 1], doubts=()).set_apart("contents")
    following, missing = places[-1], list[tuple[int, str]]()
    for entry, index in zip(reversed(listed), reversed(at), strict=True):
        if index >= 0:
            following = index
        else:
            missing.append((following, entry.title[:_LONGEST_TITLE]))
    for following, title in reversed(missing):
        made[following] = made[following].with_doubt("contents_entry_missing", title=title)
    lowest = max(pieces[index].rank for index in at if index >= 0)
    listed_at = set(at)
    for index in headings:
        if pieces[index].rank <= lowest and index not in listed_at:
            made[index] = made[index].with_doubt("heading_not_in_contents")
    return made


def _found(listed: Sequence[Entry], headings: Sequence[str]) -> list[int]:
    """Return for each entry the number of its heading, the first one after that of the entry before; else -1."""
    letters = [folded(heading) for heading in headings]
    found, after = list[int](), 0
    for entry in listed:
        title = folded(entry.title)
        near = range(after, min(after + _FAR, len(letters)))
        number = next((n for n in near if _is_same(title, letters[n])), -1)
        found.append(number)
        after = number + 1 if number >= 0 else after
    return found


def _is_same(title: str, heading: str) -> bool:
    if title == heading:
        return True
    shorter, longer = sorted((title, heading), key=len)
    return len(shorter) >= _SHORTEST and longer.endswith(shorter)
