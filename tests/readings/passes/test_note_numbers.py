"""Which numbers refer to notes, and which paragraphs are the notes."""

import pytest

from readings.passes.notes import raised_numbers
from tests.readings.test_passes import glued, prose
from tests.readings.test_segmenting import by_lines, codes, made, marked, outline, texts, wrapped

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


# Numbers that begin again in each chapter


def chapter(number: int, references: str, notes: str, *, sign: str = "[{}]", heading: str = "") -> list[str]:
    """A chapter with a paragraph for each reference, and its notes, each called by its chapter and number."""
    told = [f"They dug and dug again.{sign.format(one)}" for one in references]
    noted = [f"{sign.format(one) if sign != '{}' else one + '.'} Note {one} of {number}." for one in notes]
    return [f"Chapter {number}", *told, ".", *([heading] if heading else []), *noted]


def told_by(result) -> list[str]:
    """What each reference leads to, without its first word; "-" where that is nothing."""
    texts_of = {p.number: result.content[p.start : p.end] for p in result.paragraphs}
    marks = [mark for p in result.paragraphs for mark in p.marks if mark.kind == "note_ref"]
    return [texts_of[mark.data["note"]][5:-1] if mark.data["note"] else "-" for mark in marks]


@pytest.mark.parametrize("heading", ["", "Notes"])
def test_a_number_that_begins_again_leads_to_the_note_of_its_own_chapter(heading):
    result = by_lines(
        *chapter(1, "12", "12", heading=heading),
        *chapter(2, "121", "12", heading=heading),
        *chapter(3, "1", "1", heading=heading),
    )
    assert told_by(result) == ["1 of 1", "2 of 1", "1 of 2", "2 of 2", "1 of 2", "1 of 3"]
    assert "note_missing" not in codes(result)


def test_a_note_that_its_chapter_does_not_have_is_not_taken_from_another():
    result = by_lines(
        *chapter(1, "12", "12"), *chapter(2, "12", "1"), *chapter(3, "12", ""), *chapter(4, "12", "12")
    )
    assert told_by(result) == ["1 of 1", "2 of 1", "1 of 2", "-", "-", "-", "1 of 4", "2 of 4"]
    assert codes(result).count("note_missing") == 3


def test_numbers_glued_to_sentences_begin_again_too_and_their_notes_are_listed_under_each_chapter():
    chapters = [chapter(number, "123", "123", sign="{}", heading="Notes") for number in (1, 2)]
    result = by_lines(*chapters[0], *chapters[1])
    assert told_by(result) == [f"{one} of {number}" for number in (1, 2) for one in "123"]
    assert [title for _, title in outline(result)[1:]] == ["Chapter 1", "Chapter 2"]


def test_a_list_under_notes_that_its_chapter_does_not_refer_to_stays_a_list():
    second = ["Chapter 2", ".", "Notes", "1. Buy bread.", "2. Buy salt."]
    result = by_lines(*chapter(1, "123", "123", sign="{}", heading="Notes"), *second)
    assert told_by(result) == ["1 of 1", "2 of 1", "3 of 1"]
    assert texts(result, "list_item") == ["Buy bread.", "Buy salt."]


def test_notes_behind_the_whole_text_are_told_apart_only_where_there_are_as_many_counts_of_them():
    ends = ["[1] Note 1 of 1.", "[2] Note 2 of 1.", "[1] Note 1 of 2.", "[2] Note 2 of 2."]
    result = by_lines(*chapter(1, "12", ""), *chapter(2, "12", ""), "Notes", *ends)
    assert told_by(result) == ["1 of 1", "2 of 1", "1 of 2", "2 of 2"]
    result = by_lines(*chapter(1, "12", ""), *chapter(2, "12", ""), *chapter(3, "12", ""), "Notes", *ends)
    assert told_by(result) == ["-"] * 6


def test_notes_of_one_name_in_several_chapters_of_markdown_are_told_apart():
    parts = (
        f"## Part {n}\n\nThey dug.[^1] It rained.[^2]\n\n[^1]: Note 1 of {n}.\n\n[^2]: Note 2 of {n}.\n"
        for n in (1, 2)
    )
    result = made("# Digging\n\n" + "\n".join(parts), name="digging.md")
    assert told_by(result) == ["1 of 1", "2 of 1", "1 of 2", "2 of 2"]


# Numbers glued to what is no sentence


@pytest.mark.parametrize(
    "text",
    [
        "They made Ca(OH)1, then Al(OH)2, then Pb(Et)3 of it.",
        "It ended Pym:1 and Quill:2 and Lane:3, as always.",
        "Look it up in 1905.1 of the list, in 1906.2 of it and in 1907.3 as well.",
        "Es endete Hafen:1 und Insel:2 und Wehr:3.",
    ],
)
def test_formulas_scores_and_numbers_of_a_list_refer_to_no_notes(text):
    assert glued(text) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("It was mine (so they said)1 and theirs.", "They dug.2", "They slept.3"),
        ("They said this:1 “It is ours.”", "He said:2", "They slept.3"),
        ("It sank in 1905.1 Then came the rain.", "It rained in 1906.2", "In 1907.3 »So war es.«"),
        ("C’était à eux.1 Puis il a plu,2 dit-on.", "Il dort.»3"),
    ],
)
def test_numbers_behind_a_remark_a_colon_or_a_year_still_refer_to_notes(texts):
    assert glued(*texts) == ["1", "2", "3"]


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_two_glued_numbers_are_linked_where_just_two_notes_are_listed(text_of):
    result = text_of(
        "They dug by lot,1 each with a spade, and the youngest began.2", "Notes", "1 Columella.", "2 Varro."
    )
    assert [result.content[p.start : p.end] for p in result.paragraphs if p.kind == "note"] == [
        "Columella.",
        "Varro.",
    ]
    assert sum(mark.kind == "note_ref" for p in result.paragraphs for mark in p.marks) == 2


@pytest.mark.parametrize(
    "under", [["1 Columella.", "2 Varro.", "3 Cato."], ["1 Columella."], ["Columella and Varro."]]
)
def test_two_glued_numbers_are_no_calls_where_other_notes_are_listed(under):
    result = wrapped("They dug by lot,1 each with a spade, and the youngest began.2", "Notes", *under)
    assert not any(mark.kind == "note_ref" for p in result.paragraphs for mark in p.marks)
