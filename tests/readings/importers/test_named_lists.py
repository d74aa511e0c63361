"""Lists right under their name in wrapped text, with no blank line between: notes under "Notes", books under "References"."""

import textwrap

import pytest

from tests.readings.importers.reading import linked
from tests.readings.importers.test_verses import MORE, PROSE, filled, read
from tests.readings.test_segmenting import codes, texts

WIDTHS = [58, 65, 72]
BOOKS = [
    "Reed, Nell. 1961. The ditch and who dug it, with a list of the spades that were lent and of those that came back."
    " Harbour: Boathouse Press.",
    "van der Lee, A. and Ines Marr (1958). Soup. Harbour: Quay.",
    "Quill, Ada. 1972. Rope: an account in nine winters, told by those who had to hold the other end of it. Weir: Quay.",
]


def notes(width, *, sign="[{}]"):
    said = [
        "The spade was lent.",
        "It was March, and nobody in the valley would have called it spring who had slept in it.",
        "Burnt.",
    ]
    return [f"{sign.format(number)} {one}" for number, one in enumerate(said, start=1)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["Notes", "NOTES", "Anmerkungen:"])
@pytest.mark.parametrize("sign", ["[{}]", "{}."])
def test_notes_right_under_their_name_are_notes(width, name, sign):
    listed = notes(width, sign=sign)
    referring = [f"{PROSE}[1]", f"{MORE}[2] {PROSE}[3]"]
    result = read(
        *(filled(one, width) for one in referring), "\n".join([name, *(filled(one, width) for one in listed)])
    )
    assert texts(result, "note") == [one.split(" ", 1)[1] for one in listed]
    assert [number for number, _note in linked(result)] == ["[1]", "[2]", "[3]"]
    assert not {"lines_joined", "paragraph_guessed"} & set(codes(result))


def test_what_stands_under_notes_without_a_number_stays_a_paragraph():
    result = read(filled(PROSE, 65), "Notes\n" + filled(MORE, 65))
    assert "note" not in [one.kind for one in result.paragraphs]
    assert MORE in result.content


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_each_book_under_references_is_a_paragraph(width, between):
    result = read(
        filled(PROSE, width), f"References{between}" + "\n".join(filled(one, width) for one in BOOKS)
    )
    assert texts(result, "heading") == ["References"]
    assert texts(result, "prose") == [PROSE, *BOOKS]


def test_a_book_after_a_line_without_room_is_told_by_its_name_and_doubted():
    full = "Reed, Nell. 1961. The ditch, and who had dug it. Harbour: Quay."
    result = read(filled(PROSE, 64), f"References\n{full}\n{BOOKS[1]}")
    assert texts(result, "prose") == [PROSE, full, BOOKS[1]]
    assert [
        result.content[one.where :][:7] for one in result.warnings if one.code == "paragraph_guessed"
    ] == ["van der"]


def test_a_book_without_a_name_is_told_by_the_room_before_it_and_doubted():
    books = [*BOOKS[:2], "The spade. A paper for the valley. Nos. 3 to 9.", BOOKS[2]]
    result = read(filled(PROSE, 65), "Bibliography\n" + "\n".join(filled(one, 65) for one in books))
    assert texts(result, "prose") == [PROSE, *books]
    assert [
        result.content[one.where :][:9] for one in result.warnings if one.code == "paragraph_guessed"
    ] == ["The spade"]


def test_a_name_with_a_comma_inside_a_book_begins_none():
    book = "Reed, Nell. 1961. The ditch. With words by Ines Marr, Ada Quill, Tom Lund, Jon Dale, Ruth Arnold, Harriet Bell."
    for width in range(58, 110):
        lines = [line for one in (book, BOOKS[1]) for line in textwrap.wrap(one, width)]
        result = read(filled(PROSE, 72), "\n".join(["References", *lines]))
        assert book in texts(result, "prose")


def test_a_paragraph_of_sentences_under_references_stays_one():
    said = f"Many, many people asked for this list. {MORE}"
    result = read(filled(PROSE, 65), "References\n\n" + filled(said, 65))
    assert texts(result, "prose") == [PROSE, said]
