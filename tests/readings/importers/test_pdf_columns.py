"""Words that stand beside one another without rules between them: read as rows, or doubted at their place."""

import pytest

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import Sheet, pieces

TOLD = "columns_unclear"


def written(sheet: Sheet, row: float, *cells: tuple[float, str], size: float = 10.0) -> float:
    """Write a row whose cells, lines of words at a place, have their middles at one height; return that of the next."""
    lines = [(x, said.split("\n")) for x, said in cells]
    highest = max(len(said) for _, said in lines)
    middle = row - 6.0 * highest
    placed = [
        (x, middle + 12 * ((len(said) - 1) / 2 - at), text)
        for x, said in lines
        for at, text in enumerate(said)
    ]
    sheet.runs += [
        Run(text, x, x + len(text) * size / 2, y, size)
        for x, y, text in sorted(placed, key=lambda one: (-one[1], one[0]))
    ]
    sheet.y = row - 12.0 * highest
    return sheet.y


def tables(sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if piece.kind == "table"]


def doubted(sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if TOLD in [doubt.code for doubt in piece.doubts]]


def test_cells_at_half_the_height_of_their_row_are_read_row_by_row():
    sheet = Sheet().prose()
    y = sheet.y - 20
    for row in (
        ((60, "Rope"), (200, "What it is for")),
        ((60, "Sheet"), (200, "hauls a sail in or lets it out,\nas the wind asks")),
        ((60, "Halyard"), (200, "lifts a sail, a yard\nor a flag up its mast,\nand holds it there")),
        ((60, "Painter"), (200, "ties a small boat")),
        ((60, "Warp"), (200, "pulls a boat along\na quay")),
    ):
        y = written(sheet, y, *row)
    sheet.prose(down=24)
    assert tables(sheet) == [
        "Rope | What it is for\n"
        "Sheet | hauls a sail in or lets it out, as the wind asks\n"
        "Halyard | lifts a sail, a yard or a flag up its mast, and holds it there\n"
        "Painter | ties a small boat\n"
        "Warp | pulls a boat along a quay"
    ]
    assert doubted(sheet) == []


def test_the_first_column_may_be_the_one_with_more_lines():
    sheet = Sheet().prose()
    y = sheet.y - 20
    for row in (
        ((60, "A rope that pulls\na boat along a quay"), (220, "Warp"), (320, "two")),
        ((60, "A rope that ties\na small boat"), (220, "Painter"), (320, "one")),
        ((60, "A rope for a flag"), (220, "Halyard"), (320, "none\nat all")),
    ):
        y = written(sheet, y, *row)
    assert tables(sheet) == [
        "A rope that pulls a boat along a quay | Warp | two\n"
        "A rope that ties a small boat | Painter | one\n"
        "A rope for a flag | Halyard | none at all"
    ]


def test_words_beside_one_another_whose_rows_cannot_be_told_are_doubted_once():
    sheet = Sheet().prose()
    top = sheet.y - 20
    for _row in range(4):
        sheet.line("the key of the shed", 10, 12)
    sheet.y = top
    for at, text in enumerate(("hangs by the door", "where all can reach", "and none forget it")):
        sheet.runs.append(Run(text, 260, 260 + 5 * len(text), top + 3 - 13 * at, 10.0))
    sheet.runs[-7:] = sorted(sheet.runs[-7:], key=lambda run: -run.y)
    sheet.y = top - 60
    sheet.prose(down=24)
    assert len(doubted(sheet)) == 1
    assert "hangs by the door" in doubted(sheet)[0] or "the key of the shed" in doubted(sheet)[0]


def test_two_rows_of_words_under_one_another_are_doubted_when_they_are_no_table():
    sheet = Sheet().prose().cells("the mast", "of ash", down=24).cells("the oar", "of pine").prose(down=24)
    assert tables(sheet) == []
    assert [text[:15] for text in doubted(sheet)] == ["the mast of ash"]


@pytest.mark.parametrize("raised", ["2", "7"])
def test_prose_a_raised_number_and_a_gap_in_one_line_are_not_doubted(raised):
    sheet = Sheet().prose().raised(raised).prose(down=24).cells("the mast", "of ash", down=24).prose(down=24)
    assert doubted(sheet) == []
