"""Instants as people say them."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape

# Of a page of hundreds of comments each tells its moment twice, and `isoformat` takes longer than all else about it.
CLOCK = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60)]


class Moments:
    """Instants as people say them, in the reader's zone: "14:02", "Mon 21:10", "3 November, 14:02".

    Calling it with an instant gives its words. Each day is worded once, since that is what takes long.
    """

    def __init__(self, now: dt.datetime) -> None:
        self.zone = timezone.get_current_timezone()
        self.today = now.astimezone(self.zone).date()
        self.days = {self.today.toordinal(): ""}
        self.dates = dict[int, str]()

    def __call__(self, at: dt.datetime) -> str:
        local = at.astimezone(self.zone)
        day = local.toordinal()
        if day not in self.days:
            self.days[day] = f"{escape(self._worded(local.date()))} "
        return self.days[day] + CLOCK[local.hour * 60 + local.minute]

    def exact(self, at: dt.datetime) -> str:
        """The same for machines, which need no zone: "2026-11-03T13:02:07+00:00"."""
        utc = at.astimezone(dt.UTC)
        day = utc.toordinal()
        if day not in self.dates:
            self.dates[day] = utc.date().isoformat()
        return f"{self.dates[day]}T{CLOCK[utc.hour * 60 + utc.minute]}:{utc.second:02d}+00:00"

    def _worded(self, day: dt.date) -> str:
        if dt.timedelta(0) < self.today - day < dt.timedelta(days=7):
            return date_format(day, "D")
        return f"{date_format(day, 'MONTH_DAY_FORMAT' if day.year == self.today.year else 'DATE_FORMAT')},"
