"""The reminder that a sitting falls due: who should have one, and how it is worded.

The outbox (notices) sends it, and asks here again, right before, whether it is still wanted.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.zones import city
from groups.models import Sitting
from groups.templatetags.due import called
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery, Preference
from readings.models import minutes_for
from readings.reading import next_unread, progress_of, words_read

KIND = "sitting_due"
GRACE = timedelta(
    hours=2
)  # after an outage, a reminder of a sitting that began longer ago is stale: none goes out
LONGEST_LEAD = timedelta(minutes=20160)  # as the constraint on Preference.lead_minutes allows

# Who wants to be reminded of which sitting: they are in the group and were when it fell due, have a verified
# address, want reminders, and have not read every paragraph of it (headings aside).
WANTED = """
    SELECT sitting.id AS sitting, sitting.due_at, person.id AS person,
           coalesce(preference.lead_minutes, {lead}) AS lead_minutes
    FROM (
        SELECT sitting.id, sitting.due_at, schedule.group_id, schedule.edition_id, (
            SELECT range_agg(paragraph.span) FROM readings_paragraph paragraph
            WHERE paragraph.edition_id = schedule.edition_id
              AND paragraph.number BETWEEN sitting.first_paragraph AND sitting.last_paragraph
              AND paragraph.kind <> 'heading'
        ) AS prose
        FROM groups_sitting sitting
        JOIN groups_schedule schedule ON schedule.id = sitting.schedule_id
        WHERE sitting.due_at > %(now)s - %(grace)s AND {sittings}
        OFFSET 0  -- keeps the planner from working out `prose` again for every member
    ) sitting
    JOIN groups_membership membership
      ON membership.group_id = sitting.group_id AND membership.left_at IS NULL
     AND membership.joined_at <= sitting.due_at
    JOIN accounts_user person ON person.id = membership.user_id AND person.is_active
    JOIN account_emailaddress address
      ON address.user_id = person.id AND address."primary" AND address.verified
    LEFT JOIN notices_preference preference ON preference.user_id = person.id
    LEFT JOIN readings_progress progress
      ON progress.user_id = person.id AND progress.edition_id = sitting.edition_id
    WHERE coalesce(preference.reminders, true)
      AND (sitting.prose <@ progress.read) IS NOT TRUE
"""

QUEUE = """
    INSERT INTO notices_delivery (
        user_id, kind, subject, due_at, channel, state,
        created_at, next_attempt_at, attempts, error, urgent, letter
    )
    SELECT wanted.person, %(kind)s, wanted.sitting, wanted.due_at, 'mail', 'queued',
           %(now)s, %(now)s, 0, '', false, ''
    FROM ({wanted}) wanted
    WHERE wanted.due_at - wanted.lead_minutes * interval '1 minute' <= %(now)s
      AND NOT EXISTS (  -- or every tick would draw a number from the sequence for each reminder that is out
        SELECT FROM notices_delivery known
        WHERE known.user_id = wanted.person AND known.kind = %(kind)s AND known.subject = wanted.sitting
          AND known.due_at = wanted.due_at AND known.channel = 'mail'
      )
    ON CONFLICT (user_id, kind, subject, due_at, channel) DO NOTHING
"""

STILL = """
    SELECT delivery.id
    FROM notices_delivery delivery
    JOIN ({wanted}) wanted
      ON wanted.person = delivery.user_id AND wanted.sitting = delivery.subject
     AND wanted.due_at = delivery.due_at
    WHERE delivery.id = ANY(%(deliveries)s)
"""


def queue_due(now: datetime) -> int:
    """Queue the reminders that are due at `now` and not queued yet, in one statement. Returns how many.

    One is due from the member's lead before the sitting until GRACE after it.
    """
    among = "sitting.due_at <= %(now)s + %(longest)s"
    return _run(QUEUE, among, now=now, grace=GRACE, kind=KIND, longest=LONGEST_LEAD)[0]


def wanted(deliveries: Sequence[Delivery], now: datetime) -> set[int]:
    """Those of the deliveries that should still go out: the same rule asked of them alone, whatever the lead.

    A sitting that was moved has another due time, so the delivery for the old one is not among them.
    """
    sittings = [delivery.subject for delivery in deliveries]
    keys = [delivery.pk for delivery in deliveries]
    found = _run(
        STILL, "sitting.id = ANY(%(sittings)s)", now=now, grace=GRACE, sittings=sittings, deliveries=keys
    )[1]
    return {key for (key,) in found}


def _run(statement: str, among: str, **parameters: Any) -> tuple[int, list[tuple[int]]]:
    """Run a statement around WANTED. Returns the number of rows it touched, and the rows if it gives any."""
    rule = WANTED.format(sittings=among, lead=int(Preference.Lead.DAY))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(wanted=rule), parameters)
        return cursor.rowcount, cursor.fetchall() if cursor.description else []


def compose(delivery: Delivery) -> Letter:
    """Word a reminder in the language and zone that are active: what is to read, by when, where to go on."""
    sitting = (
        Sitting.objects.select_related("schedule__group", "schedule__edition__text")
        .defer("schedule__edition__content")
        .filter(pk=delivery.subject)
        .first()
    )
    if sitting is None:
        raise UnwritableError("the sitting is gone")
    schedule, user = sitting.schedule, delivery.user
    span = (sitting.start, sitting.end)
    read = words_read([user.pk], schedule.edition_id, [span]).get((user.pk, 0), 0)
    start = next_unread(progress_of(user, schedule.edition), start=span[0], end=span[1])
    paragraph = start.number if start else sitting.first_paragraph
    group = letters.one_line(schedule.group.name)
    title = letters.one_line(called(sitting.title))
    due = wall_time(sitting.due_at.astimezone(timezone.get_current_timezone()))
    link = reverse("reader_paragraph", args=[schedule.group.slug, schedule.pk, paragraph])
    return letters.write(
        "sitting_due",
        delivery=delivery,
        subject=_("“%(title)s” with %(group)s: %(due)s") % {"title": title, "group": group, "due": due},
        context={
            "group": group,
            "text": letters.one_line(schedule.edition.text.title),
            "byline": letters.one_line(schedule.edition.text.byline),
            "title": title,
            "sitting": sitting,
            "due": due,
            "zone": city(user.time_zone),
            "group_due": group_due(sitting),
            "group_zone": city(sitting.time_zone),
            "read": read,
            "left": max(0, sitting.words - read),
            "minutes_left": minutes_for(sitting.words - read),
            "paragraph": paragraph,
            "link": letters.absolute(link),
        },
    )


def wall_time(moment: datetime) -> str:
    """Day and time as the moment's own zone has them, in the active language: "Tuesday 1 December, 19:00"."""
    return formats.date_format(
        moment, pgettext("day and time of a reminder, as Django formats dates", "l j F, H:i")
    )


def group_due(sitting: Sitting) -> str:
    """The due time on the group's clock, when that shows another time than the member's; else nothing."""
    theirs = sitting.due_at.astimezone(sitting.clock)
    if theirs.utcoffset() == timezone.localtime(sitting.due_at).utcoffset():
        return ""
    return wall_time(theirs)
