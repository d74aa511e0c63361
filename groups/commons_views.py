"""The page of a text's commons: who reads there and how it is cared for, said before one comes in, and the ways in and out."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import PersonRequest
from groups import commons
from groups.access import OutsideError
from groups.models import Group, Membership, Schedule
from readings.models import Text
from readings.reading import going_on


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commons_detail(request: PersonRequest, slug: str) -> HttpResponse:
    """What the commons of a text is; with a POST one comes in (`join`), or goes out (`leave`).

    With `?thread=` (a key) whoever is in is led to that thread, and whoever comes in then; whoever came by an address in
    it (`onward`) is led there.
    """
    mine = Group.objects.visible_to(request.user).filter(text=OuterRef("pk"))
    known = Text.objects.published() | Text.objects.withdrawn().filter(
        Exists(mine)
    )  # to those who spoke in it
    text = get_object_or_404(known, slug=slug)
    now = timezone.now()
    if "join" in request.POST:
        plan = commons.join(text=text, user=request.user, now=now)
        if plan:
            return redirect(_asked(request, plan) or _thread(request, plan) or _onward(request, plan))
        messages.error(request, _("A corrected edition is being published right now. Try again in a moment."))
        return redirect("commons_detail", slug)
    if "leave" in request.POST:
        if commons.leave(text=text, user=request.user, now=now):
            messages.success(
                request, _("You are out of the commons. What you said there stays under your name.")
            )
        return redirect(text)
    plan = Schedule.objects.visible_to(request.user).filter(group__text=text).select_related("group").first()
    if plan and (thread := _thread(request, plan)):
        return redirect(thread)
    context = {
        "text": text,
        "group": plan.group if plan else None,
        "plan": plan,
        "onward": _onward(request, plan) if plan else "",
        "people": _people(text),
    }
    return render(request, "groups/commons_detail.html", context)


class Door:
    """Shows the page on which one comes in to whoever follows a link into a commons that they are not in.

    As a page that is not there for them, and with nothing of what the link leads to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OutsideError) or request.method != "GET":
            return None
        text = exception.text
        context = {"text": text, "people": _people(text), "came_by": request.get_full_path()}
        return render(request, "groups/commons_detail.html", context, status=404)


def _people(text: Text) -> int:
    return Membership.objects.inside().filter(group__text=text).count()


def _asked(request: PersonRequest, plan: Schedule) -> str:
    """The address in the commons by which somebody came, if any."""
    asked = request.POST.get("onward", "")
    return asked if asked.startswith(plan.group.get_absolute_url()) else ""


def _thread(request: PersonRequest, plan: Schedule) -> str:
    """The address of the thread of the commons that somebody wishes to see (`?thread=`), if any."""
    asked = request.GET.get("thread", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return ""
    return reverse("thread_detail", args=[plan.group.slug, int(asked)])


def _onward(request: PersonRequest, plan: Schedule) -> str:
    """Where somebody goes on reading the text, with the talk of its commons beside it."""
    stop = going_on(request.user, [plan.edition_id]).get(plan.edition_id)
    number = (stop.number if stop else None) or 1
    return reverse("reader_paragraph", args=[plan.group.slug, plan.pk, number])
