"""Forgetting what no browser sends, and each person's own clock and language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


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
