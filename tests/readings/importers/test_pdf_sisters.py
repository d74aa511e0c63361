"""Stanzas of a PDF that look like short paragraphs: what is around them shows that they are verse, and they are doubted."""

import pytest

from readings.importers.pdf.blocks import Block
from readings.importers.pdf.lines import Line, Run
from readings.importers.pdf.sisters import doubt_sisters
from tests.readings.importers.test_pdf_blocks import LEADING, Sheet, pieces

JOINED = "lines_joined"
SURE = (
    "The boats came in with the falling tide,",
    "Without a word to the men on land,",
    "And the bell that hung on the northern side",
    "Was still, and nobody took my hand.",
)
UNSURE = ("We sell no more, said the man on the quay.", "Nothing is left. Nothing but nets and an oar")
CLOSING = ("Whoever is waiting may wait for the bell,", "Whoever has waited may wait some more.")


def stanza(sheet: Sheet, *lines: str, by: float = 0) -> Sheet:
    for at, line in enumerate(lines):
        sheet.line(line, by=by, down=LEADING if at else 24)
    return sheet


def doubted(*sheets: Sheet) -> list[str]:
    return [piece.text for piece in pieces(*sheets) if JOINED in [doubt.code for doubt in piece.doubts]]


def titled() -> Sheet:
    return Sheet().line("The Northern Side", size=16, bold=True)


def test_no_stanza_of_a_poem_is_joined_in_silence():
    sheet = stanza(stanza(stanza(titled(), *SURE), *UNSURE), *CLOSING)
    joined = [piece.text for piece in pieces(sheet) if piece.kind == "prose" and piece.lines > 1]
    assert joined
    assert doubted(sheet) == joined


def test_short_lines_on_a_page_that_has_room_for_twice_as_much_are_doubted():
    sheet = titled()
    for lines in (
        ("The men are out.", "The lamp is lit."),
        ("No one has called me,", "not the sea", "nor it."),
    ):
        stanza(sheet, *lines)
    joined = [piece.text for piece in pieces(sheet) if piece.kind == "prose" and piece.lines > 1]
    assert joined
    assert doubted(sheet) == joined


def block(*lines: tuple[str, float], left: float = 0, cells: bool = False) -> Block:
    """Return lines of so much width each, in a column of 400 points, as a paragraph."""
    made = []
    for at, (text, wide) in enumerate(lines):
        parts = tuple((word, word + 1) for word in range(len(text.split())))
        run = Run(text, left, left + wide, 500 - at * LEADING, 10.0)
        made.append(Line((run,), run.y, cells=parts if cells and at < len(lines) - 1 else ()))
    return Block(made, 0, 400)


def is_doubted(*blocks: Block) -> bool:
    doubt_sisters([block(*[("nobody knew who had written it down", 400.0)] * 4), *blocks], [450.0])
    return all("lines_joined" in one.data for one in blocks)


def test_two_lines_that_leave_much_free_and_break_a_sentence_before_a_capital_are_doubted_among_prose():
    assert is_doubted(block(("And what the tide had left", 200), ("We took to be our own.", 180)))
    assert not is_doubted(block(("and what the tide had left", 200), ("we took to be our own.", 180)))
    assert not is_doubted(block(("And what the tide had left", 390), ("We took to be our own.", 180)))


def test_lines_that_are_torn_apart_to_fill_a_justified_column_are_doubted():
    lines = [("Nobody came by night", 400.0), ("nobody came by day", 400.0), ("or after.", 60.0)]
    assert is_doubted(block(*lines, cells=True))
    assert not is_doubted(block(*lines))


@pytest.mark.parametrize("wide", [34, 48, 70])
def test_prose_beside_a_quoted_stanza_is_not_doubted(wide: int):
    text = (
        "The keys of the harbour hang at the door of the smith. Ada counts them in the evening. When one is "
        "missing she asks for it in the house of the wardens, where Nell Reed keeps a list of them. Nobody is "
        "ashamed of it, for keys go where people go, and the people come back."
    )
    sheet = titled()

    def paragraph() -> None:
        line, down = "", 24.0
        for word in text.split():
            if len(line) + len(word) >= wide:
                sheet.line(line, down=down)
                line, down = "", LEADING
            line = f"{line} {word}".strip()
        sheet.line(line)

    paragraph()
    stanza(sheet, "The bell was cast,", "The bell was hung,", "And nobody has", "Heard its tongue", by=30)
    paragraph()
    paragraph()
    assert not [said for said in doubted(sheet) if said.startswith("The keys")]
