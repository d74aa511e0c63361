"""An author edits and removes what they said: the place stays, the answers stay, and the counts are right."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from discussions.commenting import answer, edit, remove
from discussions.models import Comment, Thread
from tests.factories import make_comment, make_thread

pytestmark = pytest.mark.long

HTMX = {"HX-Request": "true", "HX-Target": "panel"}


@pytest.fixture
def thread(group, edition, schedule, alice, bob):
    """Alice's question and Bob's answer."""
    thread = make_thread(group, edition, alice, paragraph=3, body="Why bread?")
    make_comment(thread, bob, parent=thread.comments.get(), body="Why not bread?")
    return thread


def address(name, thread, number):
    return reverse(name, args=[thread.group.slug, thread.pk, number])


def thread_page(thread):
    return reverse("thread_detail", args=[thread.group.slug, thread.pk])


def margin_of(client, schedule):
    page = client.get(reverse("reader", args=[schedule.group.slug, schedule.pk, 1])).content.decode()
    return page[page.index('id="talk-3"') :].split(">")[0]


# Who may


@pytest.mark.parametrize("name", ["comment_edit", "comment_remove"])
def test_only_its_author_changes_a_comment(client_of, alice, charlie, admin, thread, name):
    bobs = address(name, thread, 2)
    assert (
        client_of(alice).post(bobs, {"body": "Something else"}).status_code == 403
    )  # though she facilitates
    assert client_of(charlie).post(bobs, {"body": "Something else"}).status_code == 404
    assert client_of(admin).post(bobs, {"body": "Something else"}).status_code == 404
    assert Comment.objects.get(number=2).body == "Why not bread?"


def test_whoever_has_left_the_circle_changes_nothing(client_of, bob, group, thread):
    group.memberships.filter(user=bob).update(left_at=timezone.now())
    assert client_of(bob).post(address("comment_remove", thread, 2)).status_code == 404


def test_ones_own_comments_offer_it_and_others_do_not(client_of, bob, thread):
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert address("comment_edit", thread, 2) in page
    assert address("comment_remove", thread, 2) in page
    assert address("comment_edit", thread, 1) not in page


# Editing


def test_an_author_edits_in_the_form_it_was_written_in(client_of, bob, thread):
    a_while_ago = timezone.now() - dt.timedelta(minutes=10)
    Comment.objects.filter(number=2).update(created_at=a_while_ago)
    form = client_of(bob).get(address("comment_edit", thread, 2)).content.decode()
    assert "Why not bread?</textarea>" in form
    response = client_of(bob).post(address("comment_edit", thread, 2), {"body": "Why *not* soup?"})
    assert response.url == f"{thread_page(thread)}#c2"
    page = client_of(bob).get(response.url).content.decode()
    assert "<p>Why <em>not</em> soup?</p>" in page
    assert "Why not bread?" not in page
    edited = Comment.objects.get(number=2)
    told = re.search(r'<span class="faint"><a href="([^"]*)"[^>]*>(.*?)</a></span>', page)
    assert told.groups() == (address("comment_history", thread, 2), f"edited {edited.edited_at:%H:%M}")
    assert edited.created_at < edited.edited_at


def test_a_script_gets_the_thread_with_the_new_words(client_of, bob, thread):
    response = client_of(bob).post(address("comment_edit", thread, 2), {"body": "Soup."}, headers=HTMX)
    assert "<p>Soup.</p>" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert '"comment": "c2"' in response["HX-Trigger-After-Settle"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_says_nothing_is_refused_and_the_comment_stays(client_of, bob, thread, headers):
    response = client_of(bob).post(address("comment_edit", thread, 2), {"body": " "}, headers=headers)
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()
    assert Comment.objects.get(number=2).body == "Why not bread?"


def test_the_same_words_again_are_no_edit(bob, thread, now):
    comment = thread.comments.get(number=2)
    edit(comment=comment, body=comment.body, now=now)
    comment.refresh_from_db()
    assert comment.edited_at is None


# Removing


def test_an_author_is_asked_and_then_the_words_are_gone_for_good(client_of, alice, bob, thread):
    asked = client_of(alice).get(address("comment_remove", thread, 1)).content.decode()
    assert "Why bread?" in asked
    assert Comment.objects.get(number=1).body == "Why bread?"
    response = client_of(alice).post(address("comment_remove", thread, 1))
    assert response.url == f"{thread_page(thread)}#c1"
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert "Why bread?" not in page
    assert "Removed by its author." in page
    assert "Why not bread?" in page
    assert 'id="c1"' in page
    gone = Comment.objects.get(number=1)
    assert (gone.body, gone.html) == ("", "")
    for name in ("comment_detail", "comment_edit", "comment_remove"):
        assert client_of(alice).get(address(name, thread, 1)).status_code == 404


def test_the_margin_and_the_lists_count_what_is_left(client_of, alice, bob, schedule, thread):
    reader = client_of(bob)
    assert '"2 comments on paragraph 3, 1 new"' in margin_of(reader, schedule)
    reader.post(address("comment_remove", thread, 2))
    assert '"1 comment on paragraph 3, 1 new"' in margin_of(reader, schedule)
    assert "1 comment<" in reader.get(thread_page(thread)).content.decode()


def test_a_thread_of_which_nothing_is_left_leaves_the_margin_and_the_lists(
    client_of, alice, bob, group, edition, schedule
):
    thread = make_thread(group, edition, alice, paragraph=3, body="Never mind")
    response = client_of(alice).post(
        address("comment_remove", thread, 1),
        headers=HTMX
        | {"HX-Current-URL": f"http://testserver{reverse('reader', args=[group.slug, schedule.pk, 1])}"},
    )
    part = response.content.decode()
    assert 'class="talk none" id="talk-3" hx-target="#panel" hx-swap-oob="true"' in part
    reader = client_of(bob)
    assert "Comment on paragraph 3" in margin_of(reader, schedule)
    listed = reader.get(reverse("thread_list", args=[group.slug])).content.decode()
    assert thread_page(thread) not in listed
    on_paragraph = reader.get(
        reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])
    ).content.decode()
    assert "Nobody has said anything here yet." in on_paragraph
    assert reader.get(thread_page(thread)).status_code == 200


def test_the_lists_show_the_first_word_that_stands_and_whose_it_is(
    client_of, alice, bob, group, schedule, thread
):
    client_of(alice).post(address("comment_remove", thread, 1))
    make_thread(group, schedule.edition, bob, paragraph=3)  # of a single one all would be shown
    reader = client_of(bob)
    lists = [
        reader.get(reverse("thread_list", args=[group.slug])),
        reader.get(reverse("paragraph_threads", args=[group.slug, schedule.pk, 3])),
    ]
    for response in lists:
        main = response.content.decode().partition("<main")[2] or response.content.decode()
        assert "Removed by its author." not in main
        assert "Why not bread?" in main
        assert "Bob" in main
        assert "Alice" not in main
    answer(
        thread=thread,
        author=alice,
        parent=thread.comments.get(number=2),
        body="Soup",
        submission=uuid.uuid4(),
        now=timezone.now(),
    )
    listed = reader.get(reverse("thread_list", args=[group.slug])).content.decode()
    assert re.search(r"1 answer, \d\d:\d\d", listed)


def test_the_answer_box_names_nobody_when_the_question_was_taken_back(client_of, bob, thread, now):
    assert "Answer Alice…" in client_of(bob).get(thread_page(thread)).content.decode()
    remove(comment=thread.comments.get(number=1), now=now)
    page = client_of(bob).get(thread_page(thread)).content.decode()
    assert 'placeholder="Answer…"' in page
    assert "Answer Alice…" not in page


def test_a_threads_own_page_counts_again_when_something_was_removed(client_of, bob, thread):
    response = client_of(bob).post(
        address("comment_remove", thread, 2), headers={"HX-Request": "true", "HX-Target": "talk"}
    )
    assert '<span id="comment-count" hx-swap-oob="true">1 comment</span>' in response.content.decode()


def test_what_comes_after_a_removal_gets_a_number_of_its_own(alice, bob, thread, now):
    remove(comment=thread.comments.get(number=1), now=now)
    made = answer(thread=thread, author=alice, parent=None, body="Again", submission=uuid.uuid4(), now=now)
    assert (made.number, made.path) == (3, [1, 3])
    assert Thread.objects.get().comment_count == 2


def test_a_removal_takes_the_thread_back_to_the_last_word_that_stands(alice, bob, group, edition, now):
    earlier = now - dt.timedelta(days=9)
    thread = make_thread(group, edition, alice, at=earlier)
    make_comment(thread, bob, parent=thread.comments.get(), at=now)
    remove(comment=thread.comments.get(number=2), now=now)
    remove(comment=thread.comments.get(number=2), now=now + dt.timedelta(days=1))
    thread.refresh_from_db()
    assert (thread.comment_count, thread.last_comment_at) == (1, earlier)
    assert thread.comments.get(number=2).removed_at == now


def test_what_was_removed_is_not_edited_back_by_a_form_that_comes_late(bob, thread, now):
    comment = thread.comments.get(number=2)
    remove(comment=comment, now=now)
    edit(comment=comment, body="Still here", now=now)
    comment.refresh_from_db()
    assert comment.body == ""


def test_a_comment_that_is_removed_twice_leads_back_to_its_thread(client_of, alice, thread):
    answers = [client_of(alice).post(address("comment_remove", thread, 1)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[1].url == reverse("thread_detail", args=[thread.group.slug, thread.pk])


def test_a_slip_put_right_within_five_minutes_is_told_only_when_somebody_had_answered(
    client_of, alice, bob, thread
):
    bobs = thread.comments.get(number=2)
    Comment.objects.filter(pk=bobs.pk).update(edited_at=bobs.created_at + dt.timedelta(minutes=4))
    assert "edited" not in comments_on(client_of(alice).get(thread_page(thread)))
    make_comment(thread, bob, parent=bobs)
    assert "edited" not in comments_on(client_of(alice).get(thread_page(thread)))
    make_comment(thread, alice, parent=bobs)
    assert "edited" in comments_on(client_of(alice).get(thread_page(thread)))


def test_an_edit_after_more_than_five_minutes_is_always_told(client_of, alice, thread):
    bobs = thread.comments.get(number=2)
    Comment.objects.filter(pk=bobs.pk).update(edited_at=bobs.created_at + dt.timedelta(minutes=6))
    assert "edited" in comments_on(client_of(alice).get(thread_page(thread)))


def comments_on(response):
    return re.sub(
        r'<a href="[^"]*edit/.*?</a>', "", response.text[response.text.index('<ol class="comments"') :]
    )


def test_nobody_is_asked_to_answer_themselves_by_name(client_of, alice, bob, thread):
    theirs, mine = (
        client_of(bob).get(thread_page(thread)).text,
        client_of(alice).get(thread_page(thread)).text,
    )
    assert "Answer Alice…" in theirs
    assert 'Answer<span class="visually-hidden">&nbsp;Alice</span>' in theirs
    assert "Answer Alice…" not in mine
    assert 'Answer<span class="visually-hidden"></span>' in mine
    form = f"{reverse('comment_create', args=[thread.group.slug, thread.pk])}?parent={thread.comments.get(number=1).pk}"
    assert "<h1>Answer Alice</h1>" in client_of(bob).get(form).text
    assert "<h1>Answer</h1>" in client_of(alice).get(form).text


def test_other_words_for_a_comment_that_one_has_removed_meanwhile_are_given_back(client_of, bob, thread):
    remove(comment=thread.comments.get(number=2), now=timezone.now())
    answer = client_of(bob).post(address("comment_edit", thread, 2), {"body": "Why *not* soup?"})
    assert answer.status_code == 422
    assert "You have removed this comment." in answer.text
    assert "Why *not* soup?</textarea>" in answer.text
    assert Comment.objects.get(number=2).body == ""
    assert client_of(bob).get(address("comment_edit", thread, 2)).status_code == 404


@pytest.mark.parametrize(
    ("name", "title"), [("comment_edit", "Edit your comment"), ("comment_remove", "Remove your comment")]
)
def test_its_page_is_called_after_what_it_does_and_leads_back(client_of, bob, thread, name, title):
    page = client_of(bob).get(address(name, thread, 2)).text
    assert f"<h1>{title}</h1>" in page
    assert f'href="{thread_page(thread)}#c2">Back to the thread</a>' in page


def test_the_button_that_removes_a_comment_is_called_otherwise_than_the_link_that_asks(
    client_of, bob, thread
):
    page = client_of(bob).get(address("comment_remove", thread, 2)).text
    assert ">Remove this comment</button>" in page
    assert ">Remove</button>" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_words_changed_in_another_window_meanwhile_are_shown_before_others_take_their_place(
    client_of, bob, thread, headers
):
    editing, client = address("comment_edit", thread, 2), client_of(bob)
    seen = client.get(editing, headers=headers).context["form"]["since"].value()
    assert client.post(editing, {"body": "From here.", "since": seen}, headers=headers).status_code in (
        200,
        302,
    )
    late = client.post(editing, {"body": "From there.", "since": seen}, headers=headers)
    assert late.status_code == 422
    assert "You have changed this comment in another window meanwhile." in late.text
    assert "From here." in late.text
    assert late.context["form"]["body"].value() == "From there."
    assert thread.comments.get(number=2).body == "From here."
    again = {"body": "From there.", "since": late.context["form"]["since"].value()}
    assert again["since"] != seen
    client.post(editing, again, headers=headers)
    assert thread.comments.get(number=2).body == "From there."


def test_the_same_words_saved_in_two_windows_ask_nothing(client_of, bob, thread):
    editing, client = address("comment_edit", thread, 2), client_of(bob)
    for _window in range(2):
        assert client.post(editing, {"body": "Rye.", "since": ""}).status_code == 302
    assert thread.comments.get(number=2).body == "Rye."
