"""Turning notices off and on, and the signed link at the foot of a mail that does it without signing in."""

from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.core import signing

from notices.models import Preference

SALT = "notices.stop"
REMINDERS, PLAN_CHANGES, TALK = (
    "reminders",
    "plan_changes",
    "talk",
)  # what can be stopped, as Preference has it


class Meant(NamedTuple):
    """Whose link it is, by primary key, and what it stops."""

    user_id: int
    what: str


def stop_token(user_id: int, what: str = REMINDERS) -> str:
    """What a mail carries. It never ends, so that old mails stay stoppable, and can do nothing else."""
    return signing.Signer(salt=SALT).sign(str(user_id) if what == REMINDERS else f"{user_id}.{what}")


def meant_by(token: str) -> Meant | None:
    """What a link means; None when it was cut short, made up, or its person has left the site."""
    try:
        key, _dot, what = signing.Signer(salt=SALT).unsign(token).partition(".")
    except signing.BadSignature:
        return None
    if not get_user_model().objects.filter(pk=int(key), is_active=True).exists():
        return None
    return Meant(int(key), what or REMINDERS)


def choose(*, user_id: int, **chosen: Any) -> None:
    """Keep what a person chooses, by the names of the fields of Preference. The rest stays as it was."""
    Preference.objects.update_or_create(user_id=user_id, defaults=chosen)
