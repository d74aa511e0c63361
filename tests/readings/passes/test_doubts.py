"""Places that a person should look at: words lost before a stop, contents with leaders, a heading over nothing."""

import pytest

from tests.readings.test_segmenting import SEA, by_lines, codes, made, wrapped


def stray(text: str) -> list[str]:
    result = by_lines(text, *["."] * 9)
    places = [one.where for one in result.warnings if one.code == "stray_punctuation"]
    return [result.content[place - 5 : place + 1] for place in places]


def test_a_stop_or_a_comma_with_a_space_before_it_is_doubted_where_it_stands():
    assert stray("They dug the , and the well. It was said to be .") == [" the ,", "o be ."]
    assert stray("“It was said to be .”") == ["o be ."]


@pytest.mark.parametrize(
    "text",
    [
        "Que dit-il ? Rien ! Voici : le barrage ; et « lui » aussi.",
        "It was . . . nothing, or ... or … well.",
        "It costs .5 of a pound, and runs on .NET here.",
        "He said ... , and left.",
    ],
)
def test_the_spaces_of_french_and_of_spaced_dots_are_no_lost_words(text):
    assert stray(text) == []


def test_a_text_that_is_set_with_spaces_before_its_stops_is_not_doubted_throughout():
    result = made("\n\n".join(["Il pleut , dit-il , depuis trois jours ."] * 20), title="T")
    assert "stray_punctuation" not in codes(result)


def test_a_table_of_contents_with_leaders_that_stays_is_doubted():
    listed = "The shed . . . . . 9\nThe water . . . . . 12\nThe second door . . . . . 20"
    result = wrapped(listed, ".")
    assert "contents_list" in codes(result)
    assert "The water . . . . . 12" in result.content
    assert "contents_list" not in codes(wrapped(SEA))


def test_a_last_heading_with_nothing_under_it_is_doubted():
    result = made(f"## Ropes\n\n{SEA}\n\n## Knots\n", title="T", name="a.md")
    (where,) = (doubt.where for doubt in result.warnings if doubt.code == "heading_empty")
    assert result.content[where:] == "Knots"
    assert "heading_empty" not in codes(made(f"## Ropes\n\n{SEA}\n", title="T", name="a.md"))
