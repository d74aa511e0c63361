"""The pages of talk: one thread, opening one, answering in it. Those of a paragraph: `paragraphs.py`; lists: `lists.py`.

htmx gets the part of the page that changed, the panel of the reader page most of all; anyone else gets whole
pages and redirects.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import push_url, reswap, retarget

from accounts.requests import PersonRequest
from discussions.access import plan_or_404, thread_or_404
from discussions.branches import Path, comment_address
from discussions.choosing import chosen
from discussions.commenting import answer, made_before, open_thread
from discussions.covering import covers
from discussions.forms import CommentForm, ThreadForm
from discussions.live import thread_ear
from discussions.models import Comment, Thread
from discussions.outdated import gone, is_outdated, meant_or_404, words_sent
from discussions.passages import first_paragraph, words_at
from discussions.quoting import quoted
from discussions.showing import paragraph_quote
from discussions.stirring import latest
from discussions.unfolding import AT_FOOT, part_for, thread_context
from discussions.unfolding_again import answered, said
from discussions.wording import quotation, vouched
from groups.access import group_or_404, refuse_closed
from groups.models import Group, Schedule
from readings.around import render_around
from readings.form_fields import SubmissionField
from readings.publishing import hold_current
from readings.reading import outline

MOST = 2**31 - 1  # that the number of a comment may be


@login_required
@require_safe
@covers
def thread_detail(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """One thread, but for what stands deep in it."""
    return unfolded(request, thread_or_404(request.user, group, pk), ())


@login_required
@require_safe
@covers
def comment_branch(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """A branch of a thread: a comment, what stands under it, and the way up. Of the first comment it is the thread."""
    thread = thread_or_404(request.user, group, pk)
    comment = get_object_or_404(thread.comments, number=min(number, MOST))
    return unfolded(request, thread, comment.path) if len(comment.path) > 1 else redirect(thread)


def unfolded(request: PersonRequest, thread: Thread, branch: Path) -> HttpResponse:
    """The page of a thread or of a branch of it, or the part that htmx asks for."""
    now = timezone.now()
    number = latest(
        thread.group_id, now
    )  # before its comments are looked at: what is said meanwhile comes later
    context = thread_context(request, thread, now, page=_number(request.GET.get("page")) or 1, branch=branch)
    context["live"] = thread_ear(request, thread.group, thread.pk, number)
    template = "discussions/thread_detail.html" + (part_for(request) if request.htmx else "")
    response = render_around(request, template, context, "comments")
    # On its own page the address is that of what is shown; beside a text it stays that of the text.
    return push_url(response, request.get_full_path()) if request.htmx.target == "talk" else response


@login_required
@require_safe
@covers
def comment_place(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Lead to a comment, in whatever view and on whatever page of it: its words are not needed for it."""
    comment = get_object_or_404(thread_or_404(request.user, group, pk).comments, number=min(number, MOST))
    return redirect(comment_address(group, comment))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread_create(request: PersonRequest, group: str, schedule: int) -> HttpResponse:
    """Open a thread: on the words that the form names, or (GET with ?paragraph=) on a whole paragraph."""
    now = timezone.now()
    is_held = False
    if request.method == "POST":
        if made := made_before(request.user, SubmissionField().clean(request.POST.get("submission"))):
            return opened(request, made, schedule, now)  # whatever has become of the plan and of the words
        circle = group_or_404(request.user, group)
        planned = circle.schedules.filter(pk=schedule).values_list("edition__text", flat=True).first()
        if planned is None:
            return unplanned(request, circle)
        is_held = hold_current(planned)
    # A new edition may have moved it meanwhile.
    plan = chosen(request, plan_or_404(request.user, group, schedule))
    refuse_closed(plan.group)
    edition = plan.edition
    if request.method != "POST":
        place = meant_or_404(request, plan, _number(request.GET.get("paragraph")))
        if place is None:
            return gone(request, plan)
        quote = words_at(edition.pk, place.start, place.end).quote
        shown = paragraph_quote(place, quote)
        words = {"start": place.start, "end": place.end, "quote": quote, "words": quote}
        form = ThreadForm(edition=edition, by=request.user, initial=words | _asked_kind(request))
        context = {"group": plan.group, "plan": plan, "paragraph": place, "form": form, "quote": shown}
        context["is_outdated"] = is_outdated(request, plan)
        return render(request, "discussions/thread_create.html" + ("#panel" if request.htmx else ""), context)
    form = ThreadForm(words_sent(request, plan), edition=edition, by=request.user)
    if not is_held:
        form.add_error(None, form.being_published())
    if not form.is_valid():
        context = {"group": plan.group, "plan": plan, "form": form, "quote": form["quote"].value() or ""}
        template = "discussions/thread_create.html" + ("#panel" if request.htmx else "")
        return render(request, template, context, status=422)
    made = open_thread(
        group=plan.group,
        edition=edition,
        author=request.user,
        start=form.cleaned_data["start"],
        end=form.cleaned_data["end"],
        body=form.cleaned_data["body"],
        submission=form.cleaned_data["submission"],
        kind=form.cleaned_data["kind"],
        instead=form.cleaned_data["words"],
        why=form.cleaned_data["why"],
        is_stuck=form.cleaned_data["stuck"],
        other_end=form.cleaned_data.get("other_end"),
        now=now,
    )
    return opened(request, made, schedule, now)


def unplanned(request: PersonRequest, group: Group) -> HttpResponse:
    """Say that a plan was taken off meanwhile, and give back what somebody wrote by it."""
    boxes = ["body", "words", "why"] if request.POST.get("kind") == Thread.Kind.CORRECTION else ["body"]
    written = filter(None, (request.POST.get(box, "") for box in boxes))
    context = {
        "group": group,
        "plan": None,
        "quote": request.POST.get("quote", ""),
        "body": "\n\n".join(written),
    }
    template = "discussions/thread_create.html" + ("#panel" if request.htmx else "")
    return render(request, template, context, status=422)


def opened(request: PersonRequest, made: Comment, schedule: int, now: dt.datetime) -> HttpResponse:
    """Lead to a thread that somebody has opened: to its words in the plan, or to its own page when it left that."""
    if request.htmx:
        return said(request, made, _("Your thread is open."), now)
    thread = thread_or_404(request.user, made.thread.group.slug, made.thread_id)
    if not Schedule.objects.filter(
        pk=schedule, edition=thread.passage.edition_id, group=thread.group
    ).exists():
        return redirect(thread)
    place = first_paragraph(thread.passage)
    page = outline(thread.passage.edition).page_of(place.start)
    return redirect(f"{reverse('reader', args=[thread.group.slug, schedule, page.number])}#p{place.number}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def comment_create(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Answer in a thread: the comment that ?parent= or the form names, or else the first one.

    What was being written while the thread was veiled is taken: whoever has said something there sees it.
    """
    thread = thread_or_404(request.user, group, pk, even_ahead=request.method == "POST")
    refuse_closed(thread.group)
    if request.method != "POST":
        answerable = thread.comments.legible_to(request.user).select_related("author")
        parent = answerable.filter(pk=_number(request.GET.get("parent"))).first()
        if parent is None and "parent" in request.GET:
            raise Http404
        context: dict[str, Any] = {"group": thread.group, "thread": thread, "parent": parent}
        form = CommentForm(thread=thread, by=request.user, parent=parent)
        if parent and "quote" in request.GET:
            form.initial["body"] = quotation(parent.body)
        elif "words" in request.GET:
            form.initial["body"] = quoted(request, thread)
        context["form"] = form
        context["said"] = vouched(parent.html) if parent else ""
        return render(request, "discussions/comment_create.html" + ("#form" if request.htmx else ""), context)
    form = CommentForm(request.POST, thread=thread, by=request.user, is_ahead=thread.is_ahead)
    if not form.is_valid():
        parent = form.cleaned_data.get("parent")
        form.stands_under(parent)
        at_foot = request.htmx.trigger == "answering-0"
        if at_foot:
            form.auto_id = AT_FOOT
        context = {"group": thread.group, "thread": thread, "parent": parent, "form": form}
        context |= {"at_foot": at_foot, "branch": _number(request.POST.get("branch"))}
        is_legible = parent and thread.comments.legible_to(request.user).filter(pk=parent.pk).exists()
        context["said"] = vouched(parent.html) if parent and is_legible else ""
        template = "discussions/comment_create.html" + ("#form" if request.htmx else "")
        response = render(request, template, context, status=422)
        return reswap(
            retarget(response, f"#answering-{parent.pk if parent and not at_foot else 0}"), "outerHTML"
        )
    now = timezone.now()
    made = answer(
        thread=thread,
        author=request.user,
        parent=form.cleaned_data["parent"],
        body=form.cleaned_data["body"],
        submission=form.cleaned_data["submission"],
        now=now,
    )
    if request.htmx:
        after = _number(request.POST.get("after"))
        return answered(request, made, _("Your answer is there."), now, after=after)
    return redirect(comment_address(group, made))


def _number(asked: Any) -> int:
    """A number from an address; 0, which nothing has, for anything else."""
    return int(asked) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0


def _asked_kind(request: PersonRequest) -> dict[str, str]:
    """The kind of thread that an address asks for, as it is given to a form."""
    kind = request.GET.get("kind", "")
    return {"kind": kind} if kind in Thread.Kind.values else {}
