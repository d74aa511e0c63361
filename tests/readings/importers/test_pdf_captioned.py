"""The captions of tables in a PDF over several lines, and what stands under a table and is none."""

import pytest

from readings.passes.captions import captions_of_tables
from readings.pieces import Piece
from tests.readings.importers.test_pdf_blocks import Sheet, pieces

WORDS = (
    "Table 1. Boats of three harbours in the year",
    "of the long ice, as the wardens of the",
    "quays counted them",
)
AS_ONE = " ".join(WORDS)
UNNUMBERED = "Boats of three harbours"


def sheet_with_table(*over: str, **how: object) -> Sheet:
    sheet = Sheet().prose(6)
    for at, words in enumerate(over):
        sheet.line(words, down=24 if not at else 12, **how)
    sheet.cells("Harbour", "Boats", "Nets", apart=60, down=14 if over else 24)
    for row in (("Strand", "14", "9"), ("Vik", "9", "30"), ("Holm", "30", "12")):
        sheet.cells(*row, apart=60)
    return sheet


def under(sheet: Sheet, *lines: str, by: tuple[float, ...] = (0, 0, 0, 0, 0, 0), size: float = 9) -> Sheet:
    for at, words in enumerate(lines):
        sheet.line(words, by[at], 16 if not at else 1.2 * size, size=size)
    return sheet


def read(sheet: Sheet, down: float = 26) -> list[Piece]:
    return captions_of_tables(pieces(sheet.prose(6, down=down)))


def told(made: list[Piece]) -> list[tuple[str, str]]:
    """What kinds stand between the two paragraphs, and the first line of each."""
    return [(piece.kind, piece.text.partition("\n")[0]) for piece in made[1:-1]]


@pytest.mark.parametrize("size", [9, 10])
@pytest.mark.parametrize("by", [(0, 0, 0), (12, 0, 60), (0, 60, 12)])
def test_all_lines_of_a_caption_under_a_narrow_table_are_the_table_s(size, by):
    made = read(under(sheet_with_table(), *WORDS, by=by, size=size))
    assert told(made) == [("table", AS_ONE)]
    assert not any(piece.doubts for piece in made)


def test_a_caption_of_many_short_lines_under_a_narrow_table_is_whole():
    lines = (
        "Table 1. Boats of three",
        "harbours in the year of the",
        "long ice, as the wardens of",
        "the quays counted them and",
    )
    lines = (*lines, "wrote them in the books, of", "which one was lost")
    assert told(read(under(sheet_with_table(), *lines))) == [("table", " ".join(lines))]


def test_a_caption_under_a_table_ends_where_the_text_begins_below_it():
    made = read(under(sheet_with_table(), "Table 1. Boats", size=10).prose(6, down=12))
    assert told(made)[0] == ("table", "Table 1. Boats")
    assert len(told(made)) == 2


def test_a_sentence_that_may_be_the_text_s_keeps_a_caption_in_its_place_and_is_doubted():
    caption = "Table 1. Boats of three harbours", "in the year of the long ice, as the"
    sheet = under(sheet_with_table(), *caption, by=(60, 60), size=10).line(
        "wardens of the quays".ljust(78, "s")
    )
    made = read(sheet.line("counted them in the dark, which is not easy, and nobody else did.").prose(3))
    assert told(made)[0] == ("table", "Harbour | Boats | Nets")
    assert made[2].text == " ".join(caption)
    assert made[2].doubts


@pytest.mark.parametrize(
    "words",
    [
        "Source: the book of the harbour",
        "Note: ice from March on",
        "Quelle: das Buch des Hafens",
        "n.a. = not asked",
        "* Counted in the dark",
    ],
)
@pytest.mark.parametrize("size", [8, 9, 10])
@pytest.mark.parametrize("by", [0, 40])
def test_where_a_table_is_from_and_what_its_signs_mean_stays_under_it_as_a_paragraph(words, size, by):
    made = read(under(sheet_with_table(), words, by=(by,), size=size))
    assert told(made) == [("table", "Harbour | Boats | Nets"), ("prose", words)]


def test_the_source_under_a_caption_is_no_line_of_it():
    made = read(under(sheet_with_table(), *WORDS, "Source: the book of the harbour"))
    assert told(made) == [("table", AS_ONE), ("prose", "Source: the book of the harbour")]


def test_a_small_line_under_a_table_that_has_a_bold_one_over_it_stays_under_it():
    made = read(under(sheet_with_table("What lay at the quays", bold=True), UNNUMBERED))
    assert ("prose", UNNUMBERED) in told(made)
    assert told(read(under(sheet_with_table(), UNNUMBERED))) == [("table", UNNUMBERED)]


LONG = (
    "Boats of three harbours in the year of the long ice, as the wardens of the",
    "quays counted them, and as the smith did later",
)


@pytest.mark.parametrize("how", [{"size": 9}, {"italic": True}])
@pytest.mark.parametrize("lines", [1, 2])
def test_small_or_slanted_lines_over_a_table_are_its_caption_though_they_are_wider(how, lines):
    made = read(sheet_with_table(*LONG[:lines], **how))
    assert told(made) == [("table", " ".join(LONG[:lines]))]
    assert not any(piece.doubts for piece in made)


def test_a_slanted_line_as_far_from_its_table_as_from_the_text_is_its_caption():
    sheet = Sheet().prose(6).prose(6, down=20).line(LONG[0], down=21, italic=True)
    sheet.cells("Harbour", "Boats", "Nets", apart=60, down=23)
    for row in (("Strand", "14", "9"), ("Vik", "9", "30"), ("Holm", "30", "12")):
        sheet.cells(*row, apart=60)
    assert ("table", LONG[0]) in told(read(sheet))


@pytest.mark.parametrize("words", [(UNNUMBERED,), LONG])
def test_lines_over_a_table_that_are_set_as_the_text_is_may_be_its_caption_and_are_doubted(words):
    made = read(sheet_with_table(*words))
    assert told(made) == [("table", " ".join(words))]
    assert [doubt.code for doubt in made[1].doubts] == ["caption_guessed"]


@pytest.mark.parametrize("words", ["They counted so:", "They counted.", "as they counted", "Note: by night"])
def test_words_over_a_table_that_lead_to_it_or_end_are_none_of_it(words):
    assert ("prose", words) in told(read(sheet_with_table(words)))


def test_a_line_over_a_table_that_stands_with_the_paragraph_above_it_is_none_of_it():
    sheet = Sheet().prose(6).prose(6, down=20).line(UNNUMBERED, down=20)
    sheet.cells("Harbour", "Boats", "Nets", apart=60, down=24)
    for row in (("Strand", "14", "9"), ("Vik", "9", "30"), ("Holm", "30", "12")):
        sheet.cells(*row, apart=60)
    assert ("prose", UNNUMBERED) in [(piece.kind, piece.text) for piece in read(sheet)]


def test_a_slanted_line_between_the_rows_of_a_table_is_no_caption_of_those_under_it():
    sheet = Sheet().prose(6).prose(6, down=20).line("Harbour, boats and nets", 20, 24, bold=True)
    sheet.line("North coast", 60, 20, italic=True)
    for row in (("Strand", "14", "9"), ("Vik", "9", "30"), ("Holm", "30", "12")):
        sheet.cells(*row, apart=60, down=20)
    assert "table: North coast" not in [f"{kind}: {text}" for kind, text in told(read(sheet))]


def test_the_second_line_of_what_stands_over_a_table_is_no_caption_without_the_first():
    sheet = Sheet().prose(6).prose(6, down=20).line("Boats of three harbours in the ice,", 0, 24)
    sheet.line("as the wardens counted them", 20, 24, italic=True)
    sheet.cells("Harbour", "Boats", "Nets", apart=60, down=14)
    for row in (("Strand", "14", "9"), ("Vik", "9", "30"), ("Holm", "30", "12")):
        sheet.cells(*row, apart=60)
    assert "table: as the wardens counted them" not in [f"{kind}: {text}" for kind, text in told(read(sheet))]
