"""Forgetting what no browser sends, each person's own clock and language, and whether they are still here."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from psycopg.errors import DeadlockDetected, LockNotAvailable

PATIENCE = (
    "4s"  # that a form waits for what somebody else is changing; few forms may wait, or nobody gets a page
)


def cookies_without_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Forget cookies that hold a NUL: no browser sends one, and the database would refuse it as a session's key."""

    def middleware(request: HttpRequest) -> HttpResponse:
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return middleware


def own_clock_and_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Render for the signed-in person's zone and language, whatever the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            with timezone.override(None):
                return get_response(request)
        with timezone.override(request.user.clock), translation.override(request.user.language):
            request.LANGUAGE_CODE = translation.get_language()
            return get_response(request)

    return middleware


def whole_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Read the form before anything is done about it: one that was cut off on its way changes nothing.

    And however slowly it comes, no row of the database is held meanwhile.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.POST  # noqa: B018 - it is read here, once, and kept
        except UnreadablePostError:
            return HttpResponseBadRequest()  # nobody is left to read a page
        return get_response(request)

    return middleware


def not_kept(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Let no cache show one person's page to another, a page's part in place of the whole, or "gone" for what is back.

    What is not there browsers may keep without being told to, for as long as they like.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        is_passing = request.user.is_authenticated or response.status_code >= 400
        if is_passing and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class Patience:
    """Say so when somebody else was at it (`busy`); what happens at the end of the transaction, `still_here` sees."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return busy(exception)


def busy(exception: Exception) -> HttpResponse | None:
    """Say that somebody else was at it, with a page that needs no database.

    To whoever waited longer than PATIENCE, or in a ring with others, of whom the database sends one away: since rows
    are locked in one order (`readings.models.editions`) there should be no rings, and this is the last net.
    """
    if isinstance(exception.__cause__, LockNotAvailable | DeadlockDetected):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
    return None


def still_here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Let nobody change anything who is just leaving for good: what they send is done before, or not at all.

    All that a signed-in person's form does is one transaction, which holds their row so that only leaving, which
    takes it for itself, has to wait, and which waits for others no longer than PATIENCE. A page of an error of ours
    takes all of it back.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        changes = request.method not in {"GET", "HEAD", "OPTIONS", "TRACE"} and request.user.is_authenticated
        if not changes or request.path == reverse("account_delete"):
            return get_response(request)
        try:
            with transaction.atomic():
                if _holds(request.user.pk, wholly=request.path == reverse("account_email")):
                    response = get_response(request)
                    if response.status_code >= 500:
                        transaction.set_rollback(True)
                    return response
        except OperationalError as error:
            if told := busy(error):
                return told
            raise
        logout(request)
        return redirect("home")

    return middleware


def _holds(person: int | None, *, wholly: bool) -> bool:
    """Hold a person's row against being taken whole; two of their own forms at once don't wait for each other.

    `wholly`: a form that changes the address takes the row itself, at once, so that two don't wait in a ring.
    """
    select = "SELECT is_active, set_config('lock_timeout', %s, true) FROM accounts_user WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(select + (" FOR UPDATE" if wholly else " FOR KEY SHARE"), [PATIENCE, person])
        row = cursor.fetchone()
    return bool(row and row[0])
