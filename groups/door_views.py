"""The door that an invitation opens: what a visitor sees of the group, and how they come in."""

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from groups import joining
from groups.models import Group, Invitation, Membership, Schedule
from groups.templatetags.due import place

# The link a visitor came with waits in a cookie of their own while they make an account, confirm their
# address, perhaps reset a password: `next` alone doesn't survive all of that. The server keeps no token, so
# it can't be here.
COOKIE = "invitation"
COOKIE_AGE = 7 * 24 * 60 * 60
# That somebody pressed Join before they had an account waits there too, signed, with the moment: who makes an
# account after it is let in without being asked again.
WANTED = "joining"
MICRO = 1_000_000  # in a second
WANTED_FOR = dt.timedelta(days=3)  # as long as the link in the mail that confirms an address
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
# What the page of a link that opens no door is called, and what to do about it.
CLOSED = {
    "unknown": {
        "title": gettext_lazy("We don’t know this link"),
        "way_out": gettext_lazy(
            "Perhaps a part of it was lost on the way: open it again from the message it came with, or ask for a"
            " new one."
        ),
    },
    "revoked": {
        "title": gettext_lazy("This invitation was closed"),
        "way_out": gettext_lazy("The group has taken it back. Ask whoever sent it to you for a new one."),
    },
    "expired": {
        "title": gettext_lazy("This invitation has run out"),
        "way_out": gettext_lazy(
            "It was good for some days, and they are over. Ask whoever sent it to you for a new one."
        ),
    },
    "used_up": {
        "title": gettext_lazy("This invitation is used up"),
        "way_out": gettext_lazy(
            "It was meant for a number of people, and as many have come. Ask whoever sent it to you for a new one."
        ),
    },
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """The door: what the group is and reads, for anybody with the link; joining, for whoever is signed in.

    Somebody without an account may press Join first (`new` in the form): they make one, and are in when they
    come back. 404 for a link that never was, 410 for one that is closed; either says so in a sentence.
    """
    invitation = invitation_of(token)
    if invitation is None:
        return _closed(request, "unknown", status=404)
    user, group, now = request.user, invitation.group, timezone.now()
    if Group.objects.visible_to(user).filter(pk=group.pk).exists():
        return _forget(redirect(group))
    try:
        joining.check_open(invitation, now, user)
        if user.is_authenticated and (
            request.method == "POST" or (request.method == "GET" and is_wanted(request, token))
        ):
            joining.accept(invitation=invitation, user=user, now=now)
            # Read, and so gone: for whoever signed up on the way one greeting is enough.
            list(messages.get_messages(request))
            messages.success(request, _welcome(user, group))
            return _forget(redirect(group))
    except joining.InvitationClosedError as closed:
        return _forget(_closed(request, closed.reason, status=410))
    if request.method == "POST":
        if "new" not in request.POST:
            return _remember(redirect_to_login(request.path), token)
        signing_up = redirect(f"{reverse('account_signup')}?{urlencode({'next': request.path})}")
        return _want(_remember(signing_up, token), token, now)
    response = render(
        request,
        "groups/invitation_accept.html",
        {
            "invitation": invitation,
            "group": group,
            "member_count": Membership.objects.current().filter(group=group).count(),
            "schedule": Schedule.objects.filter(group=group).current_first(now).first(),
        },
    )
    return response if user.is_authenticated else _remember(response, token)


def invitation_at_hand(request: HttpRequest) -> tuple[Invitation, str] | None:
    """The invitation that a person came with before they had an account, and its token, while it is open."""
    token = request.COOKIES.get(COOKIE, "")
    invitation = invitation_of(token)
    if invitation is None or Group.objects.visible_to(request.user).filter(pk=invitation.group_id).exists():
        return None
    try:
        joining.check_open(invitation, timezone.now(), request.user)
    except joining.InvitationClosedError:
        return None
    return invitation, token


def is_wanted(request: HttpRequest, token: str) -> bool:
    """Whether whoever asks pressed Join at this door, and has made their account since, if they have one."""
    value = request.get_signed_cookie(WANTED, default="", salt=WANTED, max_age=WANTED_FOR) or ""
    wanted, _colon, moment = value.partition(":")
    if wanted != token or not moment.isdecimal():
        return False
    return not isinstance(request.user, User) or int(request.user.joined_at.timestamp() * MICRO) >= int(
        moment
    )


def _welcome(user: Any, group: Group) -> str:
    """Greet a new member, and say so if the group's clock became theirs because nothing was known of their own."""
    welcome = _("Welcome to “%(group)s”.") % {"group": group.name}
    if not joining.take_clock(user, group):
        return welcome
    sentence = _("We tell you all times by its clock: %(zone)s.") % {"zone": place(group.time_zone)}
    link = format_html('<a href="{}">{}</a>', reverse("settings"), _("Choose another in your settings"))
    return format_html("{} {} {}", welcome, sentence, link)


def _closed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    return render(request, "groups/invitation_accept.html", {"closed": CLOSED[reason]}, status=status)


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link with this token was made for, open or closed."""
    if not TOKEN.fullmatch(token):
        return None
    invitations = Invitation.objects.select_related("group", "created_by")
    return invitations.filter(token_hash=joining.hash_of(token)).first()


def _remember(response: HttpResponse, token: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        token,
        max_age=COOKIE_AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _want(response: HttpResponse, token: str, now: dt.datetime) -> HttpResponse:
    response.set_signed_cookie(
        WANTED,
        f"{token}:{int(now.timestamp() * MICRO)}",
        salt=WANTED,
        max_age=WANTED_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE)
    response.delete_cookie(WANTED)
    return response
