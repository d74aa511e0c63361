"""The ends of a thread: the words that it stands on, and those that a connection leads to. Which one is meant, and where it is read.

Whoever sees the thread may settle either of its ends: the other one may be in a text that the circle does not plan.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from discussions.models import Connection, Passage, Thread
from groups.models import Schedule
from readings.models import Edition, Paragraph, Text

FAR = "end=far"  # in an address: the end that a connection leads to is meant


@dataclass(frozen=True, slots=True)
class ThreadEnd:
    """A passage of a thread: its own, or the one that it leads to."""

    thread: Thread
    passage: Passage
    is_far: bool

    @property
    def alone(self) -> str:
        """What an address says of it that says nothing else after its path."""
        return f"?{FAR}" if self.is_far else ""

    @property
    def more(self) -> str:
        """What an address says of it after other things."""
        return f"&{FAR}" if self.is_far else ""

    def address(self, name: str) -> str:
        """The address of what can be done with it."""
        return reverse(name, args=[self.thread.group.slug, self.thread.pk]) + self.alone


def end_or_404(request: HttpRequest, thread: Thread) -> ThreadEnd:
    """The end of a thread that an address means."""
    if not _is_far(request):
        return ThreadEnd(thread, thread.passage, is_far=False)
    ends = Connection.objects.select_related("passage__edition__text").defer("passage__edition__content")
    return ThreadEnd(thread, get_object_or_404(ends, thread=thread).passage, is_far=True)


def end_to_place(request: HttpRequest, plan: Schedule, user: User) -> ThreadEnd | None:
    """The end for which words are to be chosen in what a circle reads by a plan, as the address names it: `?place=`."""
    if "place" not in request.GET:
        return None
    is_far = _is_far(request)
    passage = "connection__passage" if is_far else "passage"
    threads = Thread.objects.open_to(user).filter(**{f"{passage}__edition__text": plan.edition.text_id})
    thread = named(threads.select_related(passage), plan, request.GET.get("place", ""))
    if thread is None:
        return None
    return ThreadEnd(thread, thread.connection.passage if is_far else thread.passage, is_far)


def named(threads: QuerySet[Thread], plan: Schedule, asked: str) -> Thread | None:
    """That of a circle's threads which an address names by its key (one query); None for anything else."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return threads.filter(group=plan.group_id).select_related("author", "group").filter(pk=asked).first()


def plan_of(end: ThreadEnd) -> Schedule | None:
    """The plan by which the circle reads the newest edition of the text of an end, without the long content."""
    plans = Schedule.objects.filter(group=end.thread.group_id, edition__text=end.passage.edition.text_id)
    plan = plans.select_related("edition").defer("edition__content").order_by("-edition__number").first()
    if plan:
        plan.group = end.thread.group
    return plan


def edition_to_place_in(end: ThreadEnd, plan: Schedule | None) -> Edition | None:
    """The edition in which words for an end are chosen: the one that the circle reads, or for a far end the library's."""
    if plan or not end.is_far:
        return plan.edition if plan else None
    of_text = Text.objects.published().filter(pk=end.passage.edition.text_id)
    editions = Edition.objects.without_content().select_related("text")
    return editions.filter(pk__in=of_text.values("current_edition")).first()


def doubts_of(thread: Thread) -> dict[str, Any]:
    """What a new edition left open about the end that a connection leads to (one query)."""
    names = ("far_asked", "far_left_behind", "far_moved_from")
    return Thread.objects.filter(pk=thread.pk).with_doubts().values(*names).get()


def _is_far(request: HttpRequest) -> bool:
    return request.GET.get("end") == FAR.partition("=")[2]


def connection_of(thread: Thread) -> Connection | None:
    """Where a connection leads, with the number of the `paragraph` there (one query for one, none else)."""
    if thread.kind != Thread.Kind.CONNECTION:
        return None
    ends = Connection.objects.select_related("passage__edition__text").defer("passage__edition__content")
    touched = Paragraph.objects.filter(
        edition=OuterRef("passage__edition"), span__overlap=OuterRef("passage__span")
    )
    first = Subquery(touched.order_by("number").values("number")[:1])
    return ends.filter(thread=thread).annotate(paragraph=first).first()
