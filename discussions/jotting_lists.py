"""All of a person's own notes, text by text, as a page and as a file; and what they answer after a correction."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from discussions.jotted import placed, rows
from discussions.jotting import agree, put, put_back
from discussions.jotting_forms import JottingForm
from discussions.jotting_views import jotting_or_404, onward
from discussions.models import Jotting
from discussions.place_forms import PlaceForm
from discussions.seeking import paragraph_in
from readings.models import Edition, Text
from readings.nearby import offered, place_of
from readings.publishing import hold_current

A_PAGE = 30


@login_required
@require_safe
def jotting_list(request: PersonRequest) -> HttpResponse:
    """One's own notes, text by text in the order of the words; with `?text=SLUG` those in one text."""
    jottings = Jotting.objects.visible_to(request.user)
    asked = request.GET.get("text", "").replace("\0", "")
    text = Text.objects.once_visible_to(request.user).filter(slug=asked).first() if asked else None
    if text:
        jottings = jottings.filter(edition__text=text)
    page = Paginator(placed(jottings, request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": rows(page, timezone.now(), request.user), "text": text, "in_list": True}
    return render(request, "discussions/jotting_list.html", context)


@login_required
@require_safe
def jotting_export(request: PersonRequest) -> HttpResponse:
    """All of one's own notes as a file of Markdown, with the words that they are on and where these stand."""
    every = rows(placed(Jotting.objects.visible_to(request.user), request.user), timezone.now(), request.user)
    parts = ["# " + _("Your notes")]
    title = ""
    for row in every:
        jotting = row.jotting
        text = jotting.edition.text
        if text.title != title:
            title = text.title
            parts.append(f"## {title}")
        words = (jotting.edition.number, jotting.start, jotting.end)
        address = request.build_absolute_uri(reverse("passage_detail", args=[text.slug, *words]))
        written = timezone.localtime(jotting.created_at)
        parts.append(f"### ¶ {row.number}, {written:%Y-%m-%d %H:%M}")
        if row.is_readable:
            parts.append("\n".join(f"> {line}" for line in row.quote.split("\n")))
        parts += [jotting.body, f"<{address}>"]
    headers = {"Content-Disposition": 'attachment; filename="notes.md"'}
    return HttpResponse(
        "\n\n".join(parts) + "\n", content_type="text/markdown; charset=utf-8", headers=headers
    )


@login_required
@require_POST
def jotting_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a note belongs where a correction moved it (`answer=yes`), or that it does not."""
    jotting = jotting_or_404(request.user, pk)
    answer = request.POST.get("answer")
    if answer == "yes":
        agree(jotting=jotting)
        messages.success(request, _("Thank you. The note stays here."))
    elif answer == "no":
        put_back(jotting=jotting)
        messages.success(request, _("The note is back on its old words, on the earlier edition."))
    return redirect(onward(request) or "jotting_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def jotting_place(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose by hand on which words of the present edition a note stands, by paragraph.

    `?around=` is a number near which paragraphs are offered; else those where its words would be.
    """
    jotting = jotting_or_404(request.user, pk)
    is_held = request.method != "POST" or hold_current(jotting.edition.text_id)
    current = Edition.objects.visible_to(request.user).without_content().select_related("text")
    read = Text.objects.filter(pk=jotting.edition.text_id).values("current_edition")  # by now
    edition = get_object_or_404(current, pk__in=read)
    is_there = jotting.edition_id != edition.pk and place_of(edition, jotting.quote) is not None
    known = {"words": jotting.quote} if is_there and "around" not in request.GET else {}
    form = PlaceForm(request.POST if request.method == "POST" else None, edition=edition, initial=known)
    if not is_held:
        form.add_error(None, JottingForm.being_published())
    if form.is_valid():
        start, end = form.cleaned_data["place"]
        put(jotting=jotting, edition=edition, start=start, end=end)
        messages.success(request, _("The note stands on these words now."))
        return redirect(onward(request) or "jotting_list")
    asked = form["paragraph"].value() or request.GET.get("around") or ""
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 7
    around = int(asked) if is_number else paragraph_in(edition, jotting)
    context = {
        "jotting": jotting,
        "edition": edition,
        "form": form,
        "offered": offered(edition, around),
        "chosen": around,
        "next": onward(request),
        "more": f"&{urlencode({'next': onward(request)})}" if onward(request) else "",
    }
    return render(request, "discussions/jotting_place.html", context, status=422 if form.errors else 200)
