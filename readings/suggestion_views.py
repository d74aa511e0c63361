"""Suggestions: a member's own with what became of each, and the curators' answers."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from readings import suggesting
from readings.library_forms import DeclineForm, SuggestionForm
from readings.models import Original, Suggestion, SuggestionQuerySet
from readings.uploading import dropped

A_PAGE = 30
MOST_TWINS = 5  # of the same title that are named
SLICE = 1024 * 1024  # bytes


@login_required
@require_safe
def suggestion_list(request: PersonRequest) -> HttpResponse:
    """One's own suggestions. A curator sees those of everybody that wait, or with `?state=decided` the others."""
    suggestions = with_editions(Suggestion.objects.visible_to(request.user))
    decided = request.GET.get("state") == "decided"
    own = not request.user.is_curator or request.GET.get("state") == "own"
    if own:
        suggestions = suggestions.filter(user=request.user)
    elif decided:
        suggestions = suggestions.decided().order_by("-decided_at", "-pk")
    else:
        others = Suggestion.objects.waiting().named_alike(OuterRef("title")).exclude(pk=OuterRef("pk"))
        suggestions = suggestions.waiting().annotate(has_twin=Exists(others))
        suggestions = suggestions.order_by("created_at", "pk")  # who has waited longest comes first
    page = Paginator(suggestions, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "readings/suggestion_list.html",
        {"suggestions": page, "own": own, "decided": decided and not own},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_create(request: PersonRequest) -> HttpResponse:
    """Say what is missing in the library. `?title=WORDS` comes from a search that found nothing.

    Where a text of that name is in the library already, it is asked first whether that is it (`anyway` says no).
    """
    form = SuggestionForm(
        request.POST or None,
        request.FILES or None,
        dropped=dropped(request),
        initial={"title": request.GET.get("title", "")[:300]},
    )
    asked = form["title"].value() or ""
    known = [] if "anyway" in request.POST else suggesting.in_library(asked[:300], user=request.user)
    if request.method == "POST" and form.is_valid() and not known:
        if suggesting.suggest(user=request.user, now=timezone.now(), **form.cleaned_data):
            messages.success(request, _("Thank you. The curators will look at it and let you know."))
            return redirect("suggestion_list")
        sentence = ngettext(
            "%(count)d of your suggestions is still waiting. Please let the curators catch up first.",
            "%(count)d of your suggestions are still waiting. Please let the curators catch up first.",
            suggesting.MOST_WAITING,
        )
        form.add_error(None, sentence % {"count": suggesting.MOST_WAITING})
    status = 422 if form.errors else 200
    context = {"form": form, "known": known, "asks": known and form.is_bound and not form.errors}
    return render(request, "readings/suggestion_create.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """One suggestion, for who made it and for curators, who decline or reopen it here, or go on to take it up."""
    suggestion = get_object_or_404(
        with_editions(Suggestion.objects.visible_to(request.user)).select_related("user", "decided_by"), pk=pk
    )
    form = DeclineForm(request.POST or None)
    if request.method == "POST":
        if not request.user.is_curator:
            raise PermissionDenied(_("This page is for curators, who look after the library."))
        if "reopen" in request.POST:
            if suggesting.reopen(suggestion=suggestion):
                messages.success(request, _("It waits again. They will get mail about the next answer."))
            return redirect("suggestion_detail", pk)
        if form.is_valid():
            declined = suggesting.decline(
                suggestion=suggestion, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
            )
            if declined:
                messages.success(request, _("Declined. They will hear why."))
            else:
                messages.warning(request, _("This has been decided already."))
            return redirect("suggestion_list")
    twins = Suggestion.objects.waiting().named_alike(suggestion.title).exclude(pk=pk).select_related("user")
    return render(
        request,
        "readings/suggestion_detail.html",
        {
            "suggestion": suggestion,
            "form": form,
            "twins": twins[:MOST_TWINS] if request.user.is_curator else [],
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def suggestion_file(request: PersonRequest, pk: int) -> StreamingHttpResponse:
    """The file that came with a suggestion, as it came: to be kept, and opened by whatever opens such files."""
    suggestion = get_object_or_404(
        Suggestion.objects.visible_to(request.user).filter(original__isnull=False), pk=pk
    )
    answer = StreamingHttpResponse(
        slices(suggestion.original_id or 0), content_type="application/octet-stream"
    )
    answer["Content-Disposition"] = content_disposition_header(True, suggestion.file_name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def slices(original_id: int) -> Iterator[bytes]:
    """A file bit by bit: it may be large."""
    at, kept = 1, Original.objects.filter(pk=original_id)
    while data := kept.values_list(Substr("data", at, SLICE), flat=True).first():
        yield bytes(data)
        at += SLICE


@login_required
@require_POST
def suggestion_delete(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one's suggestion back while nobody has decided on it."""
    suggestion = Suggestion.objects.filter(pk=pk, user=request.user).first()
    if suggestion is None:  # the button was pressed twice
        messages.info(request, _("That suggestion is already gone."))
    elif suggesting.take_back(suggestion=suggestion):
        messages.success(request, _("Your suggestion was taken back."))
    else:
        messages.warning(request, _("This has been decided already."))
    return redirect("suggestion_list")


def with_editions(suggestions: SuggestionQuerySet) -> SuggestionQuerySet:
    """Fetch the text that was made of each along with it, and whether it waits; not the long content."""
    suggestions = suggestions.saying_whether_they_wait()
    suggestions = suggestions.select_related("brought__edition__text", "user", "original")
    return suggestions.defer("brought__edition__content", "original__data")
