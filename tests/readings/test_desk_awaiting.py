"""A long draft is laid by the worker, and its desk opened by it: no page waits for that, and no other thread."""

from time import monotonic

import psycopg
import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from readings import correcting, tasks
from readings.desk import awaiting, editing, laying, opening
from readings.desk.sizing import Size, size_of
from readings.models import Desk
from readings.publishing import LONG, publish, takes_long
from tests.readings.desks import make_draft, row, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_asked(db):
    cache.clear()


@pytest.fixture
def woken(monkeypatch):
    """The drafts for which the worker was woken; it comes when a test says so."""
    asked: list[int] = []
    monkeypatch.setattr(tasks.lay_edition, "delay", asked.append)
    return asked


@pytest.fixture
def all_is_long(monkeypatch):
    monkeypatch.setattr(awaiting, "MOST", Size(paragraphs=3, words=10_000, marks=10_000))


def mended(curator):
    draft = make_draft()
    editing.reword(edition=draft, user=curator, pk=row(draft, "The last").pk, words="Other words.")
    return draft


PAGES = [("edition_detail", ()), ("edition_publish", ()), ("edition_page", (1,)), ("edition_paragraph", (1,))]


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_a_page_of_a_long_draft_that_was_mended_asks_again_until_the_worker_has_laid_it(
    page, more, client_of, curator, woken, all_is_long, django_capture_on_commit_callbacks
):
    draft, reader = mended(curator), client_of(curator)
    address = reverse(page, args=[draft.text.slug, 1, *more])
    with django_capture_on_commit_callbacks(execute=True):
        for _look in range(2):
            busy = reader.get(address)
            assert (busy.status_code, busy["Refresh"]) == (503, awaiting.LOOK_AGAIN)
            assert "being laid out" in busy.text
    assert woken == [draft.pk]
    tasks.lay_edition(draft.pk)
    assert reader.get(address).status_code in (200, 302)
    draft.refresh_from_db()
    assert draft.content.endswith("Other words.")


def test_after_another_change_the_worker_is_woken_at_once(
    client_of, curator, woken, all_is_long, django_capture_on_commit_callbacks
):
    draft, reader = mended(curator), client_of(curator)
    with django_capture_on_commit_callbacks(execute=True):
        reader.get(reverse("edition_detail", args=[draft.text.slug, 1]))
        editing.reword(edition=draft, user=curator, pk=row(draft, "Other").pk, words="Others.")
        reader.get(reverse("edition_detail", args=[draft.text.slug, 1]))
    assert woken == [draft.pk, draft.pk]


def test_the_desk_of_a_long_draft_is_opened_by_the_worker(
    client_of, curator, woken, all_is_long, django_capture_on_commit_callbacks
):
    draft, reader = make_draft(), client_of(curator)
    Desk.objects.all().delete()
    address = reverse("edition_desk", args=[draft.text.slug, 1])
    with django_capture_on_commit_callbacks(execute=True):
        assert reader.get(address).status_code == 503
    assert not rows(draft)
    tasks.lay_edition(draft.pk)
    assert "The last paragraph." in reader.get(address).text


def test_a_short_draft_is_laid_while_its_page_waits(client_of, curator, woken):
    draft = mended(curator)
    page = client_of(curator).get(reverse("edition_page", args=[draft.text.slug, 1, 1]))
    assert "Other words." in page.text
    assert not woken


@pytest.fixture
def copying(monkeypatch):
    """The texts for which the worker was woken to copy them."""
    asked: list[int] = []
    monkeypatch.setattr(tasks.copy_edition, "delay", asked.append)
    return asked


def out():
    draft = make_draft()
    publish(edition=draft, now=timezone.now())
    return draft.text


def test_a_long_text_is_copied_by_the_worker_and_the_page_asks_again_until_the_desk_can_be_opened(
    client_of, curator, copying, all_is_long, django_capture_on_commit_callbacks
):
    text, browser = out(), client_of(curator)
    with django_capture_on_commit_callbacks(execute=True):
        waits = browser.post(reverse("text_correct", args=[text.slug])).url
        for _look in range(2):
            busy = browser.get(waits)
            assert (busy.status_code, busy["Refresh"]) == (503, awaiting.LOOK_AGAIN)
            assert "being copied for the desk" in busy.text
    assert copying == [text.pk]
    assert not text.editions.filter(number=2).exists()
    for _time in range(2):
        tasks.copy_edition(text.pk)
    assert browser.get(waits).url == reverse("edition_desk", args=[text.slug, 2])
    assert text.editions.get(number=2).imported_by == curator
    assert text.editions.count() == 2
    again = browser.post(reverse("text_correct", args=[text.slug]))
    assert again.url == reverse("edition_desk", args=[text.slug, 2])
    assert copying == [text.pk]


def test_a_copy_that_took_too_long_is_said_and_a_copy_that_nobody_asked_for_is_not_made(
    client_of, curator, copying, all_is_long, monkeypatch
):
    text, browser = out(), client_of(curator)
    address = reverse("text_correct", args=[text.slug])
    assert browser.get(address).url == text.get_absolute_url()
    tasks.copy_edition(text.pk)
    assert text.editions.count() == 1
    waits = browser.post(address).url

    def takes_too_long(**_about):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(correcting, "copy_asked", takes_too_long)
    tasks.copy_edition(text.pk)
    assert "could not be copied in the time" in browser.get(waits, follow=True).text


def test_a_draft_that_is_gone_or_being_published_is_left_alone_by_the_worker(curator):
    draft = mended(curator)
    type(draft).objects.filter(pk=draft.pk).update(publish_asked_at=timezone.now())
    laying.lay_asked(edition_id=draft.pk)
    laying.lay_asked(edition_id=draft.pk + 1)
    draft.refresh_from_db()
    assert "Other words." not in draft.content


def test_while_the_worker_lays_a_draft_a_change_is_answered_at_once_and_not_made(client_of, curator):
    draft = mended(curator)
    last = row(draft, "Other words.").pk
    address = reverse("piece_edit", args=[draft.text.slug, 1])
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as worker:
        worker.execute("SELECT pg_advisory_xact_lock(%s, %s)", [opening.LAYING, draft.pk])
        begun = monotonic()
        answer = client_of(curator).post(address, {"piece": last, "words": "Typed meanwhile."})
        assert monotonic() - begun < 3
        assert answer.status_code == 422
        assert "is being laid out for somebody" in answer.text
        assert "Typed meanwhile." in answer.text, "what was typed stays"
        before = draft.desk.edits.get().before[0]["pk"]
        gone = client_of(curator).post(address, {"piece": before, "words": "Typed on what is gone."})
        assert "Typed on what is gone." in gone.text
    editing.reword(edition=draft, user=curator, pk=last, words="Typed later.")
    assert row(draft, "Typed later.")


def test_how_much_there_is_counts_paragraphs_words_and_marks_on_the_desk_or_off_it():
    draft = make_draft()
    paragraphs, words, marks = size_of(draft)
    assert (paragraphs, marks) == (len(rows(draft)), 2)
    assert words > 200
    Desk.objects.all().delete()
    assert size_of(draft).marks == 2
    assert Size(1, 2, 3).is_beyond(Size(1, 2, 2))
    assert not Size(1, 2, 3).is_beyond(Size(1, 2, 3))


def test_many_short_paragraphs_are_published_by_the_worker_too():
    many = "\n\n".join(f"{number} a." for number in range(LONG.paragraphs + 10))
    draft = make_draft(many, name="many.txt", title="Many")
    assert takes_long(draft, None)
    assert not takes_long(make_draft(), None)
    assert takes_long(make_draft(), draft)
