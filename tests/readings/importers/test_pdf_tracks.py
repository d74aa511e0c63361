"""Tables of which no cell is drawn: told by the strips between their columns; and what has such strips and is none."""

import pytest

from readings.importers.pdf.lines import Rule, Run, segments
from readings.importers.pdf.ruled import with_ruled_tables
from readings.importers.pdf.telling import with_telling_breaks
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces
from tests.timing import within

FIELDS = (
    ("Field", "Rye", "Oats", "Barley"),
    ("Long acre", "12", "", "4"),
    ("Hill", "", "9", "1"),
    ("Low strip", "3", "2", ""),
    ("Smith's croft", "", "", "6"),
)
COLUMNS = (0, 90, 130, 170)


def table(sheet: Sheet, rows=FIELDS, columns=COLUMNS, *, by: float = 18, **face: bool) -> Sheet:
    """Write rows of cells, the first row in another face, so far under one another; "" is an empty cell."""
    sheet.y -= 6
    for number, row in enumerate(rows):
        sheet.y -= by
        for x, text in zip(columns, row, strict=True):
            if text:
                run = Run(text, LEFT + x, LEFT + x + 5 * len(text), sheet.y, 10.0)
                sheet.runs.append(run._replace(**({} if number else face)))
    return sheet


def tables(*sheets: Sheet) -> list[str]:
    return [piece.text for piece in pieces(*sheets) if piece.kind == "table"]


def doubts(*sheets: Sheet) -> list[str]:
    return [doubt.code for piece in pieces(*sheets) for doubt in piece.doubts]


def read(rows) -> str:
    return "\n".join(" | ".join(row) for row in rows)


@pytest.mark.parametrize("face", [{"bold": True}, {"italic": True}, {}])
def test_each_figure_of_a_table_with_empty_cells_stands_in_its_row_and_column(face):
    sheet = table(Sheet().prose(), **face).prose(down=24)
    assert tables(sheet) == [read(FIELDS)]
    assert not any(piece.kind == "heading" for piece in pieces(sheet))


def test_a_row_of_which_only_the_first_cell_has_words_is_a_row_of_its_own():
    rows = (
        ("Field", "Owner"),
        ("Long acre", "the parish"),
        ("Hill", ""),
        ("Croft", "Ada"),
        ("Low strip", ""),
    )
    assert tables(table(Sheet().prose(), rows, (0, 90), bold=True).prose(down=24)) == [read(rows)]


def test_the_head_whose_words_are_a_space_apart_stands_over_its_columns():
    sheet = Sheet().prose()
    starts = (LEFT, LEFT + 30, LEFT + 50)
    sheet.line("Month Rye Oats", down=24, bold=True)
    sheet.runs[-1] = sheet.runs[-1]._replace(starts=starts)
    rows = (("May", "", "2"), ("June", "4", ""), ("July", "7", "8"))
    sheet.y += 6
    table(sheet, rows, (0, 30, 50), by=18)
    assert tables(sheet.prose(down=24)) == [read((("Month", "Rye", "Oats"), *rows))]


def row(sheet: Sheet, text: str, first: str, at: float, *, told: bool = True, down: float = 18) -> Sheet:
    """Write words in one run, of which the file begins those behind the first ones anew."""
    sheet.line(text, down=down)
    words, before = [LEFT], first.count(" ") + 1
    for word, said in enumerate(text.split()[:-1], 1):
        words.append(LEFT + at if word == before else words[-1] + 5 * len(said) + 2.5)
    breaks = ((before, LEFT + 5 * len(first)),) if told else ()
    run = sheet.runs[-1]
    sheet.runs[-1] = run._replace(
        x1=words[-1] + 5 * len(text.split()[-1]), starts=tuple(words), breaks=breaks
    )
    return sheet


ROPES = (("Barge", "two and twenty"), ("Skiff", "nine"), ("Raft", "none at all"), ("Punt", "four or so"))


def test_a_strip_as_narrow_as_a_space_parts_cells_where_the_file_begins_anew_behind_it():
    sheet = Sheet()
    for _at in range(4):  # a file that writes its lines in one go
        row(sheet, "they met on the quay at noon and read", "they", 22.5, told=False, down=12)
    sheet.y -= 6
    for first, other in ROPES:
        row(sheet, f"{first} {other}", first, 28)
    assert tables(sheet.prose(down=24)) == [read(ROPES)]


def test_where_the_file_does_not_begin_anew_the_same_words_are_no_table():
    sheet = Sheet().prose()
    for first, other in ROPES:
        row(sheet, f"{first} {other}", first, 28, told=False)
    assert not tables(sheet.prose(down=24))


def test_a_file_that_writes_word_by_word_is_told_by_the_gaps_that_are_no_space():
    sheet = Sheet()
    for _at in range(8):
        row(sheet, "they met on the quay at noon", "they met", 42.5)
        run = sheet.runs[-1]
        ends = [end - 2.5 for end in run.starts[1:]]
        sheet.runs[-1] = run._replace(breaks=tuple(enumerate(ends, 1)))
    row(sheet, "Rope twelve", "Rope", 26)
    (page,) = with_telling_breaks([sheet.page()])
    assert [len(run.breaks) for run in page.runs] == [0] * 8 + [1]


def test_the_words_of_a_cell_of_two_lines_stay_together_and_in_their_row():
    sheet = Sheet().prose()
    said = ("Nobody wrote down who had borrowed the lamp, as long as it was", "back by nightfall.")
    top = sheet.y - 24
    for x, y, text in (
        (0, 0, "1861"), (60, 0, "The lamp was lent to whoever asked."),
        (60, 18, said[0]), (0, 24, "1862"), (60, 30, said[1]),
        (0, 48, "1863"), (60, 48, "The lamp was lost."),
    ):  # fmt: skip
        sheet.runs.append(Run(text, LEFT + x, LEFT + x + 5 * len(text), top - y, 10.0))
    sheet.y = top - 48
    assert tables(sheet.prose(down=24)) == [
        f"1861 | The lamp was lent to whoever asked.\n1862 | {' '.join(said)}\n1863 | The lamp was lost."
    ]


def test_two_lines_of_figures_that_may_be_one_row_or_two_are_doubted_or_two_rows():
    rows = (("Boat", "Oars", "Nets"), ("Gull", "4", "1"), ("", "2", "5"), ("Tern", "6", "3"))
    sheet = table(Sheet().prose(), rows, (0, 60, 100), bold=True).prose(down=24)
    assert tables(sheet) == [read(rows)] or "columns_unclear" in doubts(sheet)


def test_a_table_that_runs_on_over_a_page_is_one_there_as_well():
    rows = [(f"Boat {at}", str(at * 3 % 17)) for at in range(20, 50)]
    first = table(Sheet().prose(), (("Name", "Oars"), *rows[:15]), (0, 60), bold=True)
    second = table(Sheet(1), rows[15:], (0, 60)).prose(down=24)
    made = tables(first, second)
    assert "\n".join(made) == read((("Name", "Oars"), *rows))
    assert "contents_list" not in doubts(first, second)


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ((0, 20), (("a)", "rope for the ferry"), ("b)", "oil for the lamps"), ("c)", "bread for all"))),
        ((0, 20), (("•", "rope for the ferry"), ("•", "oil for the lamps"), ("•", "bread for all"))),
        ((0, 390), (("The quay", "1"), ("The boathouse", "7"), ("The lamp", "19"), ("The end", "33"))),
        (
            (0, 22),
            (
                ("ADA", "Who has the key of the boathouse?"),
                ("OLAV", "It hangs where it always hung."),
                ("ADA", "Then nobody has taken it."),
                ("OLAV", "Nobody but the sea."),
            ),
        ),
    ],
    ids=["list", "bullets", "contents", "dialogue"],
)
def test_what_only_looks_like_a_table_is_none(columns, rows):
    sheet = Sheet().prose()
    sheet = table(sheet, rows, columns, by=14)
    assert not tables(sheet.prose(down=24))


def test_figures_that_go_down_are_no_pages_of_contents():
    sheet = table(Sheet().prose(), (("Rye sown", "31"), ("Oats sown", "9")), (0, 90)).prose(down=24)
    assert "contents_list" not in doubts(sheet)
    assert "columns_unclear" in doubts(sheet)


def test_verse_and_an_index_stay_as_they_are():
    sheet = Sheet().prose()
    for text in ("The tide comes in at seven,", "and takes the boats along;", "we count them all at seven,"):
        sheet.line(text, 20, down=12 if sheet.runs[-1].x0 > LEFT else 24)
    sheet.prose(down=24)
    for text in ("anchors 3, 17", "boats 4, 9", "chalk 12", "ferry 1, 30"):
        sheet.line(text)
    assert not tables(sheet)


def test_two_columns_of_prose_are_no_table():
    sheet = Sheet()
    for at in range(12):
        sheet.cells(
            f"the {at} members met around the stove", "and read aloud as long as it lasted", apart=210
        )
    assert not tables(sheet)


def test_words_beside_a_grid_as_fine_as_graph_paper_are_kept_at_once():
    parts = segments(Sheet().prose(20).runs)
    lines = [Rule(3.0 * at + 10, 10, 3.0 * at + 10, 790) for at in range(250)]
    across = [Rule(10, 3.0 * at + 10, 790, 3.0 * at + 10) for at in range(250)]
    assert within(0.5, lambda: with_ruled_tables(parts, [*lines, *across])) == parts


@pytest.mark.long
def test_a_thousand_lines_with_gaps_that_are_no_table_take_no_time():
    sheet = Sheet()
    for at in range(1000):
        sheet.cells("a lamp, a rope", "and what was there", apart=80 + 7 * (at % 11), down=12)
    within(5, lambda: pieces(sheet))
