"""Holding a group's role for a time: taking it when it is free, handing it on, letting it go.

Nobody owns a group. One member at a time facilitates, for a term; then the role is free for any member to
take.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from groups.models import Group, Membership, Term, TermQuerySet
from notices.letters import Letter, absolute, one_line, write_letter
from notices.posting import post

TERM = dt.timedelta(days=90)
SENT_TWICE = dt.timedelta(minutes=1)


def begin_term(*, membership: Membership, now: dt.datetime) -> Term:
    """Give a member the role from now on, for a term."""
    return Term.objects.create(
        membership=membership, role=Term.Role.FACILITATOR, span=DateTimeTZRange(now, now + TERM)
    )


@transaction.atomic
def take(*, membership: Membership, now: dt.datetime) -> Term:
    """Let a member take the role that nobody holds.

    Raises ValidationError when somebody does, or when the member has left meanwhile. Of two who reach for it
    at once one gets it, and the other is told.
    """
    _lock(membership)
    # Not the terms that run at this transaction's beginning: somebody may have taken the role since.
    terms = Term.objects.filter(membership__group_id=membership.group_id, role=Term.Role.FACILITATOR)
    held = terms.filter(membership__left_at__isnull=True, span__endswith__gt=now)
    holder = held.select_related("membership__user").first()
    if holder:
        raise ValidationError(
            _("%(name)s facilitates at the moment.") % {"name": holder.membership.user.display_name}
        )
    return begin_term(membership=membership, now=now)


@transaction.atomic
def hand_over(*, giver: Membership, to: Membership, now: dt.datetime) -> Term:
    """Pass the role on to another member, who holds it for a term of their own and gets a mail about it.

    Raises ValidationError when the giver doesn't hold it any more, or the other is no member any more.
    """
    _lock(to)
    if not end_term(membership=giver, now=now):
        raise ValidationError(_("You don’t facilitate any more, so there is nothing to hand over."))
    term = begin_term(membership=to, now=now)
    post(user_id=to.user_id, letter=_news(giver, to, term), now=now)
    return term


def has_just_handed(*, user: User, to: Membership, now: dt.datetime) -> bool:
    """Whether a person's term ended a moment ago and another member holds the role since: so twice is no error."""
    terms = Term.objects.filter(membership__group=to.group_id, membership__user=user, span__endswith__lte=now)
    just_ended = terms.filter(span__endswith__gt=now - SENT_TWICE).exists()
    return just_ended and running_terms(to.group_id).filter(membership=to).exists()


def _news(giver: Membership, to: Membership, term: Term) -> Letter:
    """The mail that tells somebody, in their language and zone, that the role is theirs now."""
    with translation.override(to.user.language), timezone.override(to.user.clock):
        group = one_line(to.group.name)
        return write_letter(
            "role_handed",
            person=to.user.display_name,
            subject=_("You facilitate “%(group)s” now") % {"group": group},
            context={
                "giver": one_line(giver.user.display_name),
                "group": group,
                "until": term.span.upper,
                "zone": to.group.time_zone,
                "link": absolute(reverse("member_list", args=[to.group.slug])),
            },
        )


def _lock(member: Membership) -> None:
    """Hold a member's account, the group, and their membership until the transaction ends, always in this order.

    The account, because who leaves for good holds it and then waits for the group; and they get a mail, or not.

    Raises ValidationError when the member has left, or is gone with the group.
    """
    User.objects.select_for_update(no_key=True).filter(pk=member.user_id).exists()
    Group.objects.select_for_update(no_key=True).filter(pk=member.group_id).exists()
    here = Membership.objects.current().select_for_update().filter(pk=member.pk, group_id=member.group_id)
    if not here.exists():
        raise ValidationError(_("%(name)s has left the group.") % {"name": member.user.display_name})


@transaction.atomic
def end_term(*, membership: Membership, now: dt.datetime) -> bool:
    """End a member's running term now. Says whether there was one."""
    terms = list(Term.objects.running().filter(membership=membership).select_for_update(of=("self",)))
    for term in terms:
        if term.span.lower >= now:  # begun in this very moment: an empty term would be none
            term.delete()
        else:
            term.span = DateTimeTZRange(term.span.lower, now)
            term.save(update_fields=["span"])
    return bool(terms)


def running_terms(group_id: int) -> TermQuerySet:
    """The facilitator's terms that run in this group at this moment (one, or none)."""
    return Term.objects.running().filter(membership__group_id=group_id, role=Term.Role.FACILITATOR)
