"""What a curator is offered under the title and the authors of a draft: no running text, and nothing that is there already."""

import pytest
from django.urls import reverse

from readings.guessing import guesses
from readings.suggested_facts import found_facts
from tests.readings.desks import make_draft
from tests.readings.test_guessing import NOTHING

pytestmark = pytest.mark.django_db

AUTUMN = """# A Walk in Autumn

The leaves had turned[^1]

What was it that she saw?[^1]

- one thing
- Another Thing

And so they went on, and on

[^1]: It was October.
"""


def offered(words: str, *, name: str = "a.md", title: str = "") -> dict[str, list[str]]:
    draft = make_draft(words, name=name, title=title)
    return found_facts(draft.text, draft)


def test_running_text_under_a_title_is_not_offered_for_it(client_of, curator):
    draft = make_draft(AUTUMN, name="walk.md", title="")
    draft.text.title = "A Walk in Autumn"
    draft.text.save()
    page = client_of(curator).get(reverse("text_edit", args=[draft.text.slug])).text
    assert 'name="take_title"' not in page


@pytest.mark.parametrize(
    "line",
    [
        "The leaves had turned by then.",
        "The leaves had turned by then.1",
        "The leaves had turned. She went on",
        "“The leaves had turned.”",
        "The leaves had turned, and then:",
        "葉はゆっくりと落ち、風がそれを運んだ。",
        "पत्ते धीरे-धीरे गिरे।",
    ],
)
def test_a_sentence_is_no_title_wherever_it_stands(line):
    for openings in ([line, "A Walk in Autumn"], ["A Walk in Autumn", line]):
        assert guesses(**(NOTHING | {"openings": openings}))["title"] == ["A Walk in Autumn"]


def test_under_the_first_line_only_what_is_set_as_titles_are_is_offered():
    told = {"openings": ["River Books", "A Walk in Autumn", "the leaves had turned by then"]}
    assert guesses(**(NOTHING | told))["title"] == ["River Books", "A Walk in Autumn"]


def test_the_number_of_a_note_is_no_part_of_a_guess():
    found = offered("# A Walk in Autumn[^1]\n\nShe went on.\n\n[^1]: Of 1974.\n", title="Something else")
    assert found["title"] == ["A Walk in Autumn"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("# A Walk in Autumn[^1]\n\nShe went on.\n\n[^1]: Of 1974.\n", "a.md"),
        ("A Walk in Autumn[1]\n\nShe went on and on, and it was late.\n\nNotes\n\n[1] Of 1974.\n", "a.txt"),
    ],
)
def test_nor_of_the_title_that_a_text_gets(words, name):
    from readings.segmenting import structure

    read = structure(words.encode(), name=name)
    assert read.title == "A Walk in Autumn"
    assert any(one.kind == "note" for one in read.paragraphs)


@pytest.mark.parametrize("name", ["Garten.md", "der-garten-im-herbst.md", "im_herbst.md"])
def test_a_part_of_the_title_that_is_filled_in_is_not_offered(name):
    told = {"name": name, "openings": ["Garten"], "known": {"title": "Der Garten im Herbst"}}
    assert "title" not in guesses(**(NOTHING | told))


def test_a_word_that_only_begins_like_one_of_the_title_is_offered():
    told = {"openings": ["Gart"], "known": {"title": "Der Garten im Herbst"}}
    assert guesses(**(NOTHING | told))["title"] == ["Gart"]


@pytest.mark.parametrize(
    "said", ["von Hanna Vogel", "Hanna Vogel", "Vogel, Hanna", "Vogel", "by Hanna Vogel"]
)
def test_an_author_who_is_filled_in_is_not_offered_in_other_words(said):
    told = {"openings": ["Der Garten", said], "provenance": {"author": said}}
    known = {"known": {"title": "Der Garten", "authors": ["Hanna Vogel"]}}
    assert "authors" not in guesses(**(NOTHING | told | known))


def test_another_author_of_the_same_name_is_offered():
    told = {"provenance": {"author": "Peter Vogel"}, "known": {"authors": ["Hanna Vogel"]}}
    assert guesses(**(NOTHING | told))["authors"] == ["Peter Vogel"]


@pytest.mark.parametrize(
    "line", ["By evening the light had gone", "By the river she walked on.", "Par la fenêtre ouverte"]
)
def test_a_sentence_that_begins_as_bylines_do_names_nobody(line):
    assert "authors" not in guesses(**(NOTHING | {"openings": ["Walking", line]}))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("by Ada Pilgrim and Eve Lund", "Ada Pilgrim and Eve Lund"),
        ("von Platon", "Platon"),
        ("by The Friends of the River", "The Friends of the River"),
        ("by a group of Karholm weavers", "a group of Karholm weavers"),
    ],
)
def test_a_byline_names_one_or_several_or_a_group(line, name):
    assert guesses(**(NOTHING | {"openings": ["Walking", line]}))["authors"][0] == name


@pytest.mark.parametrize("said", ["Untitled Document", "Microsoft Word - x.doc"])
def test_what_a_program_has_put_there_is_not_offered(said):
    told = {"provenance": {"title": said}, "openings": [said, "She went on."], "name": "Unbenannt 1.odt"}
    assert "title" not in guesses(**(NOTHING | told))
