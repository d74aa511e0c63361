"""The commons of a text: coming in and going out. Why there is one, and what holds in it: docs/decisions/0036-the-commons.md.

It is a group without roles, sittings and invitations, made when the first person comes in: then all talk of threads
works there as it does in a circle. Nobody is in it but by their own act.
"""

import datetime as dt

from django.db import transaction

from accounts.models import User
from groups import joining
from groups.models import Group, Membership, Schedule
from readings.models import Edition, Text
from readings.publishing import hold_current


@transaction.atomic
def join(*, text: Text, user: User, now: dt.datetime) -> Schedule | None:
    """Let somebody into the commons of a text of the library, and return the plan by which it is read there.

    Whoever is in already stays in. None while a new edition is being published, or when the text was taken out of the
    library meanwhile.
    """
    if not hold_current(text.pk):
        return None
    library = Text.objects.published().filter(pk=text.pk)
    edition = Edition.objects.without_content().filter(pk__in=library.values("current_edition")).first()
    if edition is None:
        return None
    commons, _made = Group.objects.get_or_create(
        text=text, defaults={"slug": _slug(text), "name": "Commons", "time_zone": "UTC", "created_at": now}
    )
    plan, _made = Schedule.objects.get_or_create(group=commons, edition=edition, defaults={"created_at": now})
    Membership.objects.get_or_create(group=commons, user=user, left_at=None, defaults={"joined_at": now})
    return plan


def leave(*, text: Text, user: User, now: dt.datetime) -> bool:
    """Let somebody out again; says whether they were in. What they said stays, and stays theirs."""
    mine = Membership.objects.current().filter(group__text=text, user=user).first()
    if mine:
        joining.leave(membership=mine, now=now)
    return mine is not None


def _slug(text: Text) -> str:
    """Of its address under g/. No circle has two hyphens in a row in its own."""
    return f"commons-{text.pk}--{text.slug}"[:60].rstrip("-")
