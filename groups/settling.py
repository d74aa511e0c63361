"""What a correction of the text did to the sittings of a plan, until its facilitator says that it is right.

How they come to a new edition is in `carrying`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groups.models import LeftSitting, Schedule, Sitting
from groups.pace import Standing

ASKED_BELOW = (
    0.9  # of its words as they were planned: a paragraph written anew in an evening's reading asks nobody
)


@dataclass(frozen=True)
class Unsettled:
    """What a correction did to a plan, and its facilitator has not said to be right."""

    moved: list[Sitting]  # still to come, with a good deal of other words than were planned
    left: list[LeftSitting]  # without a place any more
    seen: list[LeftSitting]  # the same, of which somebody knows

    @property
    def asks(self) -> bool:
        return bool(self.moved or self.left)


def unsettled(schedule: Schedule, rows: Iterable[Standing], now: datetime) -> Unsettled:
    """What a facilitator is asked, and is told, of a plan whose sittings are at hand (one query)."""
    sittings = [row.sitting for row in rows]
    moved = [sitting for sitting in sittings if sitting.confidence < ASKED_BELOW and sitting.due_at > now]
    gone = LeftSitting.objects.filter(schedule=schedule).select_related("edition__text")
    gone = gone.defer("edition__content").order_by("edition__number", "number")
    return Unsettled(moved, [one for one in gone if not one.is_seen], [one for one in gone if one.is_seen])


def unsettled_of(schedules: Sequence[Schedule], now: datetime) -> dict[int, Unsettled]:
    """The same of several plans, by their keys: of those only of which something is asked (two queries)."""
    found = {one.pk: Unsettled([], [], []) for one in schedules}
    moved = Sitting.objects.filter(schedule__in=found, confidence__lt=ASKED_BELOW, due_at__gt=now)
    for sitting in moved.order_by("number"):
        found[sitting.schedule_id].moved.append(sitting)
    gone = LeftSitting.objects.filter(schedule__in=found, is_seen=False).select_related("edition__text")
    for left in gone.defer("edition__content").order_by("edition__number", "number"):
        found[left.schedule_id].left.append(left)
    return {pk: one for pk, one in found.items() if one.asks}


@transaction.atomic
def agree(*, schedule: Schedule, number: int) -> bool:
    """Note that the sittings of a plan are right in the edition of this number. False when it is another by now."""
    held = Schedule.objects.select_for_update(of=["self"]).select_related("edition").defer("edition__content")
    plan = held.filter(pk=schedule.pk, edition__number=number).first()
    if plan is None:
        return False
    plan.sittings.filter(confidence__lt=1).update(confidence=1, planned_first=None, planned_last=None)
    plan.left_sittings.filter(is_seen=False).update(is_seen=True)
    return True
