"""From wall time to the instant it means."""

import datetime as dt
import itertools
import zoneinfo

from hypothesis import assume, given
from hypothesis import strategies as st

from groups import clocks

ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
zones = st.sampled_from(ZONES).map(zoneinfo.ZoneInfo)
days = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
times = st.times().map(lambda time: time.replace(microsecond=0))
LISBON, BERLIN = zoneinfo.ZoneInfo("Europe/Lisbon"), zoneinfo.ZoneInfo("Europe/Berlin")


def test_a_winter_evening_in_berlin_is_an_hour_ahead_of_utc():
    due = clocks.instant(dt.date(2026, 12, 3), dt.time(19), BERLIN)
    assert due == dt.datetime(2026, 12, 3, 18, tzinfo=dt.UTC)
    assert due.tzinfo is dt.UTC


def test_an_hour_that_does_not_exist_moves_forward_by_the_gap():
    due = clocks.instant(dt.date(2027, 3, 28), dt.time(2, 30), BERLIN)  # 2:00 becomes 3:00
    assert due.astimezone(BERLIN).time() == dt.time(3, 30)


def test_a_gap_of_half_an_hour_moves_by_half_an_hour():
    island = zoneinfo.ZoneInfo("Australia/Lord_Howe")
    due = clocks.instant(dt.date(2026, 10, 4), dt.time(2, 15), island)  # 2:00 becomes 2:30
    assert due.astimezone(island).time() == dt.time(2, 45)


def test_a_day_that_does_not_exist_moves_to_the_next():
    samoa = zoneinfo.ZoneInfo("Pacific/Apia")  # slept over the date line
    due = clocks.instant(dt.date(2011, 12, 30), dt.time(19), samoa)
    assert due.astimezone(samoa) == dt.datetime(2011, 12, 31, 19, tzinfo=samoa)


def test_an_hour_that_happens_twice_means_the_first():
    due = clocks.instant(dt.date(2026, 10, 25), dt.time(2, 30), BERLIN)  # 3:00 becomes 2:00
    assert due == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert (due + dt.timedelta(hours=1)).astimezone(BERLIN).time() == dt.time(2, 30)


@given(days, times, zones, st.sampled_from([0, 1]))
def test_the_instant_shows_the_agreed_time_or_the_same_after_the_gap(day, time, zone, fold):
    due = clocks.instant(day, time.replace(fold=fold), zone)
    shown = due.astimezone(zone).replace(tzinfo=None)
    agreed = dt.datetime.combine(day, time)
    gap = (due + dt.timedelta(days=2)).astimezone(zone).utcoffset() - (due - dt.timedelta(days=2)).astimezone(
        zone
    ).utcoffset()
    assert shown == agreed or (shown > agreed and shown - agreed <= max(gap, dt.timedelta(hours=24)))


@given(days, times, zones)
def test_no_earlier_instant_shows_the_same_wall_time(day, time, zone):
    due = clocks.instant(day, time, zone)
    agreed = dt.datetime.combine(day, time)
    assume(due.astimezone(zone).replace(tzinfo=None) == agreed)
    for minutes in (30, 60, 120, 180, 24 * 60):
        earlier = due - dt.timedelta(minutes=minutes)
        assert earlier.astimezone(zone).replace(tzinfo=None) != agreed


@given(st.tuples(days, times), st.tuples(days, times), zones)
def test_later_on_the_clock_is_never_earlier_in_fact_but_for_the_clock_going_back(one, other, zone):
    first, second = sorted([one, other])
    assume(first[0] < second[0])  # on one day the hour that happens twice may turn them round
    assert clocks.instant(*first, zone) <= clocks.instant(*second, zone) + dt.timedelta(hours=24)


@given(days, st.integers(1, 4), st.integers(1, 104))
def test_weekly_days_keep_their_weekday_and_distance(first, every, count):
    found = clocks.weekly(first, every_weeks=every, count=count)
    assert len(found) == count
    assert found[0] == first
    assert {day.weekday() for day in found} == {first.weekday()}
    assert {(b - a).days for a, b in itertools.pairwise(found)} <= {7 * every}


@given(days, zones)
def test_an_evening_hour_stays_the_same_on_the_clock_all_year(first, zone):
    for day in clocks.weekly(first, every_weeks=4, count=13):
        due = clocks.instant(day, dt.time(19, 30), zone)
        shown = due.astimezone(zone).replace(tzinfo=None)
        assume(shown.date() == day)  # but for zones that once changed their clock at that very hour
        assert shown.time() >= dt.time(19, 30)


def test_what_falls_into_a_pause_is_put_off_until_it_is_over_and_the_rest_with_it():
    first, pause = dt.date(2026, 12, 3), (dt.date(2026, 12, 20), dt.date(2027, 1, 6))
    found = clocks.weekly(first, every_weeks=1, count=5, pause=pause)
    assert [day.isoformat() for day in found] == [
        "2026-12-03", "2026-12-10", "2026-12-17", "2027-01-07", "2027-01-14",
    ]  # fmt: skip
    found = clocks.weekly(first, every_weeks=2, count=3, pause=(dt.date(2026, 12, 17), dt.date(2026, 12, 17)))
    assert [day.isoformat() for day in found] == ["2026-12-03", "2026-12-24", "2027-01-07"]


def test_days_that_are_moved_along_pass_over_the_break_and_keep_their_rhythm_after_it():
    away = (dt.date(2026, 12, 20), dt.date(2027, 1, 3))
    tuesdays = clocks.weekly(dt.date(2026, 12, 1), every_weeks=1, count=5, pause=away)
    moved = clocks.moved(tuesdays, dt.date(2026, 12, 8), away)
    assert moved == clocks.weekly(dt.date(2026, 12, 8), every_weeks=1, count=5, pause=away)
    assert clocks.moved(moved, dt.date(2026, 12, 1), away) == tuesdays


def test_days_moved_along_without_a_break_stay_as_far_apart_as_they_were():
    apart = [dt.date(2026, 12, 1), dt.date(2026, 12, 10), dt.date(2026, 12, 12)]
    assert clocks.moved(apart, dt.date(2026, 12, 3)) == [day + dt.timedelta(days=2) for day in apart]


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    st.integers(1, 4),
    st.integers(1, 9),
    st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
    st.integers(0, 60),
    st.integers(-20, 40),
)
def test_moved_days_stay_in_order_and_out_of_the_break(first, every_weeks, count, begin, length, by):
    away = (begin, begin + dt.timedelta(days=length))
    days = clocks.weekly(first, every_weeks=every_weeks, count=count, pause=away)
    moved = clocks.moved(days, days[0] + dt.timedelta(days=by), away)
    assert moved[0] == days[0] + dt.timedelta(days=by)
    assert all(before < after for before, after in itertools.pairwise(moved))
    assert not [day for day in moved[1:] if away[0] <= day <= away[1]]
