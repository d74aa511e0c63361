"""After each change the desk says what happened, and at which paragraph."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from readings.desk import undoing
from readings.desk.telling import placed
from tests.readings.desks import make_draft, row, rows

WALK = """# A Walk

The first has words.

The second stops in the

middle of a sentence.

- one thing
- another thing

The last, which refers to a note.[^1]

[^1]: A note about it.
"""


@pytest.fixture
def draft(db):
    return make_draft(WALK)


@pytest.fixture
def heard(client_of, curator, draft):
    """What is said after a verb was done at the desk of a draft: `heard(name, **posted)`."""
    browser = client_of(curator)

    def post(name: str, **posted: object) -> str:
        address = reverse(name, args=[draft.text.slug, 1])
        ends = {"from": rows(draft)[0].place, "to": rows(draft)[-1].place}
        page = browser.post(address, ends | posted, headers={"HX-Request": "true"}).text
        said = re.search(r'<p class="desk-said.*?</p>', page, re.DOTALL)
        return " ".join(strip_tags(said[0]).split()) if said else page

    return post


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("quotation", "Paragraph 2 is a quotation now."),
        ("heading-1", "Paragraph 2 is a heading of level 1 now."),
        ("verse", "Paragraph 2 is verse now."),
        ("list_item", "Paragraph 2 is a list item now."),
        ("note", "Paragraph 2 is a note now."),
        ("apart", "Paragraph 2 is set apart now."),
        ("break", "Paragraph 2 has a break before it now."),
        ("prose", "Paragraph 2 is as it was."),
    ],
)
def test_what_a_paragraph_became_is_said_with_its_number(heard, draft, kind, sentence):
    assert heard("piece_kind", piece=row(draft, "The first").pk, kind=kind) == sentence


def test_what_was_set_apart_is_named_by_the_number_that_it_gets_back(heard, draft):
    heard("piece_kind", piece=row(draft, "The first").pk, kind="apart")
    assert heard("piece_kind", piece=row(draft, "The first").pk, kind="prose") == "Paragraph 2 is prose now."


def test_of_several_all_are_named(heard, draft):
    several = [row(draft, words).pk for words in ("The first", "one thing", "another thing")]
    assert heard("piece_kind", also=several, kind="verse") == "Paragraphs 2, 5 and 6 are verse now."


def test_joining_dividing_and_moving_say_which_paragraphs(heard, draft):
    assert heard("piece_join", piece=row(draft, "stops in").pk) == "Joined paragraphs 3 and 4."
    assert (
        heard("piece_divide", piece=row(draft, "stops in").pk, at=10)
        == "Divided: it is paragraphs 3 and 4 now."
    )
    moved = heard("piece_move", piece=row(draft, "one thing").pk, to_where="down")
    assert moved == "Moved: it is paragraph 6 now."


JOINED = (
    "Joined paragraphs 2 and 3. The heading “On rest” is part of paragraph 2 now, and gone from the outline."
)


def test_a_heading_that_is_joined_into_the_paragraph_before_it_is_missed_aloud(client_of, curator):
    draft = make_draft("# A Walk\n\nThe first has words.\n\n## On rest\n\nThe second has words.")
    browser = client_of(curator)
    address = reverse("piece_join", args=[draft.text.slug, 1])

    def pressed(words: str, **more: object) -> tuple[str, bool]:
        """What the line says, and whether it offers to undo it, after “Join with next”."""
        ends = {"from": rows(draft)[0].place, "to": rows(draft)[-1].place}
        page = browser.post(address, {"piece": row(draft, words).pk, **ends}, follow=True, **more).text
        [line] = re.findall(r'<p class="desk-said.*?</p>', page, re.DOTALL)
        said, offer, _rest = strip_tags(re.sub("<button", "|<button", line)).partition("|")
        return " ".join(said.split()), bool(offer)

    assert pressed("The first", headers={"HX-Request": "true"}) == (JOINED, True)
    undoing.undo(edition=draft, number=1)
    assert pressed("The first") == (JOINED, True), "without a script"
    undoing.undo(edition=draft, number=1)
    assert pressed("On rest") == ("Joined paragraphs 3 and 4.", False), "it is a heading still"
    undoing.undo(edition=draft, number=1)
    both = {"also": [row(draft, words).pk for words in ("The first", "On rest", "The second")]}
    headed = browser.post(address, both, follow=True).text
    assert "The heading “On rest” is part of paragraph 2 now" in headed


def test_several_headings_that_are_joined_into_a_paragraph_are_counted(client_of, curator):
    draft = make_draft(
        "# A Walk\n\nThe first has words.\n\n## On rest\n\n## On shade\n\nThe second has words."
    )
    three = [row(draft, words).pk for words in ("The first", "On rest", "On shade")]
    address = reverse("piece_join", args=[draft.text.slug, 1])
    page = client_of(curator).post(address, {"also": three}, follow=True).text
    assert "2 headings are part of paragraph 2 now, and gone from the outline." in page


def test_other_words_and_what_was_looked_at_are_said_with_their_place(heard, draft):
    assert (
        heard("piece_edit", piece=row(draft, "The first").pk, words="Two words.")
        == "Paragraph 2 has other words now."
    )
    piece = row(draft, "stops in")
    code, at = piece.doubts[0]
    assert heard("doubt_look", doubt=f"{piece.pk} {code} {at}") == "Looked at: paragraph 3."


def test_undoing_says_what_and_where_and_so_does_doing_again(heard, draft):
    heard("piece_join", piece=row(draft, "stops in").pk)
    assert heard("desk_undo", undo=1) == "Undone: join, at paragraph 3."
    assert heard("desk_redo", redo=1) == "Done again: join, at paragraph 3."


def test_a_reference_that_is_made_or_taken_is_said_on_the_page_one_comes_back_to(client_of, curator, draft):
    browser = client_of(curator)
    asked = {"piece": row(draft, "The first").pk, "note": row(draft, "A note").pk, "words": "words"}
    page = browser.post(reverse("note_link", args=[draft.text.slug, 1]), asked, follow=True).text
    assert "Paragraph 2 refers to a note now." in page


def test_without_a_script_it_is_said_on_the_next_page(client_of, curator, draft):
    asked = {"piece": row(draft, "The first").pk, "kind": "quotation"}
    page = client_of(curator).post(reverse("piece_kind", args=[draft.text.slug, 1]), asked, follow=True).text
    assert "Paragraph 2 is a quotation now." in page


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([12], "paragraph 12"),
        ([13, 12], "paragraphs 12 and 13"),
        ([12, 13, 14], "paragraphs 12 to 14"),
        ([3, 12, 13, 14, 20], "paragraphs 3, 12 to 14 and 20"),
        ([3, 7, 12, 13, 14, 20, 30], "paragraphs 3, 7, 12 to 14 and 2 more"),
    ],
)
def test_many_numbers_are_said_in_few_words(numbers, words):
    assert placed(numbers) == words


@pytest.mark.parametrize(("built", "said"), [("table", "That is a table."), ("figure", "That is a picture.")])
@pytest.mark.parametrize("kind", ["prose", "heading-2"])
def test_before_a_table_or_a_picture_becomes_words_it_is_asked(heard, draft, built, said, kind):
    piece = row(draft, "The last")
    piece.kind, piece.data = built, {"columns": 1, "cells": []} if built == "table" else {}
    piece.save()
    for which in ({"piece": piece.pk}, {"also": [piece.pk, row(draft, "one thing").pk]}):
        assert said in heard("piece_kind", **which, kind=kind)
        assert row(draft, "The last").kind == built
    assert heard("piece_kind", piece=piece.pk, kind="apart") == "Paragraph 7 is set apart now."
    heard("desk_undo", undo=1)
    after = heard("piece_kind", piece=row(draft, "The last").pk, sure=kind)
    assert after.startswith("Paragraph 7 is ")
    assert row(draft, "The last").kind == kind.partition("-")[0]


def test_lines_of_code_are_called_a_block_of_code_as_where_they_are_counted(client_of, curator):
    draft = make_draft("# A Walk\n\n```\nsteps = 1\nwalk()\n```\n\nAnd so on.")
    page = client_of(curator).get(reverse("edition_desk", args=[draft.text.slug, 1])).text
    assert "<span>Code block</span>" in page
