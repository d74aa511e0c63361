"""A connection is shown where it leads to, on the library's own page of that text, though no group reads it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.commenting import remove
from discussions.hiding import block
from readings.publishing import publish
from readings.reading import mark_read
from tests.factories import (
    make_connection,
    make_draft,
    make_group,
    make_jotting,
    make_text,
    make_user,
    withdraw,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def other(db):
    return make_text(
        ["# Elsewhere", "Bridges are crossed slowly.", "Ferries wait for nobody."], title="On Bridges"
    )


@pytest.fixture
def thread(group, edition, schedule, alice, other):
    return make_connection(group, edition, alice, paragraph=2, to=other, to_paragraph=3)


def page_of(edition):
    return reverse("page_detail", args=[edition.text.slug, 1])


def listed(edition, number):
    return reverse("paragraph_connections", args=[edition.text.slug, edition.number, number])


def signs(page):
    """The links to connections on a page, each as what it says to whoever hears it."""
    return re.findall(r'<a class="talk led"[^>]* aria-label="([^"]*)"', page)


def test_beside_the_words_that_it_leads_to_a_link_says_so_to_those_of_its_group(
    client_of, alice, bob, thread, other
):
    for person in (alice, bob):
        page = client_of(person).get(page_of(other)).text
        assert signs(page) == ["1 connection leads to paragraph 3"]
        assert f'href="{listed(other, 3)}" hx-get="{listed(other, 3)}" hx-target="#panel"' in page


def test_the_list_shows_whence_it_leads_what_was_said_and_the_way_to_the_thread(
    client_of, bob, alice, group, thread, other, edition
):
    for headers in ({}, HTMX):
        shown = client_of(bob).get(listed(other, 3), headers=headers).text
        assert "Ferries wait for nobody." in shown
        assert thread.passage.quote[:40] in shown
        assert group.name in shown
        assert alice.display_name in shown
        assert "As there." in shown
        assert f'href="{thread.get_absolute_url()}"' in shown
        start, end = thread.passage.start, thread.passage.end
        assert reverse("passage_detail", args=[edition.text.slug, 1, start, end]) in shown


def test_several_are_counted_and_listed(client_of, bob, alice, group, edition, thread, other):
    make_connection(group, edition, alice, paragraph=4, to=other, to_paragraph=3)
    assert signs(client_of(bob).get(page_of(other)).text) == ["2 connections lead to paragraph 3"]
    assert client_of(bob).get(listed(other, 3)).text.count('class="comment"') == 2


def test_nobody_else_learns_of_it(client, client_of, charlie, curator, thread, other):
    make_group("Theirs", members=[charlie])
    for reader in (client, client_of(charlie), client_of(curator)):
        assert signs(reader.get(page_of(other)).text) == []
    for person in (charlie, curator):
        shown = client_of(person).get(listed(other, 3), headers=HTMX).text
        assert "None of your groups has connected anything with this paragraph." in shown
        assert "As there." not in shown
    assert client.get(listed(other, 3)).status_code == 302


def test_what_is_ahead_of_somebody_at_its_own_end_is_not_shown_at_the_other_one(
    client_of, group, edition, thread, other, now
):
    dora = make_user("Dora", reads_ahead=False)
    group.memberships.create(user=dora)
    client = client_of(dora)
    assert signs(client.get(page_of(other)).text) == []
    assert "As there." not in client.get(listed(other, 3)).text
    first, second = edition.paragraphs.get(number=1), edition.paragraphs.get(number=2)
    mark_read(user=dora, edition=edition, ranges=[(first.start, second.end)], now=now)
    assert signs(client.get(page_of(other)).text) == ["1 connection leads to paragraph 3"]


def test_whose_words_somebody_has_hidden_says_nothing_in_the_list(client_of, alice, bob, thread, other):
    block(user=bob, person=alice)
    shown = client_of(bob).get(listed(other, 3)).text
    assert "As there." not in shown
    assert "Hidden by you" in shown


def test_a_connection_that_was_taken_back_leads_nowhere(client_of, bob, thread, other):
    remove(comment=thread.comments.get(), now=timezone.now())
    assert signs(client_of(bob).get(page_of(other)).text) == []


def test_it_stands_beside_ones_own_note_on_the_same_paragraph(client_of, bob, thread, other):
    make_jotting(bob, other, paragraph=3)
    page = client_of(bob).get(page_of(other)).text
    assert signs(page) == ["1 connection leads to paragraph 3"]
    assert 'id="jotted-3"' in page


def test_it_moves_with_a_correction_and_the_earlier_edition_keeps_its_page(
    client_of, curator, bob, thread, other
):
    draft = make_draft(
        other.text, ["# Elsewhere", "Bridges are crossed slowly.", "So it is.", "Ferries wait for nobody."]
    )
    publish(edition=draft, now=timezone.now())
    assert signs(client_of(bob).get(page_of(draft)).text) == ["1 connection leads to paragraph 4"]
    assert client_of(bob).get(listed(other, 3)).status_code == 200


def test_of_a_text_that_was_withdrawn_there_is_no_list(client_of, bob, thread, other):
    withdraw(other)
    assert client_of(bob).get(listed(other, 3)).status_code == 404


def test_a_paragraph_that_is_not_there_has_none(client_of, bob, other):
    assert client_of(bob).get(listed(other, 99)).status_code == 404
