"""Speeches and entries of an index in a PDF stand apart though neither space nor an indent parts them."""

import pytest

from tests.readings.importers.test_pdf_blocks import WIDE, Sheet, full_lines, said

NAMES = ("LENA:", "OLE:", "Martha Vik:")


def speech(sheet: Sheet, name: str, lines: int = 2, end: str = ".") -> Sheet:
    """Write a speech whose last line is full."""
    words = full_lines(3)
    for at in range(lines):
        text = f"{name} {next(words)}" if not at else next(words)
        sheet.line(text[: WIDE - 1].ljust(WIDE - 1, "s") + (end if at == lines - 1 else "s"))
    return sheet


def test_speeches_whose_last_lines_are_full_stand_apart():
    sheet = Sheet()
    for at in range(9):
        speech(sheet, NAMES[at % 3], 1 + at % 4)
    found = said("prose", sheet)
    assert [text.split(":")[0] + ":" for text in found] == [NAMES[at % 3] for at in range(9)]


def test_speeches_stand_apart_over_a_page():
    one, two = Sheet(0), Sheet(1)
    for at in range(6):
        speech(one, NAMES[at % 3])
    for at in range(6):
        speech(two, NAMES[at % 3])
    assert len(said("prose", one, two)) == 12


def test_names_in_bold_tell_speeches_apart():
    sheet = Sheet()
    for at in range(8):
        speech(sheet, "", 3)
        first = sheet.runs[-3]
        name = ("Lena", "Ole")[at % 2]
        x = first.x0 + 5 * len(name)
        sheet.runs[-3:-2] = [
            first._replace(text=name, x1=x, bold=True),
            first._replace(text=f" {first.text.strip()[len(name) + 1 :]}", x0=x + 5),
        ]
    assert len(said("prose", sheet)) == 8


def test_a_sentence_that_goes_on_with_a_name_is_not_cut():
    sheet = Sheet()
    for at in range(9):
        speech(sheet, NAMES[at % 3], 2, end="," if at == 4 else ".")
    assert len(said("prose", sheet)) == 8


def test_one_name_before_a_colon_is_nobody_who_speaks():
    sheet = Sheet()
    for at in range(6):
        speech(sheet, "Note:" if at % 2 else "Whoever", 3)
    assert len(said("prose", sheet)) == 1


def entry(at: int) -> str:
    return f"{('boathouse', 'stove, rules of the', 'oars', 'winter')[at % 4]}, {at + 3}" + ", 98" * (at % 2)


def test_entries_of_an_index_stand_apart_though_they_begin_small():
    sheet = Sheet().prose(6).prose(6, down=30)
    sheet.y -= 30
    for at in range(20):
        sheet.line(entry(at))
    assert said("prose", sheet)[2:] == [entry(at) for at in range(20)]


def test_an_entry_of_an_index_that_takes_two_lines_is_one():
    sheet = Sheet()
    for at in range(12):
        sheet.line(entry(at))
        if at % 4 == 3:
            sheet.line("the members of the boathouse, and of those who".ljust(WIDE - 2, "s"))
            sheet.line("were not asked, 14, 16")
    found = said("prose", sheet)
    assert len(found) == 15
    assert sum(text.endswith("were not asked, 14, 16") and text.startswith("the ") for text in found) == 3


def test_entries_of_an_index_stand_apart_over_a_page():
    one, two = Sheet(0), Sheet(1)
    for sheet in (one, two):
        for at in range(12):
            sheet.line(entry(at))
    assert len(said("prose", one, two)) == 24


@pytest.mark.parametrize("year", ["in 1871", "of 1848"])
def test_prose_with_a_year_at_the_end_of_a_line_is_not_cut(year):
    sheet = Sheet()
    words = full_lines(2)
    for at in range(9):
        sheet.line(f"{next(words)[: WIDE - 12].ljust(WIDE - 9, 's')} {year}" if at % 3 == 0 else next(words))
    assert len(said("prose", sheet)) == 1


def test_towns_of_publishers_at_the_beginning_of_lines_are_nobody_who_speaks():
    sheet = Sheet()
    for at in range(8):
        town = ("Strand:", "Vik:")[at % 2]
        sheet.line(
            f"Adder, Ida. Nets and ropes of the north, number {at}. {town} Press. And oars".ljust(76, "s")
            + "."
        )
        sheet.line(
            f"{town} Village Press, and so on in the other house of the two towns, as said".ljust(78, "s")
        )
    assert not any(text.startswith(("Strand:", "Vik:")) for text in said("prose", sheet))
