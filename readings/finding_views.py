"""What was found in one text, listed; the pages themselves mark it. A circle's own list is in `discussions.views`."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from accounts.requests import HtmxRequest
from readings.browsing import page_number
from readings.finding import PLACES_A_PAGE, PLACES_BEFORE, asked_words, find_within
from readings.models import Edition
from readings.reading import outline
from readings.views import current_edition
from readings.withdrawing import withdrawn_is_said


@require_safe
@withdrawn_is_said
@vary_on_headers("HX-Request")
def text_find(request: HtmxRequest, slug: str) -> HttpResponse:
    """Where the words `?find=` stand in a text. For htmx, which asks from a page of text: the list alone."""
    edition = current_edition(request, slug)
    context = found(request, edition) | {"root": edition.text.get_absolute_url()}
    if address := led_to(request, context):
        return HttpResponseClientRedirect(address)
    part = "#found" if request.htmx else ""
    return render(request, f"readings/text_find.html{part}", context)


def found(request: HtmxRequest, edition: Edition) -> dict[str, Any]:
    """What the list shows of what is asked for in an edition.

    To a page of text, which says in `?near=` at which paragraph somebody is, the places around there.
    """
    words = asked_words(request.GET)
    context: dict[str, Any] = {"text": edition.text, "edition": edition, "words": words}
    if not words:
        return context
    search = find_within(edition, words)
    page = Paginator(range(search.count), PLACES_A_PAGE).get_page(page_number(request.GET))
    first, near = page.start_index() - 1, request.GET.get("near", "")
    if request.htmx and search.count and near.isascii() and near.isdecimal() and len(near) < 10:
        nearest = search.nearest(int(near))
        first = max(0, min(nearest - PLACES_BEFORE, search.count - PLACES_A_PAGE))
        context["nearest"] = search.numbers[nearest]
    first = max(first, 0)
    return context | {
        "search": search,
        "found_page": page,
        "first": first + 1,
        "hits": search.hits(outline(edition), first),
    }


def led_to(request: HtmxRequest, context: dict[str, Any]) -> str:
    """Where Enter leads from the field over a page of text; empty where nothing was found, or Enter was not pressed.

    That is the place nearest to where somebody is. From a place that was found already it is the next one, and the first
    one from the last.
    """
    search = context.get("search")
    if not request.htmx or "go" not in request.GET or not search or "nearest" not in context:
        return ""
    number = context["nearest"]
    behind = parse_qs(urlsplit(request.htmx.current_url or "").query)
    if behind.get("find") == [search.words] and behind.get("hit") == [str(number)]:
        number = replace(search, at=number).next or search.numbers[0]
    return f"{context['root']}p/{number}/?{search.address}"
