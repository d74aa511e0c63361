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
