"""Lifting the veil: seeing talk ahead of where one is, of some threads, of a sitting or always, and lowering it again.

What follows from it is `discussions/models/veil.py`'s to say.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from discussions.models import Lift, Thread
from groups.models import Group, Sitting


def lift_threads(*, user: User, threads: Iterable[Thread]) -> None:
    """Uncover these threads for somebody. Once more is no failure, here and below."""
    Lift.objects.bulk_create([Lift(user=user, thread=thread) for thread in threads], ignore_conflicts=True)


def lift_sitting(*, user: User, sitting: Sitting) -> None:
    """Uncover all that its group says about a sitting, now and later."""
    Lift.objects.bulk_create([Lift(user=user, sitting=sitting)], ignore_conflicts=True)


def lift_always(*, user: User) -> None:
    """Uncover all talk of all groups that somebody is in."""
    Lift.objects.bulk_create([Lift(user=user)], ignore_conflicts=True)


@transaction.atomic
def lower(*, user: User, group: Group) -> None:
    """Veil again what somebody uncovered in a group, and what they uncovered always."""
    lifts_in(user, group).delete()


def lifts_in(user: User, group: Group) -> QuerySet[Lift]:
    """What of this person's uncovers talk in a group."""
    here = Q(thread__group=group) | Q(sitting__schedule__group=group)
    return Lift.objects.filter(here | Q(thread=None, sitting=None), user=user)
