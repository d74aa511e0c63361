"""What is put on a text while a corrected edition of it comes out ends on that edition."""

import threading
import time
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from discussions.commenting import answer
from discussions.noticing import see
from readings.publishing import publish
from tests.factories import make_draft, make_group, make_schedule, make_text, make_thread, make_user, prose

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

WORDS = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]


def test_a_thread_that_is_put_while_an_edition_comes_out_stands_on_that_one(client_of):
    """The thread lost its words before: so nobody else moves it, and nothing but the text makes its placer wait."""
    group = make_group(facilitator=make_user("Alice"), members=[bob := make_user("Bob")])
    old = make_text(WORDS)
    make_schedule(group, old)
    thread = make_thread(group, old, bob, paragraph=2)
    publish(edition=make_draft(old.text, [WORDS[0], *WORDS[2:]]), now=timezone.now())
    third = make_draft(old.text, [WORDS[0], *WORDS[2:], "One more."])
    is_out = threading.Event()

    def come_out():
        try:
            with transaction.atomic():
                publish(edition=third, now=timezone.now())
                is_out.set()
                time.sleep(1)  # all is written, and nobody sees it yet
        finally:
            connection.close()

    browser, other = client_of(bob), threading.Thread(target=come_out)
    words = " ".join(WORDS[2].split()[3:6])
    other.start()
    assert is_out.wait(timeout=10)
    place = reverse("passage_place", args=[group.slug, thread.pk])
    response = browser.post(place, {"paragraph": "2", "words": words, "seen": "2"})
    other.join(timeout=30)
    assert response.url == thread.get_absolute_url()
    thread.passage.refresh_from_db()
    assert (thread.passage.edition, thread.passage.quote) == (third, words)


def test_answering_and_noting_what_one_saw_at_once_do_not_wait_for_each_other_in_a_ring():
    group = make_group(facilitator=make_user("Alice"), members=[bob := make_user("Bob")])
    edition = make_text(WORDS)
    failures: list[DatabaseError] = []

    def run(verb, start, **given):
        try:
            start.wait(timeout=10)
            verb(**given)
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connection.close()

    for _round in range(25):
        thread = make_thread(group, edition, group.memberships.first().user, paragraph=2)
        start = threading.Barrier(2)
        said = {"thread": thread, "author": bob, "parent": None, "body": "Aha.", "submission": uuid.uuid4()}
        pair = [
            threading.Thread(target=run, args=(answer, start), kwargs=said | {"now": timezone.now()}),
            threading.Thread(
                target=run, args=(see, start), kwargs={"user": bob, "thread": thread, "ranges": [(1, 2)]}
            ),
        ]
        for one in pair:
            one.start()
        for one in pair:
            one.join(timeout=30)
    assert failures == []
