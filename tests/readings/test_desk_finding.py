"""Finding words at the desk of a long draft, and going to a paragraph by its number."""

import re

import pytest
from django.urls import reverse

from tests.readings.desks import make_draft, row, rows

pytestmark = pytest.mark.long

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


def test_a_number_that_no_paragraph_has_is_said_before_it_is_looked_for_in_the_words(look, draft):
    answer = look(find="¶ 1999")
    assert "There is no ¶ 1999." in answer.text
    piece = row(draft, "A heron stood")
    piece.text = "1999 herons stood."
    piece.save()
    answer = look(find="1999")
    assert "There is no ¶ 1999; here are the words. 1 paragraph has these words." in " ".join(
        answer.text.split()
    )
    assert chosen(answer) == piece.pk
    assert "There is no" not in look(find="herons").text


def test_of_places_of_one_sort_a_few_are_listed_and_many_fold_into_a_line_with_their_count(look, draft):
    kept = [one for one in rows(draft) if one.kind != "apart"]
    doubtful(kept[:8])
    assert "<details" not in side(look())
    doubtful(kept[:30])
    listed = side(look())
    assert re.search(
        r"<summary><span>This paragraph stops[^<]*</span><span class=\"count\">30</span>", listed
    )
    assert listed.count('class="number"') == 30


def test_the_next_place_is_found_beyond_those_that_are_listed_and_round_the_end(look, draft):
    kept = [one for one in rows(draft) if one.kind != "apart"]
    doubtful([kept[3], kept[150]])
    assert chosen(look(doubted=kept[3].pk)) == kept[150].pk
    assert chosen(look(doubted=kept[150].pk)) == kept[3].pk
    assert chosen(look(doubted=0)) == kept[3].pk
    doubtful([kept[3], kept[150]], [])
    assert look(doubted=kept[3].pk).context["page"] == 1


def doubtful(pieces, doubts=(("stops_mid_sentence", 0),)):
    for piece in pieces:
        piece.doubts = [list(doubt) for doubt in doubts]
        piece.save()


def side(answer):
    return re.search(r'<section[^>]*id="desk-doubts".*?</section>', answer.text, re.DOTALL)[0]
