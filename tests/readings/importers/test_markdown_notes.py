"""Notes in Markdown as people type them by hand: raised, without a definition, under a name that is no heading."""

import pytest

from readings.segmenting import structure
from readings.structure import Structure


def made(words: str) -> Structure:
    return structure(
        f"# The Mill\n\n## The Wheel\n\n{words}\n".encode(), name="mill.md", authors=["Ada Falk"]
    )


def calls_of(result: Structure) -> list[tuple[str, str]]:
    """Each call with the words of its note, "" for none."""
    notes = [one for one in result.paragraphs if one.kind == "note"]
    by_label = {one.data["label"]: result.content[one.start : one.end] for one in notes}
    return [
        (
            result.content[one.start + mark.start : one.start + mark.end],
            by_label.get(str(mark.data.get("label", "")), ""),
        )
        for one in result.paragraphs
        for mark in one.marks
        if mark.kind == "note_ref"
    ]


def codes(result: Structure) -> list[str]:
    return [one.code for one in result.warnings]


@pytest.mark.parametrize(
    ("typed", "shown"), [("fell[^3].", "fell3."), ("fell[^deed].", "fell[deed]."), ("fell [^3].", "fell3.")]
)
def test_a_call_of_a_note_that_is_not_there_is_shown_and_doubted(typed, shown):
    result = made(f"The wheel {typed}")
    assert result.content.endswith(shown)
    assert codes(result) == ["note_missing"]


@pytest.mark.parametrize("typed", ["The wheel `a[^3]` fell.", "The class [^ ab] fell."])
def test_what_is_code_or_no_name_is_no_call(typed):
    assert codes(made(typed)) == []


def test_numbers_raised_by_carets_call_the_notes_under_notes():
    words = "The wheel fell^1^ and rose.^2^\n\nNotes\n\n1. By a deed.\n2. By a rope."
    result = made(words)
    assert [one.title for one in result.sections] == ["The Wheel"]
    assert [one.kind for one in result.paragraphs][-3:] == ["prose", "note", "note"]
    assert codes(result) == ["empty_heading"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("4 m^2^ of it", "4 m² of it"), ("2^8^ of them", "2⁸ of them"), ("a ^1^ b", "a ^1^ b")],
)
def test_what_raises_a_number_or_a_unit_calls_nothing(typed, shown):
    result = made(f"There were {typed}.")
    assert shown in result.content
    assert codes(result) == []


def test_a_name_over_notes_that_nothing_calls_is_a_heading_as_high_as_the_others():
    result = made("The wheel fell.\n\nNotes:\n\n1. By a deed.\n2. By a rope.")
    assert [(one.level, one.title) for one in result.sections] == [(1, "The Wheel"), (1, "Notes:")]


@pytest.mark.parametrize("words", ["Notes\n\nThey were lost.", "Take note\n\n1. By a deed."])
def test_words_over_no_list_and_other_words_over_one_are_no_heading(words):
    assert [one.title for one in made(words).sections] == ["The Wheel"]
