"""What others say comes to whoever has the page open: asked for at next to no cost, and only by those who may see it."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.caching import PatientCache
from discussions.commenting import answer, edit, open_thread, remove
from discussions.live import Ear
from discussions.models import Comment, Lift
from discussions.stirring import catch_up, latest, missed
from groups.joining import leave
from groups.models import Membership
from tests.factories import make_comment, make_group, make_schedule, make_text, make_thread

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _emptied():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def thread(group, edition, schedule, alice, bob):
    """Alice has opened a thread at paragraph 2; Bob and Alice have answered: comments 1, 2 and 3."""
    thread = make_thread(group, edition, alice)
    first = thread.comments.get()
    make_comment(thread, bob, parent=first)
    make_comment(thread, alice, parent=first)
    return thread


@pytest.fixture
def say(django_capture_on_commit_callbacks, now):
    """Say something in a thread, as the form does, and let it be known."""

    def said(thread, author, parent=None, body="And this as well."):
        with django_capture_on_commit_callbacks(execute=True):
            return answer(
                thread=thread, author=author, parent=parent, body=body, submission=uuid.uuid4(), now=now
            )

    return said


def page_of(schedule):
    return reverse("reader", args=[schedule.group.slug, schedule.pk, 1])


def listening(client, address):
    """What a page says where to ask: whether there is anything, and what it is."""
    shown = client.get(address).text
    return re.search(r'id="live"[^>]*data-ask="([^"]+)"[^>]*data-bring="([^"]+)"', shown).groups()


@pytest.fixture
def window(client_of, bob, schedule):
    """Bob's browser in which the page is open, and where that asks whether there is anything, and what it is."""
    client = client_of(bob)
    return client, *listening(client, page_of(schedule))


def asked(address):
    """What is answered to whoever asks as the script does, without cookies."""
    heard = Client().get(address)
    return heard.status_code, heard.text


def test_with_nothing_said_asking_takes_no_query_and_gets_an_empty_answer(thread, schedule, client_of, bob):
    ask, _bring = listening(client_of(bob), page_of(schedule))
    assert asked(ask) == (204, "")
    with CaptureQueriesContext(connection) as queries:
        assert asked(ask) == (204, "")
        assert asked(ask) == (204, "")
    assert len(queries) == 0


def test_what_is_said_on_the_page_is_here_and_what_is_said_on_another_is_elsewhere(
    thread, group, schedule, client_of, alice, bob, say
):
    far = make_text(title="Another", slug="another")
    other = make_schedule(group, far)
    here, _bring = listening(client_of(bob), page_of(schedule))
    there, _bring = listening(client_of(bob), page_of(other))
    say(thread, alice)
    assert asked(here) == (200, "here")
    assert asked(there) == (200, "elsewhere")


def test_what_is_said_in_another_circle_is_not_heard_at_all(
    thread, edition, schedule, client_of, alice, bob, say
):
    circle = make_group("Elsewhere", members=[alice])
    talk = make_thread(circle, edition, alice)
    ask, _bring = listening(client_of(bob), page_of(schedule))
    assert asked(ask)[0] == 204
    say(talk, alice)
    assert asked(ask)[0] == 204


def test_an_address_that_was_not_made_here_is_refused(thread, schedule, client_of, bob):
    ask, _bring = listening(client_of(bob), page_of(schedule))
    forged = re.sub(r"/live/\d+", "/live/9", ask)
    assert forged != ask
    assert asked(forged) == (403, "")
    assert asked(reverse("talk_poll", args=["1-2-3", 0])) == (403, "")


def test_an_outsiders_address_is_refused_though_it_is_signed(thread, group, charlie):
    assert asked(reverse("talk_poll", args=[Ear(charlie.pk, group.pk, thread.pk).token, 0])) == (403, "")


def test_whoever_has_left_hears_nothing_more(
    thread, group, schedule, client_of, alice, bob, say, now, django_capture_on_commit_callbacks
):
    ask, bring = listening(client_of(bob), page_of(schedule))
    assert asked(ask)[0] == 204
    with django_capture_on_commit_callbacks(execute=True):
        leave(membership=Membership.objects.get(group=group, user=bob), now=now)
    say(thread, alice, body="Between us.")
    assert asked(ask) == (403, "")
    assert client_of(bob).get(bring).status_code == 404


def test_what_came_is_brought_once_and_to_its_place(thread, window, alice, say):
    client, _ask, bring = window
    say(thread, alice, parent=thread.comments.get(number=2), body="An answer to Bob.")
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert re.findall(r'hx-swap-oob="(\w+:li[^"]+)"', came) == ["beforeend:li:has(> #c2)"]
    assert 'class="comment new" id="c4"' in came
    assert "An answer to Bob." in came
    assert "Paragraph 2, 4 comments" in came
    assert re.search(r'id="talk-2"[^>]*aria-label="4 comments on paragraph 2, 3 new', came)
    assert 'id="talk-3"' not in came
    assert re.search(r'id="news"[^>]*>3 ', came)
    assert "Alice has just said something here." in came
    ask, bring = re.search(r'data-ask="([^"]+)" data-bring="([^"]+)"', came).groups()
    assert asked(ask)[0] == 204
    again = client.get(f"{bring}&thread={thread.pk}&after=4").text
    assert "An answer to Bob." not in again
    assert 'id="talk-2"' not in again


def test_siblings_and_answers_to_answers_find_their_places(thread, window, alice, say):
    client, _ask, bring = window
    say(thread, alice, parent=thread.comments.get(number=2))  # 4, the first under 2
    say(thread, alice, parent=thread.comments.get(number=2))  # 5, after 4
    say(thread, alice, parent=thread.comments.get(number=1))  # 6, after 3
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert re.findall(r'hx-swap-oob="(\w+:li[^"]+)"', came) == [
        "beforeend:li:has(> #c2)",
        "afterend:li:has(> #c4)",
        "afterend:li:has(> #c3)",
    ]
    assert "3 new comments here." in came


def test_the_page_of_a_thread_brings_its_comments_and_says_how_many_there_are(
    thread, client_of, alice, bob, say
):
    client = client_of(bob)
    ask, bring = listening(client, thread.get_absolute_url())
    assert asked(ask)[0] == 204
    other = make_thread(thread.group, thread.passage.edition, alice, paragraph=3)
    say(other, alice)
    assert asked(ask) == (200, "elsewhere")
    say(thread, alice)
    assert asked(ask) == (200, "here")
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert 'id="c4"' in came
    assert re.search(r'id="comment-count"[^>]*>4 comments', came)


def test_what_one_said_oneself_in_another_window_comes_and_is_not_announced(thread, window, bob, say):
    client, _ask, bring = window
    say(thread, bob)
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert 'class="comment mine" id="c4"' in came
    assert "data-said" not in came


def test_a_comment_that_was_edited_or_removed_takes_the_place_of_what_it_was(
    thread, window, alice, now, django_capture_on_commit_callbacks
):
    client, _ask, bring = window
    with django_capture_on_commit_callbacks(execute=True):
        edit(comment=thread.comments.get(number=1), body="Put otherwise.", now=now)
        remove(comment=thread.comments.get(number=3), now=now)
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert re.findall(r'hx-swap-oob="outerHTML:(#c\d)[^"]*" class="comment ?(\w*)', came) == [
        ("#c1", "new"),
        ("#c3", "gone"),
    ]
    assert "Put otherwise." in came
    assert "Paragraph 2, 2 comments" in came


def test_a_new_thread_is_shown_in_the_margin_and_tinted(
    window, group, edition, alice, now, django_capture_on_commit_callbacks
):
    client, ask, bring = window
    place = edition.paragraphs.get(number=3)
    with django_capture_on_commit_callbacks(execute=True):
        made = open_thread(
            group=group,
            edition=edition,
            author=alice,
            start=place.start,
            end=place.start + 9,
            body="Here.",
            submission=uuid.uuid4(),
            now=now,
        )
    assert asked(ask) == (200, "here")
    came = client.get(bring).text
    assert re.findall(r'id="(talk-\d+)"', came) == ["talk-3"]
    assert f"[[{made.thread_id}, {place.start}, {place.start + 9}, false]]" in came


def test_what_is_ahead_stays_veiled_when_it_arrives(thread, schedule, client_of, alice, bob, say):
    Lift.objects.filter(user=bob).delete()
    thread.comments.filter(author=bob).update(author=alice)
    client = client_of(bob)
    ask, bring = listening(client, page_of(schedule))
    say(thread, alice, body="How it all ends.")
    assert asked(ask) == (200, "here")
    for address in (bring, reverse("thread_live", args=[thread.group.slug, thread.pk]) + "?since=1"):
        came = client.get(f"{address}&thread={thread.pk}&after=1").text
        assert "How it all ends." not in came
        assert "Alice" not in came
        assert 'id="c' not in came
    assert "1 ahead of you" in client.get(bring).text


def test_an_emptied_cache_has_everybody_look_once(thread, window, alice, say):
    client, ask, bring = window
    assert asked(ask)[0] == 204
    say(thread, alice)
    cache.clear()
    assert asked(ask) == (200, "here")
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert 'id="c4"' in came
    assert 'id="talk-2"' in came
    ask, _bring = re.search(r'data-ask="([^"]+)" data-bring="([^"]+)"', came).groups()
    assert asked(ask)[0] == 204


def test_without_the_cache_two_small_queries_tell_whether_something_was_said(
    thread, group, schedule, client_of, alice, bob, now, monkeypatch
):
    ask, _bring = listening(client_of(bob), page_of(schedule))
    monkeypatch.setattr(PatientCache, "away_until", float("inf"))
    ask = reverse("talk_poll", args=[ask.split("/")[2], latest(group.pk, now)])
    with CaptureQueriesContext(connection) as queries:
        assert asked(ask)[0] == 204
    assert len(queries) == 2
    answer(thread=thread, author=alice, parent=None, body="Hm.", submission=uuid.uuid4(), now=now)
    assert asked(ask) == (200, "here")


def test_what_is_said_while_the_cache_is_away_reaches_a_window_that_did_not_ask_in_that_time(
    thread, window, alice, say, monkeypatch
):
    client, ask, bring = window
    with monkeypatch.context() as gone:
        gone.setattr(PatientCache, "away_until", float("inf"))
        say(thread, alice, body="Said into the dark.")
    assert asked(ask) == (200, "here")
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert "Said into the dark." in came
    ask, _bring = re.search(r'data-ask="([^"]+)" data-bring="([^"]+)"', came).groups()
    assert asked(ask) == (204, ""), "it is told once"


def test_what_is_to_be_told_is_kept_for_as_long_as_the_cache_is_away(
    thread, group, schedule, client_of, alice, bob, say, monkeypatch
):
    ask, _bring = listening(client_of(bob), page_of(schedule))
    with monkeypatch.context() as gone:
        gone.setattr(PatientCache, "away_until", float("inf"))
        say(thread, alice)
        catch_up(thread.last_comment_at)
        assert missed == {group.pk}
    assert asked(ask) == (200, "here")
    assert missed == set()


def test_whoever_may_not_sign_in_any_more_hears_nothing(thread, schedule, client_of, alice, bob, say):
    ask, _bring = listening(client_of(bob), page_of(schedule))
    bob.is_active = False
    bob.save()
    say(thread, alice)
    assert asked(ask) == (403, "")


def test_more_than_can_be_looked_at_one_by_one_is_looked_at_anew(thread, window, alice, say):
    client, ask, bring = window
    for _ in range(21):
        say(thread, alice)
    assert asked(ask) == (200, "here")
    came = client.get(f"{bring}&thread={thread.pk}&after=3").text
    assert came.count('<article class="comment') == 21
    assert Comment.objects.filter(thread=thread).count() == 24
