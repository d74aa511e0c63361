"""Tables without drawn cells at their edges: rows that stand alone on a page, heads over them, rows told by their foot."""

import pytest

from readings.importers.pdf.crowded import are_crowded
from readings.importers.pdf.lines import Run, line_of, segments
from readings.importers.pdf.lines import rows as rows_at_heights
from readings.importers.pdf.tables import rows_of_table
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces
from tests.readings.importers.test_pdf_tracks import FIELDS, doubts, read, table, tables

HEAD, *BODY = FIELDS


@pytest.mark.parametrize("alone", [1, 2])
def test_rows_that_stand_alone_on_the_last_page_of_a_table_have_its_columns(alone):
    rows = (*FIELDS, ("Mill acre", "5", "", "8"), ("West field", "", "3", "1"))
    first = table(Sheet().prose(), rows[:-alone], bold=True)
    second = table(Sheet(1), rows[-alone:]).prose(down=24)
    assert "\n".join(tables(first, second)) == read(rows)
    assert not doubts(first, second)


def test_the_head_that_stands_alone_at_the_foot_of_a_page_has_the_columns_of_its_table():
    first, second = table(Sheet().prose(), (HEAD,), bold=True), table(Sheet(1), BODY).prose(down=24)
    # A head alone is one row; the table goes on overleaf.
    assert "\n".join(tables(first, second)) == read(FIELDS)


def test_a_row_alone_that_keeps_to_no_column_is_doubted():
    first = table(Sheet().prose(), FIELDS, bold=True)
    second = table(Sheet(1), (("Mill acre", "5", "8"),), (0, 75, 150)).prose(down=24)
    assert len(tables(first, second)) == 1
    assert "columns_unclear" in doubts(first, second)


def test_prose_on_the_page_behind_a_table_is_prose():
    first, second = table(Sheet().prose(), FIELDS, bold=True), Sheet(1).prose()
    assert tables(first, second) == [read(FIELDS)]
    assert not doubts(first, second)


def test_one_row_among_prose_is_no_contents_and_is_doubted():
    sheet = table(Sheet().prose(), (("Rye sown", "31"),), (0, 90)).prose(down=24)
    assert [piece.kind for piece in pieces(sheet)] == ["prose", "prose", "prose"]
    assert doubts(sheet)[:1] == ["columns_unclear"]


@pytest.mark.parametrize("face", [{"bold": True}, {"italic": True}])
def test_a_first_row_in_another_face_is_a_head(face):
    sheet = table(Sheet().prose(), FIELDS, **face).prose(down=24)
    (found,) = (piece for piece in pieces(sheet) if piece.kind == "table")
    assert found.data["header"]


def test_a_table_in_italics_has_no_head():
    sheet = table(Sheet().prose(), FIELDS)
    sheet.runs = [run._replace(italic=run.text in str(FIELDS)) for run in sheet.runs]
    (found,) = (piece for piece in pieces(sheet.prose(down=24)) if piece.kind == "table")
    assert not found.data["header"]


def test_under_a_head_over_two_columns_each_figure_keeps_its_own():
    sheet = Sheet().prose()
    table(sheet, (("All that was", "All that was"),), (88, 176))
    sheet.y += 6
    sheet.runs[-2:] = [run._replace(bold=True) for run in sheet.runs[-2:]]
    rows = (
        ("Field", "Rye", "Oats", "Rye", "Oats"),
        ("Hill", "12", "4", "10", "1"),
        ("Croft", "", "9", "", "3"),
    )
    rows = (*rows, ("Long acre", "6", "", "2", ""))
    table(sheet, rows, (0, 90, 130, 170, 210), bold=True)
    sheet.prose(down=24)
    head = ("", "All that was", "", "All that was", "")
    assert tables(sheet) == [read((head, *rows))]


def test_cells_at_the_foot_of_their_row_are_one_row_where_rows_stand_further_apart():
    sheet = Sheet().prose()
    said = ("Two boats lay under the willow", "and nobody had come for them", "since the flood.")
    stones = ("One of the stones had cracked,", "and flour came out grey.")
    top = sheet.y - 24
    for x, y, text in (
        (0, 0, "Place"), (60, 0, "What was seen"), (240, 0, "Carts"),
        (60, 17, said[0]), (60, 29, said[1]), (0, 41, "Ferry"), (60, 41, said[2]), (240, 41, "4"),
        (60, 58, stones[0]), (0, 70, "Mill"), (60, 70, stones[1]), (240, 70, "7"),
        (0, 87, "Chapel"), (60, 87, "Shut"),
    ):  # fmt: skip
        sheet.runs.append(Run(text, LEFT + x, LEFT + x + 5 * len(text), top - y, 10.0, bold=not y))
    sheet.y = top - 87
    sheet.prose(down=24)
    rows = (
        ("Place", "What was seen", "Carts"),
        ("Ferry", " ".join(said), "4"),
        ("Mill", " ".join(stones), "7"),
        ("Chapel", "Shut", ""),
    )
    assert tables(sheet) == [read(rows)]


def test_what_stands_a_space_behind_words_of_one_length_is_no_column():
    sheet = Sheet().prose()
    rows = (("rope", "tar, oil", "…"), ("sail", "tar, oil", "…"), ("lamp", "oil", ""), ("oar", "wood", ""))
    table(sheet, rows, (0, 60, 103)).prose(down=24)
    assert not [found for found in tables(sheet) if "| …" in found]


@pytest.mark.parametrize("place", ["Mill", ""])
def test_figures_that_gaps_alone_put_into_one_cell_are_told_from_one_figure_a_cell(place):
    sheet = table(Sheet(), (("Hill", "12", "4"), (place, "9", "31"), ("Croft", "6", "2")), (0, 90, 130))
    lines = [line_of(row) for row in rows_at_heights(segments(sheet.runs))]
    assert are_crowded(rows_of_table(lines)) == (not place)
