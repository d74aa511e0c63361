"""How the pages of a circle say a due time: the day and the hour on a given clock."""

import zoneinfo
from datetime import datetime

from django import template
from django.utils import formats, timezone
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def day(moment: datetime, zone: str = "") -> str:
    """The day of an instant by the clock of a zone (the reader's own without one): "Thu 26 Nov".

    In another year "Sat 2 Jan 2027".
    """
    local = _on_clock(moment, zone)
    if local.year == timezone.localdate().year:
        return formats.date_format(local, pgettext("a day of this year, as Django formats dates", "D j M"))
    return formats.date_format(local, pgettext("a day with its year, as Django formats dates", "D j M Y"))


@register.filter
def is_elsewhere(moment: datetime, zone: str) -> bool:
    """Whether the reader's own clock shows another time at an instant than that of a zone."""
    return _on_clock(moment, "").utcoffset() != _on_clock(moment, zone).utcoffset()


@register.filter
def own_hour(moment: datetime, zone: str) -> str:
    """The time of an instant by the reader's own clock, with the day where it is another one than in the zone."""
    mine, theirs = _on_clock(moment, ""), _on_clock(moment, zone)
    return (
        hour(moment) if mine.date() == theirs.date() else f"{formats.date_format(mine, 'D')} {hour(moment)}"
    )


@register.filter
def hour(moment: datetime, zone: str = "") -> str:
    """The time of an instant by the clock of a zone (the reader's own without one): "19:00"."""
    return formats.date_format(_on_clock(moment, zone), "H:i")


@register.filter
def place(zone: str) -> str:
    """A time zone as people read it: "America/New York"."""
    return zone.replace("_", " ")


def _on_clock(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zoneinfo.ZoneInfo(zone) if zone else timezone.get_current_timezone())
