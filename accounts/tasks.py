"""What the worker does for those who cannot come in."""

from celery import shared_task
from kombu.exceptions import OperationalError

from accounts import resetting


@shared_task
def write_reset(email: str) -> None:
    """Write to whoever has this address, if somebody does, how they get a new password."""
    resetting.write(email)


def write_reset_soon(email: str) -> None:
    """Have the mail written by a worker; when the broker is away at once, so that it comes all the same."""
    try:
        write_reset.delay(email)
    except OperationalError:
        resetting.write(email)
