"""Tables whose columns stand so close together that the gap alone does not part them."""

import pytest

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces

DUES = (("Oars 1860", "5 crowns"), ("Nets 1861", "12 crowns"), ("Rope 1862", "7 crowns"))


def rows(sheet: Sheet, said=DUES, *, gap: float = 10.9, bold: bool = False) -> Sheet:
    """Write rows of two cells, `gap` points behind the first one of the first row."""
    second = LEFT + 5 * len(said[0][0]) + gap
    for number, (first, other) in enumerate(said):
        sheet.y -= 16
        for x, text in ((LEFT, first), (second, other)):
            sheet.runs.append(Run(text, x, x + 5 * len(text), sheet.y, 10.0, bold=bold and not number))
    return sheet


def kinds(sheet: Sheet) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(sheet) if piece.text[:4] in ("Oars", "Word", "a so")]


def test_rows_with_a_narrow_gap_at_one_place_are_a_table():
    sheet = rows(Sheet().prose()).prose(down=24)
    assert kinds(sheet) == [("table", "Oars 1860 | 5 crowns\nNets 1861 | 12 crowns\nRope 1862 | 7 crowns")]


def test_the_bold_row_over_a_narrow_table_is_its_header_and_no_heading():
    said = (("Word", "What it says"), ("Quay", "where boats lie"), ("Slip", "where they go in"))
    made = pieces(rows(Sheet().prose(), said, bold=True).prose(down=24))
    assert [piece.data["header"] for piece in made if piece.kind == "table"] == [True]
    assert not any(piece.kind == "heading" for piece in made)


@pytest.mark.parametrize("gap", [3.0, 6.0])
def test_a_gap_that_is_only_a_wide_space_parts_no_cells(gap):
    sheet = rows(Sheet().prose(), gap=gap).prose(down=24)
    assert not any(kind == "table" for kind, _text in kinds(sheet))


def test_items_whose_words_stand_under_one_another_stay_items():
    said = (("a)", "oil for the lamps"), ("b)", "rope for the ferry"), ("c)", "bread for all"))
    made = pieces(rows(Sheet().prose(), said).prose(down=24))
    assert not any(piece.kind == "table" for piece in made)


CLOSE = (("Oars", "1860"), ("Nets", "1861"), ("Rope", "1862"), ("Keel", "1863"))


def close(said, gap: float) -> Sheet:
    sheet = rows(Sheet().prose(), said, gap=gap)
    top = sheet.runs[-2 * len(said)].y
    for at in range(2 * len(said)):  # as far apart as the lines of a paragraph
        run = sheet.runs[-2 * len(said) + at]
        sheet.runs[-2 * len(said) + at] = run._replace(y=top - 12 * (at // 2))
    sheet.y = sheet.runs[-1].y
    return sheet.prose(down=24)


def test_four_rows_as_close_as_lines_are_a_table_and_three_are_doubted():
    assert [piece.text.count("\n") for piece in pieces(close(CLOSE, 9)) if piece.kind == "table"] == [3]
    made = pieces(close(CLOSE[:3], 9))
    assert not any(piece.kind == "table" for piece in made)
    assert ["columns_unclear"] in [[doubt.code for doubt in piece.doubts] for piece in made]


def test_the_row_whose_gap_is_that_of_two_words_is_one_as_the_others():
    said = (("Oar", "of oak"), ("Keelson", "of elm"), ("Net", "of hemp"), ("Sail", "of flax"))
    sheet = Sheet().prose()
    for first, other in said:
        sheet.y -= 16
        x = LEFT + 5 * len("Keelson") + 3
        if first == "Keelson":
            text = f"{first} {other}"
            words = (LEFT, x, x + 15)
            sheet.runs.append(Run(text, LEFT, x + 30, sheet.y, 10.0, starts=words))
        else:
            sheet.runs.append(Run(first, LEFT, LEFT + 5 * len(first), sheet.y, 10.0))
            sheet.runs.append(Run(f" {other}", x, x + 30, sheet.y, 10.0))
    (table,) = [piece.text for piece in pieces(sheet.prose(down=24)) if piece.kind == "table"]
    assert table == "Oar | of oak\nKeelson | of elm\nNet | of hemp\nSail | of flax"


def test_words_pulled_apart_to_the_edge_are_no_cells():
    sheet = Sheet().prose()
    for first, other in (
        ("boathouses", "near"),
        ("boat", "harbours"),
        ("village", "stoves"),
        ("key", "rowing"),
    ):
        sheet.y -= 16
        end = LEFT + 100
        sheet.runs.append(Run(first, LEFT, LEFT + 5 * len(first), sheet.y, 10.0))
        sheet.runs.append(Run(f" {other}", end - 5 * len(other), end, sheet.y, 10.0))
    assert not any(piece.kind == "table" for piece in pieces(sheet.prose(down=24)))
