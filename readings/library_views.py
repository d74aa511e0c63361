"""The library page: shelves, filters, search. One text and its pages are in `views.py`."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url

from accounts.requests import HtmxRequest
from readings.browsing import (
    LENGTHS,
    Asked,
    asked_for,
    languages_and_rights,
    on_shelves,
    page_number,
    shelf_named,
    subjects_known,
    texts_for,
)
from readings.models import Edition, Suggestion, Text, TextQuerySet
from readings.names import meant, named
from readings.searching import TEXTS_A_PAGE as FOUND_A_PAGE
from readings.searching import search

TEXTS_A_PAGE = 40
TEXTS_A_SHELF = 6  # before one opens it
NAMED = 6  # texts with the words in title or authors, above those with the words on their pages


@require_safe
@vary_on_headers("HX-Request")
def text_list(request: HtmxRequest) -> HttpResponse:
    """The library: its shelves, then all other texts; or what is left of them by words and filters.

    While somebody types or filters, htmx asks for what is found alone.
    """
    now, asked = timezone.now(), asked_for(request.GET)
    library = Text.objects.visible_to(request.user).published()
    texts = texts_for(asked, library, now).select_related("current_edition").defer("current_edition__content")
    languages, rights = languages_and_rights(library)
    context: dict[str, object] = {
        "asked": asked,
        "languages": languages,
        "rights": rights,
        "subjects": SimpleLazyObject(lambda: subjects_known(library)),
        "several_languages": len(languages) > 1,
        "lengths": LENGTHS,
        "shelf": shelf_named(asked.shelf),
        "desk": SimpleLazyObject(lambda: desk(request)),
    }
    if asked.words:
        context |= found(asked, texts, languages, request.GET)
    else:
        if not asked.anything:
            shelves = on_shelves(library, TEXTS_A_SHELF)
            # Each text once: what stands on a shelf above is left out below.
            texts = texts.exclude(pk__in={text.pk for _shelf, standing in shelves for text in standing})
            context["shelves"] = shelves
        context["texts"] = Paginator(texts, TEXTS_A_PAGE).get_page(request.GET.get("page"))
    if request.htmx and not request.htmx.history_restore_request:
        return replace_url(render(request, "readings/text_list.html#answered", context), address_of(request))
    return render(request, "readings/text_list.html", context)


def found(asked: Asked, texts: TextQuerySet, languages: Sequence[str], query: QueryDict) -> dict[str, object]:
    """What the library has for these words: in titles and among authors (`?in=titles`: those alone), and in texts."""
    words, page = asked.words, page_number(query)
    by_name = Paginator(named(words, among=texts), NAMED)
    if query.get("in") == "titles":
        by_name.per_page = TEXTS_A_PAGE
        return {"texts": by_name.get_page(query.get("page"))}
    answer = search(words, among=texts, languages=languages, chosen=asked.filters, page=page)
    pages = Paginator(range(answer.total), FOUND_A_PAGE)
    return {
        "named": by_name.get_page(1) if page == 1 and by_name.count else None,
        "meant": [] if by_name.count or answer.total else meant(words, among=texts),
        "answer": answer,
        "answer_page": pages.get_page(query.get("page")),
    }


def desk(request: HttpRequest) -> dict[str, object] | None:
    """What waits for a curator: drafts, suggestions, and what was withdrawn; None for everybody else."""
    if not (request.user.is_authenticated and request.user.is_curator):
        return None
    drafts = Edition.objects.filter(published_at__isnull=True).without_content()
    drafts = drafts.select_related("text__current_edition", "imported_by")
    drafts = drafts.defer("content", "text__current_edition__content")
    return {
        "drafts": drafts.order_by("-pk"),
        "suggested": Suggestion.objects.waiting().count(),
        "withdrawn": Text.objects.withdrawn().order_by("-withdrawn_at")[:20],
    }


def address_of(request: HttpRequest) -> str:
    """The address of this page without the filters that ask for nothing."""
    kept = QueryDict(mutable=True)
    kept.update({name: str(value) for name, value in request.GET.items() if value})
    return f"{request.path}?{kept.urlencode()}" if kept else request.path
