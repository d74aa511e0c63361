"""What stands in the place of talk that is ahead of somebody: that it is there, and the ways to see it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import reswap, retarget

from accounts.requests import PersonRequest
from discussions.access import AheadError
from discussions.models import Thread
from discussions.passages import first_paragraph
from groups.models import Schedule, Sitting


def covers[**P](
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """For the view of a thread or of a part of one: where that is ahead of whoever asks, say that instead."""

    @wraps(view)
    def covered_view(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AheadError as error:
            return covered(request, error.thread)

    return covered_view


def covered(request: PersonRequest, thread: Thread) -> HttpResponse:
    """Say that a thread is ahead of whoever asks: in the panel or on a page of its own, with nothing of the thread."""
    if request.method not in {"GET", "HEAD"} and not request.htmx:
        return redirect(thread)
    passage = thread.passage
    place = first_paragraph(passage)
    plan = Schedule.objects.filter(group=thread.group, edition=passage.edition_id).first()
    if plan:
        plan.group, plan.edition = thread.group, passage.edition
    context = {
        "group": thread.group,
        "plan": plan,
        "text": passage.edition.text,
        "edition": passage.edition,
        "paragraph": place,
        "ahead": 1,
        "ahead_thread": thread.pk,
        "ahead_comment": request.resolver_match and request.resolver_match.kwargs.get("number"),
        "ahead_sitting": sitting_at(plan, passage.start, passage.end),
    }
    if not request.htmx:
        return render(request, "discussions/thread_ahead.html", context)
    part = "veil" if request.htmx.target == "talk" else "panel"
    response = render(request, f"discussions/thread_ahead.html#{part}", context)
    return reswap(retarget(response, "[data-talk]"), "innerHTML")


def sitting_at(plan: Schedule | None, start: int, end: int) -> Sitting | None:
    """The first sitting of a plan that a stretch of its edition lies in, by code points (one query)."""
    if plan is None:
        return None
    return Sitting.objects.filter(schedule=plan, span__overlap=(start, end)).order_by("number").first()
