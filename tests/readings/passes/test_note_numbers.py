"""Which numbers refer to notes, and which paragraphs are the notes."""

import pytest

from readings.passes.notes import raised_numbers
from tests.readings.test_passes import glued, prose
from tests.readings.test_segmenting import by_lines, codes, marked, outline, texts, wrapped

# Numbers that refer to nothing


def test_numbers_of_figures_pages_and_volumes_are_no_references():
    assert glued("See fig.1 and Fig.2, or p.3, pp.4-5, vol.5, nr.6 and no.7; Abb.8 too.") == []
    assert glued("It flows.1 See fig.2 for it. It flowed.2 Then vol.3 came out. It stops.3") == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize("power", ["(a + b)²", "sin² x", "(cm)²", "2(x + y)³", "(sin x)²", "log² n", "(1)²"])
def test_powers_are_no_references(power):
    [piece] = raised_numbers(prose(f"The area is {power} at most."))
    assert piece.marks == ()


@pytest.mark.parametrize(
    "words", ["the mill¹ stood", "the mill (see above)² stood", "the mill,³ it stood", "basin² x"]
)
def test_raised_numbers_behind_words_are_references(words):
    [piece] = raised_numbers(prose(f"And so {words}."))
    assert len(piece.marks) == 1


# Notes in a list

TOLD = "They dug.1 They dug on.2 Then it rained.3"


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
@pytest.mark.parametrize("number", ["{}.", "{}", "{})"])
def test_numbers_glued_to_sentences_are_linked_with_the_notes_listed_at_the_end(text_of, number):
    listed = ["Columella, of whom more.", "Varro, of whom less.", "Rain is not counted."]
    result = text_of(
        "I. Digging", TOLD, "II. Rain", ".", "Notes",
        *(f"{number.format(at)} {note}" for at, note in enumerate(listed, 1)),
    )  # fmt: skip
    notes = {p.number: result.content[p.start : p.end] for p in result.paragraphs if p.kind == "note"}
    assert list(notes.values()) == listed
    refs = [mark.data["note"] for p in result.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    assert [notes[number] for number in refs] == listed
    assert "note_missing" not in codes(result)
    assert [title for _, title in outline(result)[1:]] == ["I. Digging", "II. Rain"]


@pytest.mark.parametrize(
    "under",
    [["1. Columella.", "3. Varro."], ["2. Columella.", "3. Varro."], ["1. Bread.", "And then:", "2. Soup."]],
)
def test_another_list_under_notes_stays(under):
    result = by_lines("I. Digging", TOLD, "II. Rain", ".", "Notes", *under)
    assert texts(result, "note") == []
    assert codes(result).count("note_missing") == 3


def test_a_list_that_nothing_refers_to_stays():
    assert texts(by_lines("I. Rain", ".", "Notes", "1. Columella.", "2. Varro."), "note") == []


# Bibliographies

BOOKS = ["[1] Smith 1998.", "[2] Jones 2004."]


@pytest.mark.parametrize("name", ["References", "Bibliography", "Literatur"])
def test_a_bibliography_stays_together_under_its_heading(name):
    result = by_lines("I. Digging", "See [1] and [2] for it.", "II. Rain", ".", name, *BOOKS)
    assert outline(result)[-1][1] == name
    assert result.content.endswith("\n\n".join([name, *BOOKS]))
    assert (texts(result, "note"), marked(result, "note_ref")) == ([], [])


def test_notes_beside_a_bibliography_are_still_notes():
    result = by_lines(
        "I. Digging", "They dug [1].", "II. Rain", ".", "References", *BOOKS, "Notes", "[1] Not deep."
    )
    assert texts(result, "note") == ["Not deep."]
    assert marked(result, "note_ref") == ["[1]"]


def test_glued_numbers_count_beside_citations_of_a_bibliography():
    result = by_lines("I. Digging", TOLD + " See [1].", "II. Rain", ".", "References", *BOOKS)
    assert marked(result, "note_ref") == ["1", "2", "3"]
