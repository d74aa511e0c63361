"""The notice that a comment was set aside, to its author: by whom, why, and whom to talk to."""

import datetime as dt
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from discussions.branches import comment_address
from discussions.models import Removal, RemovalQuerySet
from discussions.telling import name_of, reachable
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import TALK

KIND = "comment_set_aside"


def tell_author(removal: Removal, *, now: dt.datetime) -> None:
    """Have its author told, within the transaction that sets it aside, if they are in the circle and wish to hear of its talk."""
    comment = removal.comment
    for person in reachable(comment.thread.group_id).filter(pk=comment.author_id):
        Delivery.objects.create(
            user=person, kind=KIND, subject=removal.pk, due_at=now, created_at=now, next_attempt_at=now
        )


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those of comments that still stand aside, to an author who still wishes to hear of it."""
    removals = standing().in_bulk({delivery.subject for delivery in deliveries})
    return {
        row.pk
        for row in deliveries
        if row.subject in removals
        and reachable(removals[row.subject].comment.thread.group_id).filter(pk=row.user_id).exists()
    }


def standing() -> RemovalQuerySet:
    """Removals that stand, of comments that their authors have not removed themselves."""
    rows = Removal.objects.standing().filter(by_law=False, comment__removed_at=None)
    return rows.select_related("by", "comment__thread__group")


def compose(delivery: Delivery) -> Letter:
    """Word it in the language that is active."""
    removal = standing().filter(pk=delivery.subject).first()
    if removal is None:
        raise UnwritableError("it was put back, or is gone")
    comment = removal.comment
    group = comment.thread.group
    name = name_of(group)
    return letters.write(
        "comment_set_aside",
        delivery=delivery,
        subject=_("A comment of yours in %(group)s was set aside") % {"group": name},
        context={
            "group": name,
            "is_commons": bool(group.text_id),
            "contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            "name": letters.one_line(removal.by.display_name),
            "reason": letters.one_line(removal.reason),
            "link": letters.absolute(comment_address(group.slug, comment)),
        },
        stops=TALK,
    )
