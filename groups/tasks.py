"""What the worker does for the groups."""

from celery import shared_task
from django.utils import timezone

from groups import reminders
from notices.tasks import send_due


@shared_task
def queue_reminders() -> None:
    """Queue the reminders that are due by now and have them sent. Called twice it does no harm."""
    if reminders.queue_due(timezone.now()):
        send_due.delay()
