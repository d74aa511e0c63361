"""The connections that lead to a paragraph of the library from elsewhere, in the panel beside its page and on a page.

What is said of them is said in their circles. The links to these lists: `leading_here`.
"""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from discussions.access import paragraph_or_404
from discussions.jotting_views import edition_or_404
from discussions.leading_here import leading
from discussions.openings import openings
from discussions.paragraphs import named
from discussions.passages import marks_around, words_at
from discussions.showing import paragraph_quote
from readings.rendering import without_notes

THREADS_A_PAGE = 30


@login_required
@require_safe
def paragraph_connections(request: PersonRequest, slug: str, edition: int, paragraph: int) -> HttpResponse:
    """Which passages somebody's circles have connected with words of a paragraph, and how each such thread begins."""
    found = edition_or_404(request.user, slug, edition)
    place = paragraph_or_404(found, paragraph)
    threads = (
        leading(request.user, found.pk, place.start, place.end)
        .with_places()
        .select_related("author", "group", "passage__edition__text", "connection__passage")
        .defer("passage__edition__content")
        .order_by("connection__passage__span", "pk")
    )
    page = Paginator(threads, THREADS_A_PAGE).get_page(request.GET.get("page"))
    shown = openings([named(thread) for thread in page], timezone.now(), viewer=request.user)
    ends = [opening.thread.connection.passage for opening in shown]
    marks = marks_around(end.pk for end in ends)
    quotes = [without_notes(end.quote, end.start, marks[end.pk]) for end in ends]
    context = {
        "text": found.text,
        "edition": found,
        "paragraph": place,
        "page": page,
        "connections": list(zip(shown, quotes, strict=True)),
    }
    if not request.htmx:
        context["words"] = paragraph_quote(place, words_at(found.pk, place.start, place.end).quote)
    part = "#panel" if request.htmx else ""
    return render(request, f"discussions/paragraph_connections.html{part}", context)
