"""The people of a group: who is there, the role, the link that invites others, leaving.

The door that such a link opens is in `door_views`.
"""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import PersonRequest
from groups import access, facilitating, joining
from groups.forms import InvitationForm
from groups.models import Group, Membership, Term
from notices.letters import absolute

PEOPLE_A_PAGE = 100


@login_required
@require_safe
def member_list(request: PersonRequest, group: str) -> HttpResponse:
    """The people of a group and the role; for the facilitator also the links that are open.

    With `?hand-over` the facilitator chooses who holds the role next.
    """
    circle = access.circle_or_404(request.user, group)
    running = Term.objects.running()
    members = (
        Membership.objects.current()
        .filter(group=circle)
        .select_related("user")
        .prefetch_related(Prefetch("terms", running, to_attr="running_terms"))
        .annotate(leads=Exists(running.filter(membership=OuterRef("pk"))))
        .order_by("-leads", "joined_at", "pk")
    )
    mine = Membership.objects.current().filter(group=circle, user=request.user).first()
    if mine is None:  # they left in another window, a moment ago
        raise Http404
    page = Paginator(members, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    facilitates = access.is_facilitator(request.user, circle)
    return render(
        request,
        "groups/member_list.html",
        {
            "handing": facilitates and "hand-over" in request.GET,
            "group": circle,
            "page": page,
            "mine": mine,
            "facilitates": facilitates,
            "vacant": not members.filter(leads=True).exists(),
            "invitations": circle.invitations.usable().select_related("created_by") if facilitates else [],
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group_leave(request: PersonRequest, group: str) -> HttpResponse:
    """Say what leaving means for oneself and for the group, then do it."""
    now = timezone.now()
    try:
        circle = access.circle_or_404(request.user, group)
        mine = get_object_or_404(Membership.objects.current(), group=circle, user=request.user)
    except Http404:
        if request.method == "POST" and joining.has_just_left(user=request.user, slug=group, now=now):
            return redirect("group_list")  # the button was pressed twice
        raise
    if request.method == "POST":
        joining.leave(membership=mine, now=now)
        messages.success(request, _("You have left “%(group)s”.") % {"group": circle.name})
        return redirect("group_list")
    others = Membership.objects.current().filter(group=circle).exclude(pk=mine.pk).count()
    facilitates = access.is_facilitator(request.user, circle)
    return render(
        request, "groups/group_leave.html", {"group": circle, "others": others, "facilitates": facilitates}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def term_create(request: PersonRequest, group: str, membership: int) -> HttpResponse:
    """Take the role that nobody holds (one's own membership), or hand one's own on (another's).

    Handing on cannot be undone by whoever did it, so a GET says what it means and asks.
    """
    circle = access.circle_or_404(request.user, group)
    members = Membership.objects.current().filter(group=circle).select_related("user")
    target = get_object_or_404(members, pk=membership)
    if request.method != "POST":
        if target.user_id == request.user.pk:
            return redirect("member_list", circle.slug)
        access.facilitated_group_or_404(request.user, group)
        return render(
            request,
            "groups/term_create.html",
            {"group": circle, "member": target},
        )
    now = timezone.now()
    try:
        if target.user_id == request.user.pk:
            facilitating.take(membership=target, now=now)
            messages.success(request, _("You facilitate now. Thank you."))
        elif facilitating.has_just_handed(user=request.user, to=target, now=now):
            pass  # the button was pressed twice
        else:
            access.facilitated_group_or_404(request.user, group)
            giver = get_object_or_404(members, user=request.user)
            facilitating.hand_over(giver=giver, to=target, now=now)
            messages.success(request, _("%(name)s facilitates now.") % {"name": target.user.display_name})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("member_list", circle.slug)


@login_required
@require_POST
def term_end(request: PersonRequest, group: str, membership: int) -> HttpResponse:
    """Let one's own role go before its term is over."""
    circle = access.circle_or_404(request.user, group)
    target = get_object_or_404(Membership.objects.current(), group=circle, pk=membership)
    if target.user_id != request.user.pk:
        raise PermissionDenied(_("A term is ended by whoever holds it."))
    if facilitating.end_term(membership=target, now=timezone.now()):
        messages.success(request, _("You don’t facilitate any more. Any member may take the role."))
    return redirect("member_list", circle.slug)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: PersonRequest, group: str) -> HttpResponse:
    """Make a link. It stands in this one answer only.

    What is kept is its hash, so there is no page to redirect to that could show it.
    """
    circle = access.facilitated_group_or_404(request.user, group)
    form = InvitationForm(request.POST or None)
    context: dict[str, Any] = {"group": circle, "form": form}
    if request.method == "POST" and form.is_valid():
        wishes = {name: form.cleaned_data[name] for name in ("days", "max_uses", "note", "submission")}
        try:
            invitation, token = joining.invite(group=circle, by=request.user, now=timezone.now(), **wishes)
        except joining.TooManyError:
            form.add_error(
                None, _("So many links were made today. Share one of those that are open, or wait a day.")
            )
        else:
            link = absolute(reverse("invitation_accept", args=[token]))
            context |= {"invitation": invitation, "link": link, "letter": _letter(request, circle, link)}
    name = "groups/invitation_create.html"
    return render(
        request, f"{name}#invite" if request.htmx else name, context, status=422 if form.errors else 200
    )


def _letter(request: PersonRequest, group: Group, link: str) -> str:
    """A mailto: address that opens a letter with the link in it, in the sender's own mail program."""
    subject = _("Come and read with %(group)s") % {"group": group.name}
    body = _("We are reading together, and I’d like you to join us:\n\n%(link)s\n\n%(name)s") % {
        "link": link, "name": request.user.display_name,
    }  # fmt: skip
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"
