"""What a thread is: a comment, a question that stays open until its answer is marked, a definition, a summary."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from discussions.commenting import edit, remove
from discussions.models import Thread
from discussions.settling import change_kind, mark_answer
from tests.discussions.test_threads import HTMX, form_of, opening
from tests.factories import make_comment, make_thread, make_user


@pytest.fixture
def question(group, edition, schedule, alice, bob):
    """Alice asks at paragraph 2; Bob answers, and Alice says something more: comments 1, 2 and 3."""
    thread = make_thread(group, edition, alice, kind="question", body="Who is meant by this?")
    make_comment(thread, bob, body="The neighbours.")
    make_comment(thread, alice, body="All of them?")
    return thread


def settle(client, thread, **sent):
    return client.post(reverse("thread_answer", args=[thread.group.slug, thread.pk]), sent)


def rename(client, thread, kind):
    return client.post(reverse("thread_kind", args=[thread.group.slug, thread.pk]), {"kind": kind})


def said_on(client, thread):
    return " ".join(client.get(thread.get_absolute_url()).content.decode().split())


def listed(client, group, **asked):
    return client.get(reverse("thread_list", args=[group.slug]), asked).content.decode()


# Of which kind


def test_a_thread_is_opened_as_what_its_author_says_it_is(client_of, bob, schedule, edition):
    client_of(bob).post(opening(schedule), form_of(edition, 50, 61, kind="question"))
    assert Thread.objects.get().is_open


def test_who_says_nothing_of_it_opens_a_comment(client_of, bob, schedule, edition):
    client_of(bob).post(opening(schedule), form_of(edition, 50, 61))
    assert Thread.objects.get().kind == "comment"


def test_a_kind_that_there_is_not_is_asked_again_with_the_words_kept(client_of, bob, schedule, edition):
    answer = client_of(bob).post(
        opening(schedule), form_of(edition, 50, 61, kind="riddle", body="Kept, all of it.")
    )
    assert answer.status_code == 422
    assert "Kept, all of it." in answer.content.decode()


def test_without_javascript_the_kind_is_chosen_in_the_form(client_of, bob, schedule):
    page = client_of(bob).get(opening(schedule), {"paragraph": 2, "kind": "question"}).content.decode()
    assert re.findall(r'type="radio" name="kind" value="(\w+)"', page) == Thread.Kind.values
    assert re.search(r'value="question"[^>]*checked', page)


def test_its_author_makes_a_comment_a_question_and_back(client_of, alice, group, edition):
    thread = make_thread(group, edition, alice)
    assert rename(client_of(alice), thread, "question").url == thread.get_absolute_url()
    thread.refresh_from_db()
    assert thread.is_open
    rename(client_of(alice), thread, "comment")
    thread.refresh_from_db()
    assert thread.kind == "comment"


def test_nobody_else_says_what_a_thread_is(client_of, bob, question):
    assert rename(client_of(bob), question, "comment").status_code == 403
    assert 'name="kind"' not in said_on(client_of(bob), question)


def test_a_question_that_is_no_more_has_no_answer_marked(question, bob, now):
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    change_kind(thread=question, kind="comment")
    question.refresh_from_db()
    assert (question.kind, question.answer, question.answered_by) == ("comment", None, None)


# Questions and their answers


def test_anybody_in_the_group_marks_the_answer(client_of, question, group):
    carla = make_user("Carla")
    group.memberships.create(user=carla)
    assert "Question, open" in said_on(client_of(carla), question)
    where = settle(client_of(carla), question, mark=2).url
    assert where == f"{question.get_absolute_url()}#c2"
    question.refresh_from_db()
    assert (question.answer.number, question.answered_by) == (2, carla)
    shown = said_on(client_of(carla), question)
    assert "Question, answered" in shown
    assert 'href="#c2">To the answer' in shown
    assert re.search(r'class="comment [\w ]*answer" id="c2"', shown)


def test_the_question_itself_is_not_its_answer(client_of, question, alice):
    assert not re.search(r'name="mark" value="1"', said_on(client_of(alice), question))
    settle(client_of(alice), question, mark=1)
    question.refresh_from_db()
    assert question.is_open


def test_who_comes_second_finds_it_answered_and_is_told(client_of, question, alice, bob, now):
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    answer = client_of(alice).post(
        reverse("thread_answer", args=[question.group.slug, question.pk]), {"mark": 3}, follow=True
    )
    assert "Somebody was faster" in answer.content.decode()
    question.refresh_from_db()
    assert question.answer.number == 2


def test_marked_twice_it_stays_as_it_was_first(question, alice, bob, now):
    answer = question.comments.get(number=2)
    assert mark_answer(comment=answer, by=bob, now=now)
    assert mark_answer(comment=answer, by=alice, now=now + dt.timedelta(minutes=1))
    question.refresh_from_db()
    assert (question.answered_by, question.answered_at) == (bob, now)


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_who_asked_and_who_marked_it_open_it_again(client_of, question, alice, bob, now, who):
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    browser = client_of({"alice": alice, "bob": bob}[who])
    assert "Not the answer after all" in said_on(browser, question)
    settle(browser, question, unmark=2)
    question.refresh_from_db()
    assert question.is_open


def test_others_do_not_open_it_again_unless_both_have_left(client_of, question, group, bob, now):
    carla = make_user("Carla")
    group.memberships.create(user=carla)
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    assert "Not the answer after all" not in said_on(client_of(carla), question)
    assert settle(client_of(carla), question, unmark=2).status_code == 403
    group.memberships.exclude(user=carla).update(left_at=now + dt.timedelta(days=1))
    settle(client_of(carla), question, unmark=2)
    question.refresh_from_db()
    assert question.is_open


def test_an_answer_that_its_author_takes_back_leaves_the_question_open(question, bob, now):
    answer = question.comments.get(number=2)
    mark_answer(comment=answer, by=bob, now=now)
    remove(comment=answer, now=now + dt.timedelta(hours=1))
    question.refresh_from_db()
    assert question.is_open
    assert not mark_answer(comment=answer, by=bob, now=now)


def test_an_answer_that_is_put_in_other_words_stays_the_answer(question, bob, now):
    answer = question.comments.get(number=2)
    mark_answer(comment=answer, by=bob, now=now)
    edit(comment=answer, body="All who live near.", now=now + dt.timedelta(hours=1))
    question.refresh_from_db()
    assert question.answer == answer


def test_a_comment_that_asks_nothing_takes_no_answer(group, edition, alice, bob, now):
    thread = make_thread(group, edition, alice)
    answer = make_comment(thread, bob)
    assert not mark_answer(comment=answer, by=alice, now=now)


def test_an_outsider_marks_nothing(client_of, question, charlie):
    assert settle(client_of(charlie), question, mark=2).status_code == 404
    assert rename(client_of(charlie), question, "comment").status_code == 404


def test_htmx_gets_the_thread_with_its_answer_and_the_margin_without_the_question(
    client_of, question, schedule, bob
):
    answer = client_of(bob).post(
        reverse("thread_answer", args=[question.group.slug, question.pk]),
        {"mark": 2},
        headers=HTMX
        | {
            "HX-Current-URL": "http://testserver"
            + reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
        },
    )
    shown = answer.content.decode()
    assert "Question, answered" in shown
    assert re.search(r'id="talk-2"[^>]*hx-swap-oob="true"', shown)
    assert "open question" not in shown
    assert '"comment": "c2"' in answer.headers["HX-Trigger-After-Settle"]


# Where questions come first


def test_an_open_question_stands_before_all_else_in_the_lists(client_of, bob, group, edition, schedule, now):
    start = edition.paragraphs.get(number=3).start
    ago = now - dt.timedelta(days=9)
    make_thread(group, edition, bob, start=start, end=start + 8, body="First in the text.")
    make_thread(
        group, edition, bob, start=start + 9, end=start + 15, body="Old question.", kind="question", at=ago
    )
    talk = listed(client_of(bob), group)
    assert talk.index("Old question.") < talk.index("First in the text.")
    beside = client_of(bob).get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 3]))
    beside = beside.content.decode()
    assert beside.index("Old question.") < beside.index("First in the text.")


def test_an_answered_question_stands_among_the_others(client_of, question, group, edition, bob, now):
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    make_thread(group, edition, bob, body="Said later.", at=now + dt.timedelta(days=1))
    talk = listed(client_of(bob), group)
    assert talk.index("Said later.") < talk.index("Who is meant by this?")


def test_the_open_questions_are_listed_the_longest_waiting_first_with_who_asked_and_the_way_to_each(
    client_of, question, group, edition, schedule, alice, bob, now
):
    old = make_thread(
        group, edition, bob, paragraph=4, body="Why so late?", kind="question", at=now - dt.timedelta(days=40)
    )
    answered = make_thread(group, edition, bob, paragraph=5, body="Is it so?", kind="question")
    mark_answer(comment=make_comment(answered, alice), by=bob, now=now)
    make_thread(group, edition, bob, paragraph=5, body="No question.")
    shown = listed(client_of(alice), group, kind="open")
    assert shown.index("Why so late?") < shown.index("Who is meant by this?")
    assert "Is it so?" not in shown
    assert "No question." not in shown
    place = reverse("reader_paragraph", args=[group.slug, schedule.pk, 4])
    assert f'href="{place}?thread={old.pk}"' in shown
    assert client_of(alice).get(f"{place}?thread={old.pk}").url.endswith(f"?thread={old.pk}#p4")


def test_the_list_is_narrowed_to_a_kind(client_of, question, group, edition, bob):
    make_thread(group, edition, bob, body="A neighbour is who lives near.", kind="definition")
    shown = listed(client_of(bob), group, kind="definition")
    assert "A neighbour is who lives near." in shown
    assert "Who is meant by this?" not in shown
    assert "There is none of this kind here yet." in listed(client_of(bob), group, kind="summary")


def test_a_question_whose_words_were_all_taken_back_waits_for_nothing(client_of, group, edition, bob, now):
    thread = make_thread(group, edition, bob, kind="question", at=now)
    remove(comment=thread.comments.get(), now=now)
    assert not Thread.objects.open_questions().exists()


def test_the_margin_shows_and_says_an_open_question_until_it_is_answered(
    client_of, question, schedule, group, edition, bob, now
):
    make_thread(group, edition, bob, body="A neighbour is who lives near.", kind="definition")
    page = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])
    shown = client_of(bob).get(page).content.decode()
    assert "4 comments on paragraph 2, 2 new, 1 open question, 1 definition" in shown
    assert '<span class="signs" aria-hidden="true">?=</span>' in shown
    mark_answer(comment=question.comments.get(number=2), by=bob, now=now)
    shown = client_of(bob).get(page).content.decode()
    assert "4 comments on paragraph 2, 2 new, 1 definition" in shown


# Definitions and summaries


def test_the_glossary_lists_the_terms_from_a_to_z_with_what_they_mean_and_the_way_to_each(
    client_of, group, edition, schedule, bob
):
    start = edition.paragraphs.get(number=3).start
    make_thread(group, edition, bob, start=start + 9, end=start + 15, body="Later in it.", kind="definition")
    make_thread(group, edition, bob, start=start, end=start + 8, body="What comes first.", kind="definition")
    make_thread(group, edition, bob, start=start, end=start + 8, body="Only talk.")
    shown = client_of(bob).get(reverse("glossary", args=[group.slug, schedule.pk])).content.decode()
    terms = re.findall(r"<dt[^>]*>([^<]*)</dt>", shown)
    assert terms == sorted(
        [edition.content[start + 9 : start + 15], edition.content[start : start + 8]], key=str.lower
    )
    assert "What comes first." in shown
    assert "Only talk." not in shown
    assert reverse("reader_paragraph", args=[group.slug, schedule.pk, 3]) in shown


def test_a_glossary_without_terms_says_how_to_begin_one(client_of, group, schedule, bob):
    shown = client_of(bob).get(reverse("glossary", args=[group.slug, schedule.pk])).content.decode()
    assert "Nothing is defined yet." in shown


def test_a_summary_is_listed_with_the_sitting_that_it_begins_in(
    client_of, group, edition, schedule, alice, bob
):
    second = schedule.sittings.get(number=2)
    thread = make_thread(group, edition, alice, paragraph=second.first_paragraph, kind="summary")
    make_thread(group, edition, alice, paragraph=second.first_paragraph, kind="definition")
    shown = client_of(bob).get(reverse("schedule_detail", args=[group.slug, schedule.pk])).content.decode()
    first, row = shown.split('id="sitting-2"')
    row = row.split('id="sitting-3"')[0]
    assert thread.get_absolute_url() in row
    assert row.count("Alice’s summary") == 1
    assert "Alice’s summary" not in first


def test_a_sitting_that_nobody_has_summed_up_asks_for_it(client_of, group, edition, schedule, bob):
    shown = client_of(bob).get(reverse("schedule_detail", args=[group.slug, schedule.pk])).content.decode()
    number = schedule.sittings.get(number=1).first_paragraph
    assert f'{opening(schedule)}?paragraph={number}&amp;kind=summary">No summary yet: write one' in shown
