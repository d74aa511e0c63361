"""A page that was open while a new edition came out: a paragraph's talk is asked for by a number that is another's now."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.models import Thread
from readings.publishing import publish
from tests.factories import make_draft, make_schedule, make_text, make_thread, prose

pytestmark = [pytest.mark.django_db, pytest.mark.long]

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), "Whoever reads alone hurries past what is hard."]
OTHER = "Nothing of what was said here is said in any such way."
HTMX = {"HX-Request": "true"}
TOLD = "A new edition of this text has come out"


@pytest.fixture
def old(group):
    edition = make_text(FIRST)
    make_schedule(group, edition)
    return edition


@pytest.fixture
def thread(group, alice, old):
    """Alice's thread on the third paragraph."""
    return make_thread(group, old, alice, paragraph=3)


@pytest.fixture
def new(old, thread):
    """A second edition with a paragraph more before that of the thread, and without the last one."""
    publish(edition=make_draft(old.text, [*FIRST[:2], OTHER, FIRST[2]]), now=timezone.now())
    return old.text.editions.get(number=2)


def talk(group, paragraph):
    plan = group.schedules.get()
    return reverse("paragraph_threads", args=[group.slug, plan.pk, paragraph])


def opening(group):
    return reverse("thread_create", args=[group.slug, group.schedules.get().pk])


def test_a_page_says_which_edition_it_shows_with_all_that_is_asked_from_its_margin(
    client_of, bob, group, new
):
    page = client_of(bob).get(reverse("reader", args=[group.slug, group.schedules.get().pk, 1])).text
    assert re.search(r"""<div class="reader [^>]* hx-headers='{"X-Edition": "2"}'>""", page)


def test_the_talk_of_an_old_page_is_that_on_the_words_which_are_seen_there(
    client_of, bob, group, thread, new
):
    old_number = client_of(bob).get(talk(group, 3), headers=HTMX | {"X-Edition": "1"}).text
    assert thread.get_absolute_url() in old_number
    assert "¶ 4" in old_number or "aragraph 4" in old_number
    newcomer = client_of(bob).get(talk(group, 3), headers=HTMX | {"X-Edition": "2"}).text
    assert thread.get_absolute_url() not in newcomer
    assert TOLD not in newcomer


def test_beside_several_threads_an_old_page_is_told_of_the_new_edition(
    client_of, bob, alice, group, old, thread, new
):
    make_thread(group, new, alice, paragraph=4)
    shown = client_of(bob).get(talk(group, 3), headers=HTMX | {"X-Edition": "1"}).text
    assert "Paragraph 4, 2 threads" in shown
    assert TOLD in shown
    assert reverse("reader_paragraph", args=[group.slug, group.schedules.get().pk, 4]) in shown
    assert TOLD not in client_of(bob).get(talk(group, 4), headers=HTMX | {"X-Edition": "2"}).text


def test_a_thread_opened_from_an_old_page_is_about_the_words_that_are_seen_there(client_of, bob, group, new):
    asked = {"paragraph": 3}
    form = client_of(bob).get(opening(group), asked, headers=HTMX | {"X-Edition": "1"}).text
    assert TOLD in form
    assert f'name="start" value="{new.paragraphs.get(number=4).start}"' in form


@pytest.mark.parametrize(("edition", "status"), [("1", 200), ("2", 422), ("7", 422), ("x", 422)])
def test_words_chosen_on_an_old_page_are_found_where_they_stand_now(
    client_of, bob, group, old, new, edition, status
):
    place = old.paragraphs.get(number=3)
    start, end = place.start + 5, place.start + 40
    sent = {"start": start, "end": end, "quote": FIRST[2][5:40], "body": "Here.", "submission": uuid.uuid4()}
    answer = client_of(bob).post(opening(group), sent, headers=HTMX | {"X-Edition": edition})
    assert answer.status_code == status
    if status == 200:
        passage = Thread.objects.latest("pk").passage
        assert (passage.edition, passage.quote) == (new, FIRST[2][5:40])
        assert passage.start == new.paragraphs.get(number=4).start + 5


def test_words_of_an_old_page_that_are_gone_or_others_are_taken_for_no_others(
    client_of, bob, group, old, new
):
    gone = old.paragraphs.get(number=4)
    other = old.paragraphs.get(number=3)
    for place, quote in [(gone, FIRST[3]), (other, FIRST[1][: other.end - other.start])]:
        sent = {
            "start": place.start,
            "end": place.end,
            "quote": quote,
            "body": "Here.",
            "submission": uuid.uuid4(),
        }
        answer = client_of(bob).post(opening(group), sent, headers=HTMX | {"X-Edition": "1"})
        assert answer.status_code == 422
        assert "What you wrote is kept here" in answer.text
    assert Thread.objects.count() == 1


def test_of_a_paragraph_that_the_new_edition_has_not_an_old_page_is_told_so(client_of, bob, group, new):
    for address, asked in [(talk(group, 4), {}), (opening(group), {"paragraph": 4})]:
        shown = client_of(bob).get(address, asked, headers=HTMX | {"X-Edition": "1"})
        assert shown.status_code == 200
        assert "this paragraph is not in it" in shown.text


@pytest.mark.parametrize("edition", ["3", "x", "99999999999", "-1"])
def test_an_edition_that_never_was_is_not_found(client_of, bob, group, new, edition):
    assert client_of(bob).get(talk(group, 3), headers=HTMX | {"X-Edition": edition}).status_code == 404


def test_a_draft_is_not_an_edition_that_a_page_may_show(client_of, curator, bob, group, new):
    make_draft(new.text, FIRST)
    for person in (bob, curator):
        status = client_of(person).get(talk(group, 3), headers=HTMX | {"X-Edition": "3"}).status_code
        assert status == 404


def test_an_old_page_that_asks_what_was_said_is_given_no_margins_and_goes_on_being_an_old_page(
    client_of, bob, alice, group, old, thread
):
    """Nobody has said anything beside what the new edition has there; the page showed the thread at another number."""
    reader = client_of(bob)
    page = reverse("reader", args=[group.slug, group.schedules.get().pk, 1])
    bring = re.search(r'data-bring="([^"]+)"', reader.get(page).text)[1].replace("&amp;", "&")
    assert 'id="talk-3"' in reader.get(bring.replace("since=", "since=0&was=")).text
    publish(edition=make_draft(old.text, [*FIRST[:2], OTHER, FIRST[2]]), now=timezone.now())
    brought = reader.get(bring.replace("since=", "since=0&was=")).text
    assert "talk-" not in brought
    assert "edition=1" in re.search(r'data-bring="([^"]+)"', brought)[1]


def test_what_is_said_from_an_old_page_changes_no_margin_there(client_of, bob, group, thread, new):
    page = "http://testserver" + reverse("reader", args=[group.slug, group.schedules.get().pk, 1])
    sent = {"body": "So do I", "submission": str(uuid.uuid4())}
    address = reverse("comment_create", args=[group.slug, thread.pk])
    for number, told in [("1", False), ("2", True)]:
        sent["submission"] = str(uuid.uuid4())
        headers = HTMX | {"HX-Current-URL": page, "X-Edition": number}
        answer = client_of(bob).post(address, sent, headers=headers).text
        assert ('id="talk-4"' in answer) is told
