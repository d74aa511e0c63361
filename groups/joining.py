"""Coming in and going out: starting a group, inviting, accepting, leaving."""

import base64
import datetime as dt
import hashlib
import secrets
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from accounts.models import User
from accounts.zones import UTC
from groups import facilitating
from groups.models import Group, Invitation, Membership
from groups.presence import forget

RESERVED = {"new"}  # addresses of their own under g/


MOST_A_DAY = 30  # links that are made for a group


class TooManyError(Exception):
    """So many links were made for a group within a day."""


class InvitationClosedError(Exception):
    """A link that was good once and no longer opens the door. `reason`: revoked, expired or used_up."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def start_group(*, by: User, name: str, purpose: str, time_zone: str, now: dt.datetime) -> Group:
    """Make a group whose first member and, for a term, facilitator is the person who starts it.

    The same name from the same person within a minute is the same group: the form was sent twice.
    """
    User.objects.select_for_update(no_key=True).get(
        pk=by.pk
    )  # one at a time, so that the second sending sees the first
    again = (
        Group.objects.facilitated_by(by)
        .filter(name=name, created_at__gt=now - facilitating.SENT_TWICE)
        .first()
    )
    if again:
        return again
    group = Group(slug=_free_slug(name), name=name, purpose=purpose, time_zone=time_zone, created_at=now)
    try:
        with transaction.atomic():
            group.save(force_insert=True)
    except IntegrityError:  # somebody else's circle took the plain address in this very moment
        group.slug = f"{group.slug[:50]}-{secrets.token_hex(3)}"
        group.save(force_insert=True)
    membership = Membership.objects.create(group=group, user=by, joined_at=now)
    facilitating.begin_term(membership=membership, now=now)
    return group


def _free_slug(name: str) -> str:
    """A slug that no group has. Names without a Latin letter get one too."""
    plain = slugify(name)[:50].strip("-_") or "group"
    if plain not in RESERVED and not Group.objects.filter(slug=plain).exists():
        return plain
    return f"{plain}-{secrets.token_hex(3)}"


def invite(
    *,
    group: Group,
    by: User,
    days: int,
    max_uses: int,
    note: str = "",
    submission: uuid.UUID | None = None,
    now: dt.datetime,
) -> tuple[Invitation, str]:
    """Make the token of a link, good for some days and some people.

    Only its hash is kept: the token itself is returned, and known to nobody else. The same `submission` with the same
    wishes again, even at the same moment, makes no other link: its token comes of them, and of our secret.
    """
    token = secrets.token_urlsafe(32)
    if submission:
        said = repr((group.pk, by.pk, days, max_uses, note, str(submission)))
        digest = salted_hmac("groups.joining.invite", said, algorithm="sha256").digest()
        again = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = Invitation.objects.filter(token_hash=hash_of(again))
        if known.usable().exists() or not known.exists():  # of one that is closed another is made
            token = again
    made = Invitation.objects.filter(group=group, created_at__gt=now - dt.timedelta(days=1))
    with transaction.atomic():
        Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # two at once are counted one by one
        if made.count() >= MOST_A_DAY and not made.filter(token_hash=hash_of(token)).exists():
            raise TooManyError
        return _kept(group, by, days, max_uses, note, token, now), token


def _kept(
    group: Group, by: User, days: int, max_uses: int, note: str, token: str, now: dt.datetime
) -> Invitation:
    """Keep a link, or find the one with this token."""
    invitation, _made = Invitation.objects.select_related("group", "created_by").get_or_create(
        token_hash=hash_of(token),
        defaults={
            "group": group,
            "created_by": by,
            "created_at": now,
            "expires_at": now + dt.timedelta(days=days),
            "max_uses": max_uses,
            "note": note,
        },
    )
    return invitation


def hash_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits: nothing to guess, so a plain hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def revoke(*, invitation: Invitation, now: dt.datetime) -> None:
    """Close a link. One that is closed already stays closed as of then."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True).update(revoked_at=now)


def check_open(invitation: Invitation, now: dt.datetime, user: Any = None) -> None:
    """Raise InvitationClosedError, with the reason, when the link no longer opens the door.

    Whoever came by it before has their place of it already, so for them it is never used up.
    """
    if invitation.revoked_at:
        raise InvitationClosedError("revoked")
    if invitation.expires_at <= now:
        raise InvitationClosedError("expired")
    if invitation.uses >= invitation.max_uses and not _came_by(invitation, user):
        raise InvitationClosedError("used_up")


def _came_by(invitation: Invitation, user: Any) -> bool:
    return bool(
        user
        and user.is_authenticated
        and Membership.objects.filter(group=invitation.group_id, user=user, invitation=invitation).exists()
    )


@transaction.atomic
def accept(*, invitation: Invitation, user: User, now: dt.datetime) -> Membership:
    """Let a person in by a link, which is used up by one. Whoever is in already stays in, and uses nothing.

    Nor does somebody who comes back by the link that they came by before. Raises InvitationClosedError. Two people
    at the door with one use left are let in one at a time: the second waits for the row and then finds the link
    used up.
    """
    _one_at_a_time(invitation.group_id)
    invitation = Invitation.objects.select_for_update().select_related("group").get(pk=invitation.pk)
    member = Membership.objects.current().filter(group=invitation.group, user=user).first()
    if member:
        return member
    check_open(invitation, now, user)
    comes_back = _came_by(invitation, user)
    try:
        with transaction.atomic():
            member = Membership.objects.create(
                group=invitation.group, user=user, joined_at=now, invitation=invitation
            )
    except IntegrityError:  # came in by another link in this same moment
        return Membership.objects.current().get(group=invitation.group, user=user)
    if not comes_back:
        invitation.uses += 1
        invitation.save(update_fields=["uses"])
    return member


def take_clock(user: User, group: Group) -> bool:
    """Give a person of whose time zone nothing is known the group's, and say whether that changed their clock."""
    unknown = User.objects.filter(pk=user.pk, zone_known=False, time_zone=UTC)
    if group.time_zone == UTC or not unknown.update(time_zone=group.time_zone):
        return False
    user.time_zone = group.time_zone
    return True


@transaction.atomic
def leave(*, membership: Membership, now: dt.datetime) -> None:
    """End a membership and any role held in it. What the person said stays, and stays theirs.

    A group whose last facilitator leaves goes on: any member may take the role. One that its last member
    leaves is closed to everybody, its links too.
    """
    _one_at_a_time(membership.group_id)
    facilitating.end_term(membership=membership, now=now)
    Membership.objects.current().filter(pk=membership.pk).update(
        left_at=Greatest(now, F("joined_at"))  # they may have joined while they waited to leave
    )
    forget(membership.group_id, membership.user_id)
    if not Membership.objects.current().filter(group=membership.group_id).exists():
        Invitation.objects.filter(group=membership.group_id, revoked_at__isnull=True).update(revoked_at=now)


def has_just_left(*, user: User, slug: str, now: dt.datetime) -> bool:
    """Whether somebody left a group a moment ago and is out of it still: so that leaving twice is no error."""
    own = Membership.objects.filter(group__slug=slug, user=user)
    return own.filter(left_at__gt=now - facilitating.SENT_TWICE).exists() and not own.current().exists()


def _one_at_a_time(group_id: int) -> None:
    """Let those who come and those who go wait for each other: so the last to leave knows that nobody is coming."""
    Group.objects.select_for_update(no_key=True).filter(pk=group_id).exists()
