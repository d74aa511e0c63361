"""“I am stuck here” and “I can explain this” meet at a question."""

import pytest
from django.urls import reverse

from discussions.models import Comment, Seen, Stuck, Thread
from discussions.noticing import mute
from discussions.settling import be_stuck, mark_answer
from tests.discussions.test_threads import form_of, opening
from tests.factories import make_comment, make_thread


@pytest.fixture
def question(group, edition, schedule, alice):
    return make_thread(group, edition, alice, kind="question", body="Who is meant by this?")


def press(client, thread, **sent):
    return client.post(reverse("thread_stuck", args=[thread.group.slug, thread.pk]), sent)


def shown(client, thread):
    return " ".join(client.get(thread.get_absolute_url()).content.decode().split())


def listed(client, group, **asked):
    return client.get(reverse("thread_list", args=[group.slug]), asked).content.decode()


def test_one_press_without_a_word_asks_for_help(client_of, bob, schedule, edition):
    client_of(bob).post(opening(schedule), form_of(edition, 50, 61, stuck="on", body=""))
    thread = Thread.objects.get()
    assert thread.is_open
    assert Comment.objects.get().body == "I am stuck here."
    assert Stuck.objects.get().user == bob


def test_with_words_they_are_the_question(client_of, bob, schedule, edition):
    client_of(bob).post(
        opening(schedule), form_of(edition, 50, 61, stuck="on", body="Why not?", kind="comment")
    )
    assert Thread.objects.get().is_open
    assert Comment.objects.get().body == "Why not?"


def test_another_is_stuck_too_and_hears_of_the_answer(client_of, bob, question):
    assert "I’m stuck here too" in shown(client_of(bob), question)
    press(client_of(bob), question, stuck="1")
    press(client_of(bob), question, stuck="1")
    page = shown(client_of(bob), question)
    assert "1 is stuck here" in page
    assert "I get on now" in page
    assert Seen.objects.following().filter(user=bob, thread=question).exists()
    press(client_of(bob), question)
    assert not Stuck.objects.exists()


def test_who_muted_a_question_and_is_stuck_at_it_after_all_hears_of_the_answer(client_of, bob, question):
    mute(user=bob, thread=question, is_muted=True)
    press(client_of(bob), question, stuck="1")
    assert Seen.objects.following().filter(user=bob, thread=question).exists()


def test_the_group_sees_how_many_and_who_can_explain_finds_the_way(client_of, alice, bob, question, group):
    be_stuck(user=alice, thread=question)
    page = listed(client_of(bob), group, kind="stuck")
    assert "1 is stuck here" in page
    assert f'href="{question.get_absolute_url()}#answer_0_body">I can explain this' in page
    assert "I can explain this" not in listed(client_of(alice), group, kind="stuck")
    assert 'href="#answer_0_body">I can explain this' in shown(client_of(bob), question)


def test_once_it_is_answered_nobody_is_listed_as_stuck(client_of, alice, bob, question, group, now):
    be_stuck(user=alice, thread=question)
    mark_answer(comment=make_comment(question, bob), by=alice, now=now)
    assert "Nobody is stuck here." in listed(client_of(bob), group, kind="stuck")
    press(client_of(bob), question, stuck="1")
    assert Stuck.objects.count() == 1


def test_who_has_left_the_group_is_not_counted(client_of, alice, bob, question, group, now):
    be_stuck(user=alice, thread=question)
    group.memberships.filter(user=alice).update(left_at=now)
    assert "is stuck here" not in shown(client_of(bob), question)
    assert "Nobody is stuck here." in listed(client_of(bob), group, kind="stuck")


def test_an_outsider_is_not_stuck_in_a_group(client_of, charlie, question):
    assert press(client_of(charlie), question, stuck="1").status_code == 404
