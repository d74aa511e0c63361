"""All of a person's own notes, text by text, as a page and as a file; and what they answer after a correction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from discussions.jotted import placed, rows
from discussions.jotting import agree, put_back
from discussions.jotting_views import jotting_or_404, onward
from discussions.models import Jotting
from readings.models import Text

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
    context = {"page": page, "rows": rows(page, timezone.now()), "text": text, "in_list": True}
    return render(request, "discussions/jotting_list.html", context)


@login_required
@require_safe
def jotting_export(request: PersonRequest) -> HttpResponse:
    """All of one's own notes as a file of Markdown, with the words that they are on and where these stand."""
    every = rows(placed(Jotting.objects.visible_to(request.user), request.user), timezone.now())
    parts = [f"# {_('Your notes')}"]
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
