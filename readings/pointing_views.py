"""The lasting address of any stretch of words, for anyone. A circle's own is in `discussions.views`."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from readings.desk.awaiting import laid_is_awaited
from readings.editions import known_edition
from readings.models import Edition
from readings.pointing import at_its_place, now_at, trimmed
from readings.pointing_words import NAME, link_html, unfolded, words_address
from readings.reading import outline
from readings.withdrawing import WithdrawnError, withdrawn_is_said


@require_safe
@withdrawn_is_said
@laid_is_awaited
def passage_detail(request: HttpRequest, slug: str, edition: int, start: int, end: int) -> HttpResponse:
    """Lead to the words that stand between two places (code points) of an edition: to where they stand today."""
    named = known_edition(request, slug, edition)
    stretch = trimmed(named, start, end)
    if stretch is None:
        raise Http404
    text = named.text
    # Of a text that was withdrawn, those who may still read it have the pages of its editions alone.
    if text.current_edition is None or named.published_at is None or text.withdrawn_at:
        return redirect(at_own_edition(named, *stretch))
    found = now_at(named, *stretch, text.current_edition)
    if found is None:
        say_gone(request, named)
        return redirect(at_own_edition(named, *stretch))
    if found.is_changed:
        say_changed(request, named)
    page = outline(text.current_edition).page_of(found.start).number
    return redirect(at_its_place(reverse("page_detail", args=[slug, page]), found.start, found.end))


@require_safe
@vary_on_headers("HX-Request")
@withdrawn_is_said
@laid_is_awaited
def passage_words(request: HttpRequest, slug: str, edition: int, start: int, end: int) -> HttpResponse:
    """What a link to words unfolds to where it stands, or the link folded again (`?folded`). For htmx; others are led on.

    `?to=` is where the link leads, on this site.
    """
    if not request.headers.get("HX-Request"):
        return redirect("passage_detail", slug, edition, start, end)
    try:
        named = known_edition(request, slug, edition)
    except WithdrawnError:
        return HttpResponse(escape(_("This text is no longer in the library.")))
    stretch = trimmed(named, start, end)
    if stretch is None or named.published_at is None:
        raise Http404
    shown = unfolded(named, *stretch)
    text, asked = named.text, request.GET.get("to", "")
    address = reverse("passage_detail", args=[slug, edition, start, end])
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        address = asked
    number = _("edition %(number)d") % {"number": edition}
    told = ", ".join(filter(None, [*text.authors, text.title, number, shown.paragraphs]))
    name = request.headers.get("HX-Trigger", "")
    return HttpResponse(
        link_html(
            name=name if NAME.fullmatch(name) else "",
            label=f"{text.title}, {shown.paragraphs}",
            address=address,
            words=words_address(slug, edition, start, end, address),
            shown=None if "folded" in request.GET else shown,
            told=told,
        )
    )


def at_own_edition(edition: Edition, start: int, end: int) -> str:
    """The address of a stretch on the pages of the very edition that it is of."""
    page = outline(edition).page_of(start).number
    return at_its_place(reverse("edition_page", args=[edition.text.slug, edition.number, page]), start, end)


def say_gone(request: HttpRequest, edition: Edition) -> None:
    said = _("These words are not in the current edition. This is edition %(number)d, where they stood.")
    messages.info(request, said % {"number": edition.number})


def say_changed(request: HttpRequest, edition: Edition) -> None:
    said = _("The words were corrected since edition %(number)d, which the link was made for.")
    messages.info(request, said % {"number": edition.number})
