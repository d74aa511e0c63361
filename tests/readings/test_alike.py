"""A curator who brings a text that is here already is asked whether it is that one, and is never kept from going on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from readings.alike import alike, make_next
from readings.correcting import begin
from readings.importing import import_text, receive
from readings.models import Edition, Import, Text
from readings.publishing import publish
from tests.factories import make_draft, make_text, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.long]
ASKED = "Is it one of these?"
MAKE_IT = "Make it the next edition of “Rope and Water”"


@pytest.fixture
def known():
    return make_text(title="Rope and Water")


@pytest.fixture
def brought(curator):
    return import_text(data=b"# Rope and Water\n\nA rope was laid.", name="rope.md", user=curator)


def address(name, edition):
    return reverse(name, args=[edition.text.slug, edition.number])


@pytest.mark.parametrize("page", ["edition_detail", "edition_publish"])
def test_the_draft_of_a_text_that_is_in_the_library_says_so(client_of, curator, known, brought, page):
    shown = client_of(curator).get(address(page, brought)).text
    assert ASKED in shown
    assert known.text.get_absolute_url() in shown
    assert MAKE_IT in shown


def test_a_draft_of_the_same_name_is_named_too_but_nothing_can_be_made_of_it(client_of, curator, brought):
    other = make_text(title="Rope and Water", slug="rope", published=False)
    shown = client_of(curator).get(address("edition_detail", brought)).text
    assert ASKED in shown
    assert address("edition_detail", other) in shown
    assert MAKE_IT not in shown


def test_nothing_is_asked_of_a_text_of_another_name(client_of, curator, brought):
    make_text(title="The Kitchen Garden")
    assert ASKED not in client_of(curator).get(address("edition_detail", brought)).text


def test_the_next_edition_of_a_text_is_not_asked_whether_it_is_one(client_of, curator, known):
    draft = import_text(data=b"# Rope and Water\n\nAnother rope.", name="rope.md", text=known.text)
    make_text(title="Rope and Water", slug="rope")
    assert ASKED not in client_of(curator).get(address("edition_detail", draft)).text


def test_publishing_goes_on_all_the_same(client_of, curator, known, brought):
    client_of(curator).post(address("edition_publish", brought))
    brought.refresh_from_db()
    assert brought.published_at


def test_with_one_press_it_becomes_the_next_edition(client_of, curator, known, brought):
    client, former = client_of(curator), brought.text
    page = client.post(address("edition_move", brought), {"text": known.text.slug}, follow=True)
    moved = Edition.objects.get(pk=brought.pk)
    assert (moved.text, moved.number) == (known.text, 2)
    assert not Text.objects.filter(pk=former.pk).exists()
    assert "This is edition 2 of “Rope and Water” now" in page.text
    assert not any(doubt["code"] == "author_missing" for doubt in moved.warnings), "the text has an author"
    client.post(address("edition_publish", moved))
    assert Text.objects.get(pk=known.text.pk).current_edition == moved


def test_what_is_published_or_withdrawn_stays_what_it_is(client_of, curator, known, brought):
    other = make_text(title="Rope", published=True)
    assert make_next(draft=other, text=known.text) is None
    withdraw(known)
    page = client_of(curator).post(address("edition_move", brought), {"text": known.text.slug}, follow=True)
    assert "can’t become an edition" in page.text
    assert Edition.objects.get(pk=brought.pk).text == brought.text


def test_another_draft_that_waits_is_named_beforehand_and_afterwards(client_of, curator, known, brought):
    begin(text=known.text, user=curator)
    other = reverse("edition_detail", args=[known.text.slug, 2])
    client = client_of(curator)
    before = client.get(address("edition_detail", brought)).text
    assert "Edition 2 of it is a draft already" in before
    assert other in before
    after = client.post(address("edition_move", brought), {"text": known.text.slug}, follow=True).text
    assert "This is edition 3 of “Rope and Water” now" in after
    assert "Edition 2 is a draft of this text as well" in after
    assert f'<a href="{other}">Look at it</a>' in after


def test_a_draft_that_a_later_edition_has_passed_over_waits_for_nobody(
    client_of, curator, known, brought, now
):
    begin(text=known.text, user=curator)
    publish(edition=make_draft(known.text, ["A later rope."]), now=now)
    assert "is a draft already" not in client_of(curator).get(address("edition_detail", brought)).text


@pytest.mark.parametrize("state", ["waiting", "reading"])
def test_nothing_is_made_of_it_while_a_file_is_to_become_another_edition_of_it(
    client_of, curator, known, brought, state
):
    coming = receive(data=b"A second rope.", name="second.md", user=curator, text=brought.text)
    Import.objects.filter(pk=coming.pk).update(state=state)
    page = client_of(curator).post(address("edition_move", brought), {"text": known.text.slug}, follow=True)
    assert "A file is still to be read" in page.text
    assert Edition.objects.get(pk=brought.pk).text == brought.text
    assert Import.objects.get(pk=coming.pk).text == brought.text


@pytest.mark.parametrize("state", ["refused", "done"])
def test_what_is_known_of_files_that_were_read_for_it_goes_along(curator, known, brought, state):
    coming = receive(data=b"A second rope.", name="second.md", user=curator, text=brought.text)
    ended = {"state": state, "ended_at": timezone.now()}
    if state == "refused":
        ended |= {"original": None, "refusal": {"message": "There is no text in this file.", "values": {}}}
    Import.objects.filter(pk=coming.pk).update(**ended)  # the draft that was made of it is deleted
    make_next(draft=brought, text=known.text)
    assert Import.objects.get(pk=coming.pk).text == known.text


def test_an_address_that_no_text_can_have_is_answered_with_a_sentence(client_of, curator, brought):
    page = client_of(curator).post(address("edition_move", brought), {"text": "\0"}, follow=True)
    assert "can’t become an edition" in page.text


def test_the_likest_stand_first_and_many_texts_cost_no_more_queries(brought):
    for number in range(5):
        make_text(title=f"Rope and Water: letters, volume {number}", slug=f"letters-{number}")
    same = make_text(title="Rope and Water", slug="rope", authors=[])
    with CaptureQueriesContext(connection) as queries:
        found = alike(brought.text)
    assert found[0].text == same.text
    assert len(found) == 3
    assert len(queries) == 2


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Notes of the Room", "A History of Harbours"),
        ("Notes of the Room", "Notes of the Harbour"),
        ("Songs", "Vygar and the Song Birds"),
        ("Songs", "Songs of the Harbour"),
        ("The Room", "Notes from the Room of the Keeper"),
        ("A History of Rope", "A History of Water"),
    ],
)
def test_a_common_word_or_a_short_title_tells_no_text(curator, title, other):
    make_text(title=other, slug="other", authors=["Ada Notesworth"])
    brought = import_text(data=f"# {title}\n\nA rope was laid.".encode(), name="a.md", user=curator)
    assert alike(brought.text) == []


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Songs", "Songs"),
        ("The Ice", "The Ice: A Winter"),
        ("Rope and Watr", "Rope and Water"),
        ("The Keping of Ligths", "The Keeping of Lights"),
        ("Keeping Lights", "On the Keeping of Lights in the North"),
        ("The Keeping of Lights, revised", "The Keeping of Lights"),
    ],
)
def test_the_same_title_is_told_whether_misspelt_short_or_with_a_subtitle(curator, title, other):
    make_text(title=other, slug="other")
    brought = import_text(data=f"# {title}\n\nA rope was laid.".encode(), name="a.md", user=curator)
    assert [one.text.title for one in alike(brought.text)] == [other]
