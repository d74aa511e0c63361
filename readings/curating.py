"""The curators' pages: look at what came of a file, publish it, or take it out again."""

from collections.abc import Callable, Sequence
from functools import wraps
from itertools import zip_longest
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.requests import PersonRequest
from readings import tasks
from readings.alike import alike
from readings.browsing import reading_now
from readings.correcting import is_untouched
from readings.desk.awaiting import as_it_reads, foretold, laid_is_awaited
from readings.foreseeing import foreseen
from readings.forms import PageOrderForm
from readings.guessing import rights_said
from readings.inspecting import Place, doubted, kinds_in
from readings.models import Edition
from readings.publishing import ask, beside, delete_draft, publish, takes_long
from readings.rail import Entry, rail
from readings.reading import outline
from readings.repaging import MENDED, ask_for_order, is_mended, last_again, last_order, other_format, scanned
from readings.suggested_facts import found_and_missing
from readings.suggesting import waiting_without

MOST_SECTIONS = 400  # that the page of a draft shows


def curators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask visitors to sign in and tell anyone else that this page is the curators'."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_curator:
            raise PermissionDenied(_("This page is for curators, who look after the library."))
        return view(request, *args, **kwargs)

    return login_required(guarded)


def became(slug: str, edition: int) -> tuple[str, str]:
    """What became of a draft, in words ("" while it is one), and the address at which one goes on from there."""
    found = Edition.objects.filter(text__slug=slug, number=edition).without_content().first()
    if found is None:
        return _("That draft was deleted already."), reverse("text_list")
    if found.published_at:
        said = _("That draft was published in the meantime. Its words stay as they are now.")
        return said, reverse("text_detail", args=[slug])
    if found.publish_asked_at:
        return _("It is being published right now."), reverse("edition_publish", args=[slug, edition])
    # its pages were put into another order, and nothing was on its desk
    return "", reverse("edition_detail", args=[slug, edition])


def gone(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Tell a curator who was at work on a draft what became of it meanwhile, and lead them on from there."""
    told, address = became(slug, edition)
    if told:
        messages.info(request, told)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def gone_is_said(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer with what became of a draft (`gone`) when it is none any more; a button was pressed twice, perhaps."""

    @wraps(view)
    def answered(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
        try:
            return view(request, slug, edition)
        except Http404:
            if Edition.objects.filter(
                text__slug=slug, number=edition, published_at=None, publish_asked_at=None
            ).exists():
                raise
        return gone(request, slug, edition)

    return answered


@curators_only
@require_safe
@gone_is_said
@laid_is_awaited
def edition_detail(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """What an import made of a file: its outline, what looked wrong and where, how its paragraphs begin."""
    found = with_current(slug, edition)
    current = found.text.current_edition
    found = as_it_reads(found)
    places = [
        Place(*row) for row in found.paragraphs.order_by("number").values_list("number", "span", "kind")
    ]
    contents = outline(found)
    sections = rail(contents, contents.pages[0], None)
    return render(
        request,
        "readings/edition_detail.html",
        {
            "edition": found,
            "text": found.text,
            "current": current,
            "sections": sections,
            "chapters": chapters([one for one in sections if not one.folded][:MOST_SECTIONS]),
            "kinds": kinds_in(found, places),
            "breaks": found.paragraphs.filter(data__has_key="break_before").count(),
            "doubts": [] if found.published_at else doubted(found, places),
            "paragraph_count": len(places),
            "alike": [] if current else alike(found.text),
            "found_facts": 0 if found.published_at else found_and_missing(found.text, found),
            "other_format": (other := other_format(found)),
            "is_mended": bool(other) and is_mended(found),
            "again": last_again(found) if other else None,
        },
    )


def chapters(entries: Sequence[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """The sections of the highest level that there is, each with those within it, to be folded."""
    highest = min((entry.section.level for entry in entries), default=1)
    made: list[tuple[Entry, list[Entry]]] = []
    for entry in entries:
        if entry.section.level == highest or not made:
            made.append((entry, []))
        else:
            made[-1][1].append(entry)
    return made


def with_current(slug: str, edition: int) -> Edition:
    """An edition with its text, and the edition of it that is current; neither content is fetched yet. Or 404."""
    known = Edition.objects.select_related("text__current_edition")
    known = known.defer("content", "text__current_edition__content")
    return get_object_or_404(known, text__slug=slug, number=edition)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_said
def edition_pages(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """The pages of a scanned booklet before and after their repair; keep it, undo it, or move pages by hand.

    Once it is published they are only shown. A correction leads to the edition that was scanned.
    """
    known = Edition.objects.select_related("text").without_content()
    if request.method == "POST":
        known = known.filter(published_at__isnull=True, provenance__has_key="booklet")
    asked = get_object_or_404(known, text__slug=slug, number=edition)
    found = scanned(asked)
    if found is None:
        raise Http404
    if found.number != edition:
        return redirect("edition_pages", slug, found.number)
    booklet = found.provenance["booklet"]
    form = PageOrderForm(request.POST or None, booklet=booklet)
    if request.method == "POST" and form.is_valid():
        order = form.cleaned_data["order"]
        if order == booklet["order"]:
            messages.info(request, _("The pages are in this order already."))
        elif is_mended(found):
            messages.error(request, _(MENDED))
        elif brought := ask_for_order(edition=found, order=order, user=request.user):
            tasks.read_soon(brought.pk)
            return redirect(f"{request.path}?asked=1")
        else:
            messages.error(
                request, _("Somebody is changing this draft right now. Please try again in a moment.")
            )
        return redirect("edition_pages", slug, edition)
    pages = {page["number"]: page for page in booklet["pages"]}
    order = booklet["order"] if found.published_at else form.after
    is_in_use = order == booklet["order"]
    joins = booklet["joins"] if is_in_use else booklet["proposed"]["joins"]
    context = {
        "edition": found,
        "text": found.text,
        "booklet": booklet,
        "form": form,
        "before": booklet["pages"],
        "after": list(zip_longest(map(pages.get, order), form.places(), joins)),
        "is_in_use": is_in_use,
        "is_as_found": booklet["order"] == form.as_found,
        "is_as_proposed": booklet["order"] == form.proposed,
        "shown": sum(map(bool, joins[1:])),
        "last": last_order(found),
    }
    return render(request, "readings/edition_pages.html", context, status=422 if form.errors else 200)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_said
@laid_is_awaited
def edition_publish(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Publish a draft, after asking: from then on its words stay as they are.

    A copy in which nothing was changed is none to publish. A long draft is published by the worker; the page looks by
    itself whether it is done (`?asked=1`), and whether the threads that will move are counted (`?threads=1`).
    """
    found = with_current(slug, edition)
    former = found.text.current_edition
    if former and former.number > found.number and not found.published_at:
        messages.error(
            request,
            _("Edition %(number)d has been published since, so this older draft can’t be.")
            % {"number": former.number},
        )
        return redirect("edition_detail", slug, edition)
    if request.method == "POST" and not found.published_at and is_untouched(found, former):
        return redirect(request.path)  # which says why
    if request.method == "POST" and not found.published_at and takes_long(found, former):
        if not ask(edition=found, now=timezone.now()):
            return redirect(request.path)  # which says why
        tasks.publish_soon(found.pk)
        return redirect(f"{request.path}?asked=1")
    if request.method == "POST" and not publish(edition=found, now=timezone.now()):
        return redirect(request.path)
    if found.published_at:
        if request.method == "POST" or "asked" in request.GET:
            said = _("Published. Everyone can read it now.")
            if found.number > 1:
                said = _("Published. Edition %(number)d is the current one now.") % {"number": found.number}
            messages.success(request, said)
        address = reverse("text_detail", args=[slug])
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    found = as_it_reads(found)
    untouched = is_untouched(found, former)
    count = foretold if takes_long(found, former) else foreseen
    context = {
        "edition": found,
        "text": found.text,
        "former": former,
        "is_untouched": untouched,
        "threads": count(former, found) if former and not untouched else None,
        "beside": beside(found),
        "back": way_back(request, found),
        "groups": reading_now().groups_reading(found.text_id, timezone.now()) if former else 0,
        "alike": [] if former else alike(found.text),
        "rights_stated": "" if found.text.rights else rights_said(found.provenance),
        "has_no_title": any(doubt["code"] == "title_missing" for doubt in found.warnings),
    }
    return render(request, "readings/edition_publish.html", context)


def way_back(request: PersonRequest, draft: Edition) -> str:
    """The address that somebody came from to a question about a draft: its desk, a comparison of it, or its own page."""
    path = urlsplit(request.headers.get("Referer", "")).path
    if path == (desk := reverse("edition_desk", args=[draft.text.slug, draft.number])):
        return desk
    former = draft.text.current_edition
    compared = [draft.text.slug, former.number, draft.number] if former else []
    if compared and path == (comparison := reverse("edition_compare", args=compared)):
        return comparison
    return reverse("edition_detail", args=[draft.text.slug, draft.number])


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
@gone_is_said
def edition_delete(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Delete a draft, after asking. A published edition stays: people may have quoted it.

    A copy in which nothing was changed is put away without a question (`untouched`).
    """
    found = get_object_or_404(
        Edition.objects.select_related("text").without_content(),
        text__slug=slug,
        number=edition,
        published_at__isnull=True,
    )
    if request.method == "POST":
        only_untouched, again = "untouched" in request.POST, waiting_without(found)
        if not delete_draft(edition=found, only_untouched=only_untouched):
            if only_untouched and Edition.objects.filter(pk=found.pk, published_at=None).exists():
                messages.warning(request, _("Something was changed in it meanwhile, so it is still here."))
                return redirect("edition_detail", slug, edition)
            raise Http404
        said = [_("The draft was deleted.")]
        if again:
            said.append(_("The suggestion that it came from waits again."))
        messages.success(request, " ".join(said))
        return redirect("text_detail", slug) if found.text.current_edition_id else redirect("text_list")
    context = {"edition": found, "text": found.text, "suggestions": waiting_without(found)}
    return render(request, "readings/edition_delete.html", context)
