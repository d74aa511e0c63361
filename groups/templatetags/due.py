"""How the pages of a circle say a due time: the day and the hour on a given clock."""

import re
import zoneinfo
from datetime import date, datetime

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

register = template.Library()

UNIVERSAL = {"UTC", "GMT", "UCT", "Zulu"}
NO_BREAK = "\u00a0"
PARAGRAPHS = re.compile(r"¶ (\d+)(?:–(\d+))?")
COUNTED = re.compile(rf"{NO_BREAK}\(\d+\)(?= – |$)")


@register.filter
def day(moment: datetime, zone: str = "") -> str:
    """The day of an instant by the clock of a zone (the reader's own without one): "Thu 26 Nov".

    In another year "Sat 2 Jan 2027". No line breaks inside it.
    """
    return plain_day(_on_clock(moment, zone))


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
    """The time of a zone as people call it: "New York time", "UTC"."""
    city = zone.rpartition("/")[2].replace("_", " ")
    return city if city in UNIVERSAL else _("%(place)s time") % {"place": city}


@register.filter
def plain_day(day: date) -> str:
    """A day of the calendar as `day` says one: "Sun 20 Dec", in another year "Sun 3 Jan 2027"."""
    return formats.date_format(day, _day_format(day.year)).replace(" ", NO_BREAK)


@register.filter
def called(title: str) -> str:
    """What a sitting is called, for people: the counts and signs of `titling` in words, and no line torn at a dash.

    "Chapter Eight (2)" goes on with a chapter when the space before the count does not break: else the chapter itself
    is called so. "¶ 12–40" are paragraphs.
    """
    if found := PARAGRAPHS.fullmatch(title):
        first, last = found[1], found[2]
        words = _("Paragraphs %(first)s to %(last)s") if last else _("Paragraph %(first)s")
        return words % {"first": first, "last": last}
    continued = _("continued").replace(" ", NO_BREAK)
    title = COUNTED.sub(f"{NO_BREAK}({continued})", title)
    return title.replace(" – ", f"{NO_BREAK}– ")


@register.simple_tag
def paragraphs(first: int, last: int) -> SafeString:
    """Numbers of paragraphs with their sign, and in words for whoever asks what it means."""
    if first == last:
        words = _("paragraph %(first)d") % {"first": first}
        return format_html('<abbr title="{}">¶{}{}</abbr>', words, NO_BREAK, first)
    words = _("paragraphs %(first)d to %(last)d") % {"first": first, "last": last}
    return format_html('<abbr title="{}">¶{}{}–{}</abbr>', words, NO_BREAK, first, last)


def _day_format(year: int) -> str:
    if year == timezone.localdate().year:
        return pgettext("a day of this year, as Django formats dates", "D j M")
    return pgettext("a day with its year, as Django formats dates", "D j M Y")


def _on_clock(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zoneinfo.ZoneInfo(zone) if zone else timezone.get_current_timezone())
