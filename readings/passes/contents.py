"""A printed table of contents: what it says is compared with the outline, and then it is set apart."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import NamedTuple

from readings.importers.lines import ends_sentence
from readings.passes.heading_shapes import entry_of, is_contents
from readings.pieces import APART, Piece

_ENTRY = re.compile(r"(?P<title>.*[^\W_].*?)[ ]*(?:[ ]?[.·…]){3,}[ ]*(?P<page>\d{1,4}|[ivxlc]{1,7})")
# What stands over the columns of the entries and of their pages.
_COLUMNS = re.compile(
    r"\s*(?:(?:chapter|chap\.|section|part|kapitel|abschnitt|chapitre|cap[ií]tulo|capitolo)s?\s+)?"
    r"(?:pages?|seite|p[áa]gina|pagina)\.?\s*",
    re.IGNORECASE,
)
_LONGEST_LINE = 400
_LONGEST_ENTRY = 160  # code points of one without a leader
_MOST_PIECES = 400  # under a heading "Contents"
_FEWEST_ENTRIES = 3
_LISTING = ("prose", "verse", "list_item", "quotation")
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


def contents_without_leaders(pieces: list[Piece]) -> list[Piece]:
    """Short lines under "Contents" that come again as headings, with a page number or none, are a table of contents."""
    start = next((index for index, piece in enumerate(pieces) if _is_head(piece)), -1)
    if start < 0:
        return pieces
    under, after = list[int](), len(pieces)
    later = [(index, folded(piece.text)) for index, piece in enumerate(pieces) if piece.kind == "heading"]
    for index in range(start + 1, min(start + _MOST_PIECES, len(pieces))):
        if pieces[index].kind == "heading" and not _is_entry(pieces, index, later):
            after = index
            break
        if pieces[index].kind not in (APART, "ornament"):
            under.append(index)
    lines = {index: pieces[index].text.split("\n") for index in under}
    if not lines or any(pieces[index].data.get("contents") for index in under):
        return pieces
    headings = [folded(piece.text) for piece in pieces[after:] if piece.kind == "heading"]
    known = set(headings)
    listed = {
        index: tuple(_entry(line, known) for line in lines[index] if not _COLUMNS.fullmatch(line))
        for index in under
    }
    every = [entry for index in under for entry in listed[index]]
    found = sum(number >= 0 for number in _found(every, headings))
    pages = [entry.page for entry in every if entry.page]
    least = (1, 2) if len(pages) >= _FEWEST_ENTRIES and pages == sorted(pages) else (2, 3)
    if len(every) < _FEWEST_ENTRIES or least[1] * found < least[0] * len(every):
        return pieces
    if any(len(line) > _LONGEST_ENTRY for index in under for line in lines[index]):
        return pieces
    made = list(pieces)
    for index in under:
        made[index] = replace(made[index], data={**made[index].data, "contents": listed[index] or True})
    return made


def _is_entry(pieces: Sequence[Piece], index: int, headings: Sequence[tuple[int, str]]) -> bool:
    """Tell an entry that was guessed to be a heading, as it stands alone: by its page, or the heading that it names further down.

    No text stands right under it.
    """
    piece = pieces[index]
    after = next((one for one in pieces[index + 1 :] if one.kind not in (APART, "ornament")), piece)
    is_over_text = after.kind not in ("heading", "verse", "list_item") and (
        len(after.text) > _LONGEST_ENTRY or ends_sentence(after.text)
    )
    if piece.setting == "marked" or is_over_text:
        return False
    title, page = entry_of(piece.text)
    if page or _COLUMNS.fullmatch(piece.text):
        return True
    titles = {folded(piece.text), folded(title)}
    return any(_is_same(title, letters) for at, letters in headings if at > index for title in titles)


def contents_without_head(pieces: list[Piece]) -> list[Piece]:
    """Lines right at the start, three at least, of which each comes again as a heading, in their order, are contents too.

    With no "Contents" over them all must; and what a sentence leads to is of the text. Those that were guessed to be
    headings themselves are asked about already.
    """
    first = next((index for index, piece in enumerate(pieces) if piece.kind == "heading"), 0)
    if not first or any(piece.data.get("contents") or _is_head(piece) for piece in pieces):
        return pieces
    headings = [folded(piece.text) for piece in pieces[first:] if piece.kind == "heading"]
    known, made = set(headings), list(pieces)
    run = list[tuple[int, tuple[Entry, ...]]]()
    for index in range(first + 1):
        piece = pieces[index]
        if piece.kind in (APART, "ornament"):
            continue
        listed = _listed(piece, known) if index < first else ()
        if listed:
            run.append((index, listed))
            continue
        _take_run(made, run, headings, piece)
        run = []
    return made


def _listed(piece: Piece, known: Container[str]) -> tuple[Entry, ...]:
    """Return the entries that the lines of a piece are if each of them is the title of a heading; else none."""
    lines = [line for line in piece.text.split("\n") if line]
    if piece.kind not in _LISTING or any(len(line) > _LONGEST_ENTRY for line in lines):
        return ()
    marker = piece.data.get("marker", "") if piece.kind == "list_item" else ""
    every = []
    for line in lines:
        read = (_entry(one, known) for one in (f"{marker} {line}", line))
        entry = next((one for one in read if folded(one.title) in known), None)
        if entry is None:
            return ()
        every.append(entry)
    return tuple(every)


def _take_run(
    made: list[Piece], run: Sequence[tuple[int, tuple[Entry, ...]]], headings: Sequence[str], after: Piece
) -> None:
    """Say that some lines are contents if they name the headings in their order, and no sentence leads to them.

    Nor may the list go on with an entry of something else.
    """
    every = [entry for _index, listed in run for entry in listed]
    if len(every) < _FEWEST_ENTRIES or min(_found(every, headings)) < 0:
        return
    above = (piece for piece in reversed(made[: run[0][0]]) if piece.kind not in (APART, "ornament"))
    before = next(above, None)
    if before is not None and (before.kind == "list_item" or before.text.endswith((":", ","))):
        return
    is_short = after.kind in _LISTING and len(after.text) <= _LONGEST_ENTRY
    if after.kind == "list_item" or (is_short and not ends_sentence(after.text)):
        return
    if any(one.code == "contents_list" for one in made[run[0][0]].doubts):
        return
    for index, listed in run:
        made[index] = replace(made[index], data={**made[index].data, "contents": listed})


def _is_head(piece: Piece) -> bool:
    return piece.kind in ("heading", "prose") and is_contents(piece.text)


def _entry(line: str, known: Container[str]) -> Entry:
    """Read a line: what is a number at its end, and belongs to no title, is its page."""
    title, page = entry_of(line)
    return Entry(line, 0) if folded(line) in known else Entry(title, page)


def _entries_of(piece: Piece, known: Container[str]) -> Sequence[Entry]:
    said = piece.data["contents"]
    if said == "numbered":
        return [entry for line in piece.text.split("\n") for entry in entries(line) or [_entry(line, known)]]
    return entries(piece.text) if said is True else said


def checked_contents(pieces: list[Piece]) -> list[Piece]:
    """The lines of a table of contents check the outline and are then of no more use.

    A list of which not half is found as headings is kept: it may be of another book.
    """
    places = [index for index, piece in enumerate(pieces) if piece.data.get("contents")]
    headings = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == "heading" and places and index > places[0] and not piece.data.get("contents")
    ]
    known = {folded(pieces[index].text) for index in headings}
    listed = [entry for index in places for entry in _entries_of(pieces[index], known)]
    found = _found(listed, [pieces[index].text for index in headings])
    at = [headings[number] if number >= 0 else -1 for number in found]
    if not listed or 2 * sum(index >= 0 for index in at) < len(listed):
        return pieces
    made = list(pieces)
    for index in places:
        # Where exactly it stood matters no more.
        made[index] = replace(made[index], doubts=()).set_apart("contents", "contents_apart")
        if index and _is_head(made[index - 1]):
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
