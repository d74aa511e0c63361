"""What the worker does for the outbox.

A task that is cut off loses nothing: what it had claimed comes back when the lease ends.
"""

import time

from celery import shared_task
from django.utils import timezone

from notices import sending

A_MINUTE = 55.0  # seconds: by then the next tick of beat has brought a run of its own


@shared_task
def send_due(until: float | None = None) -> None:
    """Send what is due. When that takes longer than one run, call for another, up to `until` (Unix time)."""
    until = until or time.time() + A_MINUTE
    if sending.send_due(timezone.now()).cut_short and time.time() < until:
        send_due.delay(until)


@shared_task
def send_urgent() -> None:
    """Send what somebody sits and waits for, without the many reminders that may stand in the queue."""
    sending.send_due(timezone.now(), urgent_only=True)
