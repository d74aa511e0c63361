"""Notes beside the text of a PDF, in its margin or with its lines around them, are paragraphs of their own."""

import pytest

from readings.importers.pdf.lines import Run, segments
from tests.readings.importers.test_pdf_blocks import LEADING, LEFT, WIDE, Sheet, full_lines, said

NOTE = ["On the stove, and", "who may sit at it", "in the winter."]
SAID = " ".join(NOTE)


def written(sheet: Sheet, note: list[str], x: float, y: float, size: float) -> None:
    """Write a note before all else of a page, as browsers do."""
    runs = [Run(text, x, x + len(text) * size / 2, y - at * 1.2 * size, size) for at, text in enumerate(note)]
    sheet.runs[:0] = runs


def around(size: float, *, on_left: bool = False, note: list[str] = NOTE) -> Sheet:
    """Write a paragraph of which the first lines make room for a note, and two others."""
    sheet = Sheet().prose(6)
    y = sheet.y - LEADING
    narrow = WIDE - 28
    words = full_lines(3)
    for _line in note:
        text = next(words)[: narrow - 4].rsplit(" ", 1)[0]
        sheet.line(text.ljust(narrow - 1, "s"), 140 if on_left else 0)
    for _line in range(4):
        sheet.line(next(words))
    sheet.line("and so it ended.").prose(6)
    written(sheet, note, LEFT if on_left else LEFT + 5 * narrow + 12, y + 2, size)
    return sheet


@pytest.mark.parametrize("size", [7.5, 9.0, 10.0])
@pytest.mark.parametrize("on_left", [False, True])
def test_a_note_that_the_lines_make_room_for_is_a_paragraph_beside_theirs(size, on_left):
    paragraphs = said("prose", around(size, on_left=on_left))
    assert len(paragraphs) == 4
    assert paragraphs.count(SAID) == 1
    assert sum(text.endswith("and so it ended.") for text in paragraphs) == 1


@pytest.mark.parametrize("size", [7.5, 9.0, 10.0])
@pytest.mark.parametrize("x", [LEFT + 5 * WIDE + 4, LEFT - 110])
def test_a_note_in_the_margin_is_a_paragraph_beside_the_one_it_is_at(size, x):
    sheet = Sheet().prose(6)
    y = sheet.y - LEADING
    sheet.prose(6).prose(6)
    alone = said("prose", sheet)
    written(sheet, NOTE, x, y + 2, size)
    assert said("prose", sheet) == [*alone[:2], SAID, alone[2]]


def test_two_small_notes_under_one_another_are_two_paragraphs():
    sheet = Sheet().prose(3)
    y = sheet.y
    sheet.prose(12).prose(4)
    alone = said("prose", sheet)
    other = ["On the key, and on", "who has it."]
    written(sheet, other, LEFT + 5 * WIDE + 4, y - 50, 7.5)
    written(sheet, NOTE, LEFT + 5 * WIDE + 4, y - 14, 7.5)
    assert sorted(said("prose", sheet)) == sorted([*alone, SAID, " ".join(other)])


@pytest.mark.parametrize("size", [7.5, 10.0])
def test_words_in_the_margin_of_several_paragraphs_are_none_of_their_lines(size):
    sheet = Sheet()
    tops = []
    for _paragraph in range(3):
        sheet.line("So it began.")
        tops.append(sheet.y - LEADING)
        sheet.prose(5)
    alone = said("prose", sheet)
    for y, word in zip(tops, ("Stoves", "Of the keys", "Oars"), strict=True):
        written(sheet, [word], LEFT + 5 * WIDE + 4, y + 1, size)
    assert said("prose", sheet) == [*alone[:2], "Stoves", *alone[2:4], "Of the keys", *alone[4:], "Oars"]


def test_numbers_of_lines_in_the_margin_are_no_notes():
    sheet = Sheet().prose(5).prose(5)
    for y, number in ((sheet.runs[0].y, "1"), (sheet.runs[5].y, "6")):
        written(sheet, [number], LEFT + 5 * WIDE + 4, y, 7.5)
    assert "1" not in said("prose", sheet)


def test_a_table_with_long_cells_is_none_of_notes():
    sheet = Sheet().prose(6)
    sheet.y -= 10
    for at in range(4):
        y = sheet.y - LEADING
        for by, text in enumerate(["The rule of", f"the stove {at}"]):
            sheet.runs.append(Run(text, LEFT, LEFT + 5 * len(text), y - by * LEADING, 10.0))
        for text in (
            "whoever comes later asks it for room and",
            "is told that there is none to be had.",
            "So.",
        ):
            sheet.line(text, 100)
        sheet.y -= 6
    sheet.y -= 10
    sheet.prose(6)
    assert "The rule of the stove 1" not in said("prose", sheet)


def test_words_in_smaller_letters_beside_a_line_do_not_run_into_it():
    line = Run("whoever comes later, that", 50, 175, 700, 12.0)
    small = Run("Breadth of", 178, 215, 702, 9.0)
    assert segments([line, small])[0].text == "whoever comes later, that Breadth of"
