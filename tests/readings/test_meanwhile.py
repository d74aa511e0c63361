"""What people do while a new edition is being published, or in a page of the former one, comes over to it."""

import datetime as dt
import threading
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discussions.models import Thread
from groups.models import Schedule
from groups.scheduling import Cadence
from groups.scheduling import make_schedule as plan
from readings.models import Edition, Progress
from readings.progressing import carry_late_progress
from readings.publishing import publish
from readings.reading import mark_read, mark_unread
from tests.factories import make_draft, make_group, make_schedule, make_text, make_thread

pytestmark = pytest.mark.long

WORDS = ["Bread is slow.", "Soup is warm.", "Rope holds what it is told to hold.", "Nets are knots and gaps."]


@pytest.fixture
def old():
    return make_text(WORDS)


@pytest.fixture
def new(old):
    return make_draft(old.text, ["A line before all of it.", *WORDS])


def publish_while(draft: Edition, *deeds) -> None:
    """Publish a draft, and do these deeds in threads between its last statement and its commit."""

    def do(deed) -> None:
        try:
            deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    with transaction.atomic():
        assert publish(edition=draft, now=timezone.now())
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=1)  # each waits, or has gone past without waiting
    for thread in threads:
        thread.join(timeout=20)


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_is_opened_meanwhile_is_asked_about_the_new_edition(old, new, group, bob):
    schedule = make_schedule(group, old, sittings=1)
    browser, answers = Client(), []
    browser.force_login(bob)
    form = {"start": 0, "end": 5, "quote": "Bread", "body": "Why slow?", "submission": str(uuid.uuid4())}
    address = reverse("thread_create", args=[group.slug, schedule.pk])
    publish_while(new, lambda: answers.append(browser.post(address, form)))
    assert answers[0].status_code == 422
    assert "What you wrote is kept here" in answers[0].text
    assert "Why slow?" in answers[0].text
    assert not Thread.objects.filter(passage__edition=old).exists()


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_is_made_meanwhile_is_asked_about_again(old, new, group, alice):
    refused = []

    def make() -> None:
        try:
            plan(
                group=group,
                edition=old,
                by=alice,
                cadence=Cadence(
                    count=1,
                    first_due_on=timezone.now().date() + dt.timedelta(days=7),
                    due_time=dt.time(19),
                    every_weeks=1,
                ),
            )
        except ValidationError as error:
            refused.append(error.messages[0])

    publish_while(new, make)
    assert refused == ["A new edition came out just now. Please look at your plan again."]
    assert not Schedule.objects.exists()


def read_words(progress: Progress) -> list[str]:
    return [progress.edition.content[start:end].strip() for start, end in progress.read]


@pytest.mark.django_db
def test_what_is_read_in_a_page_of_the_former_edition_is_read_in_the_new_one_soon(old, new, bob):
    now = timezone.now()
    mark_read(user=bob, edition=old, ranges=[(0, len(WORDS[0]))], now=now - dt.timedelta(hours=1))
    publish(edition=new, now=now)
    mark_read(user=bob, edition=old, ranges=[(0, len(WORDS[0]) + 2 + len(WORDS[1]))], now=now)
    carry_late_progress()
    assert read_words(Progress.objects.get(user=bob, edition=new)) == ["\n\n".join(WORDS[:2])]


@pytest.mark.django_db
def test_whoever_began_in_the_former_edition_has_begun_the_new_one(old, new, bob):
    now = timezone.now()
    publish(edition=new, now=now)
    mark_read(user=bob, edition=old, ranges=[(0, len(WORDS[0]))], now=now)
    carry_late_progress()
    assert read_words(Progress.objects.get(user=bob, edition=new)) == [WORDS[0]]


@pytest.mark.django_db
def test_what_came_over_long_ago_is_not_brought_again(old, new, bob, django_assert_num_queries):
    now = timezone.now()
    mark_read(user=bob, edition=old, ranges=[(0, len(WORDS[0]))], now=now - dt.timedelta(hours=1))
    publish(edition=new, now=now)
    there = Progress.objects.get(user=bob, edition=new)
    mark_unread(user=bob, edition=new, ranges=there.read, now=now)
    with django_assert_num_queries(1):
        carry_late_progress()
    assert Progress.objects.get(user=bob, edition=new).read == []


@pytest.mark.django_db
def test_what_is_said_not_to_be_read_stays_so_when_more_comes_over(old, new, bob):
    now = timezone.now()
    whole = [(0, len("\n\n".join(WORDS[:3])))]
    mark_read(user=bob, edition=old, ranges=whole, now=now - dt.timedelta(hours=1))
    publish(edition=new, now=now)
    start = new.content.index(WORDS[1])
    mark_unread(user=bob, edition=new, ranges=[(start, start + len(WORDS[1]))], now=now)
    start = old.content.index(WORDS[3])
    mark_read(user=bob, edition=old, ranges=[(start, old.length)], now=now)
    carry_late_progress()
    assert read_words(Progress.objects.get(user=bob, edition=new)) == [WORDS[0], "\n\n".join(WORDS[2:])]


@pytest.mark.django_db
def test_what_is_read_again_in_the_former_edition_is_read_in_the_new_one(old, new, bob):
    now, first = timezone.now(), [(0, len(WORDS[0]))]
    mark_read(user=bob, edition=old, ranges=first, now=now)
    publish(edition=new, now=now)
    there = Progress.objects.get(user=bob, edition=new)
    mark_unread(user=bob, edition=new, ranges=there.read, now=now)
    mark_unread(user=bob, edition=old, ranges=first, now=now)
    carry_late_progress()
    mark_read(user=bob, edition=old, ranges=first, now=now)
    carry_late_progress()
    assert read_words(Progress.objects.get(user=bob, edition=new)) == [WORDS[0]]


@pytest.mark.django_db
def test_other_texts_and_drafts_have_no_part_in_it(old, bob, django_assert_num_queries):
    make_draft(old.text, WORDS)
    mark_read(user=bob, edition=old, ranges=[(0, 5)], now=timezone.now())
    make_group()
    with django_assert_num_queries(1):
        carry_late_progress()


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_read_anew_meanwhile_is_published_with_its_new_words(old, new, group, alice):
    make_thread(group, old, alice, paragraph=2)
    waiting = threading.Thread(target=lambda: (publish(edition=new, now=timezone.now()), connection.close()))
    with transaction.atomic():
        content = "Words that are quite other ones now.\n\n" + new.content
        Edition.objects.filter(pk=new.pk).update(content=content, length=len(content))
        waiting.start()
        waiting.join(timeout=1)
    waiting.join(timeout=20)
    passage = Thread.objects.get().passage
    assert (passage.edition_id, passage.quote) == (new.pk, WORDS[1])
    assert content[passage.start : passage.end] == WORDS[1]
