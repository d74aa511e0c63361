"""Quoting words of a text in a thread that stands elsewhere. Those that somebody said: `wording.quotation`."""

from typing import Any

from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.requests import PersonRequest
from discussions.connecting import meant
from discussions.models import Thread
from discussions.passages import LONGEST, words_at
from discussions.wording import literally
from readings.models import Paragraph
from readings.rendering import without_notes


def quoted(request: PersonRequest, thread: Thread) -> str:
    """What the box of an answer begins with for the words that an address names by theirs, `?words=`: them and the way to them.

    "" where it names none that this person may read.
    """
    address = request.GET.get("words", "")
    end = meant(address, edition=thread.passage.edition, user=request.user) if "/" in address else None
    if end is None or end.end - end.start > LONGEST:
        return ""
    words = literally(quote_of(end.edition_id, end.start, end.end))
    return f"{words}\n>\n> {request.build_absolute_uri(address)}\n\n"


def quote_of(edition_id: int, start: int, end: int) -> str:
    """Return what stands between two places of an edition, without the figures of notes (two queries)."""
    noted = Paragraph.objects.filter(
        edition=edition_id, span__overlap=NumericRange(start, end), marks__contains=[{"kind": "note_ref"}]
    )
    marks: list[Any] = [mark for found in noted.values_list("marks", flat=True) for mark in found]
    return without_notes(words_at(edition_id, start, end).quote, start, marks)
