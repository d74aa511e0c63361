"""Mail of what was said in threads that one follows: in time, together, and only what one has not seen."""

import datetime as dt
import uuid

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from discussions import telling
from discussions.commenting import answer, open_thread, remove
from discussions.models import Seen, Thread
from discussions.noticing import follow, mute, see
from groups.joining import leave
from notices import sending
from notices.models import Delivery, Preference
from tests.factories import make_group, make_membership, make_schedule, make_user
from tests.notices.conftest import inbox as inbox

LATER = dt.timedelta(minutes=11)


@pytest.fixture
def thread(group, edition, schedule, alice, now):
    """Alice has asked something about the second paragraph, half an hour ago."""
    span = edition.paragraphs.get(number=2).span
    made = open_thread(
        group=group,
        edition=edition,
        author=alice,
        start=span.lower,
        end=span.upper,
        body="Who carries the lantern?",
        submission=uuid.uuid4(),
        now=now - dt.timedelta(minutes=30),
    )
    return Thread.objects.get(pk=made.thread_id)


def say(thread, by, body="I do.", at=None):
    return answer(
        thread=thread,
        author=by,
        parent=None,
        body=body,
        submission=uuid.uuid4(),
        now=at or timezone.now(),
    )


def words(mail, kind="plain"):
    return " ".join(mail.get_body((kind,)).get_content().split())


def test_whoever_opened_a_thread_hears_of_an_answer_ten_minutes_later(inbox, thread, bob, now):
    say(thread, bob, "It is **mine**, by turns.", at=now)
    assert sending.send_due(now + dt.timedelta(minutes=9)).counts["sent"] == 0
    assert sending.send_due(now + LATER).counts["sent"] == 1
    assert sending.send_due(now + LATER).counts["sent"] == 0
    (mail,) = inbox.mails()
    assert mail["Delivered-To"] == "alice@example.org"
    assert mail["Subject"] == "Bob in Tuesday circle: “It is mine, by turns.”"
    for kind in ("plain", "html"):
        assert "It is mine, by turns." in words(mail, kind)
        assert thread.passage.quote[:40] in words(mail, kind)
        assert f"{thread.get_absolute_url()}#c2" in words(mail, kind)
    assert "<strong>Bob</strong>" in words(mail, "html")


def test_who_answered_follows_from_then_on_and_who_only_reads_does_not(inbox, thread, alice, bob, now):
    make_membership(thread.group, make_user("Dora"))
    say(thread, bob, at=now)
    say(thread, alice, "Then who has the matches?", at=now + dt.timedelta(minutes=1))
    sending.send_due(now + LATER)
    assert sorted(inbox.recipients()) == ["alice@example.org", "bob@example.org"]


def test_what_one_has_seen_meanwhile_is_not_told(inbox, thread, alice, bob, now):
    say(thread, bob, at=now)
    see(user=alice, thread=thread, ranges=[(2, 3)])
    assert sending.send_due(now + LATER).counts["dropped"] == 1
    assert inbox.mails() == []


def test_several_comments_are_one_mail_and_the_next_mail_is_two_hours_later(inbox, thread, bob, now):
    for minute in range(3):
        say(thread, bob, f"Word {minute}.", at=now + dt.timedelta(minutes=minute))
    assert Delivery.objects.filter(kind=telling.KIND).count() == 1
    sending.send_due(now + LATER)
    say(thread, bob, "One more.", at=now + dt.timedelta(minutes=20))
    assert sending.send_due(now + dt.timedelta(minutes=120)).counts["sent"] == 0
    assert sending.send_due(now + dt.timedelta(minutes=132)).counts["sent"] == 1
    first, second = inbox.mails()
    assert first["Subject"] == "3 new comments in Tuesday circle"
    assert all(f"Word {number}." in words(first) for number in range(3))
    assert "One more." in words(second)
    assert "Word 2." not in words(second)
    assert first["Message-ID"] != second["Message-ID"]


def test_a_muted_thread_and_one_no_longer_followed_are_quiet(thread, alice, bob, now):
    follow(user=alice, thread=thread, is_followed=False)
    say(thread, bob, at=now)
    follow(user=alice, thread=thread)
    mute(user=alice, thread=thread, is_muted=True)
    say(thread, bob, at=now)
    assert not Delivery.objects.filter(kind=telling.KIND).exists()


@pytest.mark.parametrize("why", ["stopped", "no address", "gone", "left"])
def test_who_cannot_or_will_not_hear_is_not_written_to(inbox, thread, alice, bob, now, why):
    say(thread, bob, at=now)
    if why == "stopped":
        Preference.objects.create(user=alice, talk=False)
    elif why == "no address":
        EmailAddress.objects.filter(user=alice).update(verified=False)
    elif why == "gone":
        alice.is_active = False
        alice.save()
    else:
        leave(membership=thread.group.memberships.get(user=alice), now=now)
    say(thread, bob, at=now)
    counts = sending.send_due(now + LATER).counts
    assert counts["sent"] == 0
    assert inbox.mails() == []


def test_one_circle_is_not_told_of_another(inbox, thread, alice, bob, charlie, edition, now):
    other = make_group("Sunday circle", facilitator=charlie, members=[bob])
    make_schedule(other, edition)
    say(thread, bob, at=now)
    sending.send_due(now + LATER)
    assert inbox.recipients() == ["alice@example.org"]


def test_a_removed_comment_is_not_told(inbox, thread, bob, now):
    remove(comment=say(thread, bob, at=now), now=now)
    sending.send_due(now + LATER)
    assert inbox.mails() == []


def test_the_mail_is_in_the_language_of_whoever_gets_it(inbox, thread, alice, bob, now):
    alice.language = "de"
    alice.save()
    say(thread, bob, at=now)
    sending.send_due(now + LATER)
    assert '<html lang="de">' in inbox.mails()[0].get_body(("html",)).get_content()


def test_only_so_much_of_a_lively_talk_is_in_one_mail(inbox, thread, bob, now):
    for number in range(telling.SHOWN + 3):
        say(thread, bob, f"Thought {number} " + "walks on " * 100, at=now)
    sending.send_due(now + LATER)
    (mail,) = inbox.mails()
    assert "and 3 more" in words(mail)
    assert f"Thought {telling.SHOWN - 1}" in words(mail)
    assert f"Thought {telling.SHOWN} " not in words(mail)


def test_telling_takes_as_many_queries_however_many_follow(thread, bob, now):
    def queries():

        with CaptureQueriesContext(
            connection,
        ) as captured:
            say(thread, bob, at=now)
        return len(captured)

    queries()
    Delivery.objects.all().delete()
    few = queries()
    Delivery.objects.all().delete()
    for number in range(10):
        person = make_user(f"Reader {number}")
        make_membership(thread.group, person)
        follow(user=person, thread=thread)
    assert queries() == few
    assert Delivery.objects.filter(kind=telling.KIND).count() == 11


def test_the_button_follows_and_stops_following(client_of, thread, bob):
    client = client_of(bob)
    address = reverse("thread_seen", args=[thread.group.slug, thread.pk])
    assert "Following" not in client.get(thread.get_absolute_url()).content.decode()
    client.post(address, {"deed": "follow"})
    assert Seen.objects.following().filter(user=bob, thread=thread).exists()
    assert "Following" in client.get(thread.get_absolute_url()).content.decode()
    client.post(address, {"deed": "unfollow"})
    assert not Seen.objects.following().filter(user=bob).exists()


def test_the_link_at_its_foot_stops_these_mails_alone(inbox, client, thread, alice, bob, now):
    say(thread, bob, at=now)
    sending.send_due(now + LATER)
    (mail,) = inbox.mails()
    stop = mail["List-Unsubscribe"].strip("<>").partition("/notices/")[2]
    assert "No more mails of new comments?" in client.get(f"/notices/{stop}").content.decode()
    assert "No more mails of new comments" in client.post(f"/notices/{stop}").content.decode()
    preference = Preference.objects.get(user=alice)
    assert (preference.talk, preference.reminders, preference.plan_changes) == (False, True, True)
