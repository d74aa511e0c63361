"""Headings: which pieces are one, and how high each stands.

Marked-up headings are believed; a source that marks its headings is not searched for more. The others are
guessed. Each function is one pass.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from readings.passes import chinese_shapes
from readings.passes import heading_shapes as shapes
from readings.passes.heading_shapes import BOLD, CHAPTER, DAY, PARAGRAPH_SIGN, ROMAN, UNNUMBERED
from readings.passes.poem_titles import titles_over_verses
from readings.passes.records import fields_of_a_record, speaks_in_turn
from readings.pieces import APART, Piece

_RULE = re.compile(r"([=~_^*-])\1{2,}")
_FEWEST_DAYS = 3
_MOST_LINES = 3  # a heading may be wrapped, but not into a paragraph


def bold_headings(pieces: list[Piece]) -> list[Piece]:
    """In Markdown, a short paragraph that is all bold is a heading one level below the marked ones."""
    return [
        piece.as_kind("heading", rank=BOLD)
        if piece.kind == "prose" and piece.setting == "marked" and _is_all_bold(piece)
        else piece
        for piece in pieces
    ]


def _is_all_bold(piece: Piece) -> bool:
    whole = any(
        mark.kind == "strong" and (mark.start, mark.end) == (0, len(piece.text)) for mark in piece.marks
    )
    return whole and len(piece.text) <= 120 and not piece.text.endswith((".", ",", ";"))


def plain_heading_marks(pieces: list[Piece]) -> list[Piece]:
    """A heading is set in one face: bold or italics over all of it say nothing."""
    return [
        replace(
            piece,
            marks=tuple(mark for mark in piece.marks if not _covers(piece, mark.kind, mark.start, mark.end)),
        )
        if piece.kind == "heading" and piece.marks
        else piece
        for piece in pieces
    ]


def _covers(piece: Piece, kind: str, start: int, end: int) -> bool:
    return kind in ("strong", "emphasis") and start == 0 and end == len(piece.text)


def is_searched(pieces: Sequence[Piece]) -> bool:
    """Tell whether headings are to be guessed: not in a source that marks its own."""
    return not any(piece.kind == "heading" and piece.setting == "marked" for piece in pieces)


def line_of(piece: Piece) -> str:
    """Return a piece as the one line that it would be as a heading, or "" when it can't be one."""
    if (
        piece.kind not in ("prose", "verse", "quotation")
        or piece.lines > _MOST_LINES
        or len(piece.text) > 240
    ):
        return ""
    if "\n" not in piece.text:
        return piece.text
    first, rest = piece.text.split("\n", 1)
    shape = shapes.named(first) or shapes.roman(first)
    if not shape or shape.title:
        return ""
    return f"{first}{'' if shape.stopped else ':'} {rest.replace(chr(10), ' ')}"


def as_heading(piece: Piece, rank: int, line: str, **data: bool) -> Piece:
    marks = piece.marks if line == piece.text else ()
    return replace(piece, text=line, marks=marks).as_kind("heading", rank=rank, **data)


def named_headings(pieces: list[Piece]) -> list[Piece]:
    """A line that begins "Part One" or "Zweites Kapitel", and goes on as a title, is a heading."""
    if not is_searched(pieces):
        return pieces
    lines = [line_of(piece) for piece in pieces]
    found = [shapes.named(line) if line else None for line in lines]
    signs = sum(shape is not None and shape.rank == PARAGRAPH_SIGN for shape in found)
    made = []
    for piece, line, shape in zip(pieces, lines, found, strict=True):
        if shape and shape.rank == PARAGRAPH_SIGN and signs == 1:
            shape = None  # one alone is only named and begins nothing
        made.append(as_heading(piece, shape.rank, line, named=True) if shape else piece)
    return made


def underlined_headings(pieces: list[Piece]) -> list[Piece]:
    """A line with a rule as long as itself right under it is a heading, as plain text has underlined ones."""
    made = []
    for piece in pieces:
        cut = len(piece.text) - len(piece.text) // 2  # of a line and its rule, on two lines or joined
        line, rule = piece.text[: cut - 1], piece.text[cut:]
        if (
            piece.kind in ("verse", "prose")
            and piece.lines == 2
            and piece.text[cut - 1 : cut].isspace()
            and _RULE.fullmatch(rule)
            and line[-1:].strip(rule[0])
        ):
            piece = replace(piece, text=line, kind="prose", lines=1, marks=())
            if not (shapes.named(line) or shapes.roman(line) or shapes.decimal(line)):  # theirs has a rank
                piece = piece.as_kind("heading", rank=UNNUMBERED)
        made.append(piece)
    return made


def days_of_a_diary(pieces: list[Piece]) -> list[Piece]:
    """Days alone on their lines, with a paragraph under each, are the headings of a diary: three at least."""
    if not is_searched(pieces):
        return pieces
    following = following_each(pieces)
    days = {
        index: after
        for index, piece in enumerate(pieces)
        if piece.kind == "prose"
        and piece.lines == 1
        and shapes.is_day(piece.text)
        and (after := following[index])
        and after.kind == "prose"
        and not shapes.is_day(after.text)
    }
    if sum(len(after.text) > len(pieces[index].text) for index, after in days.items()) < _FEWEST_DAYS:
        return pieces
    made = list(pieces)
    for index in days:
        made[index] = as_heading(pieces[index], DAY, pieces[index].text).with_doubt("heading_guessed")
    return made


def unnumbered_headings(pieces: list[Piece]) -> list[Piece]:
    """A short line set like a title, with a paragraph under it, is probably a heading: taken, and doubted.

    Where lines are wrapped, a line that is short may be the rest of a lost paragraph, so it must be set as a
    title is, or stand right over its paragraph; where a paragraph is a line, any short line that is no sentence will do.
    """
    if not is_searched(pieces):
        return pieces
    made = list(pieces)
    following, fields = following_each(pieces), fields_of_a_record(pieces)
    titles = titles_over_verses(pieces, following)
    for index, piece in enumerate(pieces):
        after = following[index]
        if piece.kind != "prose" or piece.lines > 1 or after is None or index in fields:
            continue
        if shapes.is_book_part(piece.text):
            heading = as_heading(piece, UNNUMBERED, piece.text)
            made[index] = heading.with_doubt("contents_list") if shapes.is_contents(piece.text) else heading
            continue
        if after.kind == "verse" and "contents" not in after.data and index not in titles:
            continue  # it may be one of its lines
        before = made[index - 1] if index else None
        if piece.text.startswith("I. ") or speaks_in_turn(
            before, piece, after
        ):  # that no "II." follows is known
            continue
        if _looks_like_heading(piece) and not _is_said_by(before, piece) and _leads(piece, after, before):
            made[index] = as_heading(piece, UNNUMBERED, piece.text).with_doubt("heading_guessed")
    return made


def following_each(pieces: Sequence[Piece]) -> list[Piece | None]:
    """Return for each piece the next one that is not set apart."""
    after: Piece | None = None
    found = list[Piece | None]()
    for piece in reversed(pieces):
        found.append(after)
        after = after if piece.kind == APART else piece
    return found[::-1]


def _looks_like_heading(piece: Piece) -> bool:
    if "leads" in piece.data:
        return True
    if piece.setting == "lines" or chinese_shapes.begins(piece.text):
        return shapes.is_label(piece.text) or shapes.is_title(piece.text)
    return shapes.is_title(piece.text) or shapes.is_topic(piece.text)


def _is_said_by(before: Piece | None, piece: Piece) -> bool:
    """A short line under a quotation is who said it."""
    if before is None:
        return False
    quoted = before.kind == "quotation" or (before.text[:1] in '“"„«' and before.text[-1:] in '”"“»')
    return quoted and len(piece.text) < 80


def _leads(piece: Piece, after: Piece, before: Piece | None) -> bool:
    """A heading stands after something finished and over something longer than itself."""
    finished = before is None or piece.setting == "lines" or is_finished(before)
    finished = finished or ("leads" in piece.data and before is not None and before.lines == 1)
    if after.kind != "prose":
        return finished
    if chinese_shapes.begins(piece.text):  # no capital tells a heading there from one line of several
        return (before is None or is_finished(before)) and len(after.text) > 2 * len(piece.text)
    return (
        finished
        and not after.text[0].islower()
        and (len(after.text) > len(piece.text) or _looks_like_heading(after) or shapes.is_amount(after.text))
    )


def is_finished(piece: Piece) -> bool:
    """Whether a piece ends as a paragraph may, so that something else can begin under it."""
    ends = (".", "!", "?", "…", "”", '"', ")", "]", "’", "»", "。", "！", "？", "」", "』", "）")
    return piece.kind != "prose" or piece.text.endswith(ends) or piece.text[-1:].isdigit()


def titles_under_numbers(pieces: list[Piece]) -> list[Piece]:
    """A number alone ("CHAPTER I", "IV") takes the heading right under it as its title."""
    made: list[Piece] = []
    for piece in pieces:
        bare = (
            made and made[-1].kind == "heading" and made[-1].setting != "marked" and _is_bare(made[-1].text)
        )
        if bare and piece.kind == "heading" and piece.rank == UNNUMBERED:
            number = made.pop()
            stop = "" if number.text.endswith((".", ":", ")")) else ":"
            text, source = f"{number.text}{stop} {piece.text}", (*number.source, *piece.source)
            piece = replace(number, text=text, source=source)
        made.append(piece)
    return made


def _is_bare(line: str) -> bool:
    shape = shapes.named(line) or shapes.roman(line) or shapes.bare(line)
    return shape is not None and not shape.title


def contents_lists(pieces: list[Piece]) -> list[Piece]:
    """Headings with nothing between them that all come again further on are a table of contents."""
    places: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            places[_folded(piece.text)] = index
    made = list(pieces)
    start = 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and _comes_again(pieces, end, places):
            end += 1
        if end - start >= 3:
            for index in range(start, end):
                doubts = tuple(doubt for doubt in made[index].doubts if not doubt.code.startswith("heading_"))
                item = replace(made[index], doubts=doubts)
                made[index] = item.as_kind("list_item", level=1, ordered=False, marker="")
            made[start] = made[start].with_doubt("contents_list")
        start = end + 1
    return made


def _comes_again(pieces: Sequence[Piece], index: int, places: dict[str, int]) -> bool:
    piece = pieces[index]
    if piece.kind != "heading" or piece.setting == "marked":
        return False
    title, _page = shapes.entry_of(piece.text)
    return max(places[_folded(piece.text)], places.get(_folded(title), -1)) > index


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def ranks_of_unnumbered(pieces: list[Piece]) -> list[Piece]:
    """A few unnumbered headings among many numbered ones are their siblings; many are a level of their own.

    The preface of a book that has parts or chapters is their sibling.
    """
    named = [
        index for index, piece in enumerate(pieces) if piece.kind == "heading" and piece.data.get("named")
    ]
    numbered = [piece for piece in pieces if piece.kind == "heading" and ROMAN <= piece.rank < UNNUMBERED]
    loose = [
        i for i, piece in enumerate(pieces) if piece.kind == "heading" and piece.rank in (UNNUMBERED, DAY)
    ]
    sibling = min((piece.rank for piece in numbered), default=UNNUMBERED)
    inside = sum(1 for index in loose if named and index > named[0]) if named else len(loose)
    rank = sibling if 2 * inside <= len(numbered) else UNNUMBERED
    made = list(pieces)
    for index in loose:
        word = pieces[index].text.lower().rstrip(".:")
        if named and word in shapes.BOOK_PARTS | shapes.CHAPTER_PARTS and index < named[0]:
            made[index] = replace(pieces[index], rank=min(pieces[at].rank for at in named))
        elif named and word in shapes.BOOK_PARTS:
            made[index] = replace(pieces[index], rank=CHAPTER)
        else:
            made[index] = replace(pieces[index], rank=rank)
    return made
