"""Planning how a group reads an edition: drafting the sittings, keeping them, moving them.

Where the text is cut is decided in `splitting`, what a wall time means in `clocks`.
"""

import datetime as dt
import uuid
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.db.models import F
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from groups import clocks, splitting, titling
from groups.models import Group, PlanChange, Schedule, Sitting
from groups.telling import standing, tell
from readings.models import Edition, Text
from readings.publishing import hold_current

MOST_SITTINGS = 104
FURTHEST = dt.timedelta(days=10 * 366)  # ahead of today: no sitting falls due later


@dataclass(frozen=True)
class Cadence:
    """In how many sittings a text is read, from which day on, at what time, how often, and on which days not.

    The days are those of the group's clock; the break goes from one to the other, both included.
    """

    count: int
    first_due_on: dt.date
    due_time: dt.time
    every_weeks: int
    pause_from: dt.date | None = None
    pause_until: dt.date | None = None

    @property
    def pause(self) -> clocks.Pause | None:
        """The first and the last day of the break, if there is one."""
        return (self.pause_from, self.pause_until) if self.pause_from and self.pause_until else None


class ScheduleGoneError(Exception):
    """The schedule was taken off in this very moment, so there is nothing left to change."""


def draft_sittings(
    *, group: Group, edition: Edition, cadence: Cadence, past: Sequence[Sitting] = ()
) -> list[Sitting]:
    """Make the sittings of a plan without keeping them, for a look before the start (two queries).

    They tile the edition's paragraphs in order, from where the sittings of `past` (in order) end, and fall due in
    this cadence by the group's clock. Raises ValidationError when there are fewer paragraphs than sittings.
    """
    count = cadence.count
    # A hundred thousand numbers come over much faster than ranges do.
    ends = (F("span__startswith"), F("span__endswith"))
    paragraphs = list(edition.paragraphs.order_by("number").values_list("number", "kind", "words", *ends))
    sections = list(edition.sections.order_by("number").values_list("title", "level", ends[0]))
    starts = [start for *_rest, start, _end in paragraphs]
    begin = bisect_left(starts, past[-1].end) if past else 0
    if count > len(paragraphs) - begin:
        sentence = (
            _("What is left has %(count)d paragraphs: choose that many sittings, or fewer.")
            if past
            else _("This text has %(count)d paragraphs: choose that many sittings, or fewer.")
        )
        raise ValidationError({"count": sentence % {"count": len(paragraphs) - begin}})
    headings = [titling.Heading(bisect_left(starts, start), level, title) for title, level, start in sections]
    opens = {heading.start: heading.level for heading in reversed(headings)}
    units = [
        splitting.Unit(words, kind, opens.get(place, 0))
        for place, (_number, kind, words, *_span) in enumerate(paragraphs)
    ]
    stretches = [
        range(begin + part.start, begin + part.stop) for part in splitting.split(units[begin:], count)
    ]
    before = [range(bisect_left(starts, row.start), bisect_left(starts, row.end)) for row in past]
    names = titling.titles(headings, [*before, *stretches])[len(before) :]
    days = clocks.weekly(
        cadence.first_due_on, every_weeks=cadence.every_weeks, count=count, pause=cadence.pause
    )
    return [
        Sitting(
            number=number,
            title=title,
            span=NumericRange(paragraphs[stretch[0]][3], paragraphs[stretch[-1]][4]),
            first_paragraph=paragraphs[stretch[0]][0],
            last_paragraph=paragraphs[stretch[-1]][0],
            words=sum(units[place].words for place in stretch),
            due_on=day,
            due_time=cadence.due_time,
            time_zone=group.time_zone,
            due_at=clocks.instant(day, cadence.due_time, group.clock),
        )
        for number, (stretch, title, day) in enumerate(
            zip(stretches, names, days, strict=True), past[-1].number + 1 if past else 1
        )
    ]


@transaction.atomic
def make_schedule(
    *, group: Group, edition: Edition, by: User, cadence: Cadence, submission: uuid.UUID | None = None
) -> Schedule:
    """Keep a plan: the schedule and its sittings, all or nothing.

    The same `submission` again, even at the same moment, makes nothing and returns what it made before. Raises
    ValidationError when the group has another schedule for this edition, or when the text has fewer paragraphs than
    the plan has sittings.
    """
    is_held = hold_current(edition.text_id)
    if made := made_before(group, submission):
        return made
    if not is_held:
        raise ValidationError(
            {"edition": _("A corrected edition is being published right now. Please try again in a moment.")}
        )
    if Text.objects.get(pk=edition.text_id).current_edition_id != edition.pk:
        raise ValidationError(
            {"edition": _("A new edition came out just now. Please look at your plan again.")}
        )
    sittings = draft_sittings(group=group, edition=edition, cadence=cadence)
    try:
        with transaction.atomic():
            schedule = Schedule.objects.create(
                group=group,
                edition=edition,
                created_by=by,
                submission=submission,
                pause=days_of(cadence.pause),
            )
    except IntegrityError as error:
        if made := made_before(group, submission):
            return made
        raise ValidationError({"edition": _("Your group has a schedule for this text already.")}) from error
    for sitting in sittings:
        sitting.schedule = schedule
    Sitting.objects.bulk_create(sittings)
    return schedule


def made_before(group: Group, submission: uuid.UUID | None) -> Schedule | None:
    """The plan that this group's form has made already, if it was sent before."""
    if submission is None:
        return None
    return Schedule.objects.select_related("group").filter(group=group, submission=submission).first()


@transaction.atomic
def move_sitting(
    *, sitting: Sitting, due_on: dt.date, due_time: dt.time, move_following: bool, by: User, now: dt.datetime
) -> int:
    """Give a sitting another day and time; with `move_following`, all later ones go along by as many days.

    Those that go along pass over the days that the plan leaves out; for the one that is moved any day will do.
    They keep their order: raises ValidationError when the new time is past, or not between the sittings
    before and after, or the last would be due more than FURTHEST ahead. Raises ScheduleGoneError when
    somebody has taken the schedule off meanwhile. Says how many sittings were moved. Reminders follow,
    because the due time is part of their key, and the other members are told.
    """
    schedule = lock(sitting.schedule_id)
    sittings = list(Sitting.objects.filter(schedule=schedule).order_by("number"))
    place = next((place for place, row in enumerate(sittings) if row.number == sitting.number), None)
    if place is None:  # the plan was changed meanwhile, and has fewer now
        raise ScheduleGoneError
    if (sittings[place].due_on, sittings[place].due_time) == (due_on, due_time):
        return 0
    moved = sittings[place:] if move_following else sittings[place : place + 1]
    days = due_on - sittings[place].due_on
    # Asked before anything is counted on: the calendar itself ends with the year 9999.
    too_far = days.days > 0 and moved[-1].due_on > now.date() + FURTHEST - days
    when = [] if too_far else clocks.moved([row.due_on for row in moved], due_on, schedule.pause_days)
    if too_far or (days.days > 0 and when[-1] > now.date() + FURTHEST):
        sentence = _("The last sitting would be due more than ten years from now. Choose an earlier day.")
        raise ValidationError({"due_on": sentence})
    before_it = standing(schedule, sittings)
    for row, day in zip(moved, when, strict=True):
        row.due_on, row.due_time = day, due_time
        row.due_at = clocks.instant(row.due_on, row.due_time, row.clock)
    before, after = sittings[:place], sittings[place + len(moved) :]
    if moved[0].due_at <= now:
        raise ValidationError({"due_on": _("That time has passed. Choose one still to come.")})
    if before and moved[0].due_at <= before[-1].due_at:
        sentence = _("Sitting %(number)d comes before this one and is due on %(day)s. Choose a later day.")
        raise ValidationError({"due_on": sentence % _said(before[-1])})
    if after and moved[-1].due_at >= after[0].due_at:
        sentence = _(
            "Sitting %(number)d is due on %(day)s. Choose an earlier day, or move the later sittings too."
        )
        raise ValidationError({"due_on": sentence % _said(after[0])})
    Sitting.objects.bulk_update(moved, ["due_on", "due_time", "due_at"])
    tell(schedule=schedule, deed=PlanChange.Deed.MOVED, sittings=len(moved), by=by, now=now, before=before_it)
    return len(moved)


@transaction.atomic
def take_off(*, schedule: Schedule, by: User, now: dt.datetime) -> bool:
    """End a schedule with its sittings. Threads and what people have read stay.

    The other members are told, unless all its sittings were past. Says whether it was still there: of two who take it
    off at once, one does.
    """
    try:
        held = lock(schedule.pk)
    except ScheduleGoneError:
        return False
    sittings = list(held.sittings.all())
    if coming := sum(row.due_at > now for row in sittings):
        before = standing(held, sittings)
        tell(schedule=held, deed=PlanChange.Deed.TAKEN_OFF, sittings=coming, by=by, now=now, before=before)
    return bool(Schedule.objects.filter(pk=held.pk).delete()[0])


def lock(schedule_id: int) -> Schedule:
    """Hold a schedule until the transaction ends. Raises ScheduleGoneError.

    Whoever changes a plan does this first and then touches the sittings, so that no two wait for each other.
    """
    schedule = Schedule.objects.select_for_update().filter(pk=schedule_id).first()
    if schedule is None:
        raise ScheduleGoneError
    return schedule


def days_of(pause: clocks.Pause | None) -> DateRange | None:
    """The days that a plan leaves out as the database keeps them."""
    return DateRange(pause[0], pause[1] + dt.timedelta(days=1)) if pause else None


def _said(sitting: Sitting) -> dict[str, object]:
    return {"number": sitting.number, "day": formats.date_format(sitting.due_on, "DATE_FORMAT")}
