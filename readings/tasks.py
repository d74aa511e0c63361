"""What the worker does for the library."""

from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from readings import importing, repaging


@shared_task
def read_import(import_id: int) -> None:
    """Make a draft of a file that was received, or read one again. Cut off and called again, it begins anew."""
    importing.read_import(import_id=import_id, now=timezone.now(), make=repaging.draft_of)


@shared_task
def read_left_imports() -> None:
    """See to files whose task was lost with the broker's memory or a worker's life."""
    for import_id in importing.left_lying(now=timezone.now()):
        read_import.delay(import_id)


def read_soon(import_id: int) -> None:
    """Wake a worker for a file that was received, once it is kept for sure.

    Robust: when the broker is away the file is kept all the same, and the next tick finds it.
    """
    transaction.on_commit(partial(read_import.delay, import_id), robust=True)
