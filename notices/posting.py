"""Letters that are written where they arise (confirm your address) and sent by the outbox.

A page never waits for a mail server: `post` keeps the letter in the transaction of what caused it, and wakes
a worker once that is committed. Such a letter may carry a secret link, so it is kept encrypted, and only
until it has left.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction

from notices import tasks
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery

GOOD_FOR = timedelta(days=1)  # whoever waits for such a letter asks for another one long before


def post(*, user_id: int, letter: Letter, now: datetime) -> Delivery:
    """Queue a written letter and have it sent at once. `letter.to` may be an address not yet the person's."""
    delivery = Delivery.objects.create(
        user_id=user_id,
        kind="letter",
        subject=secrets.randbits(62),  # it is about nothing that has a key
        due_at=now,
        created_at=now,
        next_attempt_at=now,
        urgent=True,
        letter=seal(letter),
    )
    # Robust: when the broker is away the letter is kept all the same, and the next tick sends it.
    transaction.on_commit(tasks.send_urgent.delay, robust=True)
    return delivery


def wanted(deliveries: Sequence[Delivery], now: datetime) -> set[int]:
    """Those not older than a day: a link that nobody waits for any more is not sent.

    To somebody whose account is gone only the letter that says so.
    """
    fresh = [delivery for delivery in deliveries if delivery.created_at > now - GOOD_FOR]
    return {delivery.pk for delivery in fresh if delivery.user.is_active or _is_farewell(delivery)}


def _is_farewell(delivery: Delivery) -> bool:
    try:
        return unseal(delivery.letter).farewell
    except UnwritableError:
        return False


def compose(delivery: Delivery) -> Letter:
    """Open the letter again. Raises UnwritableError when SECRET_KEY has changed in between."""
    return unseal(delivery.letter)


def seal(letter: Letter) -> str:
    return _cipher().encrypt(json.dumps(asdict(letter)).encode()).decode()


def unseal(sealed: str) -> Letter:
    try:
        return Letter(**json.loads(_cipher().decrypt(sealed)))
    except InvalidToken as error:
        raise UnwritableError("the letter was written under another SECRET_KEY") from error


def _cipher() -> MultiFernet:
    """Keys made of SECRET_KEY and its fallbacks, so that a database alone gives no one a way in."""
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"notices.posting:{key}".encode()).digest()))
            for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )
