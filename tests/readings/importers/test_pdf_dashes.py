"""A long dash begins an item of a list where the lines behind it hang, as in French; elsewhere somebody speaks."""

from tests.readings.importers.test_pdf_blocks import Sheet, full_lines, pieces


def item(sheet: Sheet, text: str, down: float = 14) -> Sheet:
    """Write an item of two lines: a full one behind a dash, and one that hangs."""
    line = next(full_lines(len(sheet.runs)))[:72]
    return sheet.line(f"— {text} {line}"[:74], 20, down).line("until the tide came;", 32)


def test_items_behind_a_long_dash_whose_lines_hang_are_a_list():
    sheet = item(item(Sheet().prose(), "the oars"), "the ropes").line("— the lamps;", 20, 14).prose(down=24)
    made = pieces(sheet)
    assert [piece.kind for piece in made] == ["prose", *["list_item"] * 3, "prose"]
    assert [piece.data["marker"] for piece in made[1:4]] == ["—"] * 3
    assert made[1].text.startswith("the oars ")
    assert made[1].text.endswith("until the tide came;")
    assert made[3].text == "the lamps;"


def test_speech_behind_a_long_dash_stays_prose_with_its_dash():
    sheet = Sheet().prose(by=15)
    for start in ("— You are late", "— The tide was", "— It always is"):
        line = next(full_lines(len(sheet.runs)))
        sheet.line(f"{start} {line}"[:77], 15).line("and that was all that anybody said.")
    sheet.line("— Yes.", 15).line("— No.", 15).prose(by=15)
    made = pieces(sheet)
    assert "list_item" not in [piece.kind for piece in made]
    assert sum(piece.text.startswith("— ") for piece in made) == 5
