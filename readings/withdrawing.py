"""Taking a text out of the library, and bringing it back.

What groups have said about it stays theirs: they read it, in any edition, and their threads, as before
(`Edition.objects.visible_to`); of its commons those who spoke there, and nothing more is said in it. Nobody else does, the search does not find it, and nobody can plan it any more.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from readings.indexing import index
from readings.models import Text


def withdraw(*, text: Text, reason: str, now: datetime) -> bool:
    """Take a published text out of the library, for a reason that everybody may read. False when it was out."""
    with transaction.atomic():
        out = Text.objects.published().filter(pk=text.pk).update(withdrawn_at=now, withdrawn_reason=reason)
        if out:  # then the text is held, and nobody indexes it at the same moment
            index(text.pk)
    return bool(out)


def bring_back(*, text: Text) -> bool:
    """Put a withdrawn text back where it was, on its shelves too. False when it was not withdrawn."""
    with transaction.atomic():
        back = Text.objects.withdrawn().filter(pk=text.pk).update(withdrawn_at=None, withdrawn_reason="")
        if back:
            index(text.pk)
    return bool(back)


def remove(*, text: Text) -> None:
    """Delete a text for good, its published editions with it. No page offers this: it is for whoever runs the site,
    when withdrawing a text is not enough by law, and for tests.

    The database refuses it in any other way. Raises ProtectedError while a circle reads the text or speaks of it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('study_circle.removing_text', %s, true)", [str(text.pk)])
        text.delete()
        cursor.execute("SELECT set_config('study_circle.removing_text', '', true)")


class WithdrawnError(Exception):
    """Somebody asks for a text that was in the library and is no more."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.slug)
        self.text = text


def refuse_withdrawn(request: HttpRequest, text: Text) -> None:
    """Raise WithdrawnError for everybody but curators when a text is no longer in the library."""
    if text.withdrawn_at and not (request.user.is_authenticated and request.user.is_curator):
        raise WithdrawnError(text)


def withdrawn_is_said(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer WithdrawnError with the page that says so and why (410: it was here; a curator may bring it back)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except WithdrawnError as gone:
            return render(request, "readings/text_withdrawn.html", {"text": gone.text}, status=410)

    return answered
