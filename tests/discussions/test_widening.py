"""A thread is opened outwards by whoever began it, with what the page says and nothing else, once."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from discussions.commenting import remove
from discussions.models import Comment, Outward, Thread
from discussions.setting_aside import set_aside
from discussions.widening import widen
from groups.models import Membership
from readings.publishing import publish
from tests.discussions.test_setting_aside import shown
from tests.factories import (
    make_comment,
    make_commons,
    make_connection,
    make_draft,
    make_jotting,
    make_thread,
    withdraw,
)

FIRST, ANSWER = "Who carries the lantern?", "Between us: it was Alice all along."


@pytest.fixture
def thread(group, schedule, edition, alice, bob):
    """Bob asked in the Tuesday circle, and Alice answered."""
    made = make_thread(group, edition, bob, body=FIRST, kind="question")
    make_comment(made, alice, body=ANSWER)
    return made


def page_of(thread):
    return reverse("thread_widen", args=[thread.group.slug, thread.pk])


def place_of(thread):
    return f"{thread.passage.edition_id} {thread.passage.start} {thread.passage.end}"


def opened(browser, thread, body="Who carries it, do you think?", **sent):
    return browser.post(page_of(thread), {"body": body, "seen": place_of(thread)} | sent)


def test_the_page_says_exactly_what_will_be_shown_and_what_not(client_of, bob, thread):
    page = " ".join(client_of(bob).get(page_of(thread)).text.split())
    will, will_not = page.split("What will not be shown")
    assert thread.passage.quote in will
    assert "Your name: Bob" in will
    assert FIRST in will
    assert ANSWER not in page
    assert "Everybody who is in the commons can read it, now and later" in will
    assert "the group is Tuesday circle" in will_not
    assert "You come into the commons by it" in will_not
    assert not Outward.objects.exists(), "nothing happens by looking"


def test_it_makes_a_thread_in_the_commons_on_the_same_words_with_its_authors_own(client_of, bob, thread):
    response = opened(client_of(bob), thread)
    made = Outward.objects.get(thread=thread).commons_thread
    assert response.status_code == 302
    assert made.group.text == thread.passage.edition.text
    assert (made.author, made.kind, made.passage.span) == (bob, "question", thread.passage.span)
    assert [one.body for one in made.comments.all()] == ["Who carries it, do you think?"]
    assert Membership.objects.filter(group=made.group, user=bob).exists()
    assert thread.comments.get(number=1).body == FIRST, "what was said in the group stays"


def test_the_commons_sees_nothing_of_the_group_nor_of_its_answers(client_of, bob, charlie, thread):
    opened(client_of(bob), thread)
    made = Outward.objects.get().commons_thread
    plan = make_commons(thread.passage.edition.text, charlie)
    browser = client_of(charlie)
    addresses = [
        made.get_absolute_url(),
        reverse("thread_list", args=[plan.group.slug]),
        reverse("paragraph_threads", args=[plan.group.slug, plan.pk, 2]),
        reverse("reader", args=[plan.group.slug, plan.pk, 1]),
        reverse("commons_detail", args=[plan.group.text.slug]),
        reverse("name_list", args=[plan.group.slug]),
    ]
    for address in addresses:
        page = browser.get(address).text
        for secret in (
            "Tuesday",
            thread.group.slug,
            ANSWER,
            "Alice",
            FIRST,
            "Also in the commons",
            "/g/tuesday",
        ):
            assert secret not in page, address
    assert browser.get(thread.get_absolute_url()).status_code == 404


def test_the_group_sees_a_quiet_line_that_leads_there_by_the_door_of_the_commons(
    client_of, alice, bob, thread
):
    opened(client_of(bob), thread)
    made = Outward.objects.get().commons_thread
    page = shown(client_of(alice), thread)
    assert "Also in the commons" in page
    assert "Open it to the commons" not in page
    door = f"{reverse('commons_detail', args=[made.group.text.slug])}?thread={made.pk}"
    assert door in page
    browser = client_of(alice)
    assert "Join the commons of this text?" in browser.get(door).text
    assert browser.post(door, {"join": "1"}).url == made.get_absolute_url()
    assert browser.get(door).url == made.get_absolute_url()


def test_nobody_else_can_open_it(client_of, alice, charlie, curator, thread):
    assert "Open it to the commons" not in shown(client_of(alice), thread)
    assert opened(client_of(alice), thread).status_code == 403
    assert client_of(alice).get(page_of(thread)).status_code == 403
    assert opened(client_of(charlie), thread).status_code == 404
    assert opened(client_of(curator), thread).status_code == 404
    assert not Outward.objects.exists()


def test_it_is_opened_once_whatever_the_window(client_of, bob, thread, now):
    browser = client_of(bob)
    first, second = opened(browser, thread), opened(browser, thread, body="And once more.")
    assert first.url == second.url
    made = Outward.objects.get().commons_thread
    assert widen(thread=thread, author=bob, body="x", submission=uuid.uuid4(), now=now) == made
    assert Comment.objects.filter(thread__group__text__isnull=False).count() == 1
    assert browser.get(page_of(thread)).url == first.url


def test_the_database_keeps_it_to_once(bob, thread, now):
    widen(thread=thread, author=bob, body="x", submission=uuid.uuid4(), now=now)
    other = make_thread(make_commons(thread.passage.edition.text).group, thread.passage.edition, bob)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outward.objects.create(thread=thread, commons_thread=other)


def test_what_was_removed_there_is_not_spoken_of_and_not_offered_again(client_of, alice, bob, thread):
    opened(client_of(bob), thread)
    made = Outward.objects.get().commons_thread
    remove(comment=made.comments.get(), now=timezone.now())
    for person in (alice, bob):
        page = shown(client_of(person), thread)
        assert "Also in the commons" not in page
        assert "Open it to the commons" not in page


def test_no_thread_of_a_commons_is_opened_outwards(client_of, edition, bob):
    plan = make_commons(edition.text, bob)
    there = make_thread(plan.group, edition, bob)
    assert "Open it to the commons" not in shown(client_of(bob), there)
    assert opened(client_of(bob), there).url == there.get_absolute_url()
    assert not Outward.objects.exists()


def test_a_connection_would_bring_more_along_and_is_not_opened(client_of, group, edition, schedule, bob):
    connection = make_connection(group, edition, bob, to=edition, to_paragraph=3)
    assert "Open it to the commons" not in shown(client_of(bob), connection)
    assert opened(client_of(bob), connection).url == connection.get_absolute_url()


def test_what_the_author_took_back_or_the_circle_set_aside_is_not_opened(client_of, alice, bob, thread, now):
    first = thread.comments.get(number=1)
    set_aside(comment=first, by=alice, reason="It hurt.", now=now)
    assert opened(client_of(bob), thread).url == thread.get_absolute_url()
    assert not Outward.objects.exists()


def test_a_text_taken_out_of_the_library_has_no_commons_to_open_it_to(client_of, bob, thread):
    withdraw(thread.passage.edition)
    assert "Open it to the commons" not in shown(client_of(bob), thread)
    assert opened(client_of(bob), thread).url == thread.get_absolute_url()
    assert not Thread.objects.filter(group__text__isnull=False).exists()


def test_where_a_correction_moved_the_thread_meanwhile_it_is_shown_once_more_first(
    client_of, bob, thread, edition, now
):
    words = [edition.content[one.start : one.end] for one in edition.paragraphs.order_by("number")]
    seen = place_of(thread)
    publish(edition=make_draft(edition.text, ["A new beginning.", *words]), now=now)
    response = opened(client_of(bob), thread, seen=seen)
    assert response.status_code == 422
    assert "Look once more what will be shown" in response.text
    assert not Outward.objects.exists()


def test_nothing_is_opened_without_words(client_of, bob, thread):
    assert opened(client_of(bob), thread, body=" ").status_code == 422
    assert not Outward.objects.exists()


def test_a_note_to_self_stays_where_it_is(client_of, bob, thread):
    jotting = make_jotting(bob, thread.passage.edition)
    opened(client_of(bob), thread)
    assert not jotting.threads.exists()
