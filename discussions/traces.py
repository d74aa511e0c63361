"""Where a circle has not been in what it has read together so far: a list of the cold stretches of a text."""

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.db.models.functions import Substr
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import plan_or_404
from discussions.cooling import cold_stretches
from discussions.models import Thread
from discussions.passages import margins, spots
from readings.models import Paragraph

MOST = 30  # stretches on the page, those with most words
BEGINNING = 160  # code points by which one knows a stretch again


@login_required
@require_safe
def cold_list(request: PersonRequest, group: str, schedule: int) -> HttpResponse:
    """The stretches that nobody has spoken of, or not for long: of the sittings that are past, and the one that is next."""
    plan = plan_or_404(request.user, group, schedule)
    now = timezone.now()
    sittings = list(plan.sittings.order_by("number"))
    due = [sitting for sitting in sittings if sitting.due_at <= now]
    reached = sittings[: len(due) + 1]
    until = max((sitting.end for sitting in reached), default=0)
    paragraphs = list(
        Paragraph.objects.filter(edition=plan.edition_id, span__startswith__lt=until)
        .order_by("number")
        .only("number", "span", "words")
    )
    stood = spots(plan.group, plan.edition_id, 0, max(until, 1), viewer_id=request.user.pk)
    sections = list(plan.edition.sections.order_by("number").values_list("span", flat=True))
    found = cold_stretches(paragraphs, margins(paragraphs, stood, now), [span.lower for span in sections])
    longest = sorted(found, key=lambda stretch: -stretch.words)[:MOST]
    beginnings = dict(
        Paragraph.objects.filter(edition=plan.edition_id, number__in=[one.first for one in longest])
        .annotate(beginning=Substr("edition__content", F("span__startswith") + 1, BEGINNING))
        .values_list("number", "beginning")
    )
    context = {
        "group": plan.group,
        "plan": plan,
        "stretches": [
            (one, beginnings[one.first].partition("\n")[0])
            for one in sorted(longest, key=lambda one: one.first)
        ],
        "waiting": Thread.objects.open_to(request.user).open_questions().filter(group=plan.group).count(),
    }
    return render(request, "discussions/cold_list.html", context)
