"""A raised digit behind a variable, a number or a unit is a power, where a word calls the note of that number."""

import pytest

from readings.importers.pdf.lines import Run
from readings.pieces import Piece
from tests.readings.importers.test_pdf_blocks import Sheet, pieces


def behind(sheet: Sheet, text: str) -> Sheet:
    """Write words behind the last run, in the size of the text."""
    last = sheet.runs[-1]
    sheet.runs.append(Run(text, last.x1, last.x1 + 5 * len(text), sheet.y, 10.0))
    return sheet


def formula(sheet: Sheet, raises: str) -> Sheet:
    return behind(sheet.line(f"The area of a sail is {raises}").raised("2"), " in the old books.")


def references(*sheets: Sheet) -> list[str]:
    made: list[Piece] = pieces(*sheets)
    return [
        piece.text[max(mark.start - 5, 0) : mark.end]
        for piece in made
        for mark in piece.marks
        if mark.kind == "note_ref"
    ]


def footed(sheet: Sheet) -> Sheet:
    return (
        sheet.prose()
        .raised("1")
        .prose(6)
        .raised("2")
        .line("1 A key.", down=30, size=8)
        .line("2 A lamp.", size=8)
    )


@pytest.mark.parametrize("raises", ["x", "3 m", "r", "10", "5 cm", "(a + b)"])
def test_what_raises_a_variable_calls_no_note_that_a_word_calls(raises):
    sheet = footed(formula(Sheet(), raises))
    assert references(sheet) == ["f it.1", "f it.2"]
    assert f"is {raises}² in the old books" in pieces(sheet)[0].text


def test_nor_one_that_a_word_calls_on_the_next_page():
    assert references(formula(Sheet(0).prose(), "x"), footed(Sheet(1))) == ["f it.1", "f it.2"]


def test_a_year_and_a_word_call_notes():
    sheet = formula(Sheet().prose().raised("1"), "told in 1905").prose(6)
    sheet.line("1 A key.", down=30, size=8).line("2 A lamp.", size=8)
    assert references(sheet) == ["f it.1", " 19052"]


def test_a_letter_calls_a_note_that_nothing_else_calls():
    sheet = formula(Sheet().prose().raised("1"), "plan A").prose(6)
    sheet.line("1 A key.", down=30, size=8).line("2 A lamp.", size=8)
    assert references(sheet) == ["f it.1", "lan A2"]


def test_a_letter_calls_the_note_of_its_page_though_the_next_page_has_one_of_that_number():
    sheet = formula(Sheet().prose().raised("1"), "plan A").prose(6)
    sheet.line("1 A key.", down=30, size=8).line("2 A lamp.", size=8)
    assert references(sheet, footed(Sheet(1))) == ["f it.1", "lan A2", "f it.1", "f it.2"]
