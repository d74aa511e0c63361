"""Which lines of a text that marks no headings are taken as headings, and which never are."""

import pytest

from tests.readings.test_segmenting import LONG, by_lines, codes, made, outline, texts, wrapped


@pytest.mark.parametrize(
    "line",
    [
        "Nobody survived.[1]",
        "Rain followed.2",
        "Silence.*",
        "The mill was old.¹ The weir was older.²",
        "“Nobody Came.”[3]",
        "Nobody Came, Said the Miller,†",
    ],
)
def test_a_sentence_with_a_note_behind_it_is_no_heading(line):
    result = by_lines(line, ".")
    assert len(result.sections) == 1
    assert line in result.content


@pytest.mark.parametrize("line", ["The Mill and the Weir", "Symphony No.5", "The Mill[2]", "What Happened?"])
def test_a_title_may_have_a_note_or_a_number(line):
    assert [title for _, title in outline(by_lines(line, "."))[1:]] == [line]


def test_the_first_paragraph_is_never_taken_as_the_title_when_it_is_a_sentence():
    first = "The mill was old.¹ The weir was older.²"
    result = made(f"{first}\n\n{LONG}\n\n{LONG}\n")
    assert (result.title, codes(result).count("title_guessed")) == ("", 0)
    assert result.content.startswith(first)


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_chapters_that_are_numbers_keep_them_as_headings(text_of):
    result = text_of("1", ".", ".", "2", ".", "3", ".")
    assert outline(result)[1:] == [(1, "1"), (1, "2"), (1, "3")]


def test_the_number_of_the_first_chapter_is_no_title():
    result = made("\n\n".join(["1", LONG, "2", LONG, "3", LONG]))
    assert result.title == ""
    assert texts(result, "heading") == ["1", "2", "3"]


def test_a_chapters_number_takes_the_title_under_it():
    result = wrapped("1", "The Quay at Night", ".", "2", "The Reef", ".")
    assert [title for _, title in outline(result)[1:]] == ["1: The Quay at Night", "2: The Reef"]


@pytest.mark.parametrize(
    "parts",
    [
        ["7", ".", "8", "."],  # numbers of pages
        ["1", ".", "The boats came back and", "2", "the children ran. " + LONG],
        ["1", "."],
        ["300", "."],
    ],
)
@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_other_numbers_alone_on_a_line_are_no_headings(text_of, parts):
    assert texts(text_of(*parts), "heading") == []


@pytest.mark.parametrize("name", ["I. Berlin", "I. Asimov", "I. M. Pei"])
@pytest.mark.parametrize("text_of", [wrapped, by_lines])
def test_who_signs_with_an_initial_is_no_heading(text_of, name):
    assert name not in texts(text_of(".", name), "heading")
    assert name not in texts(text_of(".", name, "."), "heading")


def test_a_first_number_that_a_second_follows_is_a_heading():
    result = wrapped("I. Ropes", ".", "A Word on Hemp", ".", "II. Knots", ".")
    assert [title for _, title in outline(result)[1:]] == ["I. Ropes", "A Word on Hemp", "II. Knots"]


def test_a_longer_title_behind_a_first_number_needs_no_second():
    assert outline(wrapped("I. The Ropes of the Harbour", "."))[1:] == [(1, "I. The Ropes of the Harbour")]
