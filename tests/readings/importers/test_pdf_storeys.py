"""Heads of two storeys over a table whose cells nothing draws: each word over its columns, each figure under its own."""

import pytest

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces
from tests.readings.importers.test_pdf_tracks import doubts, read, tables

COLUMNS = (0, 70, 120, 170, 220)
BODY = (
    ("North", "31", "48", "15", "60"),
    ("South", "27", "30", "40", "17"),
    ("Ferry", "21", "90", "28", "18"),
)
LOWER = ("", "Carts", "Mules", "Sacks", "Price")


def at(sheet: Sheet, text: str, x: float, y: float, **face: bool) -> None:
    sheet.runs.append(Run(text, LEFT + x, LEFT + x + 5 * len(text), y, 10.0, **face))


def headed(upper: tuple, lower=LOWER, body=BODY, columns=COLUMNS, *, side: float = 0, **face: bool) -> Sheet:
    """Write a table; the words of the upper storey at their places, the first cell at half the height of the head.

    `side` says which part of a cell's width is left free before it: 0 flush left, 1 flush right, and between.
    """
    sheet = Sheet().prose()
    y = sheet.y - 24
    for x, text in upper:
        at(sheet, text, x, y, **face)
    at(sheet, "Place", 0, y - 8, **face)
    for down, row in ((16, lower), *((16 * (2 + n), row) for n, row in enumerate(body))):
        for x, text in zip(columns, row, strict=True):
            width = 0 if not x else side * (25 - 5 * len(text))
            if text:
                at(sheet, text, x + width, y - down, **(face if row is lower else {}))
    sheet.y = y - 16 * (1 + len(body))
    return sheet.prose(down=24)


SAID = read((("Place", "Traffic", "", "Market", ""), LOWER, *BODY))


@pytest.mark.parametrize("face", [{"bold": True}, {"italic": True}, {}])
@pytest.mark.parametrize(
    ("side", "upper"),
    [
        (0, ((70, "Traffic"), (170, "Market"))),
        (1, ((110, "Traffic"), (215, "Market"))),
        (0.5, ((90, "Traffic"), (192.5, "Market"))),
    ],
)
def test_words_over_two_columns_each_stand_over_the_first_of_them(face, side, upper):
    sheet = headed(upper, side=side, **face)
    assert tables(sheet) == [SAID]
    assert "columns_unclear" not in doubts(sheet)
    assert not any(piece.kind == "heading" for piece in pieces(sheet))


def test_words_over_columns_of_unequal_number_stand_over_their_own():
    sheet = headed(((70, "Traffic"), (120, "Market")), bold=True)
    head = (("Place", "Traffic", "Market", "", ""), LOWER)
    assert tables(sheet) == [read((*head, *BODY))]


def test_where_words_stand_between_the_middles_of_columns_what_is_over_what_is_doubted():
    columns = (0, 70, 80, 90, 100)
    body = tuple((row[0], *(cell[0] for cell in row[1:])) for row in BODY)
    sheet = headed(((79, "Lo"), (93, "Hi")), ("", "a", "b", "c", "d"), body, columns, bold=True)
    assert not tables(sheet) or "columns_unclear" in doubts(sheet)


def test_rows_that_a_roman_number_names_are_rows_and_no_items_of_a_list():
    body = (("I", "31", "48", "15", "60"), ("II", "27", "30", "40", "17"), ("All", "58", "78", "55", "77"))
    sheet = headed(((70, "Traffic"), (170, "Market")), body=body, bold=True)
    assert tables(sheet) == [read((("Place", "Traffic", "", "Market", ""), LOWER, *body))]


def test_one_line_over_all_columns_is_no_storey():
    sheet = headed(((90, "What the gates took in"),), bold=True)
    assert "What the gates took in" not in tables(sheet)[0].split("\n")[0].split(" | ")[1:]
