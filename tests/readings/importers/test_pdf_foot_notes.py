"""Notes in the size of the text: on the page after the one that calls them, and of several paragraphs."""

from readings.importers import Source
from readings.pieces import Piece
from readings.segmenting import segment
from tests.readings.importers.test_pdf_blocks import WIDE, Sheet, noted, pieces


def notes(*sheets: Sheet) -> list[tuple[str, str, bool]]:
    """Return the label of each paragraph of a note, how it ends, and whether it goes on with the note before."""
    return [
        (piece.data["label"], piece.text[-12:], piece.data.get("continues", False))
        for piece in pieces(*sheets)
        if piece.kind == "note"
    ]


def called(made: list[Piece]) -> list[str]:
    return [mark.data.get("key", "") for one in made for mark in one.marks if mark.kind == "note_ref"]


def full(words: str) -> str:
    return words.ljust(WIDE - 1, "s")


def test_a_note_pushed_to_the_page_after_the_one_that_calls_it_is_found_there():
    one = Sheet(0).prose(6).prose(4).raised("1").prose(4, down=24)
    two = noted(Sheet(1).prose(6).raised("2").prose(4), "1.A key of iron.", "2.A lamp.")
    assert notes(one, two) == [("1", "key of iron.", False), ("2", "A lamp.", False)]
    assert len(set(called(pieces(one, two))) - {""}) == 2


def test_a_note_that_nothing_on_its_page_or_the_one_before_calls_is_none():
    one, two = Sheet(0).prose(6).raised("1").prose(4, down=24), Sheet(1).prose(6)
    assert notes(one, two, noted(Sheet(2).prose(6), "1.A key of iron.")) == []


def test_space_parts_the_paragraphs_of_a_note_though_the_line_above_is_full():
    sheet = noted(Sheet().prose(6).raised("1"), f"1.{full('A key of iron that hung')}")
    sheet.line(full("by the door as long as anybody can remember") + ".", 0)
    sheet.line("Nobody made it.", 0, 21)
    assert [(label, on) for label, _end, on in notes(sheet)] == [("1", False), ("1", True)]


def test_what_begins_under_the_number_of_a_note_whose_lines_hang_is_a_paragraph():
    sheet = Sheet().prose(6).raised("1").line("1 A key of iron that hung by the door", 0, 30, 8)
    sheet.line("as long as anybody can remember.", 14, 9, 8)
    sheet.line("Nobody made it, and nobody", 0, 9, 8).line("will make another.", 14, 9, 8)
    assert [end for _label, end, _on in notes(sheet)] == ["an remember.", "ake another."]


def test_what_begins_under_the_set_in_number_of_a_note_is_a_paragraph():
    sheet = Sheet().prose(6).raised("1").line("1 A key of iron.", 10, 30, 8)
    assert [on for _label, _end, on in notes(sheet.line("Nobody made it.", 10, 9, 8))] == [False, True]


def test_where_only_room_behind_a_sentence_shows_a_paragraph_of_a_note_it_is_doubted():
    def doubts(after: str) -> list[str]:
        sheet = Sheet().prose(6).raised("1").line("1 A key of iron.", 0, 30, 8).line(after, 0, 9, 8)
        return [doubt.code for one in pieces(sheet) if one.kind == "note" for doubt in one.doubts]

    assert doubts("Nobody made it.") == ["lines_joined"]
    assert doubts("and of wood.") == []


def test_a_note_in_the_size_of_the_text_goes_on_at_the_foot_of_the_next_page():
    one = noted(Sheet(0).prose(6).raised("1"), f"1.{full('A key of iron that hung')[: WIDE - 3]}")
    two = Sheet(1).prose(6).line("by the door.", 0, 36)
    assert [end for _label, end, _on in notes(one, two)] == ["by the door."]


def plain(sheet: Sheet, *lines: str, **face: float) -> Sheet:
    for at, line in enumerate(lines):
        sheet.line(line, 0, 12 if at else 36, **face)
    return sheet


def test_numbers_like_any_other_begin_notes_where_each_that_is_called_stands_at_the_foot():
    def body() -> Sheet:
        return Sheet().prose(6).raised("1").prose(4, down=24).raised("2")

    assert [label for label, *_rest in notes(plain(body(), "1 A key.", "2 A lamp."))] == ["1", "2"]
    assert notes(plain(body(), "2 men came.")) == []
    assert notes(plain(body(), "1 A key.", "2 A lamp.", size=14.0)) == []
    assert notes(plain(body(), "1 A key.", "3 A lamp.")) == []


def at_the_end(*labels: str, calls: tuple[str, ...] = ("1", "2", "3"), by: float = 0) -> list[Piece]:
    """Return pages that call a note each, and one behind them with small paragraphs that begin with a number."""
    sheets = [Sheet(at).prose(6).raised(label).prose(4) for at, label in enumerate(calls)]
    last = Sheet(len(sheets))
    for at, label in enumerate(labels):
        last.line(f"{label} A key of iron.", by * at, 20, 8)
    return pieces(*sheets, last)


def test_small_paragraphs_on_the_last_page_are_the_notes_that_all_pages_before_call():
    made = at_the_end("1", "2", "3")
    assert [(one.data["label"], one.text) for one in made if one.kind == "note"] == [
        (label, "A key of iron.") for label in "123"
    ]
    told = segment(Source("pdf", made), title="The Boathouse", authors=["Ada Quill"], language="en")
    assert not {"note_missing", "note_unreferenced"} & {doubt.code for doubt in told.warnings}


def test_a_number_on_the_last_page_that_is_not_called_or_out_of_order_or_set_in_begins_no_note():
    for made in (
        at_the_end("1", "2", "3", calls=("1", "1", "1")),
        at_the_end("1", "3"),
        at_the_end("1", "2", "3", by=12),
    ):
        assert {one.data["label"] for one in made if one.kind == "note"} == {"1"}


def test_a_line_of_a_note_that_begins_with_a_number_is_none_where_that_note_has_its_place():
    one = noted(Sheet(0).prose(6).raised("1").prose(4).raised("2"), "1 A key of iron.", "2 A lamp.")
    two = Sheet(1).prose(6).raised("1").line("1 A key, which hung since the days of", 0, 30, 8)
    assert len([label for label, *_rest in notes(one, two.line("2 wardens by the door.", 0, 9, 8))]) == 3
