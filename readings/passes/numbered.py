"""Headings with a number: "II. Knots", "2.1 Hemp", "3", "1912". Each function is one pass."""

import re
from collections.abc import Sequence
from itertools import pairwise

from readings.passes import heading_shapes as shapes
from readings.passes.heading_shapes import DECIMAL, ROMAN, YEAR, Shape
from readings.passes.headings import as_heading, following_each, is_finished, is_searched, line_of
from readings.pieces import Piece
from readings.words import count_words

_FEWEST_YEARS = 3
_FEWEST_WORDS = 5  # of what stands under a year
_SET_IN = 3  # spaces
_COUNTED = re.compile(r"\d+\.?")
_MOST_WORDS = 6  # of a title behind a number without a stop


def numbered_headings(pieces: list[Piece]) -> list[Piece]:
    """Short lines that begin with I, II or 1, 1.1, 2 are headings where the numbers follow."""
    if not is_searched(pieces):
        return pieces
    lines = [line_of(piece) for piece in pieces]
    found = [(shapes.roman(line) or shapes.decimal(line)) if line else None for line in lines]
    found = [
        None if shape and _is_in_list(pieces, index, shape) else shape for index, shape in enumerate(found)
    ]
    made, last = list(pieces), dict[int, int]()
    shaped = [shape for shape in found if shape]
    upcoming, seconds = _numbers_to_come(shaped), _seconds_to_come(shaped)
    at = 0
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and piece.data.get("named"):
            last.clear()
        shape = found[index]
        if not shape:
            continue
        expected = last.get(shape.rank, 0) + 1
        follows = shape.number == expected > 1
        begins = shape.number <= 1 and (
            _has_second(shape, seconds[at]) if shape.stopped else upcoming[at] == shape.number + 1
        )
        jumps = shape.stopped and bool(shape.title) and expected < shape.number <= expected + 2
        jumps = jumps and not any(one.kind == "list_item" for one in pieces[max(index - 1, 0) : index + 2])
        at += 1
        if follows or begins or jumps or (shape.stopped and shape.rank > DECIMAL):
            heading = as_heading(piece, shape.rank, lines[index])
            if not (follows or begins):
                heading = heading.with_doubt("heading_out_of_order")
            elif shape.rank == DECIMAL and not shape.stopped:
                heading = heading.with_doubt("heading_guessed")
            made[index] = heading
            last = {rank: number for rank, number in last.items() if rank < shape.rank} | {
                shape.rank: shape.number
            }
    return made


def sections_in_order(pieces: list[Piece]) -> list[Piece]:
    """Lines that count up through two levels, "1", "2", "2.1", "3", are headings, however little stands under them."""
    if not is_searched(pieces):
        return pieces
    made, chain = list(pieces), list[tuple[int, Shape]]()
    for index, piece in enumerate(pieces):
        line = line_of(piece) or (piece.text if piece.kind == "heading" else "")
        shape = shapes.decimal(line) if line[:1].isdecimal() else None
        if not shape or (shape.stopped and shape.rank == DECIMAL):
            continue
        if shape.rank == DECIMAL and shape.number == 1:
            _take_sections(made, chain)
            chain = [(index, shape)]
        elif chain and _comes_next(shape, chain):
            chain.append((index, shape))
    _take_sections(made, chain)
    return made


def _take_sections(made: list[Piece], chain: Sequence[tuple[int, Shape]]) -> None:
    """Make headings of the lines of a chain, where it has a second section and one within a section."""
    ranks = [shape.rank for _index, shape in chain]
    if ranks.count(DECIMAL) < 2 or len(set(ranks)) < 2:
        return
    for index, shape in chain:
        if made[index].kind != "heading":
            heading = as_heading(made[index], shape.rank, line_of(made[index]))
            made[index] = heading.with_doubt("heading_guessed")


def _comes_next(shape: Shape, chain: Sequence[tuple[int, Shape]]) -> bool:
    """Whether a number is the first within the last section, or the next one of its level."""
    if shape.rank == chain[-1][1].rank + 1:
        return shape.number == 1
    before = next((one for _index, one in reversed(chain) if one.rank <= shape.rank), None)
    return before is not None and before.rank == shape.rank and shape.number == before.number + 1


def chapters_of_a_number(pieces: list[Piece]) -> list[Piece]:
    """A number alone on its line is a chapter, where all such lines count up from 1 and cut no sentence."""
    if not is_searched(pieces):
        return pieces
    found = [
        (index, shape)
        for index, piece in enumerate(pieces)
        if piece.kind == "prose" and piece.lines == 1 and (shape := shapes.bare(piece.text))
    ]
    following = following_each(pieces)
    last, highest = 0, 0
    for index, shape in found:
        after = following[index]
        if (
            shape.number not in (1, last + 1)
            or after is None
            or after.kind not in ("prose", "quotation", "verse", "heading")
            or after.text[0].islower()
            or not (index == 0 or is_finished(pieces[index - 1]))
        ):
            return pieces
        last, highest = shape.number, max(highest, shape.number)
    if highest < 2:
        return pieces
    made = list(pieces)
    for index, shape in found:
        made[index] = as_heading(made[index], shape.rank, made[index].text).with_doubt("heading_guessed")
    return made


def years_of_a_chronicle(pieces: list[Piece]) -> list[Piece]:
    """Years alone on their lines, each later than the one before and over what happened in it, are headings: three at least."""
    if not is_searched(pieces):
        return pieces
    following = following_each(pieces)
    found = [
        (index, shapes.year(piece.text))
        for index, piece in enumerate(pieces)
        if piece.kind == "prose" and piece.lines == 1 and shapes.year(piece.text)
    ]
    told = [index for index, _year in found if (after := following[index]) and _tells(after)]
    ascend = all(one < other for (_, one), (_, other) in pairwise(found))
    if not ascend or len(told) < max(_FEWEST_YEARS, len(found)):
        return pieces
    made = list(pieces)
    for index in told:
        made[index] = as_heading(pieces[index], YEAR, pieces[index].text).with_doubt("heading_guessed")
    return made


def _tells(after: Piece) -> bool:
    """Whether what stands under a year tells something: a sentence, or a day of it."""
    return after.kind == "heading" or (after.kind == "prose" and count_words(after.text) >= _FEWEST_WORDS)


def _numbers_to_come(numbers: Sequence[Shape]) -> list[int]:
    """Return for each numbered line the number of the next one of its rank, 0 when there is none."""
    after: dict[int, int] = {}
    upcoming = []
    for shape in reversed(numbers):
        upcoming.append(after.get(shape.rank, 0))
        after[shape.rank] = shape.number
    return upcoming[::-1]


def _seconds_to_come(numbers: Sequence[Shape]) -> list[bool]:
    """Return for each numbered line whether a second or third of its rank stands anywhere after it."""
    after, found = set[int](), list[bool]()
    for shape in reversed(numbers):
        found.append(shape.rank in after)
        if shape.number in (2, 3):
            after.add(shape.rank)
    return found[::-1]


def _has_second(shape: Shape, is_followed: bool) -> bool:
    """Tell "I. Knots" from "I. Berlin", who signs: with a capital I and a word or two, a second must follow."""
    return shape.rank != ROMAN or not shape.title or is_followed or count_words(shape.title) > 2


def _is_in_list(pieces: Sequence[Piece], index: int, shape: Shape) -> bool:
    """Tell "1. Bread" in a list from "1. Method" over a paragraph: its neighbours are numbered too."""
    if shape.rank != DECIMAL:
        return False
    if index + 1 >= len(pieces) or not (shape.stopped or _may_go_without_stop(pieces[index + 1], shape)):
        return True
    neighbours = [pieces[at] for at in (index - 1, index + 1) if at >= 0]
    return any(_is_item(piece, shape) for piece in neighbours)


def _is_item(piece: Piece, shape: Shape) -> bool:
    """Tell an item beside a numbered line; other ones may be what stands under it, and bullets from the second on."""
    if piece.kind == "list_item":
        if (
            piece.data.get("indent", 0) >= _SET_IN
        ):  # as those of a section are in a text that sets in what it says
            return False
        if piece.data.get("ordered") and shape.stopped:
            is_next = abs(piece.data.get("value", shape.number) - shape.number) <= 1
            return is_next and bool(_COUNTED.fullmatch(piece.data.get("marker", "1.")))
        return not shape.stopped or shape.number < 2
    other = shapes.decimal(piece.text) if "\n" not in piece.text else None
    return other is not None and other.rank == DECIMAL


def _may_go_without_stop(after: Piece, shape: Shape) -> bool:
    """Tell "1 Introduction", which is short and stands over a paragraph or "1.1 …", from other numbers."""
    under = shapes.decimal(after.text)
    return count_words(shape.title) <= _MOST_WORDS and (
        under is not None or (after.kind == "prose" and len(after.text) > 2 * len(shape.title))
    )
