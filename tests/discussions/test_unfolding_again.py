"""What the page of a thread gets after an answer: what it does not show yet, or the whole thread where that is not known."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.noticing import mute
from tests.factories import make_comment, make_schedule, make_thread

HTMX = {"HX-Request": "true", "HX-Target": "panel", "HX-Trigger": "answering-0"}


@pytest.fixture
def thread(group, edition, alice, bob):
    """Alice has opened a thread at paragraph 2, and Bob has answered her twice: comments 1, 2 and 3."""
    thread = make_thread(group, edition, alice)
    for _time in range(2):
        make_comment(thread, bob, parent=thread.comments.get(number=1))
    return thread


@pytest.fixture
def browser(client, alice):
    client.force_login(alice)
    return client


def sent(browser, thread, *, headers=HTMX, body="And so do I.", **fields):
    form = {"body": body, "submission": uuid.uuid4()} | fields
    address = reverse("comment_create", args=[thread.group.slug, thread.pk])
    return browser.post(address, form, headers=headers)


def comments_in(answer):
    return re.findall(r'<article class="comment[^"]*" id="c(\d+)"', answer.content.decode())


def test_an_answer_comes_alone_with_an_empty_box_and_the_number_of_comments(browser, thread):
    answer = sent(browser, thread, after=3)
    page = answer.content.decode()
    assert comments_in(answer) == ["4"]
    assert (answer["HX-Reswap"], answer["HX-Retarget"]) == ("none", "#shown")
    assert page.count('<form hx-swap-oob="true" class="compose" id="answering-0"') == 1
    assert "And so do I.</textarea>" not in page
    assert "Paragraph 2, 4 comments" in page
    assert 'name="after" value="4" hx-swap-oob="true"' in page


def test_on_the_page_of_a_thread_it_is_counted_at_its_head(browser, thread):
    answer = sent(browser, thread, after=3, headers=HTMX | {"HX-Target": "talk"})
    assert comments_in(answer) == ["4"]
    assert '<span id="comment-count" hx-swap-oob="true">4 comments' in answer.content.decode()


def test_what_another_has_said_meanwhile_comes_with_it_at_its_place(browser, thread, bob):
    make_comment(thread, bob, parent=thread.comments.get(number=2))
    answer = sent(browser, thread, after=3)
    assert sorted(comments_in(answer)) == ["4", "5"]
    assert "li:has(> #c2)" in answer.content.decode()
    assert 'name="after" value="5"' in answer.content.decode()


def test_an_answer_under_a_comment_empties_the_box_there_and_leaves_that_at_the_foot(browser, thread):
    second = thread.comments.get(number=2)
    headers = HTMX | {"HX-Trigger": f"answering-{second.pk}"}
    answer = sent(browser, thread, after=3, parent=second.pk, headers=headers)
    assert comments_in(answer) == ["4"]
    page = answer.content.decode()
    assert f'<div class="slot" id="answer-{second.pk}" hx-swap-oob="true"></div>' in page
    assert "answering-0" not in page


def test_whoever_answers_follows_and_is_shown_that(browser, thread):
    assert 'id="following"' in sent(browser, thread, after=3).content.decode()
    mute(user=thread.author, thread=thread, is_muted=True)
    assert 'id="following"' not in sent(browser, thread, after=4).content.decode()


@pytest.mark.parametrize("after", ["", "0", "99", "-1", "x", "9" * 30])
def test_a_page_that_does_not_say_what_it_shows_gets_the_whole_thread(browser, thread, after):
    answer = sent(browser, thread, after=after)
    assert comments_in(answer) == ["1", "2", "3", "4"]
    assert "HX-Reswap" not in answer


def test_the_view_of_a_branch_comes_whole(browser, thread):
    answer = sent(browser, thread, after=3, branch=2, parent=thread.comments.get(number=2).pk)
    assert "HX-Reswap" not in answer


def test_an_answer_too_deep_for_the_view_comes_with_its_branch(browser, thread, bob):
    under = thread.comments.get(number=3)
    for _step in range(6):
        under = make_comment(thread, bob, parent=under)
    answer = sent(browser, thread, after=9, parent=under.pk)
    assert "HX-Reswap" not in answer
    assert "10" in comments_in(answer)


def test_sent_twice_it_is_one_comment_and_shown_both_times(browser, thread):
    submission = uuid.uuid4()
    first, second = [sent(browser, thread, after=3, submission=submission) for _time in range(2)]
    assert comments_in(first) == comments_in(second) == ["4"]
    assert thread.comments.count() == 4


def test_what_stands_beside_the_text_is_told_anew(browser, thread):
    plan = make_schedule(thread.group, thread.passage.edition)
    page = f"http://testserver{reverse('reader', args=[thread.group.slug, plan.pk, 1])}"
    answer = sent(browser, thread, after=3, headers=HTMX | {"HX-Current-URL": page})
    assert 'id="talk-2"' in answer.content.decode()


def test_the_queries_do_not_grow_with_what_was_said_before(browser, thread, bob):
    def queries(after):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            sent(browser, thread, after=after)
        return len(asked)

    def others(count):
        thread.refresh_from_db()
        for _time in range(count):
            make_comment(thread, bob, parent=thread.comments.get(number=1))

    queries(3)
    others(1)
    few = queries(4)
    others(8)
    assert queries(6) == few
