"""The curators' list of words that members propose, each to be accepted or declined. The talk stays in its group."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from discussions.care_forms import DeclineForm
from discussions.correcting import BeingCopiedError, CannotPlaceError, accept, decline
from discussions.models import Correction
from discussions.passages import first_paragraphs, in_context, marks_around
from discussions.revising import differences
from discussions.struck import struck
from readings.curating import curators_only
from readings.desk.awaiting import BeingLaidError
from readings.desk.editing import NoDeskError
from readings.desk.mending import CannotMendError
from readings.desk.splicing import StaleError
from readings.models import Edition

A_PAGE = 30


@curators_only
@require_safe
def correction_list(request: PersonRequest) -> HttpResponse:
    """What waits for a curator, the oldest first; with `?state=decided` the others."""
    decided = request.GET.get("state") == "decided"
    proposed = (
        Correction.objects.for_curators(request.user)
        .select_related("thread__author", "thread__passage__edition__text", "decided_by", "draft__text")
        .defer("thread__passage__edition__content", "draft__content")
    )
    waiting = proposed.waiting()
    rows = proposed.exclude(pk__in=waiting.values("pk")).order_by("-decided_at") if decided else waiting
    page = Paginator(rows if decided else rows.order_by("thread__created_at"), A_PAGE).get_page(
        request.GET.get("page")
    )
    passages = [one.thread.passage for one in page]
    marks = marks_around(passage.pk for passage in passages)
    excerpts = {passage.pk: in_context(passage, marks[passage.pk]) for passage in passages}
    context = {
        "page": page,
        "decided": decided,
        "struck": struck(page) if decided else {},
        "numbers": first_paragraphs(passage.pk for passage in passages),
        "excerpts": excerpts,
        # Which words each that waits keeps, strikes and puts in, line by line.
        "differences": {
            one.pk: differences(excerpts[one.thread.passage_id].quote, one.words)
            for one in page
            if one.words and not decided
        },
    }
    return render(request, "discussions/correction_list.html", context)


@curators_only
@require_POST
def correction_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept the words that are proposed (`answer=accept`), or decline them with a reason."""
    proposed = Correction.objects.for_curators(request.user).select_related("thread__passage__edition__text")
    correction = get_object_or_404(proposed.defer("thread__passage__edition__content"), pk=pk)
    now = timezone.now()
    if request.POST.get("answer") == "accept":
        _accepted(request, correction)
        return redirect("correction_list")
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it stays as it is: who proposed it will read that."))
    elif decline(correction=correction, by=request.user, reason=form.cleaned_data["reason"], now=now):
        messages.success(request, _("Declined, with your reason."))
    else:
        messages.info(request, _("Another curator has decided on it already."))
    return redirect("correction_list")


def _accepted(request: PersonRequest, correction: Correction) -> None:
    """Accept a correction and say what came of it."""
    try:
        draft = accept(correction=correction, by=request.user, now=timezone.now())
    except (BeingCopiedError, BeingLaidError):
        messages.info(request, _("The text is being put on the desk. Accept it again in a moment."))
    except (CannotMendError, NoDeskError, StaleError):
        messages.error(
            request, _("The draft can’t take these words right now. Try again, or mend it at the desk.")
        )
    except CannotPlaceError as error:
        if error.draft and error.draft.publish_asked_at:
            messages.info(request, _("The next edition is being published. Accept it again in a moment."))
            return
        if error.draft:
            sentence = _(
                "These words are not to be found in the draft as it is. Mend them there, or decline."
            )
            if "copied_from" not in error.draft.provenance:
                sentence = _(
                    "The next edition is a draft that came from a file, and no words are put into it by themselves. Mend it there, publish or delete it, and accept again; or decline."
                )
            messages.error(request, format_html("{} {}", sentence, _way_to(error.draft)))
            return
        text = correction.thread.passage.edition.text
        sentence = _(
            "These words are not to be found in the text as it reads now. Correct it yourself, or decline."
        )
        way = format_html('<a href="{}">{}</a>', text.get_absolute_url(), _("Go to the text"))
        messages.error(request, format_html("{} {}", sentence, way))
    else:
        if draft is None:
            messages.info(request, _("Another curator has decided on it already."))
            return
        sentence = _("The words stand in the draft of the next edition.")
        messages.success(request, format_html("{} {}", sentence, _way_to(draft)))


def _way_to(draft: Edition) -> str:
    address = reverse("edition_detail", args=[draft.text.slug, draft.number])
    return format_html('<a href="{}">{}</a>', address, _("Go to the draft"))
