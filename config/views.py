"""The front door, and the two questions a machine asks: does the process live, and is all that it needs there."""

import sys
from email.utils import parseaddr

import psycopg
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from redis.exceptions import RedisError

from config import heartbeats
from config.filling import HANDBOOK_SLUG
from groups.door_views import invitation_at_hand
from groups.models import Group
from readings.browsing import on_shelves
from readings.models import Paragraph, Section, Text

NEWEST = 6
SHELVES, A_SHELF = 3, 3  # shelves, and texts of each, when curators have put any up
TO_ANSWER = 3  # seconds that a server may take before it counts as gone


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """For a visitor: what this is, how to begin, what there is to read: the handbook, then the first shelves.

    For a member: their groups.

    Whoever has none is led to the invitation that they came with, and a curator to the library.
    """
    user = request.user
    if user.is_authenticated:
        alone = not Group.objects.circles().visible_to(user).exists()
        invited = invitation_at_hand(request) if alone else None
        if invited:
            return redirect("invitation_accept", invited[1])
        return redirect("text_list" if alone and user.is_curator else "group_list")
    texts = Text.objects.published().select_related("current_edition").defer("current_edition__content")
    handbook = texts.filter(slug=HANDBOOK_SLUG).first()
    others = texts.exclude(slug=HANDBOOK_SLUG)
    shelves = on_shelves(others, A_SHELF)[:SHELVES]
    newest = None if shelves else others.order_by("-created_at", "pk")[:NEWEST]
    context = {"handbook": handbook, "shelves": shelves, "newest": newest}
    return render(request, "config/home.html", context)


@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    """Lead to the handbook, wherever it stands in this library; to the part of it that `?part=` calls by its title."""
    text = get_object_or_404(Text.objects.published(), slug=HANDBOOK_SLUG)
    title = request.GET.get("part", "").replace("\0", "")
    part = Section.objects.filter(edition=text.current_edition_id, title=title).first() if title else None
    if part is None:
        return redirect(text)
    place = Paragraph.objects.filter(edition=text.current_edition_id, span__startswith__gte=part.start)
    return redirect("paragraph_detail", text.slug, place.earliest("number").number)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people here, who sees it, and whom to ask."""
    _name, contact = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return render(request, "config/privacy.html", {"contact": contact})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be made sense of, or is more than any page takes. Nothing of the request is looked at any more."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return HttpResponseBadRequest(render_to_string("400.html", {"too_much": too_much}))


def fault(request: HttpRequest) -> HttpResponse:
    """What went wrong on our side: that the database is away for a moment (503), or anything else."""
    if is_away(sys.exception()):
        page = render_to_string("config/database_away.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
    return server_error(request)


def is_away(error: BaseException | None) -> bool:
    """Whether an error says that the database is being started or stopped, or that nobody answers there."""
    if not isinstance(error, OperationalError | InterfaceError | psycopg.OperationalError):
        return False
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    state = getattr(cause, "sqlstate", None)
    return state is None or state[:2] == "08" or state[:3] == "57P"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Tell that this process answers, and nothing more."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Tell for each part by its name whether it is there: 200 when all are, 503 otherwise."""
    parts = {"database": _database(), **_broker_and_beats()}
    return JsonResponse(parts, status=200 if all(state == "ok" for state in parts.values()) else 503)


def _database() -> str:
    # A connection of its own: the pool would wait, for half a minute, for a server that hangs.
    known = connection.get_connection_params() | {
        "connect_timeout": TO_ANSWER,
        "options": f"-c statement_timeout={TO_ANSWER}s",
    }
    try:
        with psycopg.connect(**known) as asked:
            asked.execute("SELECT 1")
    except psycopg.Error:
        return "no answer"
    return "ok"


def _broker_and_beats() -> dict[str, str]:
    try:
        ages = heartbeats.read()
    except RedisError:
        return {"broker": "no answer", **dict.fromkeys(heartbeats.WHOSE, "unknown")}
    return {"broker": "ok"} | {who: "silent" if age is None else "ok" for who, age in ages.items()}
