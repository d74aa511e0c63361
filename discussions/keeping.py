"""Which texts somebody's circles keep when the curators withdraw them: the library, which knows no circles, asks.

`settings.KEPT_BY_CIRCLES` names this module, and `Edition.objects.visible_to` asks it.
"""

from django.db.models import QuerySet

from accounts.models import User
from discussions.models import Thread
from groups.models import Schedule


def texts_kept_for(user: User) -> QuerySet:
    """The primary keys of the texts that a circle of this person's plans, or has a thread on in any edition."""
    planned = Schedule.objects.visible_to(user).order_by().values("edition__text")
    return planned.union(Thread.objects.visible_to(user).order_by().values("passage__edition__text"))
