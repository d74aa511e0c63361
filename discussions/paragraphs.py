"""The threads on a paragraph, as a page and as the panel beside the text, which asks for them at every press of a margin."""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import plan_or_404
from discussions.beside import news_again, talk_links
from discussions.choosing import chosen
from discussions.covering import sitting_at
from discussions.models import Comment, Thread, ThreadQuerySet
from discussions.models.veil import in_sight
from discussions.openings import openings
from discussions.outdated import gone, is_outdated, meant_or_404
from discussions.passages import words_at
from discussions.showing import paragraph_quote, stretch_beside
from discussions.threads import unfolded
from discussions.unfolding import thread_context
from groups.models import Group, Schedule
from readings.around import render_around
from readings.models import Paragraph
from readings.prepared import Asked, Given, Models, Question, whole_number, worded, worded_models

THREADS_A_PAGE = 30


@login_required
@require_safe
def paragraph_threads(request: PersonRequest, group: str, schedule: int, paragraph: int) -> HttpResponse:
    """The threads on a paragraph; a single one is open at once. In the panel, with `?new`, the first with news."""
    plan = chosen(request, plan_or_404(request.user, group, schedule))
    place = meant_or_404(request, plan, paragraph)
    if place is None:
        return gone(request, plan)
    return paragraph_panel(request, plan, place)


def paragraph_panel(request: PersonRequest, plan: Schedule, place: Paragraph) -> HttpResponse:
    """The page or the panel with the threads on a paragraph, and how many more are ahead of whoever looks.

    A single one is open at once: without a script, too, it is one page from the text to the talk and its box.
    """
    asked = {
        "viewer": request.user.pk,
        "circle": plan.group_id,
        "edition": plan.edition_id,
        "start": place.start,
        "end": place.end,
    }
    if request.htmx and "new" in request.GET:
        thread = _threads_asked(everywhere=plan.shows_all, with_news=True).first(**asked)
        if thread:
            context = thread_context(request, named(thread), timezone.now())
            return render_around(request, "discussions/thread_detail.html#thread", context, "comments")
    threads: Any = Asked(_threads_asked(everywhere=plan.shows_all), asked)
    page: Page[Thread] = Paginator(threads, THREADS_A_PAGE).get_page(request.GET.get("page"))
    ahead = _ahead_asked(everywhere=plan.shows_all).count(**asked)
    is_single = page.paginator.count == 1 and not ahead
    if is_single and not request.htmx and "page" not in request.GET:
        return unfolded(request, named(page[0]), ())
    if is_single and request.htmx:
        context = thread_context(request, named(page[0]), timezone.now())
        response = render_around(request, "discussions/thread_detail.html#thread", context, "comments")
        return _nothing_new(request, response, plan, place)
    shown = [named(thread) for thread in page]
    prefetch_related_objects([one for one in shown if one.kind == Thread.Kind.CORRECTION], "correction")
    context = {
        "group": plan.group,
        "plan": plan,
        "paragraph": place,
        "words": paragraph_quote(place, words_at(plan.edition_id, place.start, place.end).quote),
        "openings": openings(shown, timezone.now(), viewer=request.user),
        "page": page,
        "is_outdated": is_outdated(request, plan),
        "ahead": ahead,
        "ahead_sitting": sitting_at(plan, place.start, place.end) if ahead else None,
    }
    part = "#panel" if request.htmx else ""
    response = render(request, f"discussions/paragraph_threads.html{part}", context)
    return _nothing_new(request, response, plan, place)


def named(thread: Thread) -> Thread:
    """With the text that its commons is called by, where it stands in one."""
    if thread.group.text_id:
        thread.group.text = thread.passage.edition.text
    return thread


def _beside(viewer: Any, *, everywhere: bool) -> ThreadQuerySet:
    """What the circle of a plan talks about on the stretch that is given later, or all circles of whoever looks."""
    mine = Thread.objects.filter(group__in=Group.objects.joined_by(viewer))
    heard = mine if everywhere else mine.filter(group=Given("circle"))
    return heard.talked_in().touching(Given("edition"), whole_number("start"), whole_number("end"))


@cache
def _threads_asked(*, everywhere: bool, with_news: bool = False) -> Models[Thread]:
    viewer = Given("viewer")
    threads = _beside(viewer, everywhere=everywhere).in_sight_of(viewer)
    if with_news:
        threads = threads.filter(
            Exists(Comment.objects.unseen_by(viewer).filter(thread=OuterRef("pk")).order_by())
        )
    passage = ["passage", "passage__edition", "passage__edition__text"]
    return worded_models(
        threads.with_doubts().with_places().with_commons().questions_first("passage__span", "pk"),
        *["group", "author", *passage],
        without=["passage__edition__content"],
        also=[
            *["asked", "left_behind", "moved_from", "far_asked", "far_left_behind", "far_moved_from"],
            *["paragraph", "in_commons"],
        ],
    )


@cache
def _ahead_asked(*, everywhere: bool) -> Question:
    viewer = Given("viewer")
    veiled = _beside(viewer, everywhere=everywhere).exclude(in_sight(viewer))
    return worded(veiled.order_by().values_list("pk"))


def _nothing_new(
    request: PersonRequest, response: HttpResponse, plan: Schedule, place: Paragraph
) -> HttpResponse:
    """With what is shown though something new was asked for comes the margin's link, which promised it (another window
    has shown it by now), so that the key does not lead here again."""
    if request.htmx and "new" in request.GET and not is_outdated(request, plan):
        shown, _stood = stretch_beside(
            plan, place.start, place.end, viewer_id=request.user.pk, now=timezone.now()
        )
        response.writelines(talk_links(plan, shown, shown, oob=True).values())
        response.write(news_again(request.user, plan.group))
    return response
