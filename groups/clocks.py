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
import zoneinfo


def instant(day: dt.date, time: dt.time, zone: zoneinfo.ZoneInfo) -> dt.datetime:
    """Say which instant (in UTC) a wall time of a zone means, by the rules above.

    `time` carries no zone of its own. Raises OverflowError for an instant before year 1 or after year 9999.
    """
    # ZoneInfo asks `fold` only, so a fold that came along with the time would break the rule.
    return dt.datetime.combine(day, time.replace(fold=0), zone).astimezone(dt.UTC)


def weekly(
    first: dt.date, *, every_weeks: int, count: int, pause: tuple[dt.date, dt.date] | None = None
) -> list[dt.date]:
    """List `count` days on the same day of the week, `every_weeks` apart, beginning with the first.

    One that would fall into the pause (first and last day of it) is put off week by week until it is over, and
    so are all that follow. Raises OverflowError for a day after year 9999.
    """
    days: list[dt.date] = []
    day = first
    for _number in range(count):
        while pause and pause[0] <= day <= pause[1]:
            day += dt.timedelta(weeks=1)
        days.append(day)
        if len(days) < count:
            day += dt.timedelta(weeks=every_weeks)
    return days
