"""What a thread is: its author makes it one of another kind, anybody marks the answer to a question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import PersonRequest
from discussions.access import comment_or_404, thread_or_404
from discussions.branches import comment_address
from discussions.covering import covers
from discussions.forms import KindForm
from discussions.settling import be_stuck, change_kind, get_on, mark_answer, take_mark_back
from discussions.unfolding_again import said, shown_again


@login_required
@require_POST
@covers
def thread_kind(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Make one's own thread one of another kind."""
    thread = thread_or_404(request.user, group, pk)
    if thread.author_id != request.user.pk:
        raise PermissionDenied
    form = KindForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422, content_type="text/plain; charset=utf-8")
    change_kind(thread=thread, kind=form.cleaned_data["kind"])
    if not request.htmx:
        return redirect(thread)
    thread = thread_or_404(request.user, group, pk)
    sentence = _("Now it is: %(kind)s") % {"kind": thread.get_kind_display()}
    return shown_again(request, thread, sentence, timezone.now(), focus="thread-kind")


@login_required
@require_POST
@covers
def thread_stuck(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say that one is stuck at an open question too (`stuck`), or that one gets on."""
    thread = thread_or_404(request.user, group, pk)
    if "stuck" not in request.POST:
        get_on(user=request.user, thread=thread)
        sentence = _("You get on. Good.")
    elif thread.is_open:
        be_stuck(user=request.user, thread=thread)
        sentence = _("You are not alone. You will hear when somebody answers.")
    else:
        sentence = _("This question has its answer.")
    if not request.htmx:
        messages.success(request, sentence)
        return redirect(thread)
    return shown_again(request, thread, sentence, timezone.now(), focus="thread-kind")


@login_required
@require_POST
@covers
def thread_answer(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Mark a comment as the answer to a question (`mark=` its number), or take that back (`unmark=`)."""
    now = timezone.now()
    is_back = "unmark" in request.POST
    asked = request.POST.get("unmark" if is_back else "mark", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    comment = comment_or_404(request.user, group, pk, number)
    thread = comment.thread
    if is_back and thread.answer_id is not None and not thread.may_open_again(request.user):
        raise PermissionDenied
    if is_back:
        take_mark_back(comment=comment)
        sentence = _("The question is open again.")
    elif mark_answer(comment=comment, by=request.user, now=now):
        sentence = _("Marked as the answer.")
    else:
        sentence = _("Somebody was faster: here is the thread as it is now.")
    if request.htmx:
        return said(request, comment, sentence, now)
    messages.success(request, sentence)
    return redirect(comment_address(group, comment))
