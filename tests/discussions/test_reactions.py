"""Three words that one can give a comment without writing one: who did is seen, and nobody is told."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.leaving import leave
from discussions.commenting import remove
from discussions.models import Comment, Lift, Reaction
from discussions.noticing import follow
from discussions.reacting import react
from notices.models import Delivery
from readings.reading import mark_read
from tests.factories import make_comment, make_membership, make_thread, make_user


@pytest.fixture
def thread(group, edition, schedule, alice, bob, now):
    """Alice began it, and Bob has read so far."""
    mark_read(user=bob, edition=edition, ranges=[(0, edition.length)], now=now)
    return make_thread(group, edition, alice, body="It may be meant otherwise.", at=now)


def press(client, thread, htmx=False, **sent):
    headers = {"HX-Request": "true", "HX-Target": "reacting"} if htmx else {}
    return client.post(reverse("comment_react", args=[thread.group.slug, thread.pk]), sent, headers=headers)


def under(client, thread, number=1):
    """What stands by way of reactions under a comment."""
    page = client.get(thread.get_absolute_url()).text
    found = re.search(rf'<span class="reactions" id="r{number}".*?</footer>', page, re.DOTALL)
    return " ".join(found[0].split())


def words(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def test_one_press_says_it_and_leads_back_to_the_comment(client_of, bob, thread):
    answer = press(client_of(bob), thread, give="1 helps")
    assert answer.url == f"{thread.get_absolute_url()}#c1"
    assert Reaction.objects.get().user == bob
    shown = under(client_of(bob), thread)
    assert 'name="take" value="1 helps" aria-pressed="true"' in shown
    assert 'name="give" value="1 more" aria-pressed="false"' in shown


def test_pressed_twice_is_once_and_pressed_again_is_taken_back(client_of, bob, thread):
    press(client_of(bob), thread, give="1 helps")
    press(client_of(bob), thread, give="1 helps")
    assert Reaction.objects.count() == 1
    press(client_of(bob), thread, take="1 helps")
    press(client_of(bob), thread, take="1 helps")
    assert not Reaction.objects.exists()


def test_everybody_sees_how_many_and_who(client_of, group, alice, bob, thread):
    dana = make_user("Dana <b>")
    make_membership(group, dana)
    first = thread.comments.get()
    for person, kind in ((bob, "helps"), (dana, "helps"), (dana, "more")):
        react(comment=first, user=person, kind=kind)
    shown = under(client_of(bob), thread)
    assert 'title="you, Dana &lt;b&gt;"' in shown
    assert "This helps me 2" in words(shown)
    assert "Tell me more 1" in words(shown)
    assert "I see it differently" in words(shown), "is offered"
    hers = words(under(client_of(alice), thread))
    assert (
        hers
        == "This helps me 2 · Tell me more 1 This helps me Bob, Dana &lt;b&gt; Tell me more Dana &lt;b&gt; Edit Remove"
    )


def test_nobody_reacts_to_their_own_words(client_of, alice, thread):
    assert "button" not in under(client_of(alice), thread)
    press(client_of(alice), thread, give="1 helps")
    assert not Reaction.objects.exists()


def test_there_is_nothing_to_react_to_in_what_was_removed(client_of, alice, bob, thread, now):
    first = thread.comments.get()
    react(comment=first, user=bob, kind="helps")
    remove(comment=first, now=now)
    assert press(client_of(bob), thread, give="1 more").status_code == 404
    assert not react(comment=first, user=bob, kind="more")
    page = client_of(bob).get(thread.get_absolute_url()).text
    assert 'id="r1"' not in page
    assert "This helps me" not in page
    assert not Reaction.objects.exists(), "it goes with the words that it was about"


@pytest.mark.parametrize(
    "sent", [{}, {"give": ""}, {"give": "1 shrug"}, {"give": "x helps"}, {"give": "99 helps"}]
)
def test_what_is_no_such_word_or_no_such_comment_is_not_found(client_of, bob, thread, sent):
    assert press(client_of(bob), thread, **sent).status_code == 404


def test_what_is_ahead_cannot_be_reacted_to(client_of, group, thread):
    dana = make_user("Dana")
    make_membership(group, dana)
    Lift.objects.filter(user=dana).delete()
    press(client_of(dana), thread, give="1 helps")
    assert not Reaction.objects.exists()
    shown = press(client_of(dana), thread, htmx=True, give="1 helps").text
    assert "otherwise" not in shown


def test_with_htmx_only_the_buttons_under_that_comment_come_anew(client_of, alice, bob, thread):
    make_comment(thread, alice)
    answer = press(client_of(bob), thread, htmx=True, give="2 otherwise")
    assert answer.text.startswith('<span hx-swap-oob="true" class="reactions" id="r2"')
    assert answer.text.count("hx-swap-oob") == 1
    assert "It may be meant" not in answer.text
    assert "You said: I see it differently" in answer["HX-Trigger-After-Settle"]


def test_it_is_no_news_to_anybody(group, alice, bob, thread):
    follow(user=alice, thread=thread)
    latest = thread.last_comment_at
    react(comment=thread.comments.get(), user=bob, kind="helps")
    assert not Delivery.objects.exists()
    assert not Comment.objects.new_to(alice).exists()
    thread.refresh_from_db()
    assert thread.last_comment_at == latest


def test_a_thread_full_of_reactions_is_asked_for_as_often_as_one_without(
    client_of, group, bob, alice, thread
):
    client = client_of(bob)
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(thread.get_absolute_url())
    for number in range(5):
        person = make_user(f"Reader {number}")
        react(comment=make_comment(thread, alice), user=person, kind="more")
    with CaptureQueriesContext(connection) as after:
        client.get(thread.get_absolute_url())
    assert len(after) == len(before)


def test_who_leaves_the_site_for_good_takes_them_along(bob, thread, now):
    react(comment=thread.comments.get(), user=bob, kind="helps")
    leave(person=bob, now=now)
    assert not Reaction.objects.exists()
