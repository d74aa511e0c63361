"""Lines under a text that say who published the copy are kept beside it, and told once."""

import pytest

from readings.segmenting import structure
from tests.readings.invariants import assert_sound

LONG = (
    "The rope that holds the boat was made by the woman who lives beside the harbour wall, and it is good. "
    * 3
)
BODY = "\n\n".join([LONG.strip()] * 13)


def read(text, **about):
    made = structure(text.encode(), name="a.md", **({"title": "On Rope", "authors": ["Ann Leaf"]} | about))
    assert_sound(made)
    apart = [one["text"] for one in made.provenance.get("set_apart", ()) if one["why"] == "colophon"]
    return made, apart


@pytest.mark.parametrize(
    "colophon",
    [
        "The Rope Library (Mirror)  \nAnti-Copyright",
        "Harbour Press\n\n© 1971 Ann Leaf. All rights reserved.",
        "From Ropes and Reasons, 1971.\n\nThe Archive of the Harbour  \nPublic Domain",
        "The Rope Library  \nAnti-Copyright\n\nAnn Leaf  \nOn Rope  \n1971\n\nRetrieved on May 3, 2011 from https://ropes.example/a\n\nropes.example",
    ],
)
@pytest.mark.parametrize("notes", ["", "\n\n[^1]: A rope of three strands.\n\n[^2]: The wall of 1802."])
def test_lines_under_a_text_that_say_who_published_it_are_set_apart(colophon, notes):
    calls = "[^1] [^2]" if notes else ""
    made, apart = read(f"{BODY}{calls}\n\nHarbour, May 1969\n\n{colophon}{notes}\n")
    assert apart == colophon.replace("  \n", "\n").split("\n\n")
    kept = [made.content[p.start : p.end] for p in made.paragraphs]
    assert kept[13:] == [
        "Harbour, May 1969",
        *(["A rope of three strands.", "The wall of 1802."] if notes else []),
    ]
    assert [one.code for one in made.warnings].count("colophon_in_text") == 1


@pytest.mark.parametrize(
    "ending",
    [
        "The Rope Library",
        "From Harbour, 1971.",
        "Harbour, May 1969",
        "Ann Leaf",
        "Copyright is what the rope makers asked for, and never got.",
        "Anti-Copyright\n\nThe rope was never sold, and nobody asked for it again.",
    ],
)
def test_a_place_a_name_and_a_sentence_under_a_text_stay_in_it(ending):
    made, apart = read(f"{BODY}\n\n{ending}\n")
    assert apart == []
    assert ending in made.content


def test_a_text_that_is_nothing_but_such_lines_is_still_one():
    made, _apart = read("The Rope Library\n\nAnti-Copyright\n", title="", authors=[])
    assert made.content


def test_an_author_named_twice_over_a_text_is_told_once():
    made, _apart = read(f"# On Rope\n\nAnn Leaf\n\nAnn Leaf  \nOn Rope  \n1971\n\n{LONG}\n\n{LONG}\n")
    assert [one["why"] for one in made.provenance["set_apart"]] == ["title", "byline", "byline"]
    assert [one.code for one in made.warnings] == ["byline_in_text"]
