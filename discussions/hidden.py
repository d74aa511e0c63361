"""The buttons and the list of what one has hidden for oneself: a comment, or all that a person says (`hiding.py`)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import PersonRequest
from discussions.access import comment_or_404
from discussions.comments import about
from discussions.covering import covers
from discussions.hiding import block, hide, show_again
from discussions.models import Hiding, Thread
from discussions.unfolding_again import said

A_PAGE = 50
DEEDS = ("hide", "block", "show")


@login_required
@require_POST
@covers
def thread_hide(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Hide a comment for oneself (`hide=12`), all that its author says (`block=12`), or see it again (`show=12`)."""
    deed = next((one for one in DEEDS if one in request.POST), "")
    number = request.POST.get(deed, "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    comment = comment_or_404(request.user, group, pk, int(number))
    if comment.author_id == request.user.pk:
        raise PermissionDenied
    name = {"name": comment.author.display_name}
    if deed == "hide":
        hide(user=request.user, comment=comment)
        sentence = _("Hidden for you. Nobody else learns of it.")
    elif deed == "block":
        block(user=request.user, person=comment.author)
        sentence = _("What %(name)s says is hidden for you. Nobody else learns of it.") % name
    elif show_again(user=request.user, comment=comment):
        sentence = _("You see what %(name)s says again.") % name
    else:
        sentence = _("You see this comment again.")
    if request.htmx:
        return said(request, comment, sentence, timezone.now())
    messages.success(request, sentence)
    return redirect(f"{about(comment)['address']}#c{comment.number}")


@login_required
@require_safe
def hidden_list(request: PersonRequest) -> HttpResponse:
    """All that one has hidden for oneself: people first, then comments, the latest first."""
    mine = Hiding.objects.filter(user=request.user)
    hidden = mine.of_comments().select_related("comment__author", "comment__thread__group")
    page = Paginator(hidden.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    threads = Thread.objects.open_to(request.user).filter(comments__in=[one.comment_id for one in page])
    context = {
        "people": mine.of_people().select_related("person").order_by("person__display_name", "pk"),
        "page": page,
        "open": set(
            threads.values_list("pk", flat=True)
        ),  # the others are veiled, or of a circle one has left
    }
    return render(request, "discussions/hidden_list.html", context)


@login_required
@require_POST
def hidden_undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back one of them. Whoever presses twice, or a button that is another's, is told nothing else."""
    Hiding.objects.filter(user=request.user, pk=pk).delete()
    messages.success(request, _("You see that again."))
    return redirect("hidden_list")
