"""Keeping what was read of a page, and what its reader sees of that: the bar over the text, the talk that comes in sight."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from discussions.access import plan_or_404
from discussions.beside import beside_again, news_again
from discussions.choosing import choices, chosen, is_all
from discussions.lines import due_line
from discussions.showing import opened_beside, page_root, sitting_of
from groups.models import Schedule
from groups.pace import Standing, resume_in, standings
from readings.forms import ProgressForm
from readings.models import Paragraph, Progress
from readings.paging import Page
from readings.reading import mark_read, mark_unread, outline, progress_of
from readings.views import progress_update


@login_required
@require_POST
def reader_progress(
    request: PersonRequest, group: str, schedule: int, page: int, edition: int
) -> HttpResponse:
    """Keep what a script saw somebody read; answer with the bar, and the talk that came in sight since `?from=`.

    A window that shows an edition which the circle reads no longer gets no answer but that it is kept.
    """
    plan = chosen(request, plan_or_404(request.user, group, schedule))
    if plan.edition.number != edition:
        return progress_update(request, plan.edition.text.slug, edition)
    here = outline(plan.edition).page(page)
    if here is None:
        raise Http404
    form = ProgressForm(request.POST, edition=plan.edition)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    ranges, seconds, now = form.cleaned_data["ranges"], form.cleaned_data["seconds"] or 0, timezone.now()
    if form.cleaned_data["unread"]:
        mark_unread(user=request.user, edition=plan.edition, ranges=ranges, now=now)
    else:
        mark_read(user=request.user, edition=plan.edition, ranges=ranges, now=now, seconds=seconds)
    progress = progress_of(request.user, plan.edition)
    course = standings(schedule=plan, user=request.user, progress=progress, now=now)
    context = sitting_context(plan, here, progress, course)
    context["shows_all"] = plan.shows_all and is_all(choices(request, plan, here))
    response = render(request, "discussions/reader.html#sitting_bar", context)
    before = request.GET.get("from", "")
    if before.isascii() and before.isdecimal() and len(before) < 10:
        viewer, reached = request.user.pk, context["reached"]
        opened, stood = opened_beside(plan, here, int(before), reached, viewer_id=viewer, now=now)
        if opened:
            response.write(beside_again(plan, opened, stood) + news_again(request.user, plan.group))
    return response


def sitting_context(
    plan: Schedule, here: Page, progress: Progress, course: Sequence[Standing]
) -> dict[str, Any]:
    """What the bar over a page says: which sitting this is, how much of it is left, and where."""
    sitting = sitting_of(course, here.start, here.end)
    return {
        "plan": plan,
        "group": plan.group,
        "text": plan.edition.text,
        "edition": plan.edition,
        "page": here,
        "page_root": page_root(plan),
        "sittings": len(course),
        "sitting": sitting,
        "own_pace": sitting.pace if sitting else None,
        "due": due_line(sitting) if sitting else "",
        "missing": elsewhere_unread(progress, sitting, here),
        "reached": progress.read[-1][1] if progress.read else 0,
    }


def elsewhere_unread(progress: Progress, sitting: Standing | None, here: Page) -> Paragraph | None:
    """Where its reader goes on in a begun sitting, when that is not on this page (two queries at most)."""
    if sitting is None or sitting.is_read or not sitting.words_read:
        return None
    at = resume_in(progress, sitting.sitting.start, sitting.sitting.end)
    return None if at is None or here.start <= at.start < here.end else at
