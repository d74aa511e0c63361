"""The lasting address of any stretch of words, and the page that marks them."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories import make_draft, make_schedule, make_text, prose, publish, withdraw

WORDS = "a lantern in the window tells the ferryman that somebody waits"
FIRST = [
    "# Night",
    f"They agreed that {WORDS}.",
    "Whoever has none calls.",
    prose(1500, 3),
    "# Day",
    prose(1500, 4),
    "By day there is a bell.",
]


@pytest.fixture
def edition(db):
    return make_text(FIRST, title="The Ferry")


def address_of(edition, words, until=None):
    start = edition.content.index(words)
    last = until or words
    end = edition.content.index(last, start) + len(last)
    return reverse("passage_detail", args=[edition.text.slug, edition.number, start, end])


def marked(response):
    """The words that a page marks, and those at which it begins."""
    page = response.content.decode()
    marks = [strip_tags(part) for part in re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)]
    return marks, re.findall(r'<span id="here">(.*?)</span>', page)


def test_an_address_leads_to_the_page_and_there_the_words_are_marked(client, edition):
    answer = client.get(address_of(edition, WORDS), follow=True)
    [(onward, _status)] = answer.redirect_chain
    assert onward.startswith(reverse("page_detail", args=["the-ferry", 1]))
    assert onward.endswith("#here")
    assert marked(answer) == ([WORDS], ["a"])


def test_words_over_the_end_of_a_paragraph_are_marked_in_both_and_no_separator_is(client, edition):
    answer = client.get(address_of(edition, "somebody waits", "Whoever has none"), follow=True)
    assert marked(answer) == (["somebody waits.", "Whoever has none"], ["s"])


def test_blanks_around_the_words_are_not_marked(client, edition):
    first, second = edition.paragraphs.filter(number__in=[2, 3])
    address = reverse("passage_detail", args=["the-ferry", 1, first.end, second.end])
    assert marked(client.get(address, follow=True)) == (["Whoever has none calls."], ["W"])


def test_an_address_leads_to_the_page_on_which_its_words_begin(client, edition):
    answer = client.get(address_of(edition, "By day there is"), follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("page_detail", args=["the-ferry", 2]))
    assert marked(answer)[0] == ["By day there is"]


def test_after_a_correction_the_address_leads_to_the_same_words_wherever_they_stand(client, edition):
    address = address_of(edition, WORDS)
    publish(make_draft(edition.text, ["# Before", "Somebody new.", *FIRST]))
    answer = client.get(address, follow=True)
    assert marked(answer)[0] == [WORDS]
    assert "?at=" in answer.redirect_chain[0][0]
    assert "corrected since" not in answer.text


def test_corrected_words_are_shown_and_it_is_said_that_they_were_corrected(client, edition):
    address = address_of(edition, WORDS)
    mended = [line.replace("the ferryman", "a ferryman") for line in FIRST]
    publish(make_draft(edition.text, mended))
    answer = client.get(address, follow=True)
    assert marked(answer)[0] == [WORDS.replace("the ferryman", "a ferryman")]
    assert "The words were corrected since edition 1, which the link was made for." in answer.text


def test_words_that_are_gone_are_shown_where_they_stood_and_it_is_said(client, edition):
    address = address_of(edition, WORDS)
    publish(make_draft(edition.text, ["# Night", "Nothing of it is left here, not one piece."]))
    answer = client.get(address, follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("edition_page", args=["the-ferry", 1, 1]))
    assert marked(answer)[0] == [WORDS]
    assert "These words are not in the current edition. This is edition 1, where they stood." in answer.text


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10**8), (10**30, 10**31)])
def test_a_stretch_that_is_none_is_404(client, edition, start, end):
    address = reverse("passage_detail", args=["the-ferry", 1, 0, 1]).replace("0-1", f"{start}-{end}")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("at", ["", "x", "5-5", "9-3", "99999999-999999999", "1-2-3", "٣-٩", "1-" + "9" * 40])
def test_a_page_that_is_asked_for_nonsense_is_the_page(client, edition, at):
    answer = client.get(reverse("page_detail", args=["the-ferry", 1]), {"at": at})
    assert answer.status_code == 200
    assert marked(answer) == ([], [])


def test_a_draft_has_no_address_for_a_stranger(client, edition):
    make_draft(edition.text, ["# Night", "Not yet."])
    assert client.get(reverse("passage_detail", args=["the-ferry", 2, 0, 5])).status_code == 404


def test_a_withdrawn_text_is_said_to_be_gone_but_a_circle_that_reads_it_still_finds_the_words(
    client, client_of, bob, group, edition
):
    plan = make_schedule(group, edition)
    address = address_of(edition, WORDS)
    withdraw(edition)
    assert client.get(address).status_code == 410
    member = client_of(bob)
    assert marked(member.get(address, follow=True))[0] == [WORDS]
    inside = reverse("reader_passage", args=[group.slug, plan.pk, 1, edition.content.index(WORDS), 40])
    assert marked(member.get(inside, follow=True))[1] == ["a"]


def test_from_the_public_page_the_way_into_a_circle_keeps_the_words(client_of, bob, group, edition):
    plan = make_schedule(group, edition)
    page = client_of(bob).get(address_of(edition, WORDS), follow=True).text
    start = edition.content.index(WORDS)
    onward = f"{reverse('reader', args=[group.slug, plan.pk, 1])}?at={start}-{start + len(WORDS)}#here"
    assert f'href="{onward}"' in page
