"""Letters that are spaced so far that no gap tells where a word ends: they are doubted where they stand."""

from tests.readings.importers.test_pdf_blocks import Sheet, pieces


def doubted(sheet: Sheet) -> list[str]:
    return [
        piece.text for piece in pieces(sheet) if any(doubt.code == "letters_apart" for doubt in piece.doubts)
    ]


def test_a_spaced_title_is_doubted():
    sheet = Sheet().line("T H E N E T S", size=16).prose(down=30)
    assert doubted(sheet) == ["T H E N E T S"]


def test_initials_and_letters_of_a_sum_are_not_doubted():
    sheet = Sheet().line("J. R. Strand had A B C and a key.").prose(down=24)
    assert doubted(sheet) == []
