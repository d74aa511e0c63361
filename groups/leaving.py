"""What becomes of the groups of somebody who leaves for good: the same as when they leave each of them."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from groups import joining
from groups.models import Group, Invitation, Membership


def what_happens(person: User) -> list[str]:
    """One sentence for each group of theirs."""
    others = Membership.objects.current().filter(group=OuterRef("pk")).exclude(user=person)
    groups = (
        Group.objects.circles()
        .visible_to(person)
        .annotate(
            has_others=Exists(others),
            led=Exists(Group.objects.facilitated_by(person).filter(pk=OuterRef("pk"))),
        )
    )
    sentences = []
    for group in groups.order_by("name", "pk"):
        if not group.has_others:
            sentence = _("You are the last in “%(group)s”: it closes, and nobody can open it any more.")
        elif group.led:
            sentence = _(
                "You leave “%(group)s”, which you facilitate: the role is free then for any member to take. To"
                " choose who has it next, hand it over first."
            )
        else:
            sentence = _("You leave “%(group)s”.")
        sentences.append(sentence % {"group": group.name})
    return sentences


def part(person: User, now: datetime) -> None:
    # In the order of the groups, so that two who leave at once do not wait for each other in a ring.
    for membership in Membership.objects.current().filter(user=person).order_by("group"):
        joining.leave(membership=membership, now=now)
    for invitation in Invitation.objects.usable().filter(created_by=person):
        joining.revoke(invitation=invitation, now=now)  # nobody should be invited by someone who is gone
