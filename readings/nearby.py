"""The paragraphs near a place, from which somebody chooses where what they wrote or marked is to stand. Reads only.

Which words it stood on, and what becomes of it, is the business of whoever asks.
"""

from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import StrIndex

from readings.models import Edition
from readings.reading import content_between
from readings.rendering import without_notes

REACH = 4  # paragraphs offered on either side
TELLING = 8  # code points beside a quote below which they stand in many places


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that can be chosen."""

    number: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Some paragraphs, and around which numbers earlier and later ones are offered; 0 where there are none."""

    paragraphs: list[Candidate]
    earlier: int
    later: int


def offered(edition: Edition, around: int) -> Offered:
    """The paragraphs near a number, or the last ones for a number that is too high (three queries)."""
    around = max(1, min(around, edition.paragraphs.count()))
    near = list(
        edition.paragraphs.filter(number__gte=around - REACH, number__lte=around + REACH).order_by("number")
    )
    start = near[0].start
    words = content_between(edition.pk, start, near[-1].end)
    paragraphs = [
        Candidate(
            number=one.number,
            end=one.end,
            text=without_notes(words[one.start - start : one.end - start], one.start, one.marks),
        )
        for one in near
    ]
    first, last = paragraphs[0], paragraphs[-1]
    return Offered(
        paragraphs,
        earlier=max(1, first.number - REACH) if first.number > 1 else 0,
        later=last.number + REACH if last.end < edition.length else 0,
    )


def number_near(edition: Edition, number: int, *, prefix: str, suffix: str) -> int:
    """The number of the paragraph near which words of another edition would be, for a suggestion.

    It is where the words that stood before them, or after them, are; when these are gone too, the one of the same
    number: a correction rarely moves a paragraph far.
    """
    place = _place_beside(edition, prefix, suffix)
    return min(number, edition.paragraphs.count()) if place is None else number_at(edition, place)


def number_at(edition: Edition, place: int) -> int:
    """The number of the paragraph at a code point of an edition."""
    return edition.paragraphs.filter(span__startswith__lte=place).latest("number").number


def _place_beside(edition: Edition, prefix: str, suffix: str) -> int | None:
    """Where in another edition the words stand that were beside some others (one query for each side)."""
    for words, is_before in ((prefix, True), (suffix, False)):
        context = words.strip()
        if len(context) < TELLING:
            continue
        index = StrIndex("content", Value(context))
        found = Edition.objects.filter(pk=edition.pk).values_list(index, flat=True).get()
        if found:  # counted from 1
            after = found - 1 + len(words.lstrip())
            return min(after, edition.length - 1) if is_before else found - 1
    return None
