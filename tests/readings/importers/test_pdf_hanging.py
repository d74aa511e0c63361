"""Entries of bibliographies and plays whose first line stands out: each is a paragraph, however short, over pages too."""

import pytest

from tests.readings.importers.test_pdf_blocks import WIDE, Sheet, said

ENTRIES = [
    (
        "Adder, Ida. Nets, ropes and oars of the northern shore, and of those who mended",
        "them. Village Press.",
    ),
    ("Brook, Ole. On stoves. Village Press.",),
    ("Carver, Tom. Who had the key of the boathouse in the winter of the ice, and what", "became of it."),
    ("Dunn, Mara. On lamps. Village Press.",),
    ("Eklund, Ane. The rules of the boathouse, as they were copied by every one of all", "its members."),
    ("Fjord, Per. What was said at the stove, and by whom, in the order in which it was", "said there."),
]


def entries(sheet: Sheet, given: list[tuple[str, ...]], by: float = 20) -> Sheet:
    for first, *rest in given:
        sheet.line(first.ljust(WIDE - 1, "s") if rest else first)
        for line in rest:
            sheet.line(line, by)
    return sheet


def joined(given: list[tuple[str, ...]]) -> list[str]:
    return [" ".join([first.ljust(WIDE - 1, "s") if rest else first, *rest]) for first, *rest in given]


def test_short_entries_that_hang_are_one_paragraph_each():
    assert said("prose", entries(Sheet(), ENTRIES)) == joined(ENTRIES)


def test_short_paragraphs_that_begin_with_an_indent_are_one_paragraph_each():
    sheet = Sheet()
    for first, *rest in ENTRIES:
        sheet.line(first.ljust(WIDE - 5, "s") if rest else first, 20)
        for line in rest:
            sheet.line(line)
    assert [text.split(",")[0] for text in said("prose", sheet)] == [
        first.split(",")[0] for first, *_ in ENTRIES
    ]


@pytest.mark.parametrize("rest", ["its members.", "Village Press."])
def test_an_entry_that_hangs_goes_on_on_the_next_page(rest):
    first, second = ENTRIES[:5], ENTRIES[5:] + ENTRIES[:4]
    one = entries(Sheet(0), [*first[:4], (first[4][0].ljust(WIDE - 1, "s"),)])
    two = entries(Sheet(1).line(rest, 20), second)
    whole = [*joined(first[:4]), f"{first[4][0].ljust(WIDE - 1, 's')} {rest}", *joined(second)]
    assert said("prose", one, two) == whole


def test_a_quotation_set_in_under_a_sentence_that_goes_on_makes_no_line_around_it_an_entry():
    sheet = Sheet().prose(5)
    sheet.runs.pop()
    sheet.line("whoever takes the key shall bring it back before the lamp is lit or the boat put", 25)
    sheet.line("to the water by those who row.", 25).prose(5)
    assert len(said("prose", sheet)) <= 3
