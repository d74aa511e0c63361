"""Making a schedule and moving its sittings."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import ProtectedError

from groups import scheduling
from groups.models import Schedule, Sitting
from tests.factories import make_group, make_schedule, make_text

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
FIRST = dt.date(2026, 11, 26)


def plan(group, edition, **fields):
    fields = {"count": 3, "first_due_on": FIRST, "due_time": dt.time(19), "every_weeks": 1} | fields
    return {"group": group, "edition": edition, "cadence": scheduling.Cadence(**fields)}


def make(group, edition, by, **fields):
    return scheduling.make_schedule(by=by, **plan(group, edition, **fields))


def test_sittings_tile_the_paragraphs_of_the_edition(group, alice):
    edition = make_text(sections=5, paragraphs_each=7)
    schedule = make(group, edition, alice, count=6)
    sittings = list(schedule.sittings.all())
    assert [sitting.number for sitting in sittings] == [1, 2, 3, 4, 5, 6]
    covered = [n for sitting in sittings for n in range(sitting.first_paragraph, sitting.last_paragraph + 1)]
    assert covered == list(range(1, edition.paragraphs.count() + 1))
    assert sum(sitting.words for sitting in sittings) == edition.words
    for sitting in sittings:
        first = edition.paragraphs.get(number=sitting.first_paragraph)
        last = edition.paragraphs.get(number=sitting.last_paragraph)
        assert (sitting.start, sitting.end) == (first.start, last.end)


def test_sittings_end_with_the_sections_and_are_called_after_them(group, edition, alice):
    schedule = make(group, edition, alice, count=3)
    assert [sitting.title for sitting in schedule.sittings.all()] == ["Walk 1", "Walk 2", "Walk 3"]


def test_due_times_follow_the_clock_of_the_group_through_the_change(alice, edition):
    group = make_group(facilitator=alice, time_zone="Europe/Berlin")
    schedule = make(group, edition, alice, first_due_on=dt.date(2027, 3, 25))
    assert [sitting.due_at.hour for sitting in schedule.sittings.all()] == [18, 17, 17]  # UTC
    assert {sitting.time_zone for sitting in schedule.sittings.all()} == {"Europe/Berlin"}
    assert [str(sitting.due_on) for sitting in schedule.sittings.all()] == [
        "2027-03-25",
        "2027-04-01",
        "2027-04-08",
    ]


def test_every_other_week(group, edition, alice):
    schedule = make(group, edition, alice, every_weeks=2)
    days = [sitting.due_on for sitting in schedule.sittings.all()]
    assert days == [FIRST, FIRST + dt.timedelta(14), FIRST + dt.timedelta(28)]


def test_a_draft_is_what_is_kept_and_keeps_nothing_itself(group, edition, alice):
    drafts = scheduling.draft_sittings(**plan(group, edition))
    assert not Sitting.objects.exists()
    schedule = make(group, edition, alice)
    for draft, kept in zip(drafts, schedule.sittings.all(), strict=True):
        assert (draft.title, draft.words, draft.due_at, draft.start, draft.end, draft.minutes) == (
            kept.title,
            kept.words,
            kept.due_at,
            kept.start,
            kept.end,
            kept.minutes,
        )


def test_one_sitting_a_paragraph_is_the_most(group, edition, alice):
    count = edition.paragraphs.count()
    with pytest.raises(ValidationError, match=f"{count} paragraphs"):
        make(group, edition, alice, count=count + 1)
    assert not Schedule.objects.exists()
    assert make(group, edition, alice, count=count).sittings.count() == count


def test_a_plan_sent_twice_is_one_schedule(group, edition, alice):
    make(group, edition, alice)
    with pytest.raises(ValidationError, match="already"), transaction.atomic():
        make(group, edition, alice)
    assert Schedule.objects.count() == 1
    assert Sitting.objects.count() == 3


def test_an_edition_that_a_group_reads_cannot_be_deleted(schedule, edition):
    with pytest.raises(ProtectedError):
        edition.delete()


def test_the_number_of_queries_does_not_grow_with_the_text(group, alice, django_assert_max_num_queries):
    edition = make_text(sections=20, paragraphs_each=20, words_each=5)
    with django_assert_max_num_queries(11):
        make(group, edition, alice, count=52)


def move(schedule, number, due_on, *, time=dt.time(19), following=False, now=NOW):
    return scheduling.move_sitting(
        sitting=schedule.sittings.get(number=number),
        due_on=due_on,
        due_time=time,
        move_following=following,
        by=schedule.group.memberships.earliest("pk").user,
        now=now,
    )


def days(schedule):
    return [sitting.due_on.isoformat() for sitting in schedule.sittings.all()]


@pytest.fixture
def plan_of_four(group, edition):
    return make_schedule(group, edition, sittings=4, first_due=FIRST)


def test_one_sitting_moves_alone(plan_of_four):
    assert move(plan_of_four, 2, dt.date(2026, 12, 5)) == 1
    assert days(plan_of_four) == ["2026-11-26", "2026-12-05", "2026-12-10", "2026-12-17"]
    assert plan_of_four.sittings.get(number=2).due_at == dt.datetime(2026, 12, 5, 19, tzinfo=dt.UTC)


def test_the_following_sittings_move_along_by_as_many_days(plan_of_four):
    assert move(plan_of_four, 2, dt.date(2026, 12, 10), following=True) == 3
    assert days(plan_of_four) == ["2026-11-26", "2026-12-10", "2026-12-17", "2026-12-24"]


def test_moving_a_whole_plan_over_the_change_of_clocks_keeps_the_hour(alice, edition):
    group = make_group(facilitator=alice, time_zone="Europe/Berlin")
    schedule = make_schedule(group, edition, first_due=dt.date(2027, 3, 18))
    move(schedule, 1, dt.date(2027, 3, 25), time=dt.time(20), following=True)
    assert [sitting.due_at.hour for sitting in schedule.sittings.all()] == [19, 18, 18, 18]
    assert {sitting.due_time for sitting in schedule.sittings.all()} == {dt.time(20)}


def test_the_same_time_again_moves_nothing(plan_of_four):
    assert move(plan_of_four, 1, FIRST, now=NOW + dt.timedelta(days=300)) == 0


@pytest.mark.parametrize(
    ("number", "day", "sentence"),
    [
        (1, dt.date(2026, 11, 20), "has passed"),
        (2, dt.date(2026, 11, 25), "Sitting 1 comes before"),
        (2, dt.date(2026, 12, 10), "Sitting 3 is due"),
        (2, dt.date(2026, 12, 24), "Sitting 3 is due"),
    ],
)
def test_sittings_keep_their_order_and_stay_ahead(plan_of_four, number, day, sentence):
    before = days(plan_of_four)
    with pytest.raises(ValidationError, match=sentence):
        move(plan_of_four, number, day)
    assert days(plan_of_four) == before


def test_a_sitting_that_is_past_can_be_given_another_day(group, edition):
    schedule = make_schedule(group, edition, first_due=dt.date(2026, 11, 19))
    assert move(schedule, 1, dt.date(2026, 11, 23)) == 1
