"""What stands between the paragraphs and says nothing of their words: ornaments, stamps of when it was edited, page numbers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from readings.importers.lines import ends_sentence
from readings.importers.sheets import goes_on
from readings.passes.heading_shapes import DATE, is_date
from readings.pieces import Mark, Piece
from readings.structure import Ranges
from readings.words import count_words

_STAMP = re.compile(
    r"\[?\s*(?:last\s+)?(?:edited|updated|modified|revised|changed|(?P<made>posted|published)|zuletzt\s+(?:bearbeitet|geändert))"
    rf"(?:\s+on|\s+am|:)?\s+{DATE}(?:,?\s+\d\d?:\d\d(?:\s*[ap]m)?)?\s*\]?\.?",
    re.IGNORECASE,
)
_BRACKETED_DATE = re.compile(rf"\[\s*{DATE}\s*\]", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_YEAR_OF_WEB = re.compile(r"(?<!\d)(?:199\d|20\d\d)(?!\d)")  # an older date is one of a chronicle or a letter
_LONGEST_STAMP = 80
_PAGE_NUMBER = re.compile(r"[-–—][ ]*(\d{1,4})[ ]*[-–—]|\[?[Pp]age[ ](\d{1,4})\]?")
_BARE_NUMBER = re.compile(r"[1-9]\d{0,2}")
_FEWEST_BARE = 3
_NEXT_PAGE = 3  # a page or two in between may have no number


def ornaments(pieces: list[Piece]) -> list[Piece]:
    """A row of stars or a rule is no paragraph: the next one is said to begin after a break."""
    made: list[Piece] = []
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind == "ornament":
            waiting.append(piece)
            continue
        if waiting:
            doubts = tuple(doubt.at(0) for ornament in waiting for doubt in ornament.doubts)
            after_break = bool(made) and any(not ornament.doubts for ornament in waiting)
            data = {**piece.data, "break_before": True} if after_break else piece.data
            source = _with_sources(waiting, piece.source)
            piece = replace(piece, doubts=(*doubts, *piece.doubts), data=data, source=source)
            waiting = []
        made.append(piece)
    if made and waiting:
        last = made[-1]
        doubts = tuple(doubt.at(len(last.text)) for ornament in waiting for doubt in ornament.doubts)
        made[-1] = replace(last, doubts=(*last.doubts, *doubts), source=_with_sources([last, *waiting], ()))
    return made


def _with_sources(ornaments: Sequence[Piece], source: Ranges) -> Ranges:
    """Where the ornaments stood belongs to what is beside them, so that no line of the file goes unaccounted for."""
    return (*(stretch for ornament in ornaments for stretch in ornament.source), *source)


def edit_stamps(pieces: list[Piece]) -> list[Piece]:
    """A line that only says when the text was edited is about the text and not in it.

    Days that stand over several entries, or letters, say when those were written, and stay.
    """
    stamps = [_stamp(piece) for piece in pieces]
    over = {
        at
        for at, (is_stamp, after) in enumerate(zip_longest(stamps, pieces[1:]))
        if is_stamp == "day" and after and _is_told(after)
    }
    heads = over if len(over) > 1 else set[int]()
    return [
        piece.set_apart("edit_stamp", "edit_stamp") if stamps[at] and at not in heads else piece
        for at, piece in enumerate(pieces)
    ]


def _stamp(piece: Piece) -> str:
    """Tell a line that says when something was changed, "change", from one that has only its day, "day"; else ""."""
    if len(piece.text) > _LONGEST_STAMP or piece.kind == "heading":
        return ""
    found = _STAMP.fullmatch(piece.text)
    if found and found["made"]:
        return "day" if _YEAR_OF_WEB.search(piece.text) else ""
    if found:
        return "change"
    return "day" if _is_bracketed_day(piece.text) else ""


def _is_told(piece: Piece) -> bool:
    """Whether a piece is running prose, not what begins another section."""
    return piece.kind == "prose" and count_words(piece.text) > 2 and ends_sentence(piece.text)


def _is_bracketed_day(text: str) -> bool:
    """Tell the day on which a page was edited from the year of an annal or the number of a page, "[1848]"."""
    found = _BRACKETED_DATE.fullmatch(text)
    return bool(found) and len(_NUMBERS.findall(text)) > 1 and bool(_YEAR_OF_WEB.search(text))


def dated_headings(pieces: Sequence[Piece]) -> set[int]:
    """The place of a heading that is only a date in brackets, as web pages have it under the title; of several none."""
    found = {
        at
        for at, piece in enumerate(pieces)
        if piece.kind == "heading" and piece.text[:1] in "([" and is_date(piece.text.strip("()[]"))
    }
    return found if len(found) == 1 else set()


def page_numbers(pieces: list[Piece]) -> list[Piece]:
    """Numbers between dashes that count up through a text are those of its pages, not part of what is read."""
    found = dict[int, int]()
    for index, piece in enumerate(pieces):
        number = _PAGE_NUMBER.fullmatch(piece.text) if len(piece.text) <= _LONGEST_STAMP else None
        if number and piece.kind in ("prose", "heading") and piece.setting != "marked":
            found[index] = int(number[1] or number[2])
    steps = [after - before for before, after in pairwise(found.values())]
    if not steps or not all(1 <= step <= _NEXT_PAGE for step in steps):
        return pieces
    made = list(pieces)
    for index in found:
        made[index] = replace(pieces[index], doubts=()).set_apart("page_furniture")
    return over_numbers(made, found)


def bare_page_numbers(pieces: list[Piece]) -> list[Piece]:
    """Numbers alone on their lines that count up as pages do are set apart, unless they may be those of parts of a text.

    Parts begin with 1, or with 2 under a first one that has no number, and between sentences.
    """
    found = [index for index, piece in enumerate(pieces) if is_bare_number(piece)]
    numbers = [int(pieces[index].text) for index in found]
    if len(found) < _FEWEST_BARE or not all(1 <= b - a <= _NEXT_PAGE for a, b in pairwise(numbers)):
        return pieces
    if numbers[0] < _FEWEST_BARE and not any(_cuts_a_sentence(pieces, index) for index in found):
        return pieces
    made = list(pieces)
    for index in found:
        made[index] = pieces[index].set_apart(
            "page_furniture", "page_number_apart" if index == found[0] else ""
        )
    return over_numbers(made, found)


def over_numbers(pieces: Sequence[Piece], numbers: Iterable[int]) -> list[Piece]:
    """Join the halves of a sentence that the number of a page parts: it stopped there only where the page was full."""
    made: list[Piece] = []
    parting = {index + 1 for index in numbers}
    for index, piece in enumerate(pieces):
        if index in parting and len(made) > 1 and _are_halves(made[-2], piece):
            made[-2] = _joined(made[-2], piece)
        else:
            made.append(piece)
    return made


def _are_halves(before: Piece, after: Piece) -> bool:
    are_plain = all(half.kind == "prose" and half.setting in ("wrapped", "lines") for half in (before, after))
    is_whole_word = not before.text.endswith("-")  # whether its hyphen belongs to it is for a person to say
    return are_plain and is_whole_word and goes_on(before.text, after.text)


def _joined(before: Piece, after: Piece) -> Piece:
    shift = len(before.text) + 1
    marks = (Mark(mark.kind, mark.start + shift, mark.end + shift, mark.data) for mark in after.marks)
    doubts = (doubt.at(doubt.where + shift) for doubt in after.doubts)
    return replace(
        before,
        text=f"{before.text} {after.text}",
        lines=before.lines + after.lines,
        marks=(*before.marks, *marks),
        doubts=(*before.doubts, *doubts),
        source=(*before.source, *after.source),
    )


def is_bare_number(piece: Piece) -> bool:
    return (
        piece.kind == "prose"
        and piece.setting in ("wrapped", "lines")
        and bool(_BARE_NUMBER.fullmatch(piece.text))
    )


def _cuts_a_sentence(pieces: Sequence[Piece], index: int) -> bool:
    around = [*pieces[max(index - 1, 0) : index], *pieces[index + 1 : index + 2]]
    if [piece.kind for piece in around] != ["prose", "prose"]:
        return False
    before, after = around[0].text, around[1].text
    is_open = not ends_sentence(before) and len(before) > _LONGEST_STAMP  # a shorter one may sign a letter
    return is_open or after[:1].islower()


def lone_numbers(pieces: list[Piece]) -> list[Piece]:
    """A number that is left alone on its line may be the one of a page; it is no sentence that stops."""
    return [piece.with_doubt("number_alone") if is_bare_number(piece) else piece for piece in pieces]
