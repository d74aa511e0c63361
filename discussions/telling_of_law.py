"""The notice that a comment was taken down for a legal reason, to its author: by whom and why.

It goes out whatever they wish to hear of, and though they have left the circle: they have a right to know.
"""

import datetime as dt
from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from discussions.branches import comment_address
from discussions.models import Removal
from discussions.telling import name_of
from groups.models import Membership
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery

KIND = "comment_taken_down"


def tell_author(removal: Removal, *, now: dt.datetime) -> None:
    """Have its author told, within the transaction that takes it down, unless their account is gone."""
    author = removal.comment.author
    if author.is_active:
        Delivery.objects.create(
            user=author, kind=KIND, subject=removal.pk, due_at=now, created_at=now, next_attempt_at=now
        )


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those to authors whose accounts are there: also when it was undone meanwhile, for it was done."""
    return {row.pk for row in deliveries if row.user.is_active}


def compose(delivery: Delivery) -> Letter:
    """Word it in the language that is active. Without the words of the comment, as any mail of the kind."""
    removals = Removal.objects.select_related("by", "undone_by", "comment__thread__group__text")
    removal = removals.filter(pk=delivery.subject).first()
    if removal is None:
        raise UnwritableError("it is gone")
    comment = removal.comment
    group = comment.thread.group
    name = name_of(group)
    is_member = Membership.objects.inside().filter(group=group, user=delivery.user_id).exists()
    return letters.write_letter(
        "comment_taken_down",
        person=delivery.user.display_name,
        subject=_("A comment of yours in %(group)s was taken down") % {"group": name},
        context={
            "group": name,
            "is_commons": bool(group.text_id),
            "name": letters.one_line(removal.by.display_name),
            "reason": letters.one_line(removal.reason),
            "is_undone": removal.undone_at is not None,
            "contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            "link": letters.absolute(comment_address(group.slug, comment)) if is_member else "",
        },
    )
