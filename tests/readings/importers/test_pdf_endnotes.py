"""A numbered list that ends a PDF is one of notes where the raised numbers of the text count with it."""

import pytest

from readings.importers import Source
from readings.pieces import Piece
from readings.segmenting import segment
from tests.readings.importers.test_pdf_blocks import Sheet, pieces


def printed(*called: str, noted: int = 3, headed: bool = False) -> list[Piece]:
    """Return pages that call notes, and so many items of a list behind them."""
    sheet = Sheet().line("The Boathouse", size=16).line("and its key", size=16).line("", down=10)
    for label in called:
        sheet.prose(down=24).raised(label)
    if headed:
        sheet.line("Of the keys", down=40, size=14)
    for number in range(1, noted + 1):
        sheet.line(f"{number}. A key of iron, the {number}th.↩\ufe0e", 20, 40 if number == 1 else 14)
    return pieces(sheet)


def test_the_last_list_is_one_of_notes_that_the_raised_numbers_lead_to():
    made = printed("1", "2", "3")
    notes = [piece for piece in made if piece.kind == "note"]
    assert [(piece.data["label"], piece.text) for piece in notes] == [
        (str(number), f"A key of iron, the {number}th.") for number in (1, 2, 3)
    ]
    keys = [mark.data["key"] for piece in made for mark in piece.marks if mark.kind == "note_ref"]
    assert keys == [piece.data["key"] for piece in notes]
    told = segment(Source("pdf", made), title="The Boathouse", authors=["Ada Quill"], language="en")
    assert not {"note_missing", "note_unreferenced"} & {doubt.code for doubt in told.warnings}


@pytest.mark.parametrize("called", [("1",), ("1", "2"), ("1", "3", "2"), ("1", "2", "3", "4")])
def test_a_list_that_the_raised_numbers_do_not_count_with_stays_one(called):
    kinds = [piece.kind for piece in printed(*called)]
    assert kinds.count("list_item") == 3
    assert "note" not in kinds


def test_a_list_under_a_heading_is_left_to_what_knows_headings():
    assert "note" not in [piece.kind for piece in printed("1", "2", "3", headed=True)]


def test_a_list_of_the_text_right_before_the_notes_stays_one():
    sheet = Sheet().line("The Boathouse", size=16).line("and its key", size=16).line("", down=10)
    for label in ("1", "2"):
        sheet.prose(down=24).raised(label)
    sheet.line("1. oars", 20, 30).line("2. nets", 20, 14)
    sheet.line("1. A key of iron.↩\ufe0e", 20, 40).line("2. A key of brass.↩\ufe0e", 20, 20)
    made = [(piece.kind, piece.text) for piece in pieces(sheet)][-4:]
    assert made == [
        ("list_item", "oars"),
        ("list_item", "nets"),
        ("note", "A key of iron."),
        ("note", "A key of brass."),
    ]


def alone(last: str, *called: str) -> list[tuple[str, str]]:
    """Return what becomes of one paragraph at the end of a text that calls notes."""
    sheet = Sheet().line("The Boathouse", size=16).line("and its key", size=16).line("", down=10)
    for label in called:
        sheet.prose(down=24).raised(label)
    made = pieces(sheet.prose(down=24).line(last, by=0, down=40))
    return [(piece.kind, piece.text) for piece in made][-1:]


@pytest.mark.parametrize("sign", ["", "↩\ufe0e"])
def test_one_note_alone_at_the_end_is_a_note_as_well(sign):
    assert alone(f"1. A key of iron.{sign}", "1") == [("note", "A key of iron.")]


@pytest.mark.parametrize(
    ("last", "called"), [("1. A key of iron.", ()), ("1. A key.", ("1", "2")), ("A key of iron.", ("1",))]
)
def test_the_last_paragraph_is_no_note_where_none_is_called_or_others_too(last, called):
    assert alone(last, *called)[0][0] != "note"


def counted_in_roman(
    *labels: str, called: tuple[str, ...] = ("i", "ii", "iii"), size: float = 8
) -> list[Piece]:
    """Return pages that call notes by small letters, and the notes behind them."""
    sheet = Sheet().line("The Boathouse", size=16).line("and its key", size=16).line("", down=10)
    for label in called:
        sheet.prose(down=24).raised(label)
    sheet.line("", down=40)
    for label in labels:
        sheet.line(f"{label} A key of iron, and beside it", size=size)
        sheet.line("one of brass.", size=size)
    return pieces(sheet)


def test_small_last_lines_that_count_in_roman_letters_are_the_notes_that_raised_ones_call():
    made = counted_in_roman("i", "ii", "iii")
    notes = [piece for piece in made if piece.kind == "note"]
    assert [(piece.data["label"], piece.text) for piece in notes] == [
        (label, "A key of iron, and beside it one of brass.") for label in ("i", "ii", "iii")
    ]
    keys = [mark.data["key"] for piece in made for mark in piece.marks if mark.kind == "note_ref"]
    assert keys == [piece.data["key"] for piece in notes]


@pytest.mark.parametrize(
    ("labels", "called"),
    [
        (("i", "ii"), ("i", "ii", "iii")),
        (("i", "iii", "ii"), ("i", "ii", "iii")),
        (("i", "ii", "iii"), ("i", "iii", "ii")),
        ((), ("i",)),
        (("A", "B"), ("i", "ii")),
    ],
)
def test_raised_letters_that_no_list_counts_with_are_letters(labels, called):
    made = counted_in_roman(*labels, called=called)
    assert not [mark for piece in made for mark in piece.marks if mark.kind == "note_ref"]
    assert "note" not in [piece.kind for piece in made]


def test_last_lines_as_large_as_the_text_are_no_notes_though_they_count_in_roman_letters():
    assert "note" not in [piece.kind for piece in counted_in_roman("i", "ii", "iii", size=10)]
