"""The page on which the thread is chosen in which words of the text are quoted. How its box begins with them: `quoting`."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import plan_or_404
from discussions.models import Thread
from discussions.openings import openings
from discussions.paragraphs import named
from discussions.passages import LONGEST
from discussions.quoting import quote_of
from groups.access import refuse_closed
from readings.models import Edition
from readings.pointing import trimmed

THREADS_A_PAGE = 20


@login_required
@require_safe
def passage_quote(
    request: PersonRequest, group: str, schedule: int, edition: int, start: int, end: int
) -> HttpResponse:
    """Choose the thread of a circle in which chosen words are quoted, or say something about them where they stand."""
    plan = plan_or_404(request.user, group, schedule)
    refuse_closed(plan.group)
    known = Edition.objects.visible_to(request.user).filter(
        text=plan.edition.text_id, published_at__isnull=False
    )
    found = get_object_or_404(known.without_content(), number=edition)
    stretch = trimmed(found, start, end) if end - start <= LONGEST else None
    if stretch is None:
        raise Http404
    threads = (
        Thread.objects.open_to(request.user)
        .talked_in()
        .filter(group=plan.group)
        .with_places()
        .select_related("author", "group", "passage__edition__text")
        .defer("passage__edition__content")
        .order_by("-last_comment_at", "-pk")
    )
    page = Paginator(threads, THREADS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "group": plan.group,
        "plan": plan,
        "edition": found,
        "start": stretch[0],
        "end": stretch[1],
        "quote": quote_of(found.pk, *stretch),
        "page": page,
        "openings": openings([named(thread) for thread in page], timezone.now(), viewer=request.user),
    }
    return render(request, "discussions/passage_quote.html", context)
