"""What stands over a table in columns of its own, and was not taken into its head, is doubted."""

from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, pieces


def doubted(*over: str, apart: float = 130) -> list[bool]:
    sheet = Sheet().prose()
    sheet.cells(*over, down=30, apart=apart)
    for at, row in enumerate((("Boat", "Oars"), ("Gull", "four"), ("Tern", "two"), ("Skua", "six"))):
        sheet.cells(*row, down=LEADING if at else 45)
    made = pieces(sheet.prose(down=30))
    return [
        any(doubt.code == "columns_unclear" for doubt in piece.doubts)
        for piece in made
        if over[0] in piece.text and piece.kind != "table"
    ]


def test_words_side_by_side_over_a_table_are_doubted():
    assert doubted("Before it", "After") == [True]


def test_a_line_of_words_over_a_table_is_not():
    assert doubted("What was lent in the second winter") == [False]
