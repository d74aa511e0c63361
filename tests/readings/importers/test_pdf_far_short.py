"""Short lines at the edge of a wide column that were joined: what nothing tells from verse is doubted at its place."""

import pytest

from readings.importers.pdf.lines import Shown
from readings.importers.pdf.pieces import pieces_of
from readings.pieces import Piece
from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, pieces

JOINED = "lines_joined"
THREE = ("an oar upon the wall", "nobody takes it down", "the harbour ice is thin")
FILLED = (
    "whoever takes the key shall",
    "bring it back before the lamp",
    "is lit or row alone for as",
    "long as the ice holds",
)
PAUSES_WITHIN = ("whoever comes, be it at night", "or in the morning, takes the", "key and closes the door")


def poem(*lines: str, by: float = 0) -> Sheet:
    sheet = Sheet().prose()
    for at, line in enumerate(lines):
        sheet.line(line, by, LEADING if at else 24)
    return sheet


def doubted(made: list[Piece]) -> list[str]:
    return [piece.text for piece in made if JOINED in [doubt.code for doubt in piece.doubts]]


@pytest.mark.parametrize("by", [0, 24, 60])
@pytest.mark.parametrize("lines", [THREE, FILLED])
def test_lines_that_end_far_before_the_edge_are_not_joined_without_a_doubt(lines: tuple[str, ...], by: int):
    assert doubted(pieces(poem(*lines, by=by).prose(down=24))) == [" ".join(lines)]


def test_a_narrow_paragraph_that_pauses_within_its_lines_is_not_doubted():
    assert not doubted(pieces(poem(*PAUSES_WITHIN).prose(down=24)))


def test_prose_beside_a_picture_is_not_doubted():
    sheet = poem(*FILLED)
    picture = Shown(220, sheet.y - 10, 440, sheet.y + 3 * LEADING)
    page = sheet.prose(down=24).page()
    assert not doubted(pieces_of([page._replace(pictures=(picture,))]).pieces)
    above = picture._replace(bottom=picture.top + 40, top=picture.top + 90)
    assert doubted(pieces_of([page._replace(pictures=(above,))]).pieces) == [" ".join(FILLED)]


def test_a_paragraph_that_is_set_narrower_on_both_sides_is_not_doubted():
    lines = (
        "whoever takes the key of the boathouse shall bring it back",
        "before the lamp is lit, or else shall row alone for just as",
        "long as the ice holds",
    )
    assert not doubted(pieces(poem(*lines, by=50).prose(down=24)))


PAUSING = ("the oar is red,", "the rope is blue,", "the net is dead", "and so are you.")


@pytest.mark.parametrize("by", [0, 24])
def test_lines_that_end_far_before_the_edge_and_mostly_with_a_pause_are_verse(by: int):
    made = pieces(poem(*PAUSING, by=by).prose(down=24))
    assert [piece.text for piece in made if piece.kind == "verse"] == ["\n".join(PAUSING)]
    assert not doubted(made)


def test_lines_that_pause_within_as_well_or_break_a_word_are_none():
    for lines in (
        ("the oars are red,", "the nets, they say,", "are dead; the ropes", "are blue, like you."),
        ("the oars are red,", "the ropes are old,", "the nets and wood-", "en floats are you."),
    ):
        assert "verse" not in [piece.kind for piece in pieces(poem(*lines).prose(down=24))]
