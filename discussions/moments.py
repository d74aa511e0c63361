"""Instants as people say them."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape


class Moments:
    """Instants as people say them, in the reader's zone: "14:02", "Mon 21:10", "3 November, 14:02".

    Calling it with an instant gives its words. Each day is worded once, since that is what takes long.
    """

    def __init__(self, now: dt.datetime) -> None:
        self.zone = timezone.get_current_timezone()
        self.today = now.astimezone(self.zone).date()
        self.days = {self.today.isoformat(): ""}

    def __call__(self, at: dt.datetime) -> str:
        local = at.astimezone(self.zone).isoformat(timespec="minutes")
        day = local[:10]
        if day not in self.days:
            self.days[day] = f"{escape(self._worded(dt.date.fromisoformat(day)))} "
        return self.days[day] + local[11:16]

    def _worded(self, day: dt.date) -> str:
        if dt.timedelta(0) < self.today - day < dt.timedelta(days=7):
            return date_format(day, "D")
        return f"{date_format(day, 'MONTH_DAY_FORMAT' if day.year == self.today.year else 'DATE_FORMAT')},"
