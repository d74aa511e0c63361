"""A long edition is being published by the worker: nobody waits for it, nothing in it changes, and no word is lost."""

import threading
import time
import uuid

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import Thread
from groups.models import Schedule
from readings import publishing, tasks
from readings.desk.opening import open_desk
from readings.models import DeskPiece, Edition, Text
from tests.factories import make_draft, make_schedule, make_text

WORDS = [
    "# Bread is slow.",
    "Soup is warm.",
    "Rope holds what it is told to hold.",
    "Nets are knots and gaps.",
]


@pytest.fixture
def old(db):
    return make_text(WORDS)


@pytest.fixture
def asked(old):
    """The next edition, with a desk, of which a curator has just asked that it be published."""
    draft = make_draft(old.text, ["A line before all of it.", *WORDS])
    open_desk(draft)
    assert publishing.ask(edition=draft, now=timezone.now())
    return draft


def test_a_draft_is_being_published_from_when_it_is_asked_for_until_it_is_out_or_given_up(old, asked):
    other = make_draft(old.text, WORDS)
    assert list(Edition.objects.being_published()) == [asked]
    publishing.give_up(edition_id=asked.pk, now=timezone.now())
    assert publishing.ask(edition=other, now=timezone.now())
    assert list(Edition.objects.being_published()) == [other]
    publishing.publish_asked(edition_id=other.pk, now=timezone.now())
    assert list(Edition.objects.being_published()) == []


def thread_form() -> dict:
    return {"start": 0, "end": 5, "quote": "Bread", "body": "Why slow?", "submission": str(uuid.uuid4())}


@pytest.mark.django_db
def test_a_thread_opened_meanwhile_is_kept_in_its_form_and_asked_to_come_again(
    old, asked, group, bob, client_of
):
    plan = make_schedule(group, old, sittings=1)
    answer = client_of(bob).post(reverse("thread_create", args=[group.slug, plan.pk]), thread_form())
    assert answer.status_code == 422
    assert "A corrected edition is being published right now." in answer.text
    assert "Why slow?" in answer.text
    assert not Thread.objects.exists()


@pytest.mark.django_db
def test_a_thread_sent_again_while_the_next_edition_is_being_published_leads_to_the_thread_that_it_made(
    old, group, bob, client_of
):
    plan, browser, sent = make_schedule(group, old, sittings=1), client_of(bob), thread_form()
    address = reverse("thread_create", args=[group.slug, plan.pk])
    first = browser.post(address, sent)
    publishing.ask(edition=make_draft(old.text, ["A line before all of it.", *WORDS]), now=timezone.now())
    assert browser.post(address, sent).url == first.url
    assert "Why slow?" in browser.post(address, sent, headers={"HX-Request": "true"}).text
    assert Thread.objects.count() == 1


@pytest.mark.django_db
def test_a_thread_sent_again_from_a_page_of_the_edition_before_leads_to_where_it_stands_now(
    old, asked, group, bob, client_of
):
    Edition.objects.filter(pk=asked.pk).update(publish_asked_at=None)
    plan, browser, sent = make_schedule(group, old, sittings=1), client_of(bob), thread_form()
    address = reverse("thread_create", args=[group.slug, plan.pk])
    browser.post(address, sent)
    publishing.publish(edition=asked, now=timezone.now())
    answer = browser.post(address, sent, follow=True)
    assert answer.redirect_chain == [(reverse("reader", args=[group.slug, plan.pk, 1]) + "#p2", 302)]
    assert answer.context["edition"].number == asked.number
    assert Thread.objects.count() == 1


def test_a_plan_made_meanwhile_is_kept_in_its_form_and_asked_to_come_again(
    old, asked, group, alice, client_of
):
    typed = {
        "edition": old.pk, "count": 1, "first_on": timezone.localdate().isoformat(), "time": "19:00", "every": 7,
        "submission": str(uuid.uuid4()),
    }  # fmt: skip
    answer = client_of(alice).post(reverse("schedule_create", args=[group.slug]), typed)
    assert answer.status_code == 422
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("piece_kind", {"kind": "quotation"}),
        ("piece_join", {}),
        ("piece_edit", {"words": "LATE WORDS"}),
        ("desk_undo", {"undo": "1"}),
        ("desk_redo", {"redo": "1"}),
    ],
)
def test_nothing_is_changed_at_the_desk_any_more_and_it_says_why(old, asked, curator, client_of, name, sent):
    piece = DeskPiece.objects.filter(desk=asked.pk, kind="prose").earliest("place")
    address = reverse(name, args=[old.text.slug, asked.number])
    answer = client_of(curator).post(address, {"piece": piece.pk} | sent)
    assert answer.status_code == 422
    assert "This draft is being published" in answer.text
    tasks.publish_edition(asked.pk)
    asked.refresh_from_db()
    assert asked.content.startswith("A line before all of it.")
    assert "LATE WORDS" not in asked.content


def test_it_is_not_deleted_any_more(old, asked, curator, client_of):
    answer = client_of(curator).post(
        reverse("edition_delete", args=[old.text.slug, asked.number]), follow=True
    )
    assert "It is being published right now." in answer.text
    assert not publishing.delete_draft(edition=asked)
    assert Edition.objects.filter(pk=asked.pk).exists()


def test_its_title_can_still_be_mended(old, asked, curator, client_of):
    facts = {"title": "On Bread", "authors": "Rosa Example", "language": "en"}
    answer = client_of(curator).post(reverse("text_edit", args=[old.text.slug]), facts)
    assert answer.status_code == 302
    assert Text.objects.get(pk=old.text_id).title == "On Bread"


def test_one_that_takes_too_long_stays_a_draft_says_so_and_can_be_asked_for_again(
    old, asked, curator, client_of
):
    publishing.give_up(edition_id=asked.pk, now=timezone.now())
    assert publishing.left_asked(now=timezone.now() + publishing.LEASE * 9) == []
    browser = client_of(curator)
    for name in ("edition_detail", "edition_publish"):
        page = browser.get(reverse(name, args=[old.text.slug, asked.number])).text
        assert "this draft took too long to publish" in page
    assert publishing.ask(edition=asked, now=timezone.now())
    page = browser.get(reverse("edition_detail", args=[old.text.slug, asked.number])).text
    assert "took too long" not in page


@pytest.mark.django_db(transaction=True)
def test_a_second_worker_does_not_wait_for_the_first(old, asked):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [publishing.KEY, asked.pk])
        elsewhere(lambda: tasks.publish_edition(asked.pk))
        asked.refresh_from_db()
        assert asked.published_at is None
    tasks.publish_edition(asked.pk)
    asked.refresh_from_db()
    assert asked.published_at


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_whoever_has_waited_for_some_seconds_is_told_and_nothing_is_half_done(old, group, bob):
    plan = make_schedule(group, old, sittings=1)
    browser, answers = Client(), []
    browser.force_login(bob)
    address = reverse("thread_create", args=[group.slug, plan.pk])
    with transaction.atomic():
        Text.objects.select_for_update().get(pk=old.text_id)
        began = time.monotonic()
        elsewhere(lambda: answers.append(browser.post(address, thread_form())))
        assert time.monotonic() - began < 15
    assert answers[0].status_code == 503
    assert "Somebody else is at it" in answers[0].text
    assert not Thread.objects.exists()
    assert browser.post(address, thread_form()).status_code == 302


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["edition_delete", "thread_create"])
def test_whoever_waits_in_a_ring_is_told_and_nothing_is_half_done(old, group, bob, curator, name):
    """One waits within the view, the other at the end of the transaction."""
    draft, plan = make_draft(old.text, WORDS), make_schedule(group, old, sittings=1)
    browser, answers = Client(), []
    if name == "edition_delete":
        browser.force_login(curator)
        wanted, address = draft, reverse(name, args=[old.text.slug, draft.number])
    else:
        browser.force_login(bob)
        wanted, address = old, reverse(name, args=[group.slug, plan.pk])
    other = threading.Thread(
        target=lambda: (answers.append(browser.post(address, thread_form())), connection.close())
    )
    with transaction.atomic():
        Edition.objects.select_for_update(of=["self"]).get(pk=wanted.pk)
        other.start()
        other.join(timeout=0.6)  # by now they have the text, and wait for its edition
        Text.objects.select_for_update().get(pk=old.text_id)
    other.join(timeout=20)
    assert answers[0].status_code == 503
    assert "Somebody else is at it" in answers[0].text
    assert Edition.objects.filter(pk=draft.pk).exists()
    assert not Thread.objects.exists()
    assert browser.post(address, thread_form()).status_code == 302


def elsewhere(deed) -> None:
    """Do it in a thread, with a connection of its own, and wait for it."""

    def do() -> None:
        try:
            deed()
        finally:
            connection.close()

    other = threading.Thread(target=do)
    other.start()
    other.join(timeout=30)
    assert not other.is_alive()
