"""Raised letters call notes where paragraphs that count from "a" stand in a row behind them."""

import pytest

from readings.importers.writing import RAISED
from tests.readings.importers.reading import linked, made
from tests.readings.importers.test_docx import document
from tests.readings.importers.writers import QUAY, SEA, odt, paragraph, run

SUP = '<w:vertAlign w:val="superscript"/>'


def text_with(*calls: str) -> str:
    """A paragraph whose sentences end with these raised letters."""
    return paragraph(
        *(one for call in calls for one in (run(f"{SEA} "), run("It was late."), run(call, SUP)))
    )


def note(letter: str, words: str) -> str:
    return paragraph(run(letter, SUP), run(f" {words}"))


def shown(data: bytes) -> list[tuple[str, str]]:
    result = made(data)
    return [(one.kind, result.content[one.start : one.end]) for one in result.paragraphs]


def doubts(data: bytes) -> list[str]:
    return [one.code for one in made(data).warnings if one.code.startswith("note_")]


NOTES = note("a", "In the minutes.") + note("b", "In a letter.")


def test_each_letter_leads_to_its_note():
    data = document(text_with("a"), text_with("b"), paragraph(QUAY), NOTES)
    assert linked(made(data)) == [("a", "In the minutes."), ("b", "In a letter.")]
    assert doubts(data) == []


def test_so_it_is_in_a_page_and_in_an_odt():
    page = f"<html><body><article><h1>Tides</h1><p>{SEA}<sup>a</sup></p><p>{QUAY}<sup>b</sup></p><p><sup>a</sup> In the minutes.</p><p><sup>b</sup> In a letter.</p></article></body></html>"
    body = page.partition("<h1>Tides</h1>")[2].partition("</article>")[0]
    body = body.replace("<sup>", '<text:span text:style-name="T1">').replace("</sup>", "</text:span>")
    up = '<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    opened = odt(body.replace("<p>", "<text:p>").replace("</p>", "</text:p>"), styles=up)
    for data in (page.encode(), opened):
        assert linked(made(data)) == [("a", "In the minutes."), ("b", "In a letter.")]


@pytest.mark.parametrize("typed", ["{} {}", "{}) {}", "({}) {}", "{}. {}"])
def test_the_letters_of_the_notes_may_be_typed_where_they_stand_at_the_end(typed):
    notes = [typed.format(*one) for one in (("a", "In the minutes."), ("b", "In a letter."))]
    data = document(text_with("a", "b"), paragraph(QUAY), *map(paragraph, notes))
    assert linked(made(data)) == [("a", "In the minutes."), ("b", "In a letter.")]
    listed = document(text_with("a", "b"), *map(paragraph, notes), paragraph(QUAY))
    assert linked(made(listed)) == []


def test_notes_may_begin_again_in_each_part():
    data = document(text_with("a", "b"), NOTES, text_with("a"), note("a", "By hand."))
    assert linked(made(data)) == [("a", "In the minutes."), ("b", "In a letter."), ("a", "By hand.")]


def test_a_list_by_letters_between_is_a_list():
    data = document(text_with("a", "b"), paragraph("a) rope"), paragraph("b) sail"), paragraph(QUAY), NOTES)
    assert linked(made(data)) == [("a", "In the minutes."), ("b", "In a letter.")]
    assert ("list_item", "rope") in shown(data)


def test_a_call_without_a_note_and_a_note_without_a_call_are_doubted():
    data = document(text_with("a", "b", "c"), NOTES)
    assert doubts(data) == ["note_missing"]
    data = document(text_with("a"), NOTES)
    assert doubts(data) == ["note_unreferenced"]
    assert ("note", "In a letter.") in shown(data)


def test_a_letter_that_is_raised_more_than_once_calls_nothing_for_sure():
    data = document(text_with("a", "b", "b"), NOTES)
    assert linked(made(data)) == [("a", "In the minutes.")]
    assert doubts(data) == ["note_unreferenced"]


def test_raised_letters_that_call_nothing_are_words():
    century = paragraph(
        run("Le XVI"), run("e", SUP), run(" siècle, et le XVII"), run("e", SUP), run(" aussi.")
    )
    data = document(century, paragraph(SEA), paragraph("a siècle", "b marée"))
    assert linked(made(data)) == []
    assert doubts(data) == []
    assert [one for p in made(data).paragraphs for one in p.marks] == []


def test_one_typed_paragraph_is_no_note():
    data = document(text_with("a"), paragraph("a word at the end."))
    assert linked(made(data)) == []


def test_signs_call_notes_in_a_row_too():
    data = document(
        paragraph(f"{SEA}*"), paragraph(QUAY), paragraph(f"{QUAY}†"), paragraph(SEA), paragraph(SEA), paragraph(SEA), paragraph(SEA),
        paragraph("* In the minutes."), paragraph("† In a letter."),
    )  # fmt: skip
    assert linked(made(data)) == [("*", "In the minutes."), ("†", "In a letter.")]
    raised = document(
        paragraph(SEA, run("*", SUP)), paragraph(QUAY), paragraph(QUAY, run("†", SUP)), paragraph(SEA),
        paragraph("* In the minutes."), paragraph(run("†", SUP), run(" In a letter.")),
    )  # fmt: skip
    assert linked(made(raised)) == [("*", "In the minutes."), ("†", "In a letter.")]


def test_no_mark_of_a_raised_letter_is_left():
    data = document(text_with("a", "b", "e"), NOTES)
    assert all(mark.kind != RAISED for one in made(data).paragraphs for mark in one.marks)
