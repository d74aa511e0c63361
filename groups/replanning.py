"""Changing a plan that stands: sittings that are past stay, and what they left of the text is cut anew.

How the new ones are drafted is in `scheduling`. Threads and what people have read hang on the text, so both stay.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from groups.models import PlanChange, Schedule, Sitting
from groups.scheduling import MOST_SITTINGS, Cadence, days_of, draft_sittings, lock
from groups.telling import standing, tell

AN_HOUR = 60  # minutes: about what people read for one evening
TOO_SHORT = 10  # minutes
RHYTHMS = (1, 2, 3, 4)  # weeks from one sitting to the next


def suggested_count(minutes: int, paragraphs: int) -> int:
    """Into how many sittings a text of so many minutes is cut unless told: about an hour each at most."""
    return max(1, min(math.ceil(minutes / AN_HOUR), paragraphs, MOST_SITTINGS))


def fewer_instead(sittings: Sequence[Sitting]) -> int | None:
    """How many sittings would do where these come out very short; None where they don't."""
    minutes = sum(sitting.minutes for sitting in sittings)
    if len(sittings) < 2 or minutes / len(sittings) >= TOO_SHORT:
        return None
    return suggested_count(minutes, len(sittings))


def parted(schedule: Schedule, now: dt.datetime) -> tuple[list[Sitting], list[Sitting]]:
    """The sittings that have fallen due and stay as they are, and those still to come (one query)."""
    sittings = list(schedule.sittings.order_by("number"))
    past = [sitting for sitting in sittings if sitting.due_at <= now]
    return past, sittings[len(past) :]


def rhythm(sittings: Sequence[Sitting]) -> int:
    """Every how many weeks a plan has a sitting, as most of them lie."""
    weeks = Counter(round((after.due_on - before.due_on).days / 7) for before, after in pairwise(sittings))
    usual = weeks.most_common(1)[0][0] if weeks else RHYTHMS[0]
    return min(max(usual, RHYTHMS[0]), RHYTHMS[-1])


def set_apart(coming: Sequence[Sitting]) -> set[int]:
    """The numbers of sittings that are not on the day of the week and at the hour of most: moved by hand."""
    usual = Counter((row.due_on.weekday(), row.due_time) for row in coming).most_common(1)
    return {row.number for row in coming if (row.due_on.weekday(), row.due_time) != usual[0][0]}


@transaction.atomic
def change_schedule(*, schedule: Schedule, cadence: Cadence, kept: int, by: User, now: dt.datetime) -> None:
    """Put other sittings in place of those still to come, all or nothing. `kept` is how many were past when asked.

    A sitting keeps its row where its number stays, so a reminder that is out for the same time is not sent twice.
    The other members are told.
    Raises ScheduleGoneError when the schedule was taken off, and ValidationError when a sitting has fallen due
    meanwhile or when there are fewer paragraphs than sittings.
    """
    held = lock(schedule.pk)
    past, coming = parted(held, now)
    if len(past) != kept or not coming:
        raise ValidationError(_("A sitting has fallen due in this very moment. Look at the plan again."))
    drafts = draft_sittings(group=schedule.group, edition=held.edition, cadence=cadence, past=past)
    if held.pause_days == cadence.pause and _places(drafts) == _places(coming):
        return  # it stands like this already: there is nothing to tell
    before = standing(held, [*past, *coming])
    held.pause = days_of(cadence.pause)
    held.save(update_fields=["pause"])
    Sitting.objects.filter(pk__in=[row.pk for row in coming[len(drafts) :]]).delete()
    for draft in drafts:
        draft.schedule = held
    for draft, row in zip(drafts, coming, strict=False):
        draft.pk = row.pk
    known = drafts[: len(coming)]
    # In one statement, because on the way they may overlap; and before the new ones, which take their place.
    fields = [field.name for field in Sitting._meta.concrete_fields if not field.primary_key]
    Sitting.objects.bulk_update(known, fields)
    Sitting.objects.bulk_create(drafts[len(coming) :])
    tell(schedule=held, deed=PlanChange.Deed.REPLANNED, sittings=len(drafts), by=by, now=now, before=before)


def _places(sittings: Sequence[Sitting]) -> list[tuple[int, int, dt.datetime]]:
    return [(sitting.start, sitting.end, sitting.due_at) for sitting in sittings]
