"""What the talk keeps of somebody who leaves for good: what they said, and nothing of what they read of it, missed, or made of it."""

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from discussions.models import Hiding, Lift, Mention, Reaction, Seen, Stuck


def what_happens(person: User) -> list[str]:
    """Nothing more is to be said: that their words stay is told to everybody who leaves."""
    return []


def part(person: User, now: datetime) -> None:
    Hiding.objects.filter(Q(user=person) | Q(person=person)).delete()
    for kept in (Seen, Mention, Stuck, Lift, Reaction):
        kept.objects.filter(user=person).delete()
