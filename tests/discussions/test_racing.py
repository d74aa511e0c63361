"""What is put on a text while a corrected edition of it comes out ends on that edition."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

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
    answer = browser.post(place, {"paragraph": "2", "words": words, "seen": "2"})
    other.join(timeout=30)
    assert answer.url == thread.get_absolute_url()
    thread.passage.refresh_from_db()
    assert (thread.passage.edition, thread.passage.quote) == (third, words)
