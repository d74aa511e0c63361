"""A table of which the file writes the cells column by column, so that its page seems to have columns: it is doubted."""

from readings.importers.pdf.lines import Run
from tests.readings.importers.test_pdf_blocks import LEFT, Sheet, pieces

TOWNS = (
    "North quay",
    "South quay",
    "Ferry stairs",
    "Mill race",
    "Long acre",
    "Low strip",
    "Old weir",
    "Hill",
)


def by_columns(rows: int, apart: float, *, also: tuple[str, ...] = ()) -> Sheet:
    """Write a table of four columns, one after the other, the last two so far behind the first two."""
    sheet = Sheet()
    columns = (
        (0, [f"{TOWNS[at % 8]} {at}x" for at in range(rows)]),
        (100, [f"{at * 7 % 90 + 10} boats" for at in range(rows)]),
        (160 + apart, also or [f"{at * 11 % 80 + 10} crew of it" for at in range(rows)]),
        (230 + apart, [f"{at * 13 % 70 + 10} sacks" for at in range(rows)] if not also else []),
    )
    for x, said in columns:
        for at, text in enumerate(said):
            sheet.runs.append(Run(text, LEFT + x, LEFT + x + 5 * len(text), 700 - 15 * at, 10.0))
    return sheet


def test_a_table_cut_at_one_of_its_strips_is_doubted_in_both_parts():
    sheet = by_columns(8, 40)
    found = pieces(sheet)
    assert len(found) > 1, "this page is read as one table: it shows nothing"
    assert all("columns_unclear" in [doubt.code for doubt in piece.doubts] for piece in found)


def test_prose_beside_a_table_is_no_part_of_it():
    said = tuple(f"nobody in the village could say who {at}" for at in range(8))
    sheet = by_columns(8, 40, also=said)
    prose = [piece for piece in pieces(sheet) if piece.kind == "prose"]
    assert not any(doubt.code == "columns_unclear" for piece in prose for doubt in piece.doubts)
