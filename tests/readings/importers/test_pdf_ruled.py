"""Tables whose cells are parted by drawn lines, and drawn lines that are none of a table."""

from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.platypus import Table

from readings.importers import read
from readings.importers.pdf.lines import Rule, Run
from readings.importers.pdf.pieces import pieces_of
from readings.pieces import Piece
from tests.readings.importers.printing import FLUSH, Paragraph, printed, prose
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet

BOATS = (("Boat", "Built"), ("Gull", "1869"), ("Tern", "1870"), ("Auk", "1871"))
HIGH = 14.0


def level(y: float, start: float, end: float) -> Rule:
    return Rule(start, y, end, y)


def wall(x: float, bottom: float, top: float) -> Rule:
    return Rule(x, bottom, x, top)


def ruled(rows: Sequence[Sequence[str]], *, drawn: bool = True, gap: float = 3) -> list[Piece]:
    """Write rows between lines of prose, their cells no further apart than words, with lines around each cell."""
    sheet = Sheet().prose()
    top, rules = sheet.y - 6, list[Rule]()
    wide = 5 * max(len(row[0]) for row in rows) + gap
    xs = (LEFT - 1.5, LEFT + wide - 1.5, LEFT + wide + 80)
    for row in rows:
        sheet.y -= HIGH
        for at, text in enumerate(row):
            x = LEFT + at * wide
            for line, part in enumerate(text.split("\n")):
                sheet.y -= 10 * bool(line)
                sheet.runs.append(Run(part, x, x + 5 * len(part), sheet.y, 10.0))
    bottom = sheet.y - 3
    tops = [top, *(run.y + 9 for run in sheet.runs[-2 * len(rows) + 2 :: 2]), bottom]
    if drawn:
        rules = [level(y, xs[0], xs[2]) for y in tops] + [wall(x, bottom, top) for x in xs]
    page = sheet.prose(down=30).page()._replace(rules=tuple(rules))
    return pieces_of([page]).pieces


def tables(made: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in made if piece.kind == "table"]


def test_cells_that_only_lines_part_are_a_table():
    assert tables(ruled(BOATS)) == ["Boat | Built\nGull | 1869\nTern | 1870\nAuk | 1871"]


def test_without_the_lines_it_is_doubted_whether_there_are_cells():
    made = ruled(BOATS, drawn=False)
    assert not tables(made)
    assert ["columns_unclear"] in [[doubt.code for doubt in piece.doubts] for piece in made]


def test_words_that_cross_a_line_stand_in_no_table():
    made = ruled((("The gull and", "1869"), ("the tern, which", "1870")), gap=-20)
    assert not tables(made)


def test_a_frame_around_words_and_a_line_under_them_are_no_table():
    sheet = Sheet().prose()
    top = sheet.y - 4
    sheet.line("Nobody rows alone.", down=20).line("The key hangs by the door.")
    around = [level(y, LEFT - 5, LEFT + 300) for y in (top, sheet.y - 5, sheet.y + 9)]
    around += [wall(x, sheet.y - 5, top) for x in (LEFT - 5, LEFT + 300)]
    page = sheet.prose(down=30).page()._replace(rules=tuple(around))
    assert not tables(pieces_of([page]).pieces)


def test_a_cell_over_two_columns_and_one_over_two_rows_are_said_once():
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 0), (1, 0)), ("SPAN", (2, 1), (2, 2))]
    rows = [["Lamps and oil", "", "Who"], ["Lamp", "2", "Ada"], ["Oil", "4", ""], ["Wick", "9", "Ole"]]
    drawn = Table(rows, style=[*grid, ("LEFTPADDING", (0, 0), (-1, -1), 2)])
    made = read(printed(Paragraph(prose(0, 5), FLUSH), drawn, Paragraph(prose(3, 5), FLUSH))).pieces
    assert tables(made) == ["Lamps and oil |  | Who\nLamp | 2 | Ada\nOil | 4 | \nWick | 9 | Ole"]


def test_a_cell_of_several_lines_is_one_cell():
    made = ruled((*BOATS[:2], ("Tern", "1870,\nand anew"), BOATS[3]))
    assert tables(made) == ["Boat | Built\nGull | 1869\nTern | 1870, and anew\nAuk | 1871"]


@pytest.mark.parametrize("style", ["BOX", "LINEABOVE"])
def test_what_a_file_draws_around_or_over_a_table_without_parting_its_cells_takes_nothing_from_it(style):
    drawn = Table(BOATS, style=[(style, (0, 0), (-1, -1), 0.5, colors.black)])
    made = read(printed(Paragraph(prose(0, 5), FLUSH), drawn, Paragraph(prose(3, 5), FLUSH))).pieces
    assert tables(made) == ["Boat | Built\nGull | 1869\nTern | 1870\nAuk | 1871"]


def framed(*said: str) -> list[Piece]:
    """Write lines of a second cell beside a first one, with one frame and one upright line around both."""
    sheet = Sheet().prose()
    top = sheet.y - 6
    sheet.line("Gull", down=20, bold=True)
    for at, text in enumerate(said):
        sheet.runs.append(Run(text, LEFT + 32, LEFT + 32 + 5 * len(text), sheet.y - 12 * at, 10.0))
    sheet.y -= 12 * (len(said) - 1)
    bottom, xs = sheet.y - 6, (LEFT - 4, LEFT + 26, LEFT + 200)
    rules = [level(y, xs[0], xs[2]) for y in (top, bottom)] + [wall(x, bottom, top) for x in xs]
    return pieces_of([sheet.prose(down=30).page()._replace(rules=tuple(rules))]).pieces


def test_a_single_row_of_drawn_cells_is_a_table_and_no_heading():
    made = framed("1869")
    assert tables(made) == ["Gull | 1869"]
    assert not any(piece.kind == "heading" for piece in made)


def test_a_single_frame_around_words_of_several_lines_is_none():
    assert not tables(framed("she was built in that year", "and nobody knows by whom"))
