"""What a curator does with a published text as a whole: begin its next edition at the desk, withdraw it, bring it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from readings.browsing import kept_by_circles, reading_now
from readings.correcting import Begun, begin, next_draft
from readings.curating import curators_only
from readings.desk.awaiting import copy_awaited, is_copied_by_worker
from readings.library_forms import WithdrawForm
from readings.models import Text
from readings.withdrawing import bring_back, withdraw


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def text_correct(request: PersonRequest, slug: str) -> HttpResponse:
    """Open the desk on a copy of a text's current edition, or lead to the draft of the next one that there is.

    With `instead`, what came from a file is left lying: only a copy will do. A long text is copied by the worker; the
    page looks by itself whether it is done (`?asked=1`).
    """
    text = get_object_or_404(Text, slug=slug, current_edition__isnull=False)
    if request.method != "POST":
        if page := copy_awaited(request, text):
            return page
        if "asked" in request.GET and (made := next_draft(text)):
            return to_desk(request, Begun(made, True))
        if "asked" in request.GET:
            messages.error(request, _("The text could not be copied in the time there is. Please try again."))
        return redirect(text)
    instead = "instead" in request.POST
    if is_copied_by_worker(text, request.user, instead=instead):
        return redirect(f"{request.path}?asked=1")
    return to_desk(request, begin(text=text, user=request.user, instead=instead))


def to_desk(request: PersonRequest, begun: Begun) -> HttpResponse:
    """On to the draft in which a text is corrected, wherever that is looked at now."""
    draft, slug = begun.edition, begun.edition.text.slug
    if draft.publish_asked_at:
        messages.info(request, _("It is being published right now."))
        return redirect("edition_publish", slug, draft.number)
    if "copied_from" not in draft.provenance:
        messages.info(
            request, _("There is a draft of this text already. Go on with it here, or delete it first.")
        )
        return redirect("edition_detail", slug, draft.number)
    if not begun.is_new:
        said = _("Edition %(number)d is being corrected already. You go on with it here.")
        messages.info(request, said % {"number": draft.number})
    return redirect("edition_desk", slug, draft.number)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def text_withdraw(request: PersonRequest, slug: str) -> HttpResponse:
    """Take a published text out of the library, with a reason, or bring a withdrawn one back (`put_back`).

    What is so already, because the form was sent twice or another curator was first, stays so and is said.
    """
    text = get_object_or_404(Text, slug=slug, current_edition__isnull=False)
    form = WithdrawForm(request.POST if request.method == "POST" and not text.withdrawn_at else None)
    if "put_back" in request.POST:
        if bring_back(text=text):
            messages.success(request, _("It is back in the library."))
        else:
            messages.info(request, _("It is in the library already."))
        return redirect(text)
    if request.method == "POST" and text.withdrawn_at:
        messages.info(request, _("It was withdrawn already."))
        return redirect(text)
    if form.is_valid():
        if withdraw(text=text, reason=form.cleaned_data["reason"], now=timezone.now()):
            messages.success(request, _("Withdrawn. You can put it back at any time."))
        else:  # by another curator, at this very moment
            messages.info(request, _("It was withdrawn already."))
        return redirect(text)
    status = 422 if form.errors else 200
    context = {"text": text, "form": form}
    if not text.withdrawn_at:
        context["groups"] = reading_now().groups_reading(text.pk, timezone.now())
        context["speakers"] = kept_by_circles().speakers(text.pk)
    return render(request, "readings/text_withdraw.html", context, status=status)
