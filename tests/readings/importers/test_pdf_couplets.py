"""The closing lines of a poem that stand in a paragraph of their own, and short paragraphs behind a poem."""

import pytest

from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, pieces

PARAGRAPH = 25
STANZA = (
    "Who sews the sail before the ship is out,",
    "And who will find the thread by candle light",
    "While all the others sleep, and dream about",
    "The harvest that they carried home by night?",
)
CLOSING = ("The thread was bought with what we had.", "It holds. The wind is in the sail.")


def poem(by: float, *, between: float = LEADING, **face: bool) -> Sheet:
    sheet = Sheet().prose()
    for stanza in (STANZA, STANZA):
        for at, line in enumerate(stanza):
            sheet.line(line, by, LEADING if at else PARAGRAPH, **face)
    for at, line in enumerate(CLOSING):
        sheet.line(line, by, between if at else PARAGRAPH, **face)
    return sheet.prose(down=PARAGRAPH).prose(down=PARAGRAPH)


def of_kind(kind: str, sheet: Sheet) -> list[str]:
    return [piece.text for piece in pieces(sheet) if piece.kind == kind]


@pytest.mark.parametrize("italic", [True, False])
@pytest.mark.parametrize("by", [0, 30])
def test_a_closing_couplet_whose_lines_are_sentences_is_a_stanza(by, italic):
    assert of_kind("verse", poem(by, italic=italic))[2:] == ["\n".join(CLOSING)]


def test_sentences_with_space_between_them_behind_a_poem_are_paragraphs():
    made = poem(0, between=PARAGRAPH)
    assert len(of_kind("verse", made)) == 2
    assert [text for text in of_kind("prose", made) if text in CLOSING] == list(CLOSING)
