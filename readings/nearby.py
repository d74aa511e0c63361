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


def number_near(edition: Edition, number: int, *, words: str, prefix: str, suffix: str) -> int:
    """The number of the paragraph near which words of another edition would be, for a suggestion.

    It is where these very words are, or else where the words that stood before them, or after them, are; when these are gone too, the one of the same
    number: a correction rarely moves a paragraph far.
    """
    place = place_of(edition, words, prefix, suffix)
    if place is None:
        place = _place_beside(edition, prefix, suffix)
    return min(number, edition.paragraphs.count()) if place is None else number_at(edition, place)


def number_at(edition: Edition, place: int) -> int:
    """The number of the paragraph at a code point of an edition."""
    return edition.paragraphs.filter(span__startswith__lte=place).latest("number").number


def place_of(edition: Edition, words: str, prefix: str = "", suffix: str = "") -> int | None:
    """Where the very words of another edition stand in this one: with what was around them, or else with nothing (two queries)."""
    for wanted, before in ((prefix + words + suffix, len(prefix)), (words, 0)):
        if len(wanted) >= TELLING and (found := _found(edition, wanted)):
            return found - 1 + before
    return None


def _found(edition: Edition, words: str) -> int:
    """Where some words first stand in an edition, counted from 1; 0 when nowhere."""
    index = StrIndex("content", Value(words))
    return Edition.objects.filter(pk=edition.pk).values_list(index, flat=True).get()


def _place_beside(edition: Edition, prefix: str, suffix: str) -> int | None:
    """Where in another edition the words stand that were beside some others (one query for each side)."""
    for words, is_before in ((prefix, True), (suffix, False)):
        context = words.strip()
        if len(context) < TELLING:
            continue
        found = _found(edition, context)
        if found:  # counted from 1
            after = found - 1 + len(words.lstrip())
            return min(after, edition.length - 1) if is_before else found - 1
    return None
