"""What the library keeps of somebody who leaves for good: nothing of how far they read, marked or missed."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from readings.keeping import let_go
from readings.models import Bookmark, Progress, Suggestion


def what_happens(person: User) -> list[str]:
    """Said to everybody: whoever has read nothing loses nothing by it."""
    return [
        _("How far you have read is forgotten."),
        _("Your bookmarks are deleted."),
        _(
            "Your suggestions are deleted, with the files that came with them. Texts that were brought in because of them stay."
        ),
    ]


def part(person: User, now: datetime) -> None:
    Progress.objects.filter(user=person).delete()
    Bookmark.objects.filter(user=person).delete()
    suggestions = Suggestion.objects.filter(user=person)
    files = set(suggestions.filter(original__isnull=False).values_list("original_id", flat=True))
    suggestions.delete()
    for original_id in sorted(files):
        let_go(original_id)
