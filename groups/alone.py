"""What a person reads outside the plans of their groups, and where they go on. Reads only.

They may have begun it with a group that they have left; a text that was withdrawn is not open to them any more.
"""

from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from groups.models import Group
from readings.models import Paragraph, Progress, Text
from readings.reading import next_unread

SHOWN = 3  # texts
LOOKED_AT = 8  # the latest, some of which may be finished


@dataclass(frozen=True)
class Solo:
    """A text that somebody reads without a group of theirs, and the paragraph with which they go on."""

    text: Text
    resume: Paragraph


def read_alone(user: User) -> list[Solo]:
    """The texts begun and not finished that none of the person's groups has planned, the latest first.

    Takes a fixed number of queries at most, however much somebody has read. What is finished is not listed,
    nor an edition that another has taken the place of.
    """
    begun = (
        Progress.objects.filter(
            user=user, edition__text__current_edition=F("edition"), edition__text__withdrawn_at=None
        )
        .exclude(read=[])
        .exclude(edition__schedules__group__in=Group.objects.circles().visible_to(user))
        .select_related("edition__text")
        .defer("edition__content")
        .order_by("-updated_at", "-pk")
    )
    found: list[Solo] = []
    for progress in begun[:LOOKED_AT]:
        resume = next_unread(progress, start=progress.position) or next_unread(progress)
        if resume:
            found.append(Solo(progress.edition.text, resume))
        if len(found) == SHOWN:
            break
    return found
