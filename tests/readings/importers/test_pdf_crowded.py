"""Cells that seem to hold more than one: their table is doubted, whether gaps, strips or lines told it."""

import pytest

from readings.importers.pdf.crowded import are_crowded
from readings.importers.pdf.lines import Line, Run

PROSE = (
    "the ferry had left at seven and whoever stood on the",
    "pier was told to come again when all the ice was gone",
)


def cell(*said: str) -> list[Line]:
    return [
        Line((Run(text, 50, 50 + 5 * len(text), 700 - 12 * at, 10.0),), 700 - 12 * at)
        for at, text in enumerate(said)
    ]


def rows(*said: tuple[str, ...]) -> list[list[list[Line]]]:
    return [[cell(text) if text else [] for text in row] for row in said]


@pytest.mark.parametrize("said", ["15 4 28", "Catch 15 4 28", "I 4400 1100 1100", "12 4.50"])
def test_figures_next_to_one_another_are_doubted(said):
    assert are_crowded(rows(("Quay", said), ("Mole", "3")))


@pytest.mark.parametrize(
    "said", ["12 480", "3 1/2", "48", "in 1861 and 1871", "the winter of 1861, 14 boats and more"]
)
def test_thousands_fractions_and_words_with_a_figure_are_not(said):
    assert not are_crowded(rows(("Quay", said), ("Mole", "3")))


def test_figures_under_one_another_are_doubted():
    assert are_crowded([[cell("Quay"), cell("15", "4")]])


def test_names_that_each_have_a_figure_behind_them_are_doubted():
    named = (("North 31", "15"), ("South 27", "40"), ("Ferry 21", "28"))
    assert are_crowded(rows(*named))
    assert are_crowded(rows(("Place", "Carts"), *named))


def test_what_is_counted_and_years_are_not():
    assert not are_crowded(rows(("Boat 1", "15"), ("Boat 2", "40"), ("Boat 3", "28")))
    assert not are_crowded(rows(("May 1848", "ice"), ("June 1849", "rain"), ("July 1851", "sun")))


def test_sentences_that_go_on_in_the_next_row_are_doubted():
    assert are_crowded(rows((PROSE[0], "Rye", "14"), (PROSE[1], "Oats", "9")))
    assert not are_crowded(rows((PROSE[0] + " pier.", "Rye", "14"), (PROSE[1].capitalize(), "Oats", "9")))


def test_a_second_head_within_the_rows_is_doubted():
    body = (("Quay", "15"), ("Mole", "3"), ("Weir", "8"))
    two = rows(("Place", "Boats"), *body, ("Place", "Carts"), *body)
    for at in (0, 4):
        two[at] = [[Line((line.runs[0]._replace(bold=True),), line.y) for line in cell] for cell in two[at]]
    assert are_crowded(two)
    assert not are_crowded(two[:4])
