"""What the talk keeps of somebody who leaves for good: what they said, and nothing of what they read of it, missed, or made of it."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Hiding, Jotting, Lift, Mention, Reaction, Seen, Stuck


def what_happens(person: User) -> list[str]:
    """That what they said to others stays is told to everybody who leaves."""
    return [_("Your notes to self are deleted.")]


def part(person: User, now: datetime) -> None:
    Hiding.objects.filter(Q(user=person) | Q(person=person)).delete()
    for kept in (Seen, Mention, Stuck, Lift, Jotting, Reaction):
        kept.objects.filter(user=person).delete()
