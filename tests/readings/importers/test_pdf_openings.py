"""Which lines over the first paragraph of a PDF are headings, and which belong to the title."""

from typing import Any

import pytest

from readings.importers import Source
from readings.pieces import Piece
from readings.segmenting import segment
from tests.readings.importers.test_pdf_blocks import Sheet, pieces


def opened(led: str, later: float = 14) -> list[Piece]:
    """Return a text whose title is said twice, with a heading over a short paragraph, and one on the next page."""
    first = Sheet().centred("The Boathouse", size=18, bold=True).centred("Ada Quill", down=30)
    first.line("The Boathouse", down=60, size=18, bold=True).line("Of keys", down=40, size=14, bold=True)
    for text in led.split("\n"):
        first.line(text, down=24 if text == led.split("\n")[0] else 12)
    second = Sheet(1).line("Of nets", size=later, bold=True).prose(down=24).prose(down=24)
    return pieces(first, second)


def headings(made: list[Piece]) -> list[tuple[int, str]]:
    return [(piece.rank, piece.text) for piece in made if piece.kind == "heading"]


SHORT = "The key hangs where everybody who has been\nout in the storm can reach it."


def test_a_heading_over_a_short_paragraph_is_one_where_later_ones_are_set_like_it():
    made = opened(SHORT)
    assert headings(made) == [(1, "The Boathouse"), (1, "The Boathouse"), (2, "Of keys"), (2, "Of nets")]
    told = segment(Source("pdf", made), title="The Boathouse", authors=["Ada Quill"], language="en")
    assert [(section.level, section.title) for section in told.sections] == [(1, "Of keys"), (1, "Of nets")]
    assert "stops_mid_sentence" not in {doubt.code for doubt in told.warnings}


def test_a_subtitle_is_none_where_nothing_later_is_set_like_it():
    assert "Of keys" not in [text for _rank, text in headings(opened(SHORT, later=12))]


def test_a_subtitle_over_a_name_is_none_however_later_headings_are_set():
    assert "Of keys" not in [text for _rank, text in headings(opened("Harbour Press, second printing"))]


def chapters(*opening: tuple[str, float], later: tuple[tuple[str, float], ...] = ()) -> list[Piece]:
    """Return a text whose opening is set in bold of these sizes, the first one its title, and the heads after it."""
    sheet = Sheet()
    for words, size in opening:
        sheet.line(words, down=40, size=size, bold=True)
    sheet.prose(down=24).prose(down=24)
    for words, size in later:
        sheet.line(words, down=40, size=size, bold=True)
        if size < 16:
            sheet.prose(down=24)
    return pieces(sheet)


NETS = (("Of nets", 16), ("How they are mended", 13))


def test_a_chapter_right_over_its_first_section_is_one_where_later_ones_are_set_like_it():
    made = chapters(("The Boathouse", 20), ("Of keys", 16), ("Where they hang", 13), later=NETS)
    assert headings(made) == [
        (1, "The Boathouse"),
        (2, "Of keys"),
        (3, "Where they hang"),
        (2, "Of nets"),
        (3, "How they are mended"),
    ]
    assert not any(piece.doubts for piece in made)


def test_a_line_right_over_the_first_heading_that_nothing_is_set_like_is_a_subtitle_and_doubted():
    later = (("How they are mended", 13),)
    made = chapters(("The Boathouse", 20), ("Of keys", 16), ("Where they hang", 13), later=later)
    assert "Of keys" not in [text for _rank, text in headings(made)]
    assert [doubt.code for doubt in made[1].doubts] == ["subtitle_guessed"]


def test_a_subtitle_with_a_name_under_it_stays_one_though_chapters_are_set_like_it():
    first = (
        Sheet().line("The Boathouse", size=20, bold=True).line("A book of keys", down=40, size=16, bold=True)
    )
    first.line("Ada Quill", down=30).line("Of keys", down=40, size=16, bold=True)
    first.line("Where they hang", down=40, size=13, bold=True).prose(down=24)
    first.line("Of nets", down=40, size=16, bold=True).line(
        "How they are mended", down=40, size=13, bold=True
    )
    made = pieces(first.prose(down=24))
    assert "A book of keys" not in [text for _rank, text in headings(made)]
    assert (2, "Of keys") in headings(made)


def test_a_heading_over_lines_is_one_where_later_ones_are_set_like_it_over_lines():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for day in ("Third of March", "Tenth of March"):
        sheet.line(f"Meeting of the {day}", down=40, size=16, bold=True)
        sheet.line("There: Ada, Bo, Finn", down=24).line("Away: nobody").line("In the chair: Ada")
        sheet.line("1. The stove", down=30, size=13, bold=True).prose(down=24)
    assert (2, "Meeting of the Third of March") in headings(pieces(sheet))


def test_lines_in_italics_that_only_end_what_is_over_them_are_no_headings():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for day in ("Third of March", "Tenth of March"):
        sheet.line(day, down=40, size=14, bold=True).prose(down=24).line("Signed: Ada", down=24, italic=True)
    assert "Signed: Ada" not in [text for _rank, text in headings(pieces(sheet))]


def test_lines_in_italics_over_text_are_headings():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for day in ("Third of March", "Tenth of March"):
        sheet.line(day, down=40, italic=True).prose(down=24)
    assert (2, "Tenth of March") in headings(pieces(sheet))


LINES = ("Bo Finn", "by Bo Finn", "4 March 1931", "There: Ada, Bo", "“Who has a key has a house.”")


def anthology(between: str, later: str, title: bool = True, down: float = 30) -> list[Piece]:
    """Return two chapters, each with a section under it, with a line between the two."""
    sheet = Sheet()
    if title:
        sheet.line("The Boathouse", size=20, bold=True)
    for (chapter, section), words in zip(
        [("Of keys", "Where they hang"), ("Of nets", "How they dry")], (between, later), strict=True
    ):
        sheet.line(chapter, down=40, size=16, bold=True)
        for line in filter(None, words.split("\n")):
            sheet.line(line, down=down)
        sheet.line(section, down=40, size=13, bold=True).prose(down=24).prose(down=24)
    return pieces(sheet)


@pytest.mark.parametrize("line", LINES)
def test_a_line_between_a_chapter_and_its_section_takes_no_heading_from_the_first_chapter_only(line: str):
    made = anthology(line, "Ada Quill")
    assert headings(made)[1:3] == [(2, "Of keys"), (3, "Where they hang")]
    assert "subtitle_guessed" not in {doubt.code for piece in made for doubt in piece.doubts}


def test_several_lines_between_a_chapter_and_its_section_take_it_from_none_either():
    assert (2, "Of keys") in headings(anthology("Bo Finn\nVik, 1931\nfor Ada", "Ada Quill"))


def test_a_line_over_a_name_and_the_first_section_is_doubted_where_later_chapters_have_none():
    made = anthology("Bo Finn", "")
    assert "Of keys" not in [text for _rank, text in headings(made)]
    assert [doubt.code for doubt in made[1].doubts] == ["subtitle_guessed"]


def test_a_subtitle_over_a_name_that_nothing_later_is_set_like_is_no_doubt():
    sheet = Sheet().line("The Boathouse", size=20, bold=True).line("A book of keys", down=40, size=16)
    sheet.line("Bo Finn", down=30)
    for words in ("Where they hang", "How they dry"):
        sheet.line(words, down=40, size=13, bold=True).prose(down=24).prose(down=24)
    made = pieces(sheet)
    assert not any(piece.doubts for piece in made)
    assert "A book of keys" not in [text for _rank, text in headings(made)]


def test_the_first_poem_with_a_name_under_its_title_keeps_its_heading():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for words in ("Of keys", "Of nets", "Of oars"):
        sheet.line(words, down=40, size=14, bold=True).line("Bo Finn", down=24)
        sheet.line("The key is on its nail,", down=30).line("the boat is on its chain,")
        sheet.line("the wind is in the sail").line("and so is all the rain.")
    sheet.prose(down=40)
    assert headings(pieces(sheet))[1:] == [(2, "Of keys"), (2, "Of nets"), (2, "Of oars")]


def test_the_first_chapter_over_short_paragraphs_is_one_as_later_ones_are():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for chapter in ("Of keys", "Of nets"):
        sheet.line(chapter, down=40, size=16, bold=True)
        for section in ("Where they hang", "Who may take them"):
            sheet.line(section, down=40, size=13, bold=True)
            for at, text in enumerate(SHORT.split("\n")):
                sheet.line(text, down=12 if at else 24)
    sheet.line("How they dry", down=40, size=13, bold=True).prose(down=24)
    assert headings(pieces(sheet))[1:3] == [(2, "Of keys"), (3, "Where they hang")]


@pytest.mark.parametrize("face", [{"size": 12}, {"bold": True}, {"italic": True}])
def test_a_name_set_as_a_heading_over_a_higher_one_takes_none_from_the_first_chapter(face: dict[str, Any]):
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for chapter, section in (("Of keys", "Where they hang"), ("Of nets", "How they dry")):
        sheet.line(chapter, down=40, size=16, bold=True).line("Bo Finn", down=24, **face)
        sheet.line(section, down=30, size=13, bold=True).prose(down=24).prose(down=24)
    assert headings(pieces(sheet))[1:3] == [(2, "Of keys"), (3, "Where they hang")]


def test_headings_over_sentences_of_one_line_each_are_headings():
    sheet = Sheet().line("The Boathouse", size=20, bold=True).line("Rules of the year", down=30, size=16)
    for words in ("Keys", "Nets", "Oars"):
        sheet.line(words, down=40, size=13, bold=True)
        sheet.line("Whoever has one brings it back.", down=24).line("Nobody has two.", down=24)
    assert [text for _rank, text in headings(pieces(sheet))] == ["The Boathouse", "Keys", "Nets", "Oars"]


def test_lines_of_a_title_page_over_names_and_places_are_no_headings():
    sheet = Sheet().line("The Boathouse", size=20, bold=True)
    for words, under in (("Rules", "Ada Quill"), ("Second printing", "Harbour Press"), ("With a map", "Vik")):
        sheet.line(words, down=40, size=14, bold=True).line(under, down=24)
    assert [text for _rank, text in headings(pieces(sheet))] == ["The Boathouse"]
