"""Finding words at the desk of a long draft, and going to a paragraph by its number."""

import re

import pytest
from django.urls import reverse

from tests.readings.desks import make_draft, row, rows

LONG = "\n\n".join(
    ["# Boats", *(f"Paragraph {at} of a long text." for at in range(2, 200)), "A heron stood."]
)


@pytest.fixture
def draft(db):
    return make_draft(LONG.replace("Paragraph 20 of", "A heron in"), title="Boats")


@pytest.fixture
def look(client_of, curator, draft):
    browser = client_of(curator)
    address = reverse("edition_desk", args=[draft.text.slug, 1])
    return lambda **asked: browser.get(address, asked)


def chosen(answer) -> int | None:
    return answer.context["chosen"]


@pytest.mark.parametrize("asked", ["120", "¶ 120", "¶120"])
def test_a_number_leads_to_its_paragraph_on_whatever_page(look, draft, asked):
    answer = look(find=asked)
    there = [one for one in rows(draft) if one.kind != "apart"][119].pk
    assert chosen(answer) == there
    assert answer.context["page"] == 2
    assert re.search(rf'value="{there}"[^>]* checked', answer.text)


def test_words_are_found_from_the_first_to_the_last_and_round_again(look, draft):
    first, last = row(draft, "A heron in").pk, row(draft, "A heron stood").pk
    answer = look(find="heron")
    assert chosen(answer) == first
    assert "2 paragraphs have these words." in answer.text
    assert f"find=heron&amp;at={last}#b{last}" in answer.text
    again = look(find="heron", after=first)
    assert (chosen(again), again.context["page"]) == (last, 3)
    assert chosen(look(find="heron", after=last)) == first


def test_what_is_not_there_is_said_and_the_page_stays(look):
    answer = look(find="pelican", page=2)
    assert "“pelican” is not to be found." in answer.text
    assert answer.context["page"] == 2


@pytest.mark.parametrize("asked", ["", "  ", "\x00", "9" * 300, "%", "¶", "99999"])
def test_whatever_is_typed_is_no_error(look, asked):
    assert look(find=asked).status_code == 200


def test_a_sign_of_a_pattern_is_only_a_sign(look):
    assert "is not to be found" in look(find="h%n").text


def test_a_place_that_was_changed_since_leads_to_what_became_of_it(look, draft, client_of, curator):
    old = row(draft, "A heron stood").pk
    address = reverse("piece_edit", args=[draft.text.slug, 1])
    client_of(curator).post(address, {"piece": old, "words": "A stork stood."})
    assert chosen(look(at=old)) == row(draft, "A stork").pk
