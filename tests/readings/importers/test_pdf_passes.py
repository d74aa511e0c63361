"""What the passes make of the pieces of a PDF: what a page has between two paragraphs, and what type has told."""

from readings.importers import Source
from readings.pieces import Piece
from readings.segmenting import segment

FOOT = Piece("7", setting="typeset").set_apart("page_number")


def doubts(*pieces: Piece) -> list[str]:
    made = segment(Source("pdf", list(pieces)), title="The Boathouse", authors=["Ada Quill"], language="en")
    return [doubt.code for doubt in made.warnings]


def prose(text: str) -> Piece:
    return Piece(text, setting="typeset")


def test_a_page_number_between_a_quotation_and_what_follows_it_raises_no_doubt():
    quoted = Piece("Nobody is to row alone.", "quotation", "typeset")
    assert doubts(prose("They had agreed:"), quoted, FOOT, prose("as everybody knew by then.")) == []
    assert doubts(prose("They had agreed."), FOOT, prose("as everybody knew.")) == ["starts_mid_sentence"]


def test_notes_that_begin_again_at_one_in_each_chapter_are_no_booklet():
    def chapters(*labels: int) -> list[Piece]:
        notes = [Piece("A key.", "note", "typeset", data={"label": str(label)}) for label in labels]
        return [prose("and so it began."), *[prose(f"word {at} and so on.") for at in range(6)], *notes]

    assert "pages_out_of_order" not in doubts(*chapters(1, 2, 3, 1, 2, 1, 2, 1, 2))
    assert "pages_out_of_order" in doubts(*chapters(10, 2, 9, 3, 8, 4, 7, 5))


def test_underscores_and_capitals_say_nothing_where_type_does():
    text = prose(
        "The Rope Of Ada. It was _long_ and _wet_ and _cold_, and it hung by the door of the boathouse."
    )
    made = segment(Source("pdf", [text]), title="The Boathouse", language="en")
    assert made.content == text.text
    assert made.paragraphs[0].marks == ()
