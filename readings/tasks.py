"""What the worker does for the library."""

from functools import partial

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from readings import correcting, foreseeing, importing, progressing, publishing, repaging
from readings.desk import laying


@shared_task
def read_import(import_id: int) -> None:
    """Make a draft of a file that was received, or read one again. Cut off and called again, it begins anew."""
    now = timezone.now()
    try:
        importing.read_import(import_id=import_id, now=now, make=repaging.draft_of)
    except Exception as error:
        if not ran_out(error):
            raise
        importing.give_up(import_id=import_id, begun_at=now)


@shared_task
def read_left_imports() -> None:
    """See to files whose task was lost with the broker's memory or a worker's life."""
    for import_id in importing.left_lying(now=timezone.now()):
        read_import.delay(import_id)


# Longer than any other task: a book of millions of words is compared, carried over and indexed in one transaction.
@shared_task(soft_time_limit=240, time_limit=270)
def publish_edition(edition_id: int) -> None:
    """Publish a draft of which a curator asked."""
    try:
        publishing.publish_asked(edition_id=edition_id, now=timezone.now())
    except Exception as error:
        if not ran_out(error):
            raise
        publishing.give_up(edition_id=edition_id, now=timezone.now())


@shared_task
def publish_left_editions() -> None:
    """See to drafts whose publication was lost with the broker's memory or a worker's life."""
    for edition_id in publishing.left_asked(now=timezone.now()):
        publish_edition.delay(edition_id)


# Of thirty thousand paragraphs; on a busy machine that takes longer than most tasks may.
@shared_task(soft_time_limit=90, time_limit=120)
def lay_edition(edition_id: int) -> None:
    """Open the desk of a long draft, or lay what was mended there, for a page that waits."""
    laying.lay_asked(edition_id=edition_id)


@shared_task(soft_time_limit=90, time_limit=120)
def copy_edition(text_id: int) -> None:
    """Copy the current edition of a long text, to be corrected, for a page that waits."""
    try:
        correcting.copy_asked(text_id=text_id)
    except Exception as error:
        if not ran_out(error):
            raise
        correcting.forget(text_id)


# As long as publishing may take, but for the writing.
@shared_task(soft_time_limit=120, time_limit=150)
def foresee_threads(edition_id: int) -> None:
    """Count what publishing a long draft would do to the threads, for a page that waits."""
    try:
        foreseeing.foresee_asked(edition_id=edition_id)
    except Exception as error:
        if not ran_out(error):
            raise
        foreseeing.give_up(edition_id=edition_id)


@shared_task
def carry_late_progress() -> None:
    """See to those who read on in an edition after the next one came out."""
    progressing.carry_late_progress()


def ran_out(error: BaseException) -> bool:
    """Whether a task was cut off because its time is over, whatever that came to; the database is at hand again then.

    In the middle of a commit it comes to an error of the database's library, and the connection is of no more use.
    """
    known: BaseException | None = error
    while known and not isinstance(known, SoftTimeLimitExceeded):
        known = known.__cause__ or known.__context__
    if known and known is not error and not connection.in_atomic_block:
        connection.close()
    return known is not None


def publish_soon(edition_id: int) -> None:
    """Wake a worker for a draft that is to be published; robust as `read_soon` is."""
    transaction.on_commit(partial(publish_edition.delay, edition_id), robust=True)


def lay_soon(edition_id: int) -> None:
    """Wake a worker for a draft that somebody wants to look at; robust as `read_soon` is."""
    transaction.on_commit(partial(lay_edition.delay, edition_id), robust=True)


def copy_soon(text_id: int) -> None:
    """Wake a worker for a text that somebody wants to correct; robust as `read_soon` is."""
    transaction.on_commit(partial(copy_edition.delay, text_id), robust=True)


def foresee_soon(edition_id: int) -> None:
    """Wake a worker for a draft that somebody wants to know of what publishing it would do; robust as `read_soon` is."""
    transaction.on_commit(partial(foresee_threads.delay, edition_id), robust=True)


def read_soon(import_id: int) -> None:
    """Wake a worker for a file that was received, once it is kept for sure.

    Robust: when the broker is away the file is kept all the same, and the next tick finds it.
    """
    transaction.on_commit(partial(read_import.delay, import_id), robust=True)
