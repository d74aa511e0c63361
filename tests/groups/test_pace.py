"""Where a reader and a circle stand in a schedule."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups import joining, pace, together
from groups.models import Membership
from readings import reading
from tests.factories import make_group, make_membership, make_schedule, make_text, make_user


def read(user, edition, first, last):
    """Let a person read from one paragraph to another."""
    spans = [(p.start, p.end) for p in edition.paragraphs.filter(number__gte=first, number__lte=last)]
    reading.mark_read(user=user, edition=edition, ranges=spans, now=timezone.now())


def standings(schedule, user, **options):
    progress = reading.progress_of(user, schedule.edition)
    return pace.standings(schedule=schedule, user=user, progress=progress, now=timezone.now(), **options)


@pytest.fixture
def running(group, edition):
    """Four sittings: the first was due, the second is due in some days."""
    return make_schedule(group, edition, first_due=timezone.now().date() - dt.timedelta(days=3))


def test_the_sitting_due_next_is_now_and_those_before_it_are_past(running, bob):
    assert [row.state for row in standings(running, bob)] == ["past", "now", "next", "next"]


@pytest.mark.parametrize(("days", "soon"), [(8, False), (3, False), (1, True)])
def test_the_present_sitting_is_warm_in_its_last_two_days_alone(group, edition, bob, days, soon):
    schedule = make_schedule(group, edition, first_due=timezone.now().date() + dt.timedelta(days=days))
    assert [row.soon for row in standings(schedule, bob)] == [soon, False, False, False]


def test_after_the_last_one_all_are_past(group, edition, bob):
    schedule = make_schedule(group, edition, first_due=timezone.now().date() - dt.timedelta(days=300))
    assert {row.state for row in standings(schedule, bob)} == {"past"}
    assert pace.desk(schedule=schedule, user=bob, now=timezone.now()).current is None


def test_a_reader_sees_their_share_of_each_sitting(running, edition, bob):
    sitting = running.sittings.get(number=2)
    read(bob, edition, sitting.first_paragraph, sitting.first_paragraph)
    row = standings(running, bob)[1]
    assert 0 < row.share < 100
    assert not row.is_read
    assert row.minutes_left >= 1
    read(bob, edition, sitting.first_paragraph + 1, sitting.last_paragraph)
    row = standings(running, bob)[1]
    assert (row.share, row.is_read, row.minutes_left) == (100, True, 0)


def test_a_heading_passed_over_leaves_nothing_unread(group, bob):
    edition = make_text(["# Why", "Because.", "## How", "So."])
    schedule = make_schedule(group, edition, sittings=1)
    read(bob, edition, 2, 2)
    read(bob, edition, 4, 4)
    assert standings(schedule, bob)[0].is_read
    assert standings(schedule, bob)[0].share == 100


def test_a_note_is_no_place_to_go_on_and_leaves_nothing_unread(group, bob):
    edition = make_text(["# Why", "Because.", "[^] Says who?", "So.", "[^] And how?"])
    schedule = make_schedule(group, edition, sittings=1)
    read(bob, edition, 1, 2)
    assert pace.desk(schedule=schedule, user=bob, now=timezone.now()).resume.number == 4
    read(bob, edition, 4, 4)
    assert standings(schedule, bob)[0].is_read
    assert reading.next_unread(reading.progress_of(bob, edition)) is None


def test_a_newcomer_begins_with_the_present_sitting(running, bob):
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert desk.current.sitting.number == 2
    assert not desk.begun
    assert desk.resume.number >= desk.current.sitting.first_paragraph
    assert desk.stopped_before is None
    assert desk.excerpt


def test_a_reader_goes_on_where_they_stopped(running, edition, bob):
    first = running.sittings.get(number=2).first_paragraph
    read(bob, edition, first, first)
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert desk.begun
    assert desk.resume.number == first + 1


def test_who_is_behind_is_shown_the_present_sitting_and_a_way_back(running, edition, bob):
    read(bob, edition, 1, 2)
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert desk.resume.number >= running.sittings.get(number=2).first_paragraph
    assert desk.stopped_before.number == 3


def test_who_stopped_beyond_the_present_sitting_is_shown_it_and_the_way_on(running, edition, bob):
    sitting = running.sittings.get(number=2)
    read(bob, edition, sitting.last_paragraph + 2, sitting.last_paragraph + 3)
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert sitting.first_paragraph <= desk.resume.number <= sitting.last_paragraph
    assert desk.stopped_ahead.number >= sitting.last_paragraph + 4
    assert desk.stopped_before is None


def test_who_goes_on_after_the_sitting_anyway_is_offered_that_once(running, edition, bob):
    sitting = running.sittings.get(number=2)
    read(bob, edition, 1, sitting.last_paragraph)
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert desk.read_on
    assert desk.stopped_ahead is None


def test_who_has_read_the_sitting_can_read_on(running, edition, bob):
    sitting = running.sittings.get(number=2)
    read(bob, edition, 1, sitting.last_paragraph)
    desk = pace.desk(schedule=running, user=bob, now=timezone.now())
    assert desk.resume is None
    assert desk.excerpt == ""
    assert desk.read_on.number > sitting.last_paragraph


def test_a_long_paragraph_is_begun_and_a_short_one_given_whole(group, bob):
    edition = make_text(["# Why", "Bread and soup. " * 40, "Short."])
    schedule = make_schedule(group, edition, sittings=1)
    assert pace.desk(schedule=schedule, user=bob, now=timezone.now()).excerpt.endswith("…")
    read(bob, edition, 1, 2)
    assert pace.desk(schedule=schedule, user=bob, now=timezone.now()).excerpt == "Short."


def crowd(group, edition, count, **fields):
    """More members, each a paragraph further than the one before, who let their reading count."""
    people = [make_user(f"Reader {number}") for number in range(count)]
    for place, person in enumerate(people):
        make_membership(group, person, **{"is_counted": True} | fields)
        read(person, edition, 1, place + 1)
    return people


def between(plan):
    return together.between_today(plan, timezone.now())


def test_five_who_have_begun_are_no_circle(running, edition, bob):
    crowd(running.group, edition, 5)
    read(bob, edition, 1, 3)  # Bob keeps his own back
    assert between(running) is None


def test_of_six_the_circle_is_shown(running, edition):
    crowd(running.group, edition, 6)
    first, last = between(running)
    assert first.number <= last.number


def test_where_the_circle_is_stays_for_a_day(running, edition):
    people = crowd(running.group, edition, 6)
    then = between(running)
    for person in people:
        read(person, edition, 1, 15)
    assert between(running) == then
    later = together.between_today(running, timezone.now() + dt.timedelta(days=1))
    assert later[0].number == 15


def test_the_far_ends_of_a_larger_circle_are_not_shown(running, edition):
    people = crowd(running.group, edition, 8)
    first, last = between(running)
    positions = [reading.progress_of(person, edition).position for person in people]
    assert first.start > min(positions)
    assert last.start < max(positions)


def test_who_has_left_or_only_opened_the_text_is_not_counted(running, edition, bob):
    people = crowd(running.group, edition, 6)
    joining.leave(membership=Membership.objects.get(user=people[0]), now=timezone.now())
    together.let_count(group=running.group, user=bob, counts=True)
    assert between(running) is None


def test_readers_of_another_group_are_not_counted(running, edition):
    other = make_group("Thursday circle")
    crowd(other, edition, 6)
    assert between(running) is None


def test_another_clock_is_noticed_only_when_it_shows_another_hour(group, edition):
    lisbon, london, berlin = (
        make_user(zone, time_zone=zone, email=f"{n}@example.org")
        for n, zone in enumerate(["Europe/Lisbon", "Europe/London", "Europe/Berlin"])
    )
    sitting = make_schedule(group, edition, sittings=1).sittings.get()
    assert [pace.is_elsewhere(sitting, person) for person in (lisbon, london, berlin)] == [False, False, True]


def test_a_long_plan_and_a_full_circle_take_as_many_queries_as_a_short_one(alice):
    counts = []
    for size in (6, 40):
        group = make_group(f"Circle {size}", facilitator=alice)
        edition = make_text(title=f"Text {size}", sections=size, paragraphs_each=3, words_each=5)
        schedule = make_schedule(group, edition, sittings=size)
        crowd_of = [make_user(f"P{size} {number}") for number in range(size)]
        for person in crowd_of:
            make_membership(group, person, is_counted=True)
            read(person, edition, 1, 3)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            standings(schedule, alice, look=together.look_today(schedule, timezone.now()))
            pace.desk(schedule=schedule, user=alice, now=timezone.now())
        counts.append(len(queries))
    assert counts[0] == counts[1]
