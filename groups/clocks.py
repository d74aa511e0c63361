"""From the time on people's clocks to the instant it means, and on from week to week. Pure: no Django, no
"now".

People agree on a wall time in a place ("Thursday, 19:00, in Lisbon"), and that is what stays the same while
the clocks there change. Twice a year a wall time isn't one instant:

* An hour that does not exist (the clock jumps from 2:00 to 3:00) moves forward by the gap: 2:30 means 3:30.
  Nobody is reminded of an hour before the one they agreed on.
* An hour that happens twice (the clock goes back from 3:00 to 2:00) means the first of the two. Nobody comes
  late.

Both are what Python calls fold 0.
"""

import datetime as dt
import itertools
import zoneinfo
from collections.abc import Sequence


def instant(day: dt.date, time: dt.time, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Say which instant (in UTC) a wall time of a zone means, by the rules above.

    `time` carries no zone of its own. Raises OverflowError for an instant before year 1 or after year 9999.
    """
    # ZoneInfo asks `fold` only, so a fold that came along with the time would break the rule.
    return dt.datetime.combine(day, time.replace(fold=0), zone).astimezone(dt.UTC)


Pause = tuple[dt.date, dt.date]  # first and last day of it
WEEK = dt.timedelta(weeks=1)


def weekly(first: dt.date, *, every_weeks: int, count: int, pause: Pause | None = None) -> list[dt.date]:
    """List `count` days on the same day of the week, `every_weeks` apart, beginning with the first.

    One that would fall into the pause is put off week by week until it is over, and so are all that follow.
    Raises OverflowError for a day after year 9999.
    """
    days: list[dt.date] = []
    day = first
    for _number in range(count):
        day = put_off(day, pause)
        days.append(day)
        if len(days) < count:
            day += dt.timedelta(weeks=every_weeks)
    return days


def put_off(day: dt.date, pause: Pause | None) -> dt.date:
    """The day itself, or when it falls into the pause the first same day of the week after it."""
    while pause and pause[0] <= day <= pause[1]:
        day += WEEK
    return day


def moved(days: Sequence[dt.date], first: dt.date, pause: Pause | None = None) -> list[dt.date]:
    """The days, in order, moved so that the first is `first`, which may be any day; the others pass over the pause.

    They stay as far apart as they were, not counting the weeks for which they had been put off already.
    Raises OverflowError for a day after year 9999.
    """
    gaps = [after - before for before, after in itertools.pairwise(days)]
    if pause:
        usual = min((max(gap, WEEK) for gap in gaps), default=WEEK)
        gaps = [
            _without(gap, day, pause, usual)
            for gap, (_before, day) in zip(gaps, itertools.pairwise(days), strict=True)
        ]
    found = [first]
    for gap in gaps:
        found.append(put_off(found[-1] + gap, pause))
    return found


def _without(gap: dt.timedelta, day: dt.date, pause: Pause, usual: dt.timedelta) -> dt.timedelta:
    """How far a day would be from the one before it if it had not been put off because of the pause."""
    before = day - gap
    while before < pause[0] and gap - WEEK >= usual and pause[0] <= before + gap - WEEK <= pause[1]:
        gap -= WEEK
    return gap
