"""The news that a plan was changed: to everybody else who wishes it, once, in their language and by their clock."""

import datetime as dt
import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from groups import joining, replanning, scheduling, telling
from groups.models import PlanChange, Schedule
from notices import kinds, sending
from notices.models import Delivery, Preference
from tests.factories import make_group, make_membership, make_schedule, make_user
from tests.notices.conftest import inbox as inbox

pytestmark = pytest.mark.long

SOON = dt.timedelta(minutes=1)


def move(schedule, by, days=1, *, following=True, now=None):
    sitting = schedule.sittings.earliest("number")
    return scheduling.move_sitting(
        sitting=sitting,
        due_on=sitting.due_on + dt.timedelta(days=days),
        due_time=sitting.due_time,
        move_following=following,
        by=by,
        now=now or timezone.now(),
    )


def change(schedule, by, **fields):
    """Plan anew as it stands, but for what is said."""
    first = schedule.sittings.earliest("number")
    stands = {
        "count": schedule.sittings.count(),
        "first_due_on": first.due_on,
        "due_time": first.due_time,
        "every_weeks": 1,
    }
    cadence = scheduling.Cadence(**stands | fields)
    replanning.change_schedule(schedule=schedule, cadence=cadence, kept=0, by=by, now=timezone.now())


def words(mail, kind="plain"):
    return " ".join(mail.get_body((kind,)).get_content().split())


def told():
    """Who has news waiting, by name."""
    waiting = Delivery.objects.filter(kind=telling.KIND, state=Delivery.State.QUEUED)
    return sorted(waiting.values_list("user__display_name", flat=True))


def test_the_others_are_told_of_a_move_and_whoever_made_it_is_not(inbox, schedule, alice):
    make_membership(schedule.group, make_user("Dora"))
    move(schedule, alice)
    assert sending.send_due(timezone.now()).counts["sent"] == 2
    assert sending.send_due(timezone.now()).counts["sent"] == 0
    assert sorted(inbox.recipients()) == ["bob@example.org", "dora@example.org"]
    mail = inbox.mails()[0]
    assert mail["Subject"] == "“On Walking Together” with Tuesday circle: new times"
    for kind in ("plain", "html"):
        assert (
            "Alice has moved 4 sittings of “On Walking Together”, which you read with “Tuesday circle”."
            in words(mail, kind)
        )
        assert schedule.get_absolute_url() in words(mail, kind)
        assert all(f"Stretch {number}" in words(mail, kind) for number in (1, 2, 3, 4))


def test_it_is_told_in_ones_language_and_by_ones_clock_with_the_groups_beside(inbox, schedule, alice, bob):
    bob.language, bob.time_zone = "de", "Asia/Tokyo"
    bob.save()
    move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    (mail,) = inbox.mails()
    assert '<html lang="de">' in mail.get_body(("html",)).get_content()
    hours = re.findall(r"\d\d:00", words(mail))
    assert hours[0] in {"03:00", "04:00"}
    assert hours[1] == "19:00"
    assert "Tokyo" in words(mail)
    assert "Lisbon" in words(mail)
    assert "Asia/" not in words(mail)
    assert "Europe/" not in words(mail)


def test_a_long_plan_is_not_listed_as_a_whole(inbox, group, edition, alice):
    move(make_schedule(group, edition, sittings=9), alice)
    sending.send_due(timezone.now())
    text = words(inbox.mails()[0])
    assert "Stretch 6" in text
    assert "Stretch 7" not in text
    assert "and 3 more" in text


def test_a_plan_made_anew_is_told_with_its_break(inbox, schedule, alice):
    first = schedule.sittings.earliest("number").due_on
    change(schedule, alice, count=2, pause_from=first + SOON * 1440, pause_until=first + SOON * 2880)
    sending.send_due(timezone.now())
    text = words(inbox.mails()[0])
    assert (
        "Alice has changed the plan for “On Walking Together”, which you read with “Tuesday circle”." in text
    )
    assert "Break from" in text


def test_a_plan_that_stays_as_it_is_is_told_to_nobody(schedule, alice):
    change(schedule, alice, count=2)
    Delivery.objects.all().delete()
    change(schedule, alice, count=2)
    move(schedule, alice, days=0)
    assert told() == []


def test_a_plan_that_is_taken_off_is_told_and_one_that_is_over_is_not(inbox, group, schedule, edition, alice):
    later = timezone.now() + dt.timedelta(days=400)
    scheduling.take_off(schedule=schedule, by=alice, now=later)
    assert told() == []
    assert scheduling.take_off(schedule=make_schedule(group, edition), by=alice, now=timezone.now())
    sending.send_due(timezone.now())
    (mail,) = inbox.mails()
    assert mail["Subject"] == "“On Walking Together” with Tuesday circle: taken off"
    assert "Alice has taken “On Walking Together” off the schedule of Tuesday circle." in words(mail)
    assert group.get_absolute_url() in words(mail)
    assert "See the plan" not in words(mail)


def test_who_does_not_want_it_or_has_no_verified_address_is_not_told(schedule, alice, bob):
    Preference.objects.create(user=bob, plan_changes=False)
    dora = make_user("Dora")
    make_membership(schedule.group, dora)
    EmailAddress.objects.filter(user=dora).update(verified=False)
    move(schedule, alice)
    assert told() == []


@pytest.mark.parametrize("deed", ["leaves", "declines", "is in time"])
def test_it_is_asked_again_before_it_is_sent(inbox, schedule, alice, bob, deed):
    move(schedule, alice)
    assert told() == ["Bob"]
    if deed == "leaves":
        joining.leave(membership=schedule.group.memberships.get(user=bob), now=timezone.now())
    elif deed == "declines":
        Preference.objects.create(user=bob, plan_changes=False)
    sending.send_due(timezone.now())
    assert len(inbox.mails()) == (deed == "is in time")


def test_of_changes_that_follow_each_other_at_once_only_the_last_is_told(inbox, schedule, alice):
    move(schedule, alice)
    move(schedule, alice)
    scheduling.take_off(schedule=schedule, by=alice, now=timezone.now())
    sending.send_due(timezone.now())
    (mail,) = inbox.mails()
    assert "taken off" in mail["Subject"]


def test_two_changes_that_are_apart_are_two_mails(inbox, schedule, alice):
    for _time in range(2):
        move(schedule, alice)
        sending.send_due(timezone.now())
    assert inbox.recipients() == ["bob@example.org"] * 2


def test_news_of_a_group_that_is_gone_is_not_written(schedule, alice):
    move(schedule, alice)
    delivery = Delivery.objects.get(kind=telling.KIND)
    PlanChange.objects.all().delete()
    with pytest.raises(kinds.UnwritableError):
        telling.compose(delivery)


def test_the_link_at_its_foot_stops_this_news_and_no_reminder(inbox, client, schedule, alice, bob):
    move(schedule, alice)
    sending.send_due(timezone.now())
    address = re.search(r"/notices/stop/[^>]+", inbox.mails()[0]["List-Unsubscribe"])[0]
    assert "No more news of changed plans?" in client.get(address).text
    assert "No more news of changed plans" in client.post(address).text
    chosen = Preference.objects.get(user=bob)
    assert (chosen.reminders, chosen.plan_changes) == (True, False)
    assert "You hear of changed plans again" in client.post(address, {"undo": "1"}).text
    chosen.refresh_from_db()
    assert chosen.plan_changes


def test_whoever_changes_a_plan_on_its_pages_tells_the_others(client_of, schedule, alice):
    browser, first = client_of(alice), schedule.sittings.earliest("number")
    moved = {"due_on": (first.due_on + dt.timedelta(days=1)).isoformat(), "due_time": "19:00"}
    for _twice in range(2):
        browser.post(f"{schedule.get_absolute_url()}1/", moved)
    browser.post(reverse("schedule_delete", args=[schedule.group.slug, schedule.pk]))
    assert list(PlanChange.objects.order_by("pk").values_list("deed", "by")) == [
        ("moved", alice.pk),
        ("taken_off", alice.pk),
    ]
    assert not Schedule.objects.exists()


def test_nobody_of_another_group_is_told(schedule, alice, charlie):
    make_group("Elsewhere", facilitator=charlie, members=[alice])
    move(schedule, alice)
    assert told() == ["Bob"]


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_mail_says_of_each_moved_sitting_when_it_was_due_before(inbox, schedule, alice, bob, kind):
    before = [
        telling.wall_time(row.due_at.astimezone(schedule.group.clock)) for row in schedule.sittings.all()
    ]
    bob.time_zone = "Europe/Lisbon"
    bob.save()
    move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    (mail,) = inbox.mails()
    assert f"before: {before[0]}" in words(mail, kind)
    assert words(mail, kind).count("before: ") == 1


def test_moving_twice_before_the_mail_is_out_tells_what_was_known_before(inbox, schedule, alice):
    first = schedule.sittings.earliest("number")
    for _time in range(2):
        move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    (mail,) = inbox.mails()
    assert f"before: {telling.wall_time(first.due_at.astimezone(schedule.group.clock))}" in words(mail)


def test_after_the_mail_is_out_the_next_tells_what_it_said(inbox, schedule, alice):
    move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    moved = schedule.sittings.earliest("number")
    move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    assert f"before: {telling.wall_time(moved.due_at.astimezone(schedule.group.clock))}" in words(
        inbox.mails()[1]
    )


def test_a_plan_that_stands_again_as_it_was_before_the_mail_is_out_is_told_to_nobody(inbox, schedule, alice):
    change(schedule, alice, count=3)
    sending.send_due(timezone.now())
    move(schedule, alice)
    move(schedule, alice, days=-1)
    change(schedule, alice, count=2)
    change(schedule, alice, count=3)
    assert told() == ["Bob"] * 4
    assert sending.send_due(timezone.now()).counts["sent"] == 0
    move(schedule, alice, following=False)
    assert sending.send_due(timezone.now()).counts["sent"] == 1
    assert len(inbox.mails()) == 2


def test_whoever_has_heard_of_a_move_hears_that_it_was_taken_back(inbox, schedule, alice):
    move(schedule, alice)
    sending.send_due(timezone.now())
    move(schedule, alice, days=-1)
    sending.send_due(timezone.now())
    assert inbox.recipients() == ["bob@example.org"] * 2


def test_what_two_people_change_at_once_is_one_mail_that_tells_the_sum_and_each_hears_of_the_other(
    inbox, schedule, alice, bob
):
    make_membership(schedule.group, make_user("Dora"))
    first = schedule.sittings.earliest("number")
    move(schedule, alice, following=False)
    move(schedule, bob, days=2, following=False)
    assert sending.send_due(timezone.now()).counts["sent"] == 3
    mails = {mail["To"]: words(mail) for mail in inbox.mails()}
    assert sorted(mails) == ["alice@example.org", "bob@example.org", "dora@example.org"]
    assert "Alice and Bob have changed the plan for" in mails["dora@example.org"]
    assert "Alice has moved a sitting" in mails["bob@example.org"]
    assert "Bob has moved a sitting" in mails["alice@example.org"]
    known = telling.wall_time(first.due_at.astimezone(schedule.group.clock))
    assert f"before: {known}" in mails["dora@example.org"]
    assert f"before: {known}" in mails["bob@example.org"]
    assert f"before: {known}" not in mails["alice@example.org"]  # who had moved it herself
    assert sending.send_due(timezone.now()).counts["sent"] == 0
    move(schedule, alice, following=False)
    sending.send_due(timezone.now())
    assert "Alice has moved a sitting" in words(inbox.mails()[-1])


def test_whoever_takes_back_what_another_did_at_once_is_told_nothing_and_the_other_is(
    inbox, schedule, alice, bob
):
    move(schedule, alice)
    move(schedule, bob, days=-1)
    sending.send_due(timezone.now())
    assert inbox.recipients() == ["alice@example.org"]
    assert "Bob has moved 4 sittings" in words(inbox.mails()[0])


def test_whoever_takes_a_plan_off_is_not_told_so_for_what_another_did_before(inbox, schedule, alice, bob):
    move(schedule, alice)
    scheduling.take_off(schedule=schedule, by=bob, now=timezone.now())
    sending.send_due(timezone.now())
    assert inbox.recipients() == ["alice@example.org"]
    assert "Bob has taken “On Walking Together” off" in words(inbox.mails()[0])


def test_what_another_sender_has_in_hand_counts_as_told(inbox, schedule, alice):
    move(schedule, alice)
    assert sending.claim(timezone.now())
    move(schedule, alice, days=-1)
    sending.send_due(timezone.now())
    assert len(inbox.mails()) == 1
