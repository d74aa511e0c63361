"""Pages of text that stayed open while a new edition came out: what they call by number may have another one by now.

What such a page asks for is sought in the present edition, as every quote is; words are never taken for others.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404
from groups.models import Schedule
from readings.models import Edition, Paragraph
from readings.pointing import now_at

HEADER = "X-Edition"  # the number of the edition that a page of text shows: it sends it with all that htmx asks for


def is_outdated(request: HttpRequest, plan: Schedule) -> bool:
    """Whether the page that asks shows another edition than the circle reads by now."""
    shown = request.headers.get(HEADER) or request.GET.get("edition")
    return shown is not None and shown != str(plan.edition.number)


def meant_or_404(request: PersonRequest, plan: Schedule, number: int) -> Paragraph | None:
    """The paragraph that whoever asks for a number sees beside it; None where the present edition has not its words."""
    if not is_outdated(request, plan):
        return paragraph_or_404(plan.edition, number)
    asked = request.headers.get(HEADER, "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise Http404
    known = Edition.objects.visible_to(request.user).filter(
        text=plan.edition.text_id, published_at__isnull=False
    )
    edition = known.without_content().filter(number=int(asked)).first()
    if edition is None:
        raise Http404
    place = paragraph_or_404(edition, number)
    found = now_at(edition, place.start, place.end, plan.edition)
    if found is None:
        return None
    here = plan.edition.paragraphs.filter(span__overlap=(found.start, found.end))
    return here.order_by("number").first()


def gone(request: PersonRequest, plan: Schedule) -> HttpResponse:
    """Say to such a page that what it asks for is not in the present edition, and lead there."""
    return render(request, "discussions/paragraph_threads.html#gone", {"plan": plan})
