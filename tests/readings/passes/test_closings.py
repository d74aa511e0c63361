"""Who wrote a preface or a letter, where and when, closes it, and is no sentence that breaks off."""

import pytest

from tests.readings.test_segmenting import by_lines, made, texts


def broken(*parts: str) -> list[str]:
    """The paragraphs that are doubted because they stop in the middle of a sentence."""
    result = by_lines(*parts)
    places = [one.where for one in result.warnings if one.code == "stops_mid_sentence"]
    return [result.content[:place].rpartition("\n\n")[2] for place in places]


@pytest.mark.parametrize(
    "lines",
    [
        ["Port Ness"],
        ["Ada Quill"],
        ["Ada Quill", "Port Ness", "May 1911"],
        ["Port Ness, May 1911"],
        ["A. B. Quill, Port Ness"],
        ["— Ada van der Kade"],
        ["Paris, le 3 mai 1911"],
        ["Stoke-on-Trent, 3 May 1911"],
        ["Ada Quill", "Port Ness, 3 May 1911"],
        ["Ada Quill and Bo Reed"],
    ],
)
def test_names_places_and_days_at_the_end_are_not_doubted(lines):
    assert broken(".", *lines) == []
    assert broken(".", *lines, "CHAPTER I", ".", "CHAPTER II", ".") == []


def test_a_place_with_the_day_under_it_is_none_wherever_it_stands():
    assert broken("Port Ness", "May 1911", ".") == []


@pytest.mark.parametrize(
    "line",
    [
        "They dug the boat out of",
        "The Boats of the",
        "Ada Quill dug the boat",
        "Once More to the Harbour of Port Ness and of Old Kade and Stornoway",
        "and Ada Quill",
    ],
)
def test_what_is_no_name_is_doubted_at_the_end_too(line):
    assert broken(".", line) == [line]


def test_a_name_in_the_middle_of_prose_is_doubted():
    result = made(
        "# T\n\nThe boat is dug out.\n\nAda Quill\n\nIt floats.\n", name="a.md", authors=["Bo Reed"]
    )
    (doubt,) = result.warnings
    assert doubt.code == "stops_mid_sentence"
    assert result.content[: doubt.where].endswith("Ada Quill")


def test_a_name_before_a_break_and_one_over_the_notes_are_not_doubted():
    text = "# T\n\nThe boat is dug out of the mud.[^1]\n\nAda Quill\n\n* * *\n\nIt floats.\n\nBo Reed\n\n[^1]: In May.\n"
    result = made(text, name="a.md")
    assert [one.code for one in result.warnings] == ["author_missing"]
    assert texts(result, "note") == ["In May."]
