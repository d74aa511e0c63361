"""The numbers of pages between paragraphs, and what only looks like them."""

import pytest

from readings.passes.stamps import page_numbers
from readings.pieces import APART
from readings.segmenting import structure
from tests.readings.test_passes import ESSAY, kinds, prose
from tests.readings.test_segmenting import by_lines, codes, outline, texts, wrapped


@pytest.mark.parametrize(
    "numbers",
    [
        ("- 14 -", "- 15 -"),
        ("–3–", "–4–", "–6–"),
        ("— 9 —", "— 10 —"),
        ("[Page 7]", "[Page 8]"),
        ("Page 1", "Page 2"),
    ],
)
def test_numbers_between_dashes_that_count_up_are_those_of_pages(numbers):
    pieces = [piece for number in numbers for piece in prose(ESSAY[0], number)]
    made = page_numbers(pieces)
    assert kinds(made) == ["prose", APART] * len(numbers)
    assert {piece.data["why"] for piece in made if piece.kind == APART} == {"page_furniture"}


@pytest.mark.parametrize(
    "numbers",
    [
        ("- 14 -",),
        ("14", "15"),
        ("- 14 -", "- 14 -"),
        ("- 15 -", "- 14 -"),
        ("- 1 -", "- 200 -"),
        ("- 14", "- 15"),
    ],
)
def test_numbers_that_do_not_count_up_between_dashes_stay(numbers):
    pieces = [piece for number in numbers for piece in prose(ESSAY[0], number)]
    assert page_numbers(pieces) == pieces


def test_the_halves_of_a_sentence_around_the_number_of_a_page_are_joined_and_the_number_is_set_apart():
    text = "We walked until nobody could\n\n- 14 -\n\nsee the gate.\n\n- 15 -\n\nThey came late."
    made = structure(text.encode(), name="walk.txt", title="Walks")
    assert [made.content[p.start : p.end] for p in made.paragraphs] == [
        "We walked until nobody could see the gate.",
        "They came late.",
    ]
    assert [one["text"] for one in made.provenance["set_apart"]] == ["- 14 -", "- 15 -"]
    assert not {"stops_mid_sentence", "starts_mid_sentence", "sentence_broken"} & {
        doubt.code for doubt in made.warnings
    }


@pytest.mark.parametrize(
    "halves", [("We walked.", "see the gate."), ("We walked until", "See the gate."), ("We un-", "did it.")]
)
def test_what_may_be_no_halves_of_one_sentence_stays_apart_and_is_looked_at(halves):
    text = f"{halves[0]}\n\n- 14 -\n\n{halves[1]}\n\n- 15 -\n\nThey came late."
    made = structure(text.encode(), name="walk.txt", title="Walks")
    assert tuple(made.content[p.start : p.end] for p in made.paragraphs)[:2] == halves
    assert {"stops_mid_sentence", "starts_mid_sentence", "sentence_broken"} & {
        doubt.code for doubt in made.warnings
    }


@pytest.mark.parametrize("text_of", [wrapped, by_lines])
@pytest.mark.parametrize(
    "parts",
    [
        ("17", ".", ".", "18", ".", "19", "."),
        ("1", ".", "We walked until nobody could", "2", "see the gate.", "4", "."),
        (".", "8", ".", "9", ".", "12"),
    ],
)
def test_numbers_alone_that_count_up_as_pages_do_are_set_apart(text_of, parts):
    result = text_of(*parts)
    assert [one["text"] for one in result.provenance["set_apart"]] == list(filter(str.isdecimal, parts))
    assert not [text for text in texts(result, "prose") if text.isdecimal()]
    assert codes(result).count("page_number_apart") == 1


@pytest.mark.parametrize(
    "parts", [("17", ".", ".", "18", "."), ("2", ".", "3", ".", "4", "."), ("9", ".", "7", ".", "8")]
)
def test_numbers_alone_that_may_be_something_else_stay_and_are_doubted_as_numbers(parts):
    result = by_lines(*parts)
    numbers = [part for part in parts if part != "."]
    assert [text for text in texts(result, "prose") if text.isdecimal()] == numbers
    assert codes(result).count("number_alone") == len(numbers)
    assert "stops_mid_sentence" not in codes(result)


def test_numbers_alone_from_one_on_between_sentences_are_still_chapters():
    assert [title for _level, title in outline(by_lines("1", ".", "2", ".", "3", "."))][1:] == ["1", "2", "3"]
