"""Pages of text that stayed open while a new edition came out: what they call by number may have another one by now.

What such a page asks for is sought in the present edition, as every quote is; words are never taken for others.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404
from discussions.forms import WordsForm
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
    edition = _shown(request, plan)
    if edition is None:
        raise Http404
    place = paragraph_or_404(edition, number)
    found = now_at(edition, place.start, place.end, plan.edition)
    if found is None:
        return None
    here = plan.edition.paragraphs.filter(span__overlap=(found.start, found.end))
    return here.order_by("number").first()


def words_sent(request: PersonRequest, plan: Schedule) -> Mapping[str, Any]:
    """What is sent about chosen words. From such a page, where the same words stand now: with their place there."""
    sent = request.POST
    edition = _shown(request, plan) if is_outdated(request, plan) else None
    place = WordsForm(sent, edition=edition) if edition else None
    if edition is None or place is None or not place.is_valid():
        return sent
    found = now_at(edition, place.cleaned_data["start"], place.cleaned_data["end"], plan.edition)
    if found is None or found.is_changed:
        return sent
    return sent.dict() | {"start": found.start, "end": found.end}


def _shown(request: PersonRequest, plan: Schedule) -> Edition | None:
    """The published edition that such a page says it shows; None when there is none of that number."""
    asked = request.headers.get(HEADER, "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return None
    known = Edition.objects.visible_to(request.user).filter(
        text=plan.edition.text_id, published_at__isnull=False
    )
    return known.without_content().filter(number=int(asked)).first()


def gone(request: PersonRequest, plan: Schedule) -> HttpResponse:
    """Say to such a page that what it asks for is not in the present edition, and lead there."""
    return render(request, "discussions/paragraph_threads.html#gone", {"plan": plan})
