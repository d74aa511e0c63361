"""The buttons under a comment with which one reacts to it.

Each is a button of one form of the page (`#reacting` in `thread_detail.html`), so that hundreds of comments are not
hundreds of forms. What is given and taken back: `reacting.py`; how it looks: `reacted.py`.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from accounts.requests import PersonRequest
from discussions.access import comment_or_404
from discussions.branches import comment_address
from discussions.covering import covers
from discussions.models import Reaction
from discussions.reacted import reactions_html
from discussions.reacting import react, take_back
from discussions.rendering import said_among


@login_required
@require_POST
@covers
def comment_react(request: PersonRequest, group: str, pk: int) -> HttpResponse:
    """Say one of three things to a comment (`give=12 helps`), or take it back (`take=12 helps`).

    htmx gets the buttons under that comment as they are now.
    """
    deed = "take" if "take" in request.POST else "give"
    number, _blank, kind = request.POST.get(deed, "").partition(" ")
    if kind not in Reaction.Kind.values or not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    comment = comment_or_404(request.user, group, pk, int(number))
    word = Reaction.Kind(kind).label
    if deed == "take":
        take_back(comment=comment, user=request.user, kind=kind)
        sentence = _("Taken back: %(word)s") % {"word": word}
    elif react(comment=comment, user=request.user, kind=kind):
        sentence = _("You said: %(word)s") % {"word": word}
    else:
        sentence = _("This comment takes no such word from you.")
    if not request.htmx:
        return redirect(comment_address(group, comment))
    (said,) = said_among(comment.thread, [comment.number], viewer_id=request.user.pk)
    html = reactions_html(said, viewer_id=request.user.pk)
    response = HttpResponse(html.replace("<span ", '<span hx-swap-oob="true" ', 1))
    told = {"comment": f"r{comment.number}", "sentence": sentence}
    return trigger_client_event(response, "said", told, after="settle")
