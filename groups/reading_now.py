"""How many circles read a text at this moment, for the library; it learns the number and nothing else.

The library knows no groups: `settings.READING_NOW` names this module. What it must offer stands in
`readings.browsing.ReadingNow`.
"""

from datetime import datetime

from django.db.models import QuerySet

from groups.models import Membership, Sitting


def texts_read(now: datetime) -> QuerySet:
    """The primary keys of the texts of which some circle has a sitting still before it."""
    return _coming(now).values("schedule__edition__text")


def groups_reading(text_id: int, now: datetime) -> int:
    """How many circles have a sitting of this text still before them."""
    coming = _coming(now).filter(schedule__edition__text=text_id)
    return coming.values("schedule__group").distinct().count()


def _coming(now: datetime) -> QuerySet:
    """The sittings that are still to come, of circles that somebody is in."""
    alive = Membership.objects.current().values("group")
    return Sitting.objects.filter(due_at__gt=now, schedule__group__in=alive).order_by()
