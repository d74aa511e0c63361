"""The pages of one edition at its own address, and what changed from one to another.

The present edition is read at the address of its text (`views`); what curators do with editions is in `curating`.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from readings.browsing import page_number
from readings.changes import changes
from readings.comparisons import part_of
from readings.desk.awaiting import as_it_reads, laid_is_awaited
from readings.models import Edition, Paragraph, Picture
from readings.own_words import with_own_words
from readings.pointing import asked_range, pointing_marks
from readings.printing import printed
from readings.reading import outline
from readings.ribbons import ribbons_beside
from readings.withdrawing import WithdrawnError, withdrawn_is_said

LOOK_AGAIN = "3"  # seconds


def known_edition(request: HttpRequest, slug: str, number: int) -> Edition:
    """An edition that this person may read, as it reads now, without its content; or 404.

    Raises WithdrawnError when it was to be read once and its text was withdrawn since, BeingLaidError when the worker
    lays it.
    """
    known = Edition.objects.once_visible_to(request.user).select_related("text").without_content()
    found = get_object_or_404(known, text__slug=slug, number=number)
    if found.text.withdrawn_at and not Edition.objects.visible_to(request.user).filter(pk=found.pk).exists():
        raise WithdrawnError(found.text)
    return as_it_reads(found)


@require_safe
@withdrawn_is_said
@laid_is_awaited
def edition_page(request: HttpRequest, slug: str, edition: int, page: int) -> HttpResponse:
    """One page of one edition at its own address: an earlier one for anyone, a draft for curators."""
    found = known_edition(request, slug, edition)
    contents = outline(found)
    here = contents.page(page)
    if here is None:
        raise Http404
    shown = printed(found, here, pointing_marks(asked_range(request)))
    ribbons = ribbons_beside(request.user, found, shown.paragraphs) if found.published_at else {}
    own = with_own_words(ribbons, request.user, found, shown.paragraphs) if found.published_at else {}
    return render(
        request,
        "readings/edition_page.html",
        {
            "text": found.text,
            "edition": found,
            "outline": contents,
            "page": here,
            "previous": contents.page(page - 1),
            "next": contents.page(page + 1),
            "printed": shown,
            "article": shown.filled(own),
            "ribbons": ribbons,
            "progress": None,
            "page_root": reverse("edition_page", args=[slug, edition, 1]).removesuffix("1/"),
        },
    )


@require_safe
@withdrawn_is_said
@laid_is_awaited
def edition_paragraph(request: HttpRequest, slug: str, edition: int, paragraph: int) -> HttpResponse:
    """The lasting address of a paragraph of one edition."""
    found = known_edition(request, slug, edition)
    place = get_object_or_404(Paragraph, edition=found, number=paragraph)
    here = outline(found).page_of(place.start)
    return redirect(f"{reverse('edition_page', args=[slug, edition, here.number])}#p{paragraph}")


@require_safe
def picture_detail(request: HttpRequest, slug: str, edition: int, key: str) -> HttpResponse:
    """A picture in an edition, as its file had it. It never changes: its key is made of its bytes."""
    picture = get_object_or_404(
        Picture.objects.visible_to(request.user), edition__text__slug=slug, edition__number=edition, key=key
    )
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        # Whatever else the bytes may be, opened by themselves they run nothing and fetch nothing.
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(bytes(picture.data), content_type=picture.media_type, headers=headers)


def chosen_two(request: HttpRequest) -> tuple[int, int] | None:
    """The numbers of two editions that somebody chose to compare, if any."""
    old, new = (request.GET.get(name, "") for name in ("from", "to"))
    if all(one.isascii() and one.isdecimal() and len(one) < 10 for one in (old, new)):
        return int(old), int(new)
    return None


@require_safe
@withdrawn_is_said
@laid_is_awaited
def edition_compare(request: HttpRequest, slug: str, edition: int, other: int) -> HttpResponse:
    """What became of one edition in another: what stayed the same is folded, the rest is shown word by word.

    A long book takes seconds, once; whoever asks in the meantime is told to look again (503). `?from=` and `?to=` are
    numbers of two other editions that were chosen: their own address has them.
    """
    if chosen := chosen_two(request):
        query = request.GET.copy()
        for name in ("from", "to", "page"):
            query.pop(name, None)
        address = reverse("edition_compare", args=[slug, *chosen])
        return redirect(f"{address}?{query.urlencode()}" if query else address)
    old, new = known_edition(request, slug, edition), known_edition(request, slug, other)
    context: dict[str, Any] = {"text": new.text, "old": old, "new": new}
    known = Edition.objects.once_visible_to(request.user).filter(text=new.text_id).order_by("number")
    context["editions"] = list(known.values("number", "published_at"))
    part = part_of(old, new, page_number(request.GET))
    if part is None:
        busy = render(request, "readings/edition_compare.html", context, status=503)
        busy["Retry-After"] = busy["Refresh"] = LOOK_AGAIN
        return busy
    context |= {
        "part": part,
        "page": Paginator(range(part.pages), 1).page(part.number),
        "entries": changes(part.entries, old, new),
    }
    return render(request, "readings/edition_compare.html", context)
