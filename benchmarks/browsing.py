"""The shortest browser there can be: it calls the WSGI application as a web server does."""

import io
from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.models import User
from config.wsgi import site


def cookie_of(user: User) -> str:
    """The cookie of a browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def get(path: str, cookie: str = "", **headers: str) -> bytes:
    """The page at an address of the site. Raises AssertionError when it is not there."""
    heard: list[str] = []
    place, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": place,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_LANGUAGE": "en-GB",
        "HTTP_COOKIE": cookie,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }

    def start_response(
        status: str, headers: list[tuple[str, str]], error: Any = None
    ) -> Callable[[bytes], object]:
        heard.append(status)
        return io.BytesIO().write

    response = site(environ, start_response)
    try:
        page = b"".join(response)
    finally:
        response.close()
    assert heard in (["200 OK"], ["204 No Content"]), f"{path}: {heard}"
    return page
