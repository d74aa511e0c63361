"""Leaving for good: who somebody was is forgotten, what they said to others stays with those.

The person's row stays, without anything that tells who it was, because the words of others hang on what they
wrote. What the other rooms keep of somebody they let go of themselves: `settings.ROOMS_TO_LEAVE` names them by
dotted path, since this room imports none of them.
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from importlib import import_module
from typing import Protocol, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import zones
from accounts.models import User
from notices.letters import Letter, write_letter
from notices.models import Delivery, Preference
from notices.posting import post


class Room(Protocol):
    """What a module named in ROOMS_TO_LEAVE offers."""

    def what_happens(self, person: User) -> list[str]:
        """Say in sentences what the person leaves behind here, before they decide."""
        ...

    def part(self, person: User, now: datetime) -> None:
        """Let go of the person, within the transaction of their leaving."""
        ...


def rooms() -> Iterator[Room]:
    for path in settings.ROOMS_TO_LEAVE:
        yield cast(Room, import_module(path))


def what_happens(person: User) -> list[str]:
    """What leaving means for this person and for the groups they are in, in sentences."""
    own = [
        _(
            "Your name, your addresses, your password and your passkeys are forgotten at once. You are signed out"
            " everywhere, and after one mail that says so none goes to you any more."
        ),
        _("What you wrote in your groups stays there, under “Someone who left”: others have answered it."),
    ]
    return own + _rights(person) + [sentence for room in rooms() for sentence in room.what_happens(person)]


def _rights(person: User) -> list[str]:
    """What the library goes without when nobody else has a right that this person has. Says how to get it back."""
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    sentences = []
    if person.is_curator and not others.filter(is_curator=True).exists():
        sentences.append(
            _("You are the only curator: until there is another, nobody adds texts to the library.")
        )
    if person.is_admin and not others.filter(is_admin=True).exists():
        sentences.append(
            _(
                "You are the only admin: nobody can say any more who is a curator, until whoever runs this site makes"
                " a new admin (manage.py createsuperuser)."
            )
        )
    return sentences


@transaction.atomic
def leave(*, person: User, now: datetime) -> None:
    """Forget a person in every room. Nobody can sign in as them, and their address is free for a new account.

    One last mail tells the old address so: whoever did not do this themselves should hear of it.

    The name in place of theirs is worded in the language of the site: theirs would tell something of them.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    farewell = _farewell(person)
    for room in rooms():
        room.part(person, now)
    Delivery.objects.filter(user=person).delete()
    Preference.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    signed_in = UserSession.objects.filter(user=person)
    Session.objects.filter(session_key__in=signed_in.values("session_key")).delete()
    signed_in.delete()
    with translation.override(settings.LANGUAGE_CODE):
        person.display_name = _("Someone who left")
    person.email = f"{secrets.token_hex(16)}@left.invalid"  # a domain that can never get mail
    person.set_unusable_password()
    person.time_zone, person.language, person.last_login = zones.UTC, settings.LANGUAGE_CODE, None
    person.is_active = person.is_curator = person.is_admin = False
    person.save()
    post(user_id=person.pk, letter=farewell, now=now)


def _farewell(person: User) -> Letter:
    """The last mail to them, in their words: that the account is gone. No link in it, since none would open."""
    with translation.override(person.language), timezone.override(person.clock):
        return replace(
            write_letter(
                "account_gone",
                to=person.email,
                person=person.display_name,
                subject=_("Your account is gone"),
                context={"email": person.email, "contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]},
            ),
            farewell=True,
        )
