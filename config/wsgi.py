"""What the web server calls."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
site = get_wsgi_application()


class Whole:
    """The body of a request that fails to be read when the connection ends before the length that was announced.

    Django takes what came before the end for all of it, and would keep half a comment.
    """

    def __init__(self, stream: Any, length: int) -> None:
        self.stream = stream
        self.left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        return self._counted(self.stream.read(wanted), wanted)

    def readline(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        line = self.stream.readline(wanted)
        return self._counted(line, len(line) if line.endswith(b"\n") else wanted)

    def _counted(self, data: bytes, wanted: int) -> bytes:
        self.left -= len(data)
        if len(data) < wanted:
            raise OSError("The connection ended in the middle of the body.")
        return data


def application(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
    """Hand on what is encoded as UTF-8, as browsers send it, and comes whole; answer 400 to the rest.

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
    length = environ.get("CONTENT_LENGTH", "")
    environ["wsgi.input"] = Whole(
        environ["wsgi.input"], int(length) if re.fullmatch("[0-9]{1,18}", length) else 0
    )
    return site(environ, start_response)
