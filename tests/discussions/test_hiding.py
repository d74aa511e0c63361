"""What does one no good folds into a line, for oneself alone, and comes back when one wishes."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from accounts.leaving import leave
from discussions.commenting import answer
from discussions.hiding import block, hide
from discussions.models import Comment, Hiding
from discussions.noticing import follow, news_in, see
from discussions.reacting import react
from groups.joining import leave as leave_group
from notices import sending
from notices.models import Delivery
from tests.factories import make_comment, make_membership, make_thread, make_user
from tests.notices.conftest import inbox as inbox

FOLDED = "Hidden by you"


@pytest.fixture
def thread(group, edition, schedule, alice, bob, now):
    """Bob began it, Alice said something unkind, and Bob answered that."""
    made = make_thread(group, edition, bob, body="What is meant here?", at=now)
    unkind = make_comment(made, alice, body="Only a dunce would ask.", at=now)
    make_comment(made, bob, parent=unkind, body="Then I am one.", at=now)
    return made


def press(client, thread, htmx=False, **sent):
    headers = {"HX-Request": "true", "HX-Target": "talk"} if htmx else {}
    return client.post(reverse("thread_hide", args=[thread.group.slug, thread.pk]), sent, headers=headers)


def shown(client, thread):
    return " ".join(client.get(thread.get_absolute_url()).text.split())


def test_a_hidden_comment_is_one_line_and_the_answers_to_it_stay(client_of, bob, thread):
    assert press(client_of(bob), thread, hide="2").url == f"{thread.get_absolute_url()}#c2"
    page = shown(client_of(bob), thread)
    assert "dunce" not in page
    assert page.count(FOLDED) == 1
    assert "Then I am one." in page


def test_of_two_comments_by_one_person_only_the_hidden_one_is_folded(client_of, alice, bob, thread, now):
    """They have all else in common, and a page makes what is in common once."""
    make_comment(thread, alice, body="I did not mean that.", at=now)
    see(user=bob, thread=thread, ranges=[(1, 5)])
    hide(user=bob, comment=thread.comments.get(number=4))
    page = shown(client_of(bob), thread)
    assert "dunce" in page
    assert "did not mean" not in page
    (line,) = re.findall(r'<article class="comment gone" id="c(\d)"', page)
    assert line == "4"
    assert page.count(FOLDED) == 1


def test_nobody_else_sees_that_it_is_hidden(client_of, alice, bob, thread):
    before = shown(client_of(alice), thread)
    hide(user=bob, comment=thread.comments.get(number=2))
    block(user=bob, person=alice)
    differs_each_time = re.compile(r'(value|data-ask|data-bring|nonce)="[^"]*"')
    after = shown(client_of(alice), thread)
    assert differs_each_time.sub("", after) == differs_each_time.sub("", before)
    assert not Delivery.objects.exists()


def test_the_line_opens_and_takes_it_back(client_of, bob, alice, thread):
    hide(user=bob, comment=thread.comments.get(number=2))
    address = reverse("comment_detail", args=[thread.group.slug, thread.pk, 2])
    assert address in shown(client_of(bob), thread)
    opened = client_of(bob).get(address, headers={"HX-Request": "true"}).text
    assert "dunce" in opened
    assert "Alice, hidden by you" in opened
    assert "dunce" in press(client_of(bob), thread, htmx=True, show="2").text
    assert not Hiding.objects.exists()


def test_all_that_a_person_says_is_hidden_in_every_circle_and_also_what_they_say_later(
    client_of, alice, bob, edition, group, thread, now
):
    press(client_of(bob), thread, block="2")
    make_comment(thread, alice, body="Another unkindness.", at=now)
    page = shown(client_of(bob), thread)
    assert "dunce" not in page
    assert "unkindness" not in page
    assert page.count(FOLDED) == 2
    hers = make_thread(group, edition, alice, body="A third unkindness.", at=now)
    for address in (
        reverse("thread_list", args=[group.slug]),
        reverse("group_detail", args=[group.slug]),
        reverse("paragraph_threads", args=[group.slug, group.schedules.get().pk, 2]),
    ):
        page = client_of(bob).get(address).text
        assert "unkindness" not in page, address
        assert FOLDED in page, address
    make_comment(hers, bob, body="I do not know what I answer.", at=now)
    assert "I do not know what" in client_of(bob).get(reverse("thread_list", args=[group.slug])).text
    press(client_of(bob), thread, show="2")
    assert "dunce" in shown(client_of(bob), thread)


def test_what_is_hidden_is_not_new(alice, bob, group, thread):
    assert news_in(group, bob) == {thread.pk: 1}
    hide(user=bob, comment=thread.comments.get(number=2))
    assert news_in(group, bob) == {}
    Hiding.objects.all().delete()
    block(user=bob, person=alice)
    assert news_in(group, bob) == {}
    assert not Comment.objects.new_to(bob).exists()


def say(thread, author, body, now):
    return answer(thread=thread, author=author, parent=None, body=body, submission=uuid.uuid4(), now=now)


def test_no_mail_tells_of_it_not_even_when_it_speaks_to_one_by_name(alice, bob, group, thread, inbox, now):
    follow(user=bob, thread=thread)
    block(user=bob, person=alice)
    say(thread, alice, "@Bob, once more.", now)
    assert not Delivery.objects.filter(user=bob).exists()
    dana = make_user("Dana")
    make_membership(group, dana, joined_at=now - dt.timedelta(days=1))
    say(thread, dana, "A friendly word.", now)
    sending.send_due(now + dt.timedelta(minutes=11))
    (mail,) = [mail for mail in inbox.mails() if mail["Delivered-To"] == "bob@example.org"]
    told = mail.get_body(("plain",)).get_content()
    assert "A friendly word" in told
    assert "once more" not in told


def test_a_mail_that_waits_tells_nothing_of_who_was_hidden_meanwhile(alice, bob, thread, inbox, now):
    follow(user=bob, thread=thread)
    say(thread, alice, "Something sharp.", now)
    block(user=bob, person=alice)
    sending.send_due(now + dt.timedelta(minutes=11))
    assert "bob@example.org" not in inbox.recipients()


def test_what_arrives_while_the_thread_is_open_arrives_folded_and_is_not_announced(
    client_of, alice, bob, thread, now
):
    block(user=bob, person=alice)
    say(thread, alice, "A fresh unkindness.", now)
    address = reverse("thread_live", args=[thread.group.slug, thread.pk])
    came = client_of(bob).get(address, {"after": "3", "since": "1"}).text
    assert FOLDED in came
    assert "unkindness" not in came
    assert "has just said" not in came


def test_reactions_of_somebody_hidden_are_not_seen(client_of, alice, bob, thread):
    react(comment=thread.comments.get(number=1), user=alice, kind="otherwise")
    assert "I see it differently 1" in re.sub("<[^>]+>", "", shown(client_of(bob), thread))
    block(user=bob, person=alice)
    assert "I see it differently 1" not in re.sub("<[^>]+>", "", shown(client_of(bob), thread))


def test_one_has_nothing_to_hide_of_ones_own(client_of, bob, thread):
    assert press(client_of(bob), thread, hide="1").status_code == 403
    assert press(client_of(bob), thread, block="1").status_code == 403
    care = reverse("comment_care", args=[thread.group.slug, thread.pk, 1])
    assert client_of(bob).get(care).status_code == 403
    assert not Hiding.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"hide": ""}, {"hide": "x"}, {"hide": "99"}])
def test_what_is_no_comment_is_not_found(client_of, bob, thread, sent):
    assert press(client_of(bob), thread, **sent).status_code == 404


def test_the_list_of_what_is_hidden_takes_each_back(client_of, alice, bob, thread):
    block(user=bob, person=alice)
    hide(user=bob, comment=thread.comments.get(number=2))
    client, address = client_of(bob), reverse("hidden_list")
    page = client.get(address).text
    assert page.count("Alice") >= 2
    assert "dunce" not in page
    for hiding in Hiding.objects.all():
        client.post(reverse("hidden_undo", args=[hiding.pk]))
    assert "You have hidden nothing" in client.get(address).text


def test_what_one_hid_in_a_circle_that_one_left_is_listed_without_a_name(
    client_of, alice, bob, group, thread, now
):
    hide(user=bob, comment=thread.comments.get(number=2))
    leave_group(membership=group.memberships.get(user=bob), now=now + dt.timedelta(seconds=1))
    page = client_of(bob).get(reverse("hidden_list")).text
    assert "Alice" not in page
    assert "Show again" in page


def test_nobody_takes_back_what_another_has_hidden(client_of, alice, bob):
    block(user=bob, person=alice)
    client_of(alice).post(reverse("hidden_undo", args=[Hiding.objects.get().pk]))
    assert Hiding.objects.exists()


def test_who_leaves_the_site_for_good_is_hidden_no_more_and_hides_nothing(alice, bob, charlie, now):
    block(user=bob, person=alice)
    block(user=alice, person=charlie)
    leave(person=alice, now=now)
    assert not Hiding.objects.exists()
