"""Tables of which no cell is drawn, at their edges: captions, heads of two storeys, and rows that stand far apart."""

import pytest

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces
from tests.readings.importers.test_pdf_tracks import FIELDS, doubts, read, table, tables

TOLLS = (("Gate", "Paid"), ("North", "14"), ("Weir", "9"), ("Mill", "22"), ("Ferry", "31"))


@pytest.mark.parametrize(
    "said", [("Table 2. Tolls of the year", ""), ("Table 2. Tolls of the year", "1861"), ("Tolls", "")]
)
def test_a_caption_that_stands_between_the_columns_is_no_row(said):
    sheet = Sheet().prose()
    sheet.line(said[0], 60, 24)
    if said[1]:  # where the file begins anew
        end = sheet.runs[-1].x1
        sheet.runs.append(Run(f" {said[1]}", end + 2.5, end + 2.5 + 20, sheet.y, 10.0))
    table(sheet, TOLLS, (0, 260), by=16, bold=True).prose(down=24)
    assert tables(sheet) == [read(TOLLS)]
    assert " ".join(said).strip() in [piece.text for piece in pieces(sheet)]


@pytest.mark.parametrize("face", [{"bold": True}, {"italic": True}, {}])
def test_a_caption_about_a_middle_column_is_no_part_of_its_head(face):
    sheet = Sheet().prose().line("Dues, 1861", 73, 24, **face)
    table(sheet, FIELDS, by=16, bold=True).prose(down=24)
    assert tables(sheet) == [read(FIELDS)]


def test_nor_is_one_within_which_the_file_begins_anew():
    sheet = Sheet().prose().line("Dues,", 73, 24, bold=True)
    sheet.runs.append(Run(" 1861", LEFT + 101, LEFT + 121, sheet.y, 10.0, bold=True))
    table(sheet, FIELDS, by=16, bold=True).prose(down=24)
    assert tables(sheet) == [read(FIELDS)]


def test_the_first_line_of_a_middle_head_is_a_part_of_it():
    sheet = Sheet().prose().line("Rye in", 90, 24, bold=True)
    sheet.y += 10
    table(sheet, (("Field", "sacks", "Oats", "Barley"), *FIELDS[1:]), by=16, bold=True).prose(down=24)
    assert "Rye in sacks" in tables(sheet)[0]


@pytest.mark.parametrize("by", [18, 30, 42])
@pytest.mark.parametrize("face", [{"bold": True}, {}])
def test_rows_that_stand_far_but_equally_far_apart_are_a_table(by, face):
    sheet = table(Sheet().prose(), by=by, **face).prose(down=by)
    assert tables(sheet) == [read(FIELDS)]
    assert not any(piece.kind == "heading" for piece in pieces(sheet))


def test_rows_that_stand_far_and_unequally_far_apart_are_no_table():
    sheet = Sheet().prose()
    for down, row in zip((30, 43, 27, 38, 33), FIELDS, strict=True):
        sheet.y -= down - 24
        table(sheet, (row,), by=18)
    assert not tables(sheet.prose(down=30))


def test_prose_with_far_lines_that_are_pulled_apart_is_no_table():
    sheet = Sheet()
    for words in (
        ("they met", "on the", "quay and"),
        ("read what", "had been", "written"),
        ("of all", "the years", "gone by"),
    ):
        sheet.y -= 30
        for x, said in zip((0, 120, 240), words, strict=True):
            x0 = LEFT + x if not x else LEFT + x + len(said)
            sheet.runs.append(Run(said, x0, x0 + 5 * len(said), sheet.y, 10.0))
    assert not tables(sheet.prose(down=30))


def storeys(sheet: Sheet, lower: tuple[str, ...], *, at_half: bool) -> Sheet:
    """Write a head of two storeys, its first cell at half the height of both or above, and three rows."""
    sheet.y -= 24
    for x, text, by in ((0, "Quay", 8 if at_half else 0), (70, "Spring", 0), (170, "Autumn", 0)):
        sheet.runs.append(Run(text, LEFT + x, LEFT + x + 5 * len(text), sheet.y - by, 10.0, bold=True))
    rows = (
        ("", *lower),
        ("North", "3", "41", "5", "60"),
        ("South", "8", "17", "", "22"),
        ("Old", "", "9", "1", "12"),
    )
    return table(sheet, rows, (0, 70, 120, 170, 220), by=16, bold=True).prose(down=24)


@pytest.mark.parametrize("at_half", [True, False])
def test_each_figure_under_a_head_of_two_storeys_stands_in_its_column(at_half):
    sheet = storeys(Sheet().prose(), ("Ships", "Crew", "Ships", "Crew"), at_half=at_half)
    assert tables(sheet) == [
        "Quay | Spring |  | Autumn | \n | Ships | Crew | Ships | Crew\n"
        "North | 3 | 41 | 5 | 60\nSouth | 8 | 17 |  | 22\nOld |  | 9 | 1 | 12"
    ]
    assert "columns_unclear" not in doubts(sheet)


def test_far_rows_with_cells_of_several_lines_at_half_height_keep_their_words_apart():
    sheet = Sheet().prose()
    for first, second in (
        ("Seed", ("It opens and", "sends down", "a root")),
        ("Leaf", ("It turns to", "the light")),
        ("Grain", ("It dries and", "falls on", "the soil")),
    ):
        sheet.y -= 34
        for at, said in enumerate(second):
            y = sheet.y - 12 * at
            sheet.runs.append(Run(said, LEFT + 60, LEFT + 60 + 5 * len(said), y, 10.0))
        sheet.y -= 12 * (len(second) - 1)
        middle = sheet.y + 6 * (len(second) - 1)
        sheet.runs.append(Run(first, LEFT, LEFT + 5 * len(first), middle, 10.0))
        sheet.runs.append(Run("kept", LEFT + 180, LEFT + 200, middle, 10.0))
    assert tables(sheet.prose(down=34)) == [
        "Seed | It opens and sends down a root | kept\n"
        "Leaf | It turns to the light | kept\n"
        "Grain | It dries and falls on the soil | kept"
    ]


def test_a_cell_goes_over_a_space_before_which_the_file_ended_a_word_above_it():
    sheet = Sheet().prose()
    for number, (first, last) in enumerate(
        (
            ("Quay", "What it has"),
            ("North", "a store of rope"),
            ("South", "the old crane"),
            ("Mill", "four carts"),
        )
    ):
        sheet.line(first, down=30 if not number else 18)
        sheet.line(last, 120, 0)
        if number == 1:
            sheet.runs[-1] = sheet.runs[-1]._replace(text="a store of", x1=LEFT + 170)
            sheet.runs.append(Run(" rope", LEFT + 172.6, LEFT + 192.6, sheet.y, 10.0))
    assert "North | a store of rope" in tables(sheet.prose(down=24))[0]


def test_words_without_any_width_as_damaged_files_have_them_do_no_harm():
    sheet = table(Sheet().prose(), bold=True)
    sheet.runs = [run._replace(x1=run.x0) if run.text in ("9", "1") else run for run in sheet.runs]
    assert "Low strip" in " ".join(piece.text for piece in pieces(sheet.prose(down=24)))


def test_a_head_of_two_lines_of_which_the_first_stands_over_the_first_column_alone_is_read():
    sheet = Sheet().prose().line("Name of", down=30, bold=True)
    sheet.y += 10
    rows = (("field", *FIELDS[0][1:]), *FIELDS[1:])
    text = " ".join(piece.text for piece in pieces(table(sheet, rows, by=16, bold=True).prose(down=24)))
    assert "Name of" in text
    assert "Low strip" in text


@pytest.mark.parametrize("at", [0, 40, 125])
@pytest.mark.parametrize("face", [{"bold": True}, {}])
def test_the_last_word_of_a_caption_that_is_as_wide_as_the_table_is_no_row(at, face):
    sheet = Sheet().prose()
    sheet.line("Table 2. What the gates took in, in the", 40, 24).line("1861", at)
    table(sheet, TOLLS, (0, 260), by=16, **face).prose(down=24)
    assert tables(sheet) == [read(TOLLS)]
    assert "Table 2. What the gates took in, in the 1861" in [piece.text for piece in pieces(sheet)]


def test_a_word_with_space_above_it_is_no_part_of_a_caption():
    sheet = Sheet().prose().line("Table 2. What the gates took in", 40, 24).line("Gates", 0, 24)
    table(sheet, TOLLS, (0, 260), by=16, bold=True).prose(down=24)
    assert "Table 2. What the gates took in" in [piece.text for piece in pieces(sheet)]
