"""The pages on which curators bring texts in, and see how far the worker is with them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.requests import PersonRequest
from readings import tasks
from readings.alike import StillReadError, make_next
from readings.curating import curators_only, gone, gone_is_said
from readings.import_forms import CorrectionForm, ImportForm
from readings.importing import receive
from readings.models import Edition, Import, Suggestion, Text
from readings.publishing import beside
from readings.repaging import MENDED, ask_as, is_mended, other_format
from readings.suggesting import TakenUp, take_up
from readings.turning_away import clear_away, not_sent, take_after_all, told, turn_away
from readings.uploading import dropped


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def text_import(request: PersonRequest) -> HttpResponse:
    """Bring files or pasted words; the worker makes drafts of them, which curators see before anyone else does.

    What cannot be read is named on the page that comes back, while the rest is taken.
    """
    suggested = suggestion_taken(request)
    form = ImportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        dropped=dropped(request),
        stays=bool(request.htmx),
        initial=facts_again(request),
        suggested=suggested,
    )
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        outcomes = set[TakenUp]()
        for name, file, submission in form.brought():
            brought = receive(
                data=file.read(),  # one file in memory at a time
                name=name,
                submission=submission,
                user=request.user,
                title=known["title"],
                authors=known["authors"],
                language=known["language"],
                year=known["year"],
                rights=known["rights"],
                source=known["source"],
            )
            tasks.read_soon(brought.pk)
            if suggested:
                outcomes.add(
                    take_up(
                        suggestion=suggested,
                        by=request.user,
                        brought=brought,
                        now=timezone.now(),
                        instead_of=number_in(request, "again"),
                    )
                )
        say_what_came_of_it(request, outcomes)
        left = not_sent(*map(request.POST.getlist, ("left_out", "left_out_why")))
        turned_away = [*left, *((one.name, one.why) for one in form.refused)]
        come = {"user": request.user, "submission": known["submission"]}
        take_after_all(names=form.brought_names(), **come)
        turn_away(left=turned_away, now=timezone.now(), **come)
        if not form.refused:
            if said := told(left):
                messages.warning(request, said)
            address = reverse("import_list")
            return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
        form.keep_refused()
    failed = form.is_bound and form.errors
    name = "readings/text_import.html#form" if request.htmx else "readings/text_import.html"
    context = {"form": form, "suggestion": suggested}
    return render(request, name, context, status=422 if failed else 200)


def suggestion_taken(request: PersonRequest) -> Suggestion | None:
    """The suggestion that is brought in: `?suggestion=` names it, or `?again=` an import that was to bring it."""
    known = Suggestion.objects.visible_to(request.user).select_related("original", "user")
    known = known.defer("original__data")
    if (named := number_in(request, "suggestion")) is not None:
        return known.filter(pk=named).first()
    if (again := number_in(request, "again")) is not None:
        return known.filter(imports=again).first()
    return None


def number_in(request: PersonRequest, name: str) -> int | None:
    """A number that an address names, None when it makes no sense."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def say_what_came_of_it(request: PersonRequest, outcomes: set[TakenUp]) -> None:
    """Tell a curator who took up a suggestion that somebody else has decided on it in the meantime."""
    if TakenUp.DECLINED in outcomes:
        messages.warning(
            request,
            _("The suggestion has been declined or withdrawn since. Your file is read all the same."),
        )
    elif outcomes == {TakenUp.BEFORE}:
        messages.warning(
            request,
            _(
                "A file was uploaded for this suggestion before. Yours is read too; whichever is published first answers it."
            ),
        )


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def edition_import(request: PersonRequest, slug: str) -> HttpResponse:
    """Bring a corrected version of a text: it becomes a draft of the next edition."""
    text = Text.objects.filter(slug=slug).first()
    if text is None:
        return gone(request, slug, 1)
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        dropped=dropped(request),
        stays=bool(request.htmx),
    )
    if request.method == "POST" and form.is_valid():
        [(name, file, submission)] = form.brought()
        try:
            brought = receive(
                data=file.read(),
                name=name,
                submission=submission,
                user=request.user,
                text=text,
                title=text.title,
                authors=text.authors,
                language=text.language,
            )
        except Text.DoesNotExist:
            return gone(request, slug, 1)
        tasks.read_soon(brought.pk)
        address = reverse("import_list")
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
    name = "readings/edition_import.html" + ("#form" if request.htmx else "")
    failed = form.is_bound and form.errors
    return render(request, name, {"form": form, "text": text}, status=422 if failed else 200)


@curators_only
@require_POST
@gone_is_said
def edition_move(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Make a draft that came in as a new text the next edition of one that is here already (`text`, its address)."""
    draft = get_object_or_404(
        Edition.objects.without_content(), text__slug=slug, number=edition, published_at=None
    )
    text = Text.objects.published().filter(slug=request.POST.get("text", "").replace("\0", "")).first()
    try:
        moved = make_next(draft=draft, text=text) if text else None
    except StillReadError:
        said = _(
            "A file is still to be read as another edition of this draft’s text. Wait until it is, and delete one of the two."
        )
        messages.error(request, said)
        return redirect("edition_detail", slug, edition)
    if moved is None:
        messages.error(request, _("This draft can’t become an edition of that text."))
        return redirect("edition_detail", slug, edition)
    said = _("This is edition %(number)d of “%(title)s” now, a draft. Publish it when it is right.")
    messages.success(request, said % {"number": moved.number, "title": moved.text.title})
    for other in beside(moved):
        said = _(
            "Edition %(number)d is a draft of this text as well, and what was changed there is not in this one."
        )
        way = format_html(
            '<a href="{}">{}</a>', reverse("edition_detail", args=[moved.text.slug, other]), _("Look at it")
        )
        messages.warning(request, format_html("{} {}", said % {"number": other}, way))
    return redirect("edition_detail", moved.text.slug, moved.number)


def facts_again(request: PersonRequest) -> dict[str, Any]:
    """What is known beforehand: of a suggestion that is taken up, or of a file that could not be read (`?again=`)."""
    again = request.GET.get("again", "")
    if not again and (suggestion := suggestion_taken(request)):
        author = [suggestion.author] if suggestion.author else []
        known = {"title": suggestion.title, "authors": author, "year": suggestion.year}
        known["source"] = suggestion.link
        return known | {"words": "" if suggestion.original_id else suggestion.words}
    facts = Import.objects.visible_to(request.user).values(
        "title", "authors", "language", "year", "rights", "source"
    )
    found = facts.filter(pk=number_in(request, "again") or 0).first()
    return dict(found or {})


@curators_only
@require_safe
def import_list(request: PersonRequest) -> HttpResponse:
    """What came in lately and how far it is; looks again by itself while something is under way.

    That a booklet's pages are put into another order is no upload: the page where that is asked tells what becomes of it.
    """
    imports = Import.objects.visible_to(request.user).received()
    imports = imports.select_related("edition__text", "text", "user")
    page = Paginator(imports.defer("edition__content"), 30).get_page(request.GET.get("page"))
    under_way = any(brought.is_under_way for brought in page)
    return render(request, "readings/import_list.html", {"imports": page, "under_way": under_way})


@curators_only
@require_POST
def import_clear(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a file that was refused off the list of what came in; nothing else was kept of it."""
    if named := clear_away(pk=pk, user=request.user):
        messages.success(request, _("“%(name)s” is off the list.") % {"name": named})
    page = request.POST.get("page", "")
    onward = f"?page={page}" if page.isascii() and page.isdecimal() and page != "1" else ""
    return redirect(reverse("import_list") + onward)


@curators_only
@require_POST
@gone_is_said
def edition_again(request: PersonRequest, slug: str, edition: int) -> HttpResponse:
    """Have the file of a draft read again, as Markdown when it was taken for plain text, or the other way round."""
    drafts = Edition.objects.filter(published_at__isnull=True).select_related("text").without_content()
    found = get_object_or_404(drafts, text__slug=slug, number=edition)
    asked = request.POST.get("read_as", "")
    if is_mended(found):
        messages.error(request, _(MENDED))
    elif asked and asked == other_format(found):
        if brought := ask_as(edition=found, read_as=asked, user=request.user):
            tasks.read_soon(brought.pk)
            return redirect(f"{reverse('edition_detail', args=[slug, edition])}?asked=1")
        messages.error(request, _("Somebody is changing this draft right now. Please try again in a moment."))
    return redirect("edition_detail", slug, edition)
