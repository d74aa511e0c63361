"""Turning reminders off and on, and the signed link at the foot of a mail that does it without signing in."""

from django.contrib.auth import get_user_model
from django.core import signing

from notices.models import Preference

SALT = "notices.stop"


def stop_token(user_id: int) -> str:
    """What a mail carries. It never ends, so that old mails stay stoppable, and can do nothing else."""
    return signing.Signer(salt=SALT).sign(str(user_id))


def person_of(token: str) -> int | None:
    """Whose link this is, by primary key; None when it was cut short, made up, or they have left the site."""
    try:
        key = int(signing.Signer(salt=SALT).unsign(token))
    except signing.BadSignature:
        return None
    return key if get_user_model().objects.filter(pk=key, is_active=True).exists() else None


def remind(*, user_id: int, wanted: bool, lead: int | None = None) -> None:
    """Turn a person's reminders on or off; `lead` also says how many minutes before a sitting is due."""
    chosen = {"reminders": wanted} if lead is None else {"reminders": wanted, "lead_minutes": lead}
    Preference.objects.update_or_create(user_id=user_id, defaults=chosen)
