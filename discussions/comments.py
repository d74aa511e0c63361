"""The pages of one comment: all of it, what it said before, and for its author editing and removing it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from accounts.requests import PersonRequest
from discussions.access import comment_or_404, thread_or_404
from discussions.branches import page_address
from discussions.commenting import ChangedMeanwhileError, edit, remove, worded_since
from discussions.covering import covers
from discussions.forms import EditForm
from discussions.leading import leads_in
from discussions.models import Comment, hidden_from
from discussions.moments import Moments
from discussions.revising import versions
from discussions.unfolding_again import said
from discussions.wording import vouched

VERSIONS_A_PAGE = 20


@login_required
@require_safe
@covers
def comment_detail(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """One comment, all of it. For htmx: its words alone."""
    comment = comment_or_404(request.user, group, pk, number)
    leads = leads_in([comment.html], request.user)
    context = about(comment) | {
        "said": vouched(leads.shown(comment.html, f"c{comment.pk}")),
        "when": Moments(timezone.now())(comment.created_at),
        "is_hidden": Comment.objects.filter(hidden_from(request.user), pk=comment.pk).exists(),
    }
    return render(request, "discussions/comment_detail.html" + ("#said" if request.htmx else ""), context)


@login_required
@require_safe
@covers
def comment_history(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """How a comment read before it was edited, newest first. For htmx: without the rest of the page."""
    comment = comment_or_404(request.user, group, pk, number)
    page = Paginator(comment.revisions.order_by("-pk"), VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    if not page.paginator.count:
        raise Http404
    before = comment.revisions.order_by("-pk")[page.end_index() : page.end_index() + 1]
    moment = Moments(timezone.now())
    shown = versions(
        comment, [*page.object_list, *before], is_newest=page.number == 1, is_oldest=not page.has_next()
    )
    context = about(comment) | {"page_obj": page, "versions": [(moment(one.since), one) for one in shown]}
    return render(
        request, "discussions/comment_history.html" + ("#versions" if request.htmx else ""), context
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def comment_edit(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Say it in other words: for its author, in the form that it was written in."""
    removed = request.method == "POST" and is_removed(request, group, pk, number)
    comment = own_comment(request, group, pk, number, removed=removed)
    form = EditForm(request.POST if request.method == "POST" else None, comment=comment)
    if removed:
        form.add_error(
            None,
            _("You have removed this comment. What you wrote is kept here: copy it to say it in an answer."),
        )
    meanwhile = ""
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            edit(comment=comment, now=now, **form.cleaned_data)
        except ChangedMeanwhileError:
            comment.refresh_from_db()
            meanwhile = comment.body
            form = EditForm({"body": form["body"].value(), "since": worded_since(comment)}, comment=comment)
            form.add_error(
                None,
                _(
                    "You have changed this comment in another window meanwhile. Save again to put these words here in the place of those."
                ),
            )
        else:
            if request.htmx:
                return said(request, comment, _("Your words are changed."), now)
            return redirect(f"{about(comment)['address']}#c{comment.number}")
    template = "discussions/comment_edit.html" + ("#form" if request.htmx else "")
    context = about(comment) | {"form": form, "meanwhile": meanwhile}
    response = render(request, template, context, status=422 if form.errors else 200)
    if form.errors:
        return reswap(retarget(response, f"#editing-{comment.pk}"), "outerHTML")
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def comment_remove(request: PersonRequest, group: str, pk: int, number: int) -> HttpResponse:
    """Take it back, for its author: asks first, since the words are gone then."""
    if request.method == "POST" and is_removed(request, group, pk, number):
        return redirect("thread_detail", group, pk)  # the button was pressed twice
    comment = own_comment(request, group, pk, number)
    if request.method != "POST":
        template = "discussions/comment_remove.html" + ("#form" if request.htmx else "")
        return render(request, template, about(comment))
    now = timezone.now()
    remove(comment=comment, now=now)
    if request.htmx:
        return said(request, comment, _("What you said is removed."), now)
    return redirect(f"{about(comment)['address']}#c{comment.number}")


def is_removed(request: PersonRequest, group: str, pk: int, number: int) -> bool:
    """Whether this was a comment of one's own, and is removed."""
    comments = thread_or_404(request.user, group, pk).comments.filter(author=request.user)
    return comments.filter(number=min(number, 2**31 - 1), removed_at__isnull=False).exists()


def own_comment(
    request: PersonRequest, group: str, pk: int, number: int, *, removed: bool = False
) -> Comment:
    """A comment of one's own that stands, or that was removed; another's is not for one to change."""
    comment = comment_or_404(request.user, group, pk, number, removed=removed)
    if comment.author_id != request.user.pk:
        raise PermissionDenied
    return comment


def about(comment: Comment) -> dict[str, Any]:
    """What the pages of a comment show, and the address of the page of its thread that it stands on."""
    group = comment.thread.group
    return {
        "group": group,
        "thread": comment.thread,
        "comment": comment,
        "said": vouched(comment.html),
        "address": page_address(group.slug, comment),
    }
