"""Opening a thread and answering in it: what is kept, and that sending twice makes one."""

import datetime as dt
import threading
import uuid
from functools import partial

import pytest
from django.db import connection

from discussions.commenting import answer, open_thread
from discussions.models import CONTEXT, Comment, Passage, Thread
from groups.models import Group
from tests.factories import make_group, make_text, make_thread, make_user

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def opened(group, edition, author, *, start=2, end=20, body="Why *this*?", submission=None, now=NOW):
    return open_thread(
        group=group,
        edition=edition,
        author=author,
        start=start,
        end=end,
        body=body,
        submission=submission or uuid.uuid4(),
        now=now,
    )


def answered(thread, author, *, parent=None, body="Because.", submission=None, now=NOW):
    return answer(
        thread=thread, author=author, parent=parent, body=body, submission=submission or uuid.uuid4(), now=now
    )


def test_opening_keeps_the_passage_with_what_stands_beside_it(group, edition, bob):
    comment = opened(group, edition, bob, start=50, end=60)
    passage = comment.thread.passage
    assert (passage.start, passage.end) == (50, 60)
    assert passage.quote == edition.content[50:60]
    assert passage.prefix == edition.content[50 - CONTEXT : 50]
    assert passage.suffix == edition.content[60 : 60 + CONTEXT]


def test_opening_makes_the_first_comment(group, edition, bob):
    comment = opened(group, edition, bob)
    assert (comment.number, comment.path, comment.parent) == (1, [1], None)
    assert comment.html == "<p>Why <em>this</em>?</p>"
    thread = Thread.objects.get()
    assert (thread.comment_count, thread.created_at, thread.last_comment_at) == (1, NOW, NOW)


def test_places_count_code_points(group, bob):
    edition = make_text(["A 😀 and e\u0301 and שלום and soft\u00adhyphen."])
    comment = opened(group, edition, bob, start=2, end=11)
    assert comment.thread.passage.quote == "😀 and e\u0301 "


def test_an_answer_nests_under_what_it_answers(group, edition, alice, bob):
    first = opened(group, edition, bob)
    second = answered(first.thread, alice, parent=first)
    third = answered(first.thread, bob, parent=second)
    fourth = answered(first.thread, bob, parent=first)
    assert [comment.path for comment in (first, second, third, fourth)] == [[1], [1, 2], [1, 2, 3], [1, 4]]
    assert list(first.thread.comments.in_tree_order()) == [first, second, third, fourth]


def test_an_answer_to_nobody_in_particular_answers_the_first_comment(group, edition, alice, bob):
    first = opened(group, edition, bob)
    assert answered(first.thread, alice).parent == first


def test_an_answer_moves_the_thread_up(group, edition, alice, bob):
    first = opened(group, edition, bob)
    later = NOW + dt.timedelta(hours=1)
    answered(first.thread, alice, now=later)
    thread = Thread.objects.get()
    assert (thread.comment_count, thread.last_comment_at) == (2, later)


def test_a_comment_of_another_thread_cannot_be_answered_here(group, edition, alice, bob):
    here, there = opened(group, edition, bob), opened(group, edition, bob)
    with pytest.raises(ValueError, match="not in thread"):
        answered(here.thread, alice, parent=there)
    assert Comment.objects.count() == 2


def test_a_thread_sent_twice_is_one_thread(group, edition, bob):
    submission = uuid.uuid4()
    first = opened(group, edition, bob, submission=submission)
    again = opened(group, edition, bob, submission=submission, body="Something else")
    assert again == first
    assert (Thread.objects.count(), Passage.objects.count(), Comment.objects.count()) == (1, 1, 1)


def test_an_answer_sent_twice_is_one_answer(group, edition, alice, bob):
    first = opened(group, edition, bob)
    submission = uuid.uuid4()
    assert answered(first.thread, alice, submission=submission) == answered(
        first.thread, alice, submission=submission
    )
    assert Thread.objects.get().comment_count == 2


def test_two_people_may_send_the_same_submission(group, edition, alice, bob):
    submission = uuid.uuid4()
    assert opened(group, edition, alice, submission=submission) != opened(
        group, edition, bob, submission=submission
    )


def test_a_group_with_talk_can_be_deleted(group, edition, alice, bob):
    first = opened(group, edition, bob)
    answered(first.thread, alice, parent=answered(first.thread, bob))
    Group.objects.get().delete()
    assert not Comment.objects.exists()


def together(*deeds):
    """Do things at the same moment, each over a connection of its own; returns what came of them."""
    gate = threading.Barrier(len(deeds))
    outcomes = [None] * len(deeds)

    def run(place, deed):
        try:
            gate.wait()
            outcomes[place] = deed()
        finally:
            connection.close()

    runs = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_a_form_that_arrives_twice_at_once_makes_one_thread():
    bob, edition = make_user("Bob"), make_text()
    group = make_group(members=[bob])
    for _ in range(5):
        submission = uuid.uuid4()
        made = together(*[partial(opened, group, edition, bob, submission=submission)] * 4)
        assert len({comment.pk for comment in made}) == 1
    assert (Thread.objects.count(), Passage.objects.count()) == (5, 5)


@pytest.mark.django_db(transaction=True)
def test_answers_that_arrive_at_once_get_numbers_without_gaps():
    alice, bob, edition = make_user("Alice"), make_user("Bob"), make_text()
    thread = make_thread(make_group(members=[alice, bob]), edition, bob)
    submission = uuid.uuid4()
    made = together(
        *[lambda: answered(thread, alice)] * 3,
        *[lambda: answered(thread, bob)] * 3,
        *[lambda: answered(thread, bob, submission=submission)] * 2,
    )
    assert len({comment.pk for comment in made}) == 7
    assert sorted(thread.comments.values_list("number", flat=True)) == list(range(1, 9))
    assert Thread.objects.get().comment_count == 8
