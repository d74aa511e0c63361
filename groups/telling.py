"""The news that a plan was changed: who should have it, and how it is worded.

The outbox (notices) sends it with its next run, and asks here again, right before, whether it is still wanted.
Whoever moves a plan twice within that minute is heard once: the later change takes the place of the earlier.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from groups.models import Membership, PlanChange, Schedule, Sitting
from groups.reminders import group_due, wall_time, zone_words
from groups.templatetags.due import called, plain_day
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import PLAN_CHANGES
from readings.models import Text

KIND = "plan_changed"
SHOWN = 6  # sittings to come, in one mail


def tell(
    *,
    schedule: Schedule,
    deed: PlanChange.Deed,
    sittings: int,
    by: User,
    now: datetime,
    former: Mapping[int, datetime] | None = None,
) -> PlanChange:
    """Have the other members told of a change, within its transaction, which holds the schedule's row.

    `sittings` says how many were moved, planned anew or taken off, `former` when those that were moved had been due,
    by primary key. What an earlier change has not told yet is told with this one.
    """
    before = {str(pk): due_at.isoformat() for pk, due_at in (former or {}).items()}
    change = PlanChange.objects.create(
        group_id=schedule.group_id,
        plan=schedule.pk,
        title=Text.objects.values_list("title", flat=True).get(editions=schedule.edition_id),
        deed=deed,
        sittings=sittings,
        former=before | _untold(schedule.pk) if deed == PlanChange.Deed.MOVED else {},
        by=by,
        made_at=now,
    )
    Delivery.objects.bulk_create(
        Delivery(
            user_id=person, kind=KIND, subject=change.pk, due_at=now, created_at=now, next_attempt_at=now
        )
        for person in listeners(change)
    )
    return change


def _untold(plan: int) -> dict[str, str]:
    """When sittings had been due before a move that nobody has heard of yet, since its mails still wait."""
    last = PlanChange.objects.filter(plan=plan).first()
    waiting = last and Delivery.objects.filter(kind=KIND, subject=last.pk, state=Delivery.State.QUEUED)
    return last.former if last and waiting and waiting.exists() else {}


def listeners(change: PlanChange) -> set[int]:
    """Who should hear of a change: the members now but whoever made it, if they wish, at a verified address."""
    own = EmailAddress.objects.filter(user=OuterRef("user"), primary=True, verified=True)
    members = Membership.objects.current().filter(
        Exists(own), group=change.group_id, joined_at__lte=change.made_at, user__is_active=True
    )
    members = members.exclude(user=change.by_id).exclude(user__preference__plan_changes=False)
    return set(members.values_list("user", flat=True))


def wanted(deliveries: Sequence[Delivery], now: datetime) -> set[int]:
    """Those that still tell the latest of a plan, to somebody who still should hear of it."""
    later = PlanChange.objects.filter(plan=OuterRef("plan"), pk__gt=OuterRef("pk"))
    latest = PlanChange.objects.filter(~Exists(later), pk__in={delivery.subject for delivery in deliveries})
    hear = {change.pk: listeners(change) for change in latest}
    return {row.pk for row in deliveries if row.user_id in hear.get(row.subject, ())}


def compose(delivery: Delivery) -> Letter:
    """Word the news in the language and zone that are active: who did what, and the plan as it stands."""
    change = PlanChange.objects.select_related("group", "by").filter(pk=delivery.subject).first()
    if change is None:
        raise UnwritableError("the group is gone")
    schedule = Schedule.objects.filter(pk=change.plan).first()
    coming = list(schedule.sittings.filter(due_at__gt=change.made_at)) if schedule else []
    group, title = letters.one_line(change.group.name), letters.one_line(change.title)
    subject = (
        _("“%(title)s” with %(group)s: new times") if schedule else _("“%(title)s” with %(group)s: taken off")
    )
    pause = schedule.pause_days if schedule else None
    rows = [_row(sitting, change.former.get(str(sitting.pk))) for sitting in coming[:SHOWN]]
    place = schedule or change.group
    return letters.write(
        "plan_changed",
        delivery=delivery,
        subject=subject % {"title": title, "group": group},
        context={
            "group": group,
            "news": _news(change, gone=schedule is None),
            "rows": rows,
            "more": max(0, len(coming) - SHOWN),
            "pause": [plain_day(day) for day in pause]
            if pause and pause[1] >= change.made_at.date()
            else None,
            "zone": zone_words(delivery.user.time_zone),
            "group_zone": zone_words(coming[0].time_zone) if any(row["group_due"] for row in rows) else "",
            "plan": schedule is not None,
            "link": letters.absolute(place.get_absolute_url()),
        },
        stops=PLAN_CHANGES,
    )


def _news(change: PlanChange, *, gone: bool) -> str:
    """What was done by whom, in one sentence."""
    words = {
        "name": letters.one_line(change.by.display_name) if change.by else _("Someone who left"),
        "title": letters.one_line(change.title),
        "group": letters.one_line(change.group.name),
        "count": change.sittings,
    }
    if gone:
        return _("%(name)s has taken “%(title)s” off the schedule of %(group)s.") % words
    if change.deed == PlanChange.Deed.MOVED:
        sentence = ngettext(
            "%(name)s has moved a sitting of “%(title)s”, which you read with “%(group)s”.",
            "%(name)s has moved %(count)d sittings of “%(title)s”, which you read with “%(group)s”.",
            change.sittings,
        )
        return sentence % words
    return _("%(name)s has changed the plan for “%(title)s”, which you read with “%(group)s”.") % words


def _row(sitting: Sitting, former: str | None) -> dict[str, object]:
    """A sitting as the mail lists it, due by the clock that is active and, when that differs, by the group's.

    `former` is the instant, in ISO 8601, at which it was due before it was moved.
    """
    due_before = datetime.fromisoformat(former) if former else sitting.due_at
    return {
        "due_before": wall_time(timezone.localtime(due_before)) if due_before != sitting.due_at else "",
        "due": wall_time(timezone.localtime(sitting.due_at)),
        "group_due": group_due(sitting),
        "title": letters.one_line(called(sitting.title)),
    }
