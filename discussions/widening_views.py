"""The page on which whoever began a thread opens it to the commons: what will be shown there, what will not, and to whom."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from discussions.access import thread_or_404
from discussions.body_field import body_field
from discussions.covering import covers
from discussions.forms import ThreadForm
from discussions.models import Thread
from discussions.widening import may_be_widened, opened_in_commons, widen
from groups.models import Membership
from readings.form_fields import SubmissionField
from readings.publishing import hold_current


class WidenForm(forms.Form):
    """The words with which a thread begins in the commons; `seen` is the place that the page showed."""

    body = body_field(label=gettext_lazy("Your words"), placeholder="")
    submission = SubmissionField(required=False, initial=uuid.uuid4)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, thread: Thread, body: str) -> None:
        place = f"{thread.passage.edition_id} {thread.passage.start} {thread.passage.end}"
        super().__init__(data, initial={"body": body, "seen": place}, auto_id="widen_%s")

    def clean(self) -> dict[str, Any]:
        """Only on the words that were shown: not on others, where a correction has moved the thread meanwhile."""
        data = super().clean() or self.cleaned_data
        if data.get("seen") != self.initial["seen"]:
            raise ValidationError(
                _("The thread was moved to other words just now. Look once more what will be shown."),
                code="stale",
            )
        return data


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@covers
def thread_widen(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say what of a thread the commons would see, and begin one there. For whoever began it, once."""
    thread = thread_or_404(request.user, group, pk)
    if thread.author_id != request.user.pk:
        raise PermissionDenied(_("Only whoever began a thread can open it to the commons."))
    is_held = request.method != "POST" or hold_current(thread.passage.edition.text_id)
    thread = thread_or_404(request.user, group, pk)  # which a new edition may have moved meanwhile
    if done := opened_in_commons(thread):
        return _there(done)
    first = thread.comments.standing().filter(number=1).first()
    if first is None or not may_be_widened(thread, request.user):
        messages.info(request, _("This thread cannot be opened to the commons."))
        return redirect(thread)
    form = WidenForm(request.POST if request.method == "POST" else None, thread=thread, body=first.body)
    if not is_held:
        form.add_error(None, ThreadForm.being_published())
    if form.is_valid():
        made = widen(
            thread=thread,
            author=request.user,
            body=form.cleaned_data["body"],
            submission=form.cleaned_data["submission"],
            now=timezone.now(),
        )
        if made:
            messages.success(request, _("It is open in the commons now."))
            return _there(made)
        form.add_error(None, ThreadForm.being_published())
    text = thread.passage.edition.text
    context = {
        "group": thread.group,
        "thread": thread,
        "text": text,
        "form": form,
        "is_in": Membership.objects.inside().filter(group__text=text, user=request.user).exists(),
    }
    return render(request, "discussions/thread_widen.html", context, status=422 if form.errors else 200)


def _there(thread: Thread) -> HttpResponse:
    """By the page of the commons, which its author may have left since."""
    assert thread.group.text  # noqa: S101 - for the types
    return redirect(f"{reverse('commons_detail', args=[thread.group.text.slug])}?thread={thread.pk}")
