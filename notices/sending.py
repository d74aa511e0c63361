"""Sending what is due: claim a batch, ask again whether it is wanted, word it, hand it over, mark it.

A claim is a lease, so no row is locked while a mail server takes its time. A mail goes out at least once:
only a crash between the handing over and the mark makes a second copy, and that has the same Message-ID.
"""

import logging
import smtplib
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation

from notices import kinds, letters
from notices.models import Delivery

BATCH = 50
RUN = 15.0  # seconds after which no further mail is begun; another run goes on
LEASE = timedelta(minutes=1)  # longer than a task may live (config/celery.py)
BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]  # 22 hours in all
ATTEMPTS = len(BACKOFF) + 1

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a mail did not go out. `final`: trying again won't help. `everywhere`: the server is away."""

    reason: str
    final: bool = False
    everywhere: bool = False


@dataclass
class Run:
    """How many a run has sent, dropped, put off ("queued") and failed, and whether its time ran out."""

    counts: Counter[str] = field(default_factory=Counter)
    cut_short: bool = False


def send_due(now: datetime, *, seconds: float = RUN, urgent_only: bool = False) -> Run:
    """Send what is due at `now`, for at most so many seconds. Any number of senders may run at once."""
    run = Run()
    until = time.monotonic() + seconds
    run.counts[Delivery.State.FAILED] += give_up(now)
    while batch := claim(now, urgent_only=urgent_only):
        if not send_batch(batch, now, until, run.counts):
            break
        if time.monotonic() > until:
            run.cut_short = True
            break
    return run


def claim(now: datetime, *, size: int = BATCH, urgent_only: bool = False) -> list[Delivery]:
    """Take the lease on the next deliveries, urgent ones first. Nobody else has them until it ends."""
    waiting = Delivery.objects.filter(state=Delivery.State.QUEUED, next_attempt_at__lte=now).order_by(
        "-urgent", "next_attempt_at", "pk"
    )
    if urgent_only:
        waiting = waiting.filter(urgent=True)
    with transaction.atomic():
        free = waiting.filter(Q(leased_until=None) | Q(leased_until__lte=now))
        keys = list(free.select_for_update(skip_locked=True).values_list("pk", flat=True)[:size])
        claimed = Delivery.objects.filter(pk__in=keys)
        claimed.update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    return list(claimed.select_related("user").order_by("-urgent", "next_attempt_at", "pk"))


def give_up(now: datetime) -> int:
    """Fail what has taken its sender down every time, so that it doesn't do so for ever. Returns how many."""
    broken = Delivery.objects.filter(
        state=Delivery.State.QUEUED, attempts__gte=ATTEMPTS, leased_until__lte=now
    )
    return broken.update(
        state=Delivery.State.FAILED, leased_until=None, letter="", error="the sender broke off each time"
    )


def send_batch(batch: Sequence[Delivery], now: datetime, until: float, tally: Counter[str]) -> bool:
    """Send a claimed batch over one connection, until time is up. False when the mail server is away."""
    waiting = list(reversed(batch))
    mailer = mailers.default
    try:
        wanted = still_wanted(batch, now)
        tally[Delivery.State.DROPPED] += settle(
            *[delivery for delivery in batch if delivery.pk not in wanted], state=Delivery.State.DROPPED
        )
        waiting = [delivery for delivery in waiting if delivery.pk in wanted]
        addresses = addresses_of(waiting)
        while waiting and time.monotonic() < until:
            delivery = waiting.pop()
            failure = send(delivery, addresses.get(delivery.user_id, ""), mailer)
            if failure is None:
                tally[Delivery.State.SENT] += settle(delivery, state=Delivery.State.SENT, sent_at=now)
                continue
            tally[put_off(delivery, failure, now)] += 1
            with suppress(OSError):
                mailer.close()  # whatever state the talk was left in, the next mail begins a new one
            if failure.everywhere:
                while waiting:
                    tally[put_off(waiting.pop(), failure, now)] += 1
                return False
        return True
    finally:
        release(waiting)
        with suppress(OSError):
            mailer.close()


def still_wanted(batch: Iterable[Delivery], now: datetime) -> set[int]:
    """Ask each kind about all of its deliveries at once. A kind that nobody knows is for `send` to refuse."""
    by_kind: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in batch:
        by_kind[delivery.kind].append(delivery)
    wanted: set[int] = set()
    for name, deliveries in by_kind.items():
        kind = kinds.kind_named(name)
        wanted |= kind.wanted(deliveries, now) if kind else {delivery.pk for delivery in deliveries}
    return wanted


def addresses_of(batch: Iterable[Delivery]) -> dict[int, str]:
    """The verified primary address of each person who has one."""
    own = EmailAddress.objects.filter(
        user__in={delivery.user_id for delivery in batch}, primary=True, verified=True
    )
    return dict(own.values_list("user_id", "email"))


def send(delivery: Delivery, address: str, mailer: BaseEmailBackend) -> Failure | None:
    """Word one delivery in the person's language and zone and hand it to the mail server."""
    kind = kinds.kind_named(delivery.kind)
    if kind is None:
        return Failure(f"no kind of notice is called {delivery.kind}", final=True)
    with translation.override(delivery.user.language), timezone.override(delivery.user.clock):
        try:
            letter = kind.compose(delivery)
            message = letters.envelope(delivery, letter, letter.to or address)
        except (kinds.UnwritableError, ValueError) as error:
            return Failure(str(error), final=True)
    return hand_over(message, mailer)


def hand_over(message: EmailMultiAlternatives, mailer: BaseEmailBackend) -> Failure | None:
    """Give a message to the mail server, over the connection that is open or a new one."""
    if not message.recipients():
        return Failure("no verified address", final=True)
    try:
        mailer.open()
    except OSError as error:  # as every error of smtplib is
        return Failure(f"mail server: {error}", everywhere=True)
    try:
        mailer.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return Failure(f"{code} {words.decode(errors='replace')}", final=code >= 500)
    except smtplib.SMTPDataError as error:
        return Failure(f"{error.smtp_code} {error}", final=error.smtp_code >= 500)
    except ValueError as error:
        return Failure(str(error), final=True)
    except OSError as error:
        return Failure(str(error))
    return None


def settle(*deliveries: Delivery, state: str, error: str = "", sent_at: datetime | None = None) -> int:
    """Take deliveries out of the queue; a letter written beforehand is kept no longer. Returns how many."""
    queued = Delivery.objects.filter(
        pk__in=[delivery.pk for delivery in deliveries], state=Delivery.State.QUEUED
    )
    return queued.update(state=state, error=error, sent_at=sent_at, leased_until=None, letter="")


def put_off(delivery: Delivery, failure: Failure, now: datetime) -> str:
    """Try again later, or give it up for good."""
    logger.warning("Delivery %d, attempt %d: %s", delivery.pk, delivery.attempts, failure.reason)
    if failure.final or delivery.attempts >= ATTEMPTS:
        settle(delivery, state=Delivery.State.FAILED, error=failure.reason)
        return Delivery.State.FAILED
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.QUEUED).update(
        leased_until=None, next_attempt_at=now + BACKOFF[delivery.attempts - 1], error=failure.reason
    )
    return Delivery.State.QUEUED


def release(untouched: Iterable[Delivery]) -> None:
    """Give back what was claimed and not begun: the next sender may have it at once."""
    Delivery.objects.filter(
        pk__in=[delivery.pk for delivery in untouched], state=Delivery.State.QUEUED
    ).update(leased_until=None, attempts=F("attempts") - 1)
