"""What the talk keeps of somebody who leaves for good: what they said, and nothing of what they read of it or missed."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Jotting, Lift, Mention, Seen, Stuck


def what_happens(person: User) -> list[str]:
    """That what they said to others stays is told to everybody who leaves."""
    return [_("Your notes to self are deleted.")]


def part(person: User, now: datetime) -> None:
    for kept in (Seen, Mention, Stuck, Lift, Jotting):
        kept.objects.filter(user=person).delete()
