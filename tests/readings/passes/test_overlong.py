"""A paragraph longer than any page goes on in another one, and says so."""

from itertools import pairwise

import pytest

from readings.composing import compose
from readings.passes.overlong import overlong_paragraphs
from readings.pieces import Piece, PieceDoubt
from readings.segmenting import structure
from readings.structure import LONGEST_PARAGRAPH, Mark
from tests.timing import quickest, within

SENTENCE = "The tide comes in over the flat sand, slowly. "


def long_one(count: int = 1_000, **more) -> Piece:
    return Piece((SENTENCE * count).strip(), **more)


def test_a_long_paragraph_is_divided_at_the_end_of_a_sentence_and_no_word_is_lost():
    made = overlong_paragraphs([Piece("Before."), long_one(), Piece("After.")])
    assert all(len(piece.text) <= LONGEST_PARAGRAPH for piece in made)
    assert all(piece.text.endswith("slowly.") for piece in made[1:-1])
    assert " ".join(piece.text for piece in made[1:-1]) == long_one().text
    assert [one.code for piece in made for one in piece.doubts] == ["paragraph_divided"] * (len(made) - 3)
    assert made[1].doubts == ()


@pytest.mark.parametrize("sign", ["x", "word ", "漢字。"])
def test_without_a_sentence_it_is_divided_between_words_and_without_words_somewhere(sign):
    whole = (sign * 30_000).strip()
    made = overlong_paragraphs([Piece(whole)])
    assert all(len(piece.text) <= LONGEST_PARAGRAPH for piece in made)
    assert (
        "".join(piece.text for piece in made) == whole.replace(" ", "")
        or " ".join(piece.text for piece in made) == whole
    )


def test_what_stands_on_the_words_goes_with_them():
    piece = long_one(
        data={"pages": [[7, 100], [8, 30_000]]}, doubts=(PieceDoubt("stray_punctuation", 40_000),)
    )
    places = range(0, len(piece.text), len(SENTENCE))
    marks = tuple(Mark("emphasis", at + 4, at + 8) for at in places)
    made = overlong_paragraphs([piece.with_marks(marks)])
    assert [one.text[mark.start : mark.end] for one in made for mark in one.marks] == ["tide"] * len(places)
    assert [page for one in made for page, _at in one.data.get("pages", ())] == [7, 8]
    [doubted] = [one for one in made if any(doubt.code == "stray_punctuation" for doubt in one.doubts)]
    [place] = [doubt.where for doubt in doubted.doubts if doubt.code == "stray_punctuation"]
    assert doubted.text[place : place + 20] == piece.text[40_000:40_020]


def test_emphasis_over_all_of_it_is_over_all_of_it():
    made = overlong_paragraphs([long_one(marks=(Mark("emphasis", 0, len(long_one().text)),))])
    assert [(mark.start, mark.end) for one in made for mark in one.marks] == [
        (0, len(one.text)) for one in made
    ]


def test_a_note_and_an_item_go_on_and_a_heading_goes_on_as_prose():
    for kind, then in (
        ("note", "note"),
        ("list_item", "list_item"),
        ("heading", "prose"),
        ("verse", "verse"),
    ):
        first, *others = overlong_paragraphs([long_one(kind=kind, data={"key": "n1"})])
        assert first.kind == kind
        assert {one.kind for one in others} == {then}
        assert all("key" not in one.data for one in others)


def test_a_table_goes_on_after_a_row_and_its_cells_are_where_they_were():
    rows, at = [], 0
    for number in range(2_000):
        one, two = f"tide {number}", f"at {number} hours"
        rows.append([[at, at + len(one)], [at + len(one) + 3, at + len(one) + 3 + len(two)]])
        at += len(one) + 3 + len(two) + 1
    text = "\n".join(f"tide {number} | at {number} hours" for number in range(2_000))
    made = overlong_paragraphs([Piece(text, "table", data={"columns": 2, "cells": rows})])
    assert len(made) > 1
    cells = [piece.text[slice(*cell)] for piece in made for row in piece.data["cells"] for cell in row]
    assert cells == [words for row in text.split("\n") for words in row.split(" | ")]


def test_a_file_of_one_line_becomes_paragraphs_that_a_page_can_show():
    made = structure((SENTENCE * 2_000).encode(), name="a.txt", title="Tides")
    assert len(made.paragraphs) > 4
    assert all(one.end - one.start <= LONGEST_PARAGRAPH for one in made.paragraphs)
    assert "paragraph_divided" in {one.code for one in made.warnings}
    assert made.content.replace("\n\n", " ") == (SENTENCE * 2_000).strip()


@pytest.mark.long
def test_dividing_takes_no_more_for_each_part_of_a_longer_paragraph():
    def paragraph(count: int) -> Piece:
        text = SENTENCE * count
        return Piece(text, marks=tuple(Mark("emphasis", at, at + 3) for at in range(0, len(text) - 3, 40)))

    few, many = paragraph(5_000), paragraph(40_000)
    taken = max(quickest(lambda: overlong_paragraphs([few])), 0.01)
    within(3 * 8 * taken, lambda: overlong_paragraphs([many]))


def test_ordinary_paragraphs_are_left_as_they_are():
    pieces = [Piece("One."), Piece("x" * LONGEST_PARAGRAPH)]
    assert overlong_paragraphs(pieces) is pieces
    assert all(one.end < two.start for one, two in pairwise(compose(pieces).paragraphs))
