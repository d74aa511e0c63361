"""What somebody keeps when the curators withdraw a text: it where their circles read it, and its commons if they spoke there.

`settings.KEPT_BY_CIRCLES` names this module. The library, which knows no circles, asks it (`Edition.objects.visible_to`),
and circles, which know no talk (`Group.objects.joined_by`).
"""

from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from discussions.models import Comment, Thread
from groups.models import Membership, Schedule


def texts_kept_for(user: User) -> QuerySet:
    """The primary keys of the texts that a circle of this person's plans, or has a thread on in any edition."""
    planned = Schedule.objects.visible_to(user).order_by().values("edition__text")
    return planned.union(Thread.objects.visible_to(user).order_by().values("passage__edition__text"))


def commons_kept_for(user: Any) -> QuerySet:
    """The primary keys of the groups in which this person, given as such or by their key, has words of their own."""
    return Comment.objects.filter(author=user, removed_at=None).order_by().values("thread__group")


def speakers(text_id: int) -> int:
    """How many people have words of their own in the commons of a text, and are in it: they keep it."""
    present = Membership.objects.current().filter(group__text=text_id)
    said = Comment.objects.filter(thread__group__text=text_id, removed_at=None)
    return present.filter(user__in=said.values("author")).count()
