"""Which lines over the first paragraph of a PDF are headings, and which belong to the title."""

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
