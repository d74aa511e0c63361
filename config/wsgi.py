"""What the web server calls."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
site = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    """Hand on what is encoded as UTF-8, as browsers send it; answer 400 to the rest.

    Django would take any codec that Python knows ("rot13") at its word, before a middleware is asked, and fail
    where that one cannot decode or the header cannot be parsed.
    """
    try:
        _kind, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        charset = parameters.get("charset", "utf-8").lower()
    except (ValueError, LookupError):  # too long a parameter; one in an encoding that does not exist
        charset = ""
    if charset not in {"utf-8", "utf8"}:
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Send it as UTF-8, please.\n"]
    return site(environ, start_response)
