"""Tables with space between their rows: a cell may have many lines, and stand at the top or in the middle of its row."""

import pytest

from readings.importers.pdf.lines import Line, Run
from readings.importers.pdf.tables import tables_in
from tests.readings.importers.test_pdf_blocks import LEADING, LEFT, Sheet, pieces

ROWS = (
    ("Thing", "How many of them\nthere were", "State"),
    ("Nets of all sizes,\nlarge and small\nones together", "12", "torn, and mended\nby whoever had time\nfor it in the evening\nafter the meal"),
    ("Oars", "7", "whole"),
    ("Lamps", "1", "lit when there\nwas oil"),
)  # fmt: skip
READ = "\n".join(" | ".join(cell.replace("\n", " ") for cell in row) for row in ROWS)


def tabled(sheet: Sheet, rows=ROWS, *, middle: bool = True, room: float = 5, bold: bool = False) -> Sheet:
    """Write rows with so much room between them, the lines of a cell 12 points apart."""
    top = sheet.y - 24
    for number, row in enumerate(rows):
        cells = [cell.split("\n") for cell in row]
        highest = max(map(len, cells))
        for at, cell in enumerate(cells):
            down = 6 * (highest - len(cell)) if middle else 0
            for by, text in enumerate(cell):
                x = LEFT + 10 + 120 * at
                y = top - down - 12 * by
                sheet.runs.append(Run(text, x, x + 5 * len(text), y, 10.0, bold=bold and not number))
        top -= 12 * highest + room
    sheet.y = top
    return sheet


def tables(sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if piece.kind == "table"]


def doubts(sheet: Sheet) -> list[str]:
    return [doubt.code for piece in pieces(sheet) for doubt in piece.doubts]


@pytest.mark.parametrize("middle", [True, False])
def test_rows_are_told_by_the_space_between_them(middle):
    sheet = tabled(Sheet().prose(), middle=middle).prose(down=24)
    assert tables(sheet) == [READ]
    assert not doubts(sheet)


def test_the_last_line_of_the_paragraph_above_is_none_of_the_table():
    sheet = tabled(Sheet().line("A net.")).prose(down=24)
    assert tables(sheet) == [READ]
    assert pieces(sheet)[0].text == "A net."


def test_rows_without_space_between_them_stay_rows():
    rows = (
        ("Thing", "State", "By whom"),
        ("net", "torn", "Ada"),
        ("oar", "whole", "Ole"),
        ("lamp", "lit", "Ada"),
    )
    assert tables(tabled(Sheet().prose(), rows, room=0).prose(down=24)) == ["\n".join(map(" | ".join, rows))]
    below = tabled(Sheet().prose(), rows[:1], room=4)
    below.y += 24
    assert tables(tabled(below, rows[1:], room=0).prose(down=24)) == ["\n".join(map(" | ".join, rows))]


def test_a_bold_line_whose_words_stand_over_the_columns_is_the_header():
    sheet = Sheet().prose().line("Thing", 5, 30, bold=True)
    sheet.line("State", 37, 0, bold=True).line("By whom", 70, 0, bold=True)
    for row in (("net", "torn", "Ada"), ("oar", "whole", "Ole"), ("lamp", "lit", "Ada")):
        for at, cell in enumerate(row):
            sheet.line(cell, 5 + 39 * at, 0 if at else 20)
    (table,) = [piece for piece in pieces(sheet.prose(down=24)) if piece.kind == "table"]
    assert table.text.split("\n")[:2] == ["Thing | State | By whom", "net | torn | Ada"]
    assert table.data["header"]


def test_a_bold_line_over_a_table_that_is_one_sentence_is_no_row_of_it():
    sheet = Sheet().prose().line("What was mended", 5, 30, bold=True)
    tabled(sheet, (("net", "torn", "Ada"), ("oar", "whole", "Ole"), ("lamp", "lit", "Ada")))
    assert tables(sheet.prose(down=24)) == ["net | torn | Ada\noar | whole | Ole\nlamp | lit | Ada"]


def test_a_first_cell_that_wraps_under_its_row_is_one_cell():
    sheet = Sheet().prose()
    for at, (one, two) in enumerate(
        (("Thing", "State"), ("The nets", "torn"), ("The large oars and the", "whole"))
    ):
        sheet.line(one, 5, LEADING if at else 24).line(two, 130, 0)
    (table,) = tables(sheet.line("small ones, and one for", 5).line("a child", 5).prose(down=24))
    assert table.split("\n")[1:] == [
        "The nets | torn",
        "The large oars and the small ones, and one for a child | whole",
    ]


def test_a_table_in_a_column_is_not_read_column_by_column():
    sheet = Sheet()
    for at in range(14):
        sheet.line("nobody in the village could say", 0)
        if at in (5, 6, 7, 8, 9, 10):
            sheet.runs[-1:] = [
                sheet.runs[-1]._replace(text=text, x0=LEFT + by, x1=LEFT + by + 5 * len(text))
                for by, text in ((0, f"the net {at}"), (80, f"torn by ice {at}"))
            ]
    sheet.y = 760
    for _ in range(14):
        sheet.line("Rules that somebody wrote down", 220)
    (table,) = tables(sheet)
    assert table.startswith("the net 5 | torn by ice 5")


def test_columns_of_prose_are_no_table():
    lines = [
        Line(
            (Run("nobody could say who it was", x, x + 130, 700 - 12 * at - half, 10.0),),
            700 - 12 * at - half,
        )
        for at in range(8)
        for x, half in ((50, 0), (220, 6))
    ]
    assert tables_in(lines) == []


def test_a_thousand_lines_that_take_turns_take_no_time():
    lines = []
    for at in range(4000):
        x = 50 + 170 * (at % 2)
        lines.append(Line((Run("net", x, x + 15, 90_000 - 6 * at, 10.0),), 90_000 - 6 * at))
    assert len(tables_in(lines)) < 100
