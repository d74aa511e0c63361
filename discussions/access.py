"""From an address to what it names, or a 404 for everybody who may not know that it exists."""

from typing import Any

from django.shortcuts import get_object_or_404

from discussions.models import Comment, Thread
from groups.models import Schedule
from readings.models import Edition, Paragraph


class AheadError(Exception):
    """A thread was asked for that is ahead of where somebody is: `covering.py` answers it."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(f"thread {thread.pk} is ahead")
        self.thread = thread


def plan_or_404(user: Any, group: str, schedule: int) -> Schedule:
    """A circle's plan with its group, edition and text, for a member; not the long content."""
    return get_object_or_404(
        Schedule.objects.visible_to(user).select_related("group", "edition__text").defer("edition__content"),
        group__slug=group,
        pk=schedule,
    )


def thread_or_404(user: Any, group: str, pk: int, *, even_ahead: bool = False) -> Thread:
    """A circle's thread with its group, place, passage, edition and text, for a member.

    Raises AheadError for one that is veiled to them, which only whoever shows nothing of it asks for (`even_ahead`).
    """
    thread = get_object_or_404(
        Thread.objects.visible_to(user)
        .with_veil(user)
        .with_places()
        .select_related("group", "author", "passage__edition__text")
        .defer("passage__edition__content"),
        group__slug=group,
        pk=pk,
    )
    if thread.is_ahead and not even_ahead:
        raise AheadError(thread)
    return thread


def comment_or_404(user: Any, group: str, pk: int, number: int, *, removed: bool = False) -> Comment:
    """A comment by its number in a circle's thread, for a member: one that stands, or one that was removed.

    One that was set aside is there for its author alone.
    """
    thread = thread_or_404(user, group, pk)
    comments = (
        thread.comments.legible_to(user).select_related("author").filter(removed_at__isnull=not removed)
    )
    comment = get_object_or_404(comments, number=min(number, 2**31 - 1))
    comment.thread = thread
    return comment


def paragraph_or_404(edition: Edition, number: int) -> Paragraph:
    """A paragraph by its number in the edition."""
    return get_object_or_404(Paragraph, edition=edition, number=min(number, 2**31 - 1))
