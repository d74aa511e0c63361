"""What the library keeps of somebody who leaves for good: nothing of how far they read, marked or missed."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from readings.models import Bookmark, Progress, Suggestion


def what_happens(person: User) -> list[str]:
    """Said to everybody: whoever has read nothing loses nothing by it."""
    return [
        _("How far you have read is forgotten."),
        _("Your bookmarks are deleted."),
        _("Your suggestions are deleted. Texts that were brought in because of them stay."),
    ]


def part(person: User, now: datetime) -> None:
    Progress.objects.filter(user=person).delete()
    Bookmark.objects.filter(user=person).delete()
    Suggestion.objects.filter(user=person).delete()
