"""From an address to what it names, or a 404 for everybody who may not know that it exists."""

from functools import cache
from typing import Any

from django.db.models import TextField
from django.http import Http404
from django.shortcuts import get_object_or_404

from discussions.models import Comment, Thread
from groups.access import nothing_there
from groups.models import Group, Schedule
from readings.models import Edition, Paragraph
from readings.prepared import Given, Models, whole_number, worded_models

LARGEST = 2**63 - 1  # of what the database takes for a key


class AheadError(Exception):
    """A thread was asked for that is ahead of where somebody is: `covering.py` answers it."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(f"thread {thread.pk} is ahead")
        self.thread = thread


def plan_or_404(user: Any, group: str, schedule: int) -> Schedule:
    """A circle's plan with its group, edition and text, for a member; not the long content."""
    plan = _plan_asked().first(person=user.pk, slug=group, plan=min(schedule, LARGEST))
    if plan is None:
        raise nothing_there(user, group)
    if plan.group.text_id:
        plan.group.text = plan.edition.text  # whose commons it is
    return plan


@cache
def _plan_asked() -> Models[Schedule]:
    mine = Schedule.objects.filter(group__in=Group.objects.joined_by(Given("person")))
    named = mine.filter(group__slug=Given("slug", TextField()), pk=Given("plan")).order_by()
    return worded_models(named, "group", "edition", "edition__text", without=["edition__content"])


def thread_or_404(user: Any, group: str, pk: int, *, even_ahead: bool = False) -> Thread:
    """A circle's thread with its group, place, passage, edition and text, for a member.

    Raises AheadError for one that is veiled to them, which only whoever shows nothing of it asks for (`even_ahead`).
    """
    thread = _thread_asked().first(person=user.pk, slug=group, thread=min(pk, LARGEST))
    if thread is None:
        raise nothing_there(user, group)
    if thread.group.text_id:
        thread.group.text = thread.passage.edition.text
    if thread.is_ahead and not even_ahead:
        raise AheadError(thread)
    return thread


@cache
def _thread_asked() -> Models[Thread]:
    person = Given("person")
    mine = Thread.objects.filter(group__in=Group.objects.joined_by(person))
    named = mine.filter(group__slug=Given("slug", TextField()), pk=Given("thread")).order_by()
    passage = ["passage", "passage__edition", "passage__edition__text"]
    return worded_models(
        named.with_veil(person).with_places().with_commons(),
        *["group", "author", *passage],
        without=["passage__edition__content"],
        also=["is_ahead", "paragraph", "in_commons"],
    )


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
    place = _paragraph_asked().first(edition=edition.pk, number=min(number, 2**31 - 1))
    if place is None:
        raise Http404
    return place


@cache
def _paragraph_asked() -> Models[Paragraph]:
    named = Paragraph.objects.filter(edition=Given("edition"), number=whole_number("number"))
    return worded_models(named.order_by())
