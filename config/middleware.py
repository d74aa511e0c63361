"""Each person sees their own clock and language; visitors see the browser's language and UTC."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


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
