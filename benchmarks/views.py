"""The least that Django can do for a page of a given size, and for a thread."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def constant(request: HttpRequest, size: int) -> HttpResponse:
    """So many bytes, always the same."""
    return HttpResponse(b"x" * size)


def same(request: HttpRequest, queries: int, size: int) -> HttpResponse:
    """As many queries in all, of which two are for the session and the person, and as many bytes."""
    with connection.cursor() as cursor:
        for _ in range(queries - 2):
            cursor.execute("SELECT 1")
            cursor.fetchall()
    return HttpResponse(b"x" * size)


def bare_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """The comments of a thread in the order of the tree: one query, their stored HTML joined."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT html FROM discussions_comment WHERE thread_id = %s ORDER BY path", [pk])
        return HttpResponse("".join(html for (html,) in cursor.fetchall()))
