"""The news that a plan was changed: who should have it, and how it is worded.

The outbox (notices) sends it with its next run, and asks here again, right before, whether it is still wanted. Each
person hears the sum of what others have done since they last heard: changes within that minute are one mail, whoever
made them, and a plan that stands again as they know it is no news.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.zones import city
from groups.models import Membership, PlanChange, Schedule, Sitting
from groups.reminders import group_due, wall_time
from groups.templatetags.due import called, plain_day
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import PLAN_CHANGES
from readings.models import Text

KIND = "plan_changed"
SHOWN = 6  # sittings to come, in one mail


def standing(schedule: Schedule, sittings: Iterable[Sitting]) -> dict[str, Any]:
    """How a plan stands, to be kept with the next change: its break, and each stretch with when it is due (UTC)."""
    return {
        "pause": [day.isoformat() for day in schedule.pause_days or ()],
        "sittings": [[row.start, row.end, row.due_at.astimezone(UTC).isoformat()] for row in sittings],
    }


def tell(
    *,
    schedule: Schedule,
    deed: PlanChange.Deed,
    sittings: int,
    by: User,
    now: datetime,
    before: dict[str, Any],
) -> PlanChange:
    """Have the other members told of a change, within its transaction, which holds the schedule's row.

    `sittings` says how many were moved, planned anew or taken off, `before` how the plan was `standing` until then.
    """
    change = PlanChange.objects.create(
        group_id=schedule.group_id,
        plan=schedule.pk,
        title=Text.objects.values_list("title", flat=True).get(editions=schedule.edition_id),
        deed=deed,
        sittings=sittings,
        before=before,
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


def listeners(change: PlanChange) -> set[int]:
    """Who should hear of a change: the members now but whoever made it, if they wish, at a verified address."""
    own = EmailAddress.objects.filter(user=OuterRef("user"), primary=True, verified=True)
    members = Membership.objects.current().filter(
        Exists(own), group=change.group_id, joined_at__lte=change.made_at, user__is_active=True
    )
    members = members.exclude(user=change.by_id).exclude(user__preference__plan_changes=False)
    return set(members.values_list("user", flat=True))


def wanted(deliveries: Sequence[Delivery], now: datetime) -> set[int]:
    """Those that tell somebody, who still should hear of it, what they don't know: the last of a plan for each."""
    changes = PlanChange.objects.in_bulk({delivery.subject for delivery in deliveries})
    hear = {change.pk: listeners(change) for change in changes.values()}
    hearing = [row for row in deliveries if row.user_id in hear.get(row.subject, ())]
    going = {delivery.pk for delivery in deliveries}
    return {
        row.pk
        for row in hearing
        if _is_news(news(row, changes[row.subject].plan, now=now, going=going), row.user_id)
    }


def news(delivery: Delivery, plan: int, *, now: datetime, going: Collection[int] = ()) -> list[PlanChange]:
    """The changes of a plan that a delivery tells, in order; none when a later delivery tells them.

    They begin with the first by somebody else that this person was not told of. What another sender holds at this
    moment counts as told; `going` are the deliveries that this one has in hand.
    """
    changes = list(
        PlanChange.objects.filter(plan=plan).select_related("by", "group").defer("before").order_by("pk")
    )
    theirs = Delivery.objects.filter(
        user=delivery.user_id, kind=KIND, subject__in=[change.pk for change in changes]
    )
    if theirs.filter(subject__gt=delivery.subject).exists():
        return []
    held = Q(state=Delivery.State.QUEUED, leased_until__gt=now) & ~Q(pk__in={*going, delivery.pk})
    told = theirs.filter(Q(state=Delivery.State.SENT) | held).aggregate(last=Max("subject"))["last"] or 0
    first = theirs.filter(subject__gt=told).aggregate(first=Min("subject"))["first"]
    return [change for change in changes if first and change.pk >= first]


def _is_news(untold: Sequence[PlanChange], person: int) -> bool:
    """Whether a plan stands otherwise than somebody knows it."""
    if not untold:
        return False
    plan = Schedule.objects.filter(pk=untold[0].plan).first()
    if plan is None:
        return untold[-1].by_id != person
    return standing(plan, plan.sittings.all()) != untold[0].before


def compose(delivery: Delivery) -> Letter:
    """Word the news in the language and zone that are active: who did what, and the plan as it stands."""
    change = PlanChange.objects.select_related("group").defer("before").filter(pk=delivery.subject).first()
    if change is None:
        raise UnwritableError("the group is gone")
    untold = news(delivery, change.plan, now=timezone.now())
    if not untold:
        raise UnwritableError("a later mail tells it")
    schedule = Schedule.objects.filter(pk=change.plan).first()
    sittings = list(schedule.sittings.all()) if schedule else []
    coming = [sitting for sitting in sittings if sitting.due_at > untold[-1].made_at]
    kept = untold[0].before.get("sittings", ())
    former = {(start, end): datetime.fromisoformat(due_at) for start, end, due_at in kept}
    before = {row.pk: former.get((row.start, row.end), row.due_at) for row in sittings}
    moved = sum(before[row.pk] != row.due_at for row in sittings)
    group, title = letters.one_line(change.group.name), letters.one_line(change.title)
    subject = (
        _("“%(title)s” with %(group)s: new times") if schedule else _("“%(title)s” with %(group)s: taken off")
    )
    pause = schedule.pause_days if schedule else None
    rows = [_row(sitting, before[sitting.pk]) for sitting in coming[:SHOWN]]
    place = schedule or change.group
    return letters.write(
        "plan_changed",
        delivery=delivery,
        subject=subject % {"title": title, "group": group},
        context={
            "group": group,
            "news": _said(untold, moved, person=delivery.user_id, gone=schedule is None),
            "rows": rows,
            "more": max(0, len(coming) - SHOWN),
            "pause": [plain_day(day) for day in pause]
            if pause and pause[1] >= untold[-1].made_at.date()
            else None,
            "zone": city(delivery.user.time_zone),
            "group_zone": city(coming[0].time_zone) if any(row["group_due"] for row in rows) else "",
            "plan": schedule is not None,
            "link": letters.absolute(place.get_absolute_url()),
        },
        stops=PLAN_CHANGES,
    )


def _said(untold: Sequence[PlanChange], moved: int, *, person: int, gone: bool) -> str:
    """What was done and by whom, in one sentence to a person, who is not told what they did themselves."""
    last = untold[-1]
    others = [change for change in untold if change.by_id != person]
    names = list(dict.fromkeys(_name(change) for change in others))
    words: dict[str, object] = {
        "name": names[0],
        "names": get_text_list(names, _("and")),
        "title": letters.one_line(last.title),
        "group": letters.one_line(last.group.name),
        "count": moved or last.sittings,
    }
    if gone:
        words["name"] = _name(last)
        return _("%(name)s has taken “%(title)s” off the schedule of %(group)s.") % words
    if len(names) > 1:
        return _("%(names)s have changed the plan for “%(title)s”, which you read with “%(group)s”.") % words
    if all(change.deed == PlanChange.Deed.MOVED for change in untold):
        sentence = ngettext(
            "%(name)s has moved a sitting of “%(title)s”, which you read with “%(group)s”.",
            "%(name)s has moved %(count)d sittings of “%(title)s”, which you read with “%(group)s”.",
            moved or last.sittings,
        )
        return sentence % words
    return _("%(name)s has changed the plan for “%(title)s”, which you read with “%(group)s”.") % words


def _name(change: PlanChange) -> str:
    return letters.one_line(change.by.display_name) if change.by else _("Someone who left")


def _row(sitting: Sitting, due_before: datetime) -> dict[str, object]:
    """A sitting as the mail lists it, due by the clock that is active and, when that differs, by the group's."""
    return {
        "due_before": wall_time(timezone.localtime(due_before)) if due_before != sitting.due_at else "",
        "due": wall_time(timezone.localtime(sitting.due_at)),
        "group_due": group_due(sitting),
        "title": letters.one_line(called(sitting.title)),
    }
