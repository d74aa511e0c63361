"""Whoever edits a comment leaves its earlier words readable, for those who see the comment and as long as it stands."""

import datetime as dt
import re
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from discussions.commenting import edit, remove
from discussions.comments import VERSIONS_A_PAGE
from discussions.models import Comment, Revision
from discussions.revising import differences
from tests.factories import make_comment, make_revision, make_thread

pytestmark = pytest.mark.long

HTMX = {"HX-Request": "true", "HX-Target": "answer-1"}


@pytest.fixture
def thread(group, edition, schedule, alice, bob, now):
    """Alice's question and Bob's answer, of an hour ago."""
    before = now - dt.timedelta(hours=1)
    thread = make_thread(group, edition, alice, paragraph=3, body="Why bread?", at=before)
    make_comment(thread, bob, parent=thread.comments.get(), body="Why not bread?", at=before)
    return thread


@pytest.fixture
def bobs(thread):
    return thread.comments.get(number=2)


def earlier(thread, number=2):
    return reverse("comment_history", args=[thread.group.slug, thread.pk, number])


def thread_page(thread):
    return reverse("thread_detail", args=[thread.group.slug, thread.pk])


def marked(response):
    """What each version says, newest first, with what was gone in braces and what was new in pluses."""
    versions = re.findall(r'<section class="version">(.*?)</section>', response.text, re.DOTALL)
    words = ["\n".join(re.findall(r'<p dir="auto">(.*?)</p>', one, re.DOTALL)) for one in versions]
    return [re.sub(r"</?del>", "~", re.sub(r"</?ins>", "+", one)) for one in words]


def test_the_earlier_words_stay_with_the_time_they_were_said(bobs, now):
    said_at = bobs.created_at
    edit(comment=bobs, body="Why not *soup*?", now=now)
    edit(comment=bobs, body="Why not *tea*?", now=now + dt.timedelta(minutes=1))
    assert list(Revision.objects.values_list("comment", "body", "html", "written_at")) == [
        (bobs.pk, "Why not bread?", "<p>Why not bread?</p>", said_at),
        (bobs.pk, "Why not *soup*?", "<p>Why not <em>soup</em>?</p>", now),
    ]


def test_they_are_read_newest_first_each_with_its_time_and_what_was_changed(
    client_of, alice, thread, bobs, now
):
    edit(comment=bobs, body="Why not soup?", now=now - dt.timedelta(minutes=30))
    edit(comment=bobs, body="Why not soup?\n\nOr tea.", now=now - dt.timedelta(minutes=20))
    page = client_of(alice).get(earlier(thread))
    assert marked(page) == ["Why not soup?\n+Or tea.+", "Why not ~bread~+soup+?", "Why not bread?"]
    bobs.refresh_from_db()
    times = [bobs.edited_at, now - dt.timedelta(minutes=30), bobs.created_at]
    said = re.findall(r'<p class="eyebrow">((?:edited|written)[^<]*)</p>', page.text)
    assert [one.split()[0] for one in said] == ["edited", "edited", "written"]
    assert [one.split()[-1] for one in said] == [f"{timezone.localtime(at):%H:%M}" for at in times]


def test_what_was_typed_is_shown_as_it_was_typed(client_of, alice, thread, bobs, now):
    make_revision(bobs, body="Why <b>not</b> *soup*?")
    shown = client_of(alice).get(earlier(thread))
    assert marked(shown)[-1] == "Why &lt;b&gt;not&lt;/b&gt; *soup*?"


def test_that_it_was_edited_is_the_way_there_and_the_page_leads_back(client_of, alice, thread, bobs, now):
    edit(comment=bobs, body="Why not soup?", now=now)
    page = client_of(alice).get(thread_page(thread)).text
    assert re.search(
        rf'<a href="{earlier(thread)}" hx-get="{earlier(thread)}" hx-target="#answer-{bobs.pk}"', page
    )
    shown = client_of(alice).get(earlier(thread)).text
    assert "<h1>What Bob said before</h1>" in shown
    assert f'href="{thread_page(thread)}#c2">Back to the thread</a>' in shown


def test_a_script_gets_them_alone_with_a_way_to_close_them(client_of, alice, thread, bobs, now):
    edit(comment=bobs, body="Why not soup?", now=now)
    part = client_of(alice).get(earlier(thread), headers=HTMX)
    assert marked(part) == ["Why not ~bread~+soup+?", "Why not bread?"]
    assert "<html" not in part.text
    assert re.search(r"<a [^>]*data-close[^>]*>Close</a>", part.text)


def test_a_comment_that_was_never_edited_has_none(client_of, alice, thread):
    assert client_of(alice).get(earlier(thread)).status_code == 404
    assert earlier(thread) not in client_of(alice).get(thread_page(thread)).text


def test_a_slip_put_right_within_five_minutes_leaves_none_unless_somebody_answered_it(
    thread, bobs, alice, bob
):
    said_at = bobs.created_at
    edit(comment=bobs, body="Why not soup?", now=said_at + dt.timedelta(minutes=2))
    make_comment(thread, bob, parent=bobs, at=said_at + dt.timedelta(minutes=3))
    edit(comment=bobs, body="Why not tea?", now=said_at + dt.timedelta(minutes=3))
    assert not Revision.objects.exists()
    make_comment(thread, alice, parent=bobs, at=said_at + dt.timedelta(minutes=3))
    edit(comment=bobs, body="Why not wine?", now=said_at + dt.timedelta(minutes=4))
    assert Revision.objects.get().body == "Why not tea?"


def test_an_answer_to_what_stands_beside_it_is_none_to_it(thread, bobs, alice):
    make_comment(thread, alice, parent=thread.comments.get(number=1), at=bobs.created_at)
    edit(comment=bobs, body="Why not soup?", now=bobs.created_at + dt.timedelta(minutes=2))
    assert not Revision.objects.exists()


def test_an_edit_at_once_that_somebody_had_answered_is_told_though_the_answer_is_on_another_page(
    client_of, alice, thread, bobs
):
    """The page says it by what was kept, not by what it shows beside it."""
    make_revision(bobs, body="Why not rice?")
    Comment.objects.filter(pk=bobs.pk).update(edited_at=bobs.created_at + dt.timedelta(minutes=1))
    assert earlier(thread) in client_of(alice).get(thread_page(thread)).text


def test_the_same_words_again_leave_none(bobs, now):
    edit(comment=bobs, body=bobs.body, now=now)
    assert not Revision.objects.exists()


def test_when_its_author_removes_it_no_earlier_words_stay(client_of, bob, thread, bobs, now):
    edit(comment=bobs, body="Why not soup?", now=now)
    assert (
        client_of(bob).post(reverse("comment_remove", args=[thread.group.slug, thread.pk, 2])).status_code
        == 302
    )
    assert not Revision.objects.exists()
    assert client_of(bob).get(earlier(thread)).status_code == 404
    assert "bread?" not in client_of(bob).get(thread_page(thread)).text.replace("Why bread?", "")


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_a_removal_at_one_moment_leave_no_words(bobs, now):
    def change():
        edit(comment=Comment.objects.get(pk=bobs.pk), body="Why not soup?", now=now)
        connection.close()

    def take_back():
        remove(comment=Comment.objects.get(pk=bobs.pk), now=now)
        connection.close()

    together = [threading.Thread(target=deed) for deed in (change, take_back)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    bobs.refresh_from_db()
    assert (bobs.body, Revision.objects.count()) == ("", 0)


def test_only_those_who_see_the_comment_see_them(client_of, charlie, bob, group, thread, bobs, now):
    edit(comment=bobs, body="Why not soup?", now=now)
    assert client_of(charlie).get(earlier(thread)).status_code == 404
    group.memberships.filter(user=bob).update(left_at=now)
    assert client_of(bob).get(earlier(thread)).status_code == 404


def test_many_versions_come_a_page_at_a_time(client_of, alice, thread, bobs):
    for number in range(VERSIONS_A_PAGE + 1):
        make_revision(bobs, body=f"Draft {number}")
    first = client_of(alice).get(earlier(thread))
    assert len(marked(first)) == VERSIONS_A_PAGE + 1  # today’s words too
    assert (
        f'href="{earlier(thread)}?page=2">Still earlier</a>'
        in client_of(alice).get(earlier(thread), headers=HTMX).text
    )
    second = client_of(alice).get(earlier(thread), {"page": 2})
    assert marked(second) == ["Draft 0"]


def test_a_thread_asks_no_more_often_for_them(client_of, alice, thread, bobs, now):
    reader = client_of(alice)
    reader.get(thread_page(thread))
    with CaptureQueriesContext(connection) as before:
        reader.get(thread_page(thread))
    edit(comment=bobs, body="Why not soup?", now=now)
    edit(comment=thread.comments.get(number=1), body="Why cake?", now=now)
    with CaptureQueriesContext(connection) as after:
        reader.get(thread_page(thread))
    assert len(after) == len(before)


def test_other_words_altogether_are_shown_as_gone_and_new():
    assert differences("Why not bread?", "Soup.") == [[("gone", "Why not bread?")], [("new", "Soup.")]]


def test_a_link_that_leads_elsewhere_shows():
    (row,) = differences("See [this](https://example.org/a).", "See [this](https://example.org/b).")
    assert [piece.kind for piece in row] == ["kept", "gone", "new", "kept"]


def test_the_sign_at_the_end_of_a_few_words_stays():
    (row,) = differences("It is here.", "It was here.")
    assert [piece for piece in row if piece.kind != "kept"] == [("gone", "is"), ("new", "was")]
