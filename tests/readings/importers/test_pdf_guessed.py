"""Headings no larger than the words around them that may be captions or terms: they stay, and are doubted."""

from readings.importers.pdf.lines import Bookmark
from readings.importers.pdf.pieces import pieces_of
from tests.readings.importers.test_pdf_blocks import Sheet
from tests.readings.importers.test_pdf_tracks import FIELDS, table


def guessed(*sheets: Sheet, bookmarks: tuple[Bookmark, ...] = ()) -> dict[str, bool]:
    return {
        piece.text: "heading_guessed" in [doubt.code for doubt in piece.doubts]
        for piece in pieces_of([sheet.page() for sheet in sheets], bookmarks).pieces
        if piece.kind == "heading"
    }


def test_bold_terms_with_a_short_paragraph_each_may_be_no_headings():
    sheet = Sheet().prose()
    for term in ("Thole", "Painter", "Thwart"):
        sheet.line(term, down=24, bold=True).line("What holds an oar, a boat or whoever sits in it.", down=20)
    assert guessed(sheet.prose(down=30)) == {"Thole": True, "Painter": True, "Thwart": True}


def test_bold_lines_over_longer_paragraphs_are_headings():
    sheet = Sheet().prose()
    for name in ("The boathouse", "The ferry"):
        sheet.line(name, down=24, bold=True).prose(down=20)
    assert guessed(sheet) == {"The boathouse": False, "The ferry": False}


def test_a_bold_line_right_over_a_table_may_be_its_caption():
    sheet = Sheet().prose().line("What was sown", down=24, bold=True)
    sheet.y -= 14
    table(sheet, FIELDS).prose(down=24)
    assert guessed(sheet) == {"What was sown": True}


def test_what_the_outline_of_the_file_does_not_name_may_be_no_heading():
    sheet = Sheet().prose()
    for name in ("Boats", "Ropes", "Ice", "In the morning"):
        sheet.line(name, down=24, bold=True).prose(down=20)
    named = tuple(Bookmark(1, name, 0) for name in ("Boats", "Ropes", "Ice"))
    assert guessed(sheet, bookmarks=named) == {
        "Boats": False,
        "Ropes": False,
        "Ice": False,
        "In the morning": True,
    }
