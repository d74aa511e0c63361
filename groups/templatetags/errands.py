"""What somebody is about who makes an account first, for the pages on the way."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from allauth.account.utils import get_next_redirect_url
from django import template
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from groups import joining
from groups.door_views import invitation_of, is_wanted

register = template.Library()


@register.simple_tag(takes_context=True)
def errand(context: dict[str, Any]) -> dict[str, Any]:
    """`starts`: they want to start a group. `group`: they come to join it, and `wanted`: have pressed Join already.
    `inside`: they followed a link into a group, which there may be or not.

    Told by the address that they go on to; nothing for any other (at most two queries).
    """
    request = context["request"]
    goal = urlsplit(get_next_redirect_url(request) or "")
    if goal.path == reverse("account_login"):  # by which the link in a mail leads, wherever it is opened
        goal = urlsplit(parse_qs(goal.query).get("next", [""])[0])
    try:
        found = resolve(goal.path)
    except Resolver404:
        return {}
    if found.url_name != "invitation_accept":
        return {"starts": found.url_name == "group_create", "inside": "group" in found.kwargs}
    token = found.kwargs["token"]
    invitation = invitation_of(token)
    try:
        if invitation is None:
            return {}
        joining.check_open(invitation, timezone.now(), request.user)
    except joining.InvitationClosedError:
        return {}
    return {"group": invitation.group, "wanted": is_wanted(request, token)}
