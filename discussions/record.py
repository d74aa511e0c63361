"""The pages of care in a circle: reporting a comment, what was reported, deciding on it, and the record of what was set aside.

Who may do what is asked of `Report.objects.for_deciding` and `Removal.objects.for_undoing`; a site admin may nothing here,
and a curator only in the commons of a text.
"""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from accounts.requests import PersonRequest
from discussions.access import comment_or_404, thread_or_404
from discussions.care_forms import ReasonForm
from discussions.comments import about
from discussions.covering import covers
from discussions.models import Comment, Removal, Report, Thread
from discussions.moments import Moments
from discussions.reported import may_decide
from discussions.setting_aside import leave_it, put_back, report, set_aside
from discussions.unfolding_again import said
from discussions.wording import vouched
from groups.access import group_or_404, sees_to_talk
from groups.models import Group

A_PAGE = 30
FASTER = gettext_lazy("Somebody was faster: it is set aside already. The record says who did it and why.")


@login_required
@require_safe
@covers
def comment_care(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """What one can do about another's comment that does no good. For htmx: without the rest of the page.

    With `?aside` only what those who decide can do.
    """
    return _cared(request, comment_or_404(request.user, group, pk, number), ReasonForm())


def _cared(request: PersonRequest, comment: Comment, form: ReasonForm) -> HttpResponse:
    """Show that; of one's own comment there is nothing to be cared for."""
    if comment.author_id == request.user.pk:
        raise PermissionDenied
    context = about(comment) | {
        "form": form,
        "is_reported": Report.objects.filter(comment=comment, by=request.user, decided_at=None).exists(),
        "is_asked": "aside" in request.GET,
        "may_set_aside": may_decide(request.user, comment),
        "sees_to_talk": sees_to_talk(request.user, comment.thread.group),
    }
    status = 422 if form.errors else 200
    template = "discussions/comment_care.html" + ("#care" if request.htmx else "")
    response = render(request, template, context, status=status)
    return reswap(retarget(response, f"#answer-{comment.pk}"), "innerHTML") if form.errors else response


@login_required
@require_POST
@covers
def comment_report(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Report a comment to those of the circle who decide, with a reason."""
    comment = comment_or_404(request.user, group, pk, number)
    form = ReasonForm(request.POST)
    if comment.author_id == request.user.pk or not form.is_valid():
        return _cared(request, comment, form)
    now = timezone.now()
    is_new = report(comment=comment, by=request.user, reason=form.cleaned_data["reason"], now=now)
    if comment.thread.group.text_id:
        sentence = _("Thank you. The curators of the library look at it.")
    elif is_new:
        sentence = _("Thank you. Somebody of the group looks at it.")
    else:
        sentence = _("You have asked for that already. Somebody of the group looks at it.")
    if not request.htmx:
        messages.success(request, sentence)
        return redirect("comment_care", group, pk, number)
    context = about(comment) | {"thanks": sentence}
    response = render(request, "discussions/comment_care.html#thanked", context)
    return reswap(retarget(response, f"#answer-{comment.pk}"), "innerHTML")


@login_required
@require_POST
@covers
def comment_decide(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Leave a reported comment as it is (`leave`), or set it aside with a reason: for those who may."""
    if told := _decided_before(request, group, pk, number):
        return told
    comment = comment_or_404(request.user, group, pk, number)
    circle = comment.thread.group
    if not may_decide(request.user, comment):
        raise PermissionDenied(_not_yours(circle))
    now = timezone.now()
    if "leave" in request.POST:
        leave_it(comment=comment, by=request.user, now=now)
        sentence = _("It stays as it is.")
        if request.htmx:
            return said(request, comment, sentence, now)
        messages.success(request, sentence)
        if "listed" in request.POST:
            return redirect("report_list", group)
        return redirect(f"{about(comment)['address']}#c{comment.number}")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        if "listed" in request.POST:
            return _listed(request, circle, wrong={comment.pk: form})
        return _cared(request, comment, form)
    if set_aside(comment=comment, by=request.user, reason=form.cleaned_data["reason"], now=now):
        sentence = _("Set aside. The group’s record says that you did it and why.")
        if circle.text_id:
            sentence = _("Set aside. The record says that you did it and why.")
    else:
        sentence = str(FASTER)
    if request.htmx:
        return said(request, comment, sentence, now)
    messages.success(request, sentence)
    return redirect("removal_list", group)


def _decided_before(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse | None:
    """Tell whoever decides on a report how another has decided meanwhile; None while nobody has."""
    thread = thread_or_404(request.user, group, pk)
    others = thread.comments.exclude(author=request.user).filter(removed_at=None)
    comment = others.filter(number=min(number, 2**31 - 1)).first()
    if comment is None:
        return None
    comment.thread = thread
    if Removal.objects.standing().filter(comment=comment, by_law=False).exists():
        sentence = FASTER
    elif not may_decide(request.user, comment) and Report.objects.for_deciding(request.user).filter(
        comment=comment
    ):
        sentence = gettext_lazy("Somebody was faster: it stays as it is.")
    else:
        return None
    if request.htmx:
        return said(request, comment, str(sentence), timezone.now())
    messages.info(request, str(sentence))
    return redirect("removal_list", group) if sentence is FASTER else redirect(thread)


@login_required
@require_safe
def report_list(request: PersonRequest, group: str) -> HttpResponse:
    """What was reported and waits for this person to decide, the longest first."""
    return _listed(request, group_or_404(request.user, group), wrong={})


def _listed(request: PersonRequest, group: Group, *, wrong: dict[int, ReasonForm]) -> HttpResponse:
    mine = Report.objects.waiting().for_deciding(request.user).filter(comment__thread__group=group)
    reports = mine.select_related("by", "comment__author", "comment__thread__passage__edition__text").defer(
        "comment__thread__passage__edition__content"
    )
    rows = list(reports.order_by("comment", "pk"))
    moment = Moments(timezone.now())
    in_sight = _in_sight(request, [row.comment for row in rows])
    listed: list[dict[str, Any]] = [
        {
            "comment": comment,
            "thread": comment.thread,
            "is_ahead": comment.thread_id not in in_sight,
            "said": vouched(comment.html),
            "when": moment(comment.created_at),
            "reports": [(moment(one.created_at), one) for one in those],
            "form": wrong.get(comment.pk) or ReasonForm(auto_id=f"aside_{comment.pk}_%s"),
        }
        for comment, those in (
            (comment, list(those)) for comment, those in groupby(rows, lambda one: one.comment)
        )
    ]
    context = {"group": group, "listed": listed}
    return render(request, "discussions/report_list.html", context, status=422 if wrong else 200)


@login_required
@require_safe
def removal_list(request: PersonRequest, group: str) -> HttpResponse:
    """The circle's record: what was set aside, by whom, of whom, why, and what was put back. Without the words."""
    circle = group_or_404(request.user, group)
    removals = Removal.objects.filter(comment__thread__group=circle).select_related(
        "by", "undone_by", "comment__author", "comment__thread"
    )
    page = Paginator(removals, A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    in_sight = _in_sight(request, [one.comment for one in shown])
    mine = Removal.objects.for_undoing(request.user).filter(pk__in=[one.pk for one in shown])
    undoable = set(mine.values_list("pk", flat=True))
    moment = Moments(timezone.now())
    context = {
        "group": circle,
        "page": page,
        "rows": [
            {
                "removal": one,
                "comment": one.comment,
                "is_ahead": one.comment.thread_id not in in_sight,
                "when": moment(one.at),
                "undone": moment(one.undone_at) if one.undone_at else "",
                "may_undo": one.pk in undoable and one.comment.removed_at is None,
            }
            for one in shown
        ],
    }
    return render(request, "discussions/removal_list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def removal_undo(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Put back a comment that was set aside: shows it first to whoever may."""
    circle = group_or_404(request.user, group)
    removals = Removal.objects.filter(comment__thread__group=circle, comment__removed_at=None)
    removal = get_object_or_404(removals.select_related("by", "comment__author"), pk=pk)
    comment = removal.comment
    if removal.undone_at:
        return redirect("removal_list", group)  # the button was pressed twice
    if Removal.objects.standing().filter(by_law=True, comment=comment).exists():
        raise PermissionDenied(_("This was taken down for a legal reason: nobody here can put it back."))
    if not Removal.objects.for_undoing(request.user).filter(pk=pk).exists():
        raise PermissionDenied(_not_yours(circle))
    comment.thread = thread_or_404(request.user, group, comment.thread_id)
    if request.method == "POST":
        put_back(removal=removal, by=request.user, now=timezone.now())
        messages.success(
            request,
            _("It stands again. The record says so.")
            if circle.text_id
            else _("It stands again. The group’s record says so."),
        )
        return redirect("removal_list", group)
    return render(request, "discussions/removal_undo.html", about(comment) | {"removal": removal})


def _not_yours(group: Group) -> str:
    if group.text_id:
        return _("The curators of the library decide on this, and nobody on their own words.")
    sentence = _("Whoever facilitates “%(group)s” decides on this, and nobody on their own words.")
    return sentence % {"group": group.name}


def _in_sight(request: PersonRequest, comments: list[Comment]) -> set[int]:
    """The threads (primary keys) of some comments that are not ahead of where this person is (one query)."""
    threads = Thread.objects.open_to(request.user).filter(pk__in={one.thread_id for one in comments})
    return set(threads.values_list("pk", flat=True))
