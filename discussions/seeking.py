"""Where in the edition that a group reads the words of a thread may be that stands on another one. Reads only.

All places are code points of `Edition.content`, ranges are half open.
"""

from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import StrIndex

from discussions.models import Passage
from discussions.passages import words_at
from readings.models import Edition, Paragraph
from readings.reading import content_between
from readings.rendering import without_notes

REACH = 4  # paragraphs offered on either side
TELLING = 8  # code points beside a quote below which they stand in many places


@dataclass(frozen=True, slots=True)
class FormerWords:
    """The words that a thread was begun on or stood on last, within their paragraphs."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph on which a thread could stand."""

    number: int
    end: int
    text: str


def former_words(passage: Passage) -> FormerWords:
    """What a thread stood on before it was moved in doubt, or else stands on, and what is around it (three queries)."""
    move = passage.moves.asked().filter(new_edition=passage.edition_id).first()
    edition_id = move.old_edition_id if move else passage.edition_id
    span = move.old_span if move else passage.span
    around = list(Paragraph.objects.filter(edition=edition_id, span__overlap=span).order_by("number"))
    start, end = around[0].start, around[-1].end
    words = words_at(edition_id, start, end).quote
    marks = [mark for paragraph in around for mark in paragraph.marks]

    def between(first: int, last: int) -> str:
        return without_notes(words[first - start : last - start], first, marks)

    return FormerWords(
        before=between(start, span.lower),
        quote=between(span.lower, span.upper),
        after=between(span.upper, end),
    )


def candidates(edition: Edition, around: int) -> list[Candidate]:
    """The paragraphs near a number, or the last ones for a number that is too high (three queries)."""
    around = max(1, min(around, edition.paragraphs.count()))
    near = list(
        edition.paragraphs.filter(number__gte=around - REACH, number__lte=around + REACH).order_by("number")
    )
    start = near[0].start
    words = content_between(edition.pk, start, near[-1].end)
    return [
        Candidate(
            number=one.number,
            end=one.end,
            text=without_notes(words[one.start - start : one.end - start], one.start, one.marks),
        )
        for one in near
    ]


def paragraph_in(edition: Edition, passage: Passage) -> int:
    """The number of the paragraph of an edition near which a passage belongs, for a suggestion.

    On another edition it is where the words that stood before it, or after it, are; when these are gone too, the one
    of the same number: a correction rarely moves a paragraph far.
    """
    place = passage.start if passage.edition_id == edition.pk else _place_beside(edition, passage)
    if place is not None:
        return edition.paragraphs.filter(span__startswith__lte=place).latest("number").number
    first = Paragraph.objects.filter(edition=passage.edition_id, span__startswith__lte=passage.start)
    return min(first.latest("number").number, edition.paragraphs.count())


def _place_beside(edition: Edition, passage: Passage) -> int | None:
    """Where in another edition the words stand that were beside a passage (one query for each side)."""
    for words, is_before in ((passage.prefix, True), (passage.suffix, False)):
        context = words.strip()
        if len(context) < TELLING:
            continue
        index = StrIndex("content", Value(context))
        found = Edition.objects.filter(pk=edition.pk).values_list(index, flat=True).get()
        if found:  # counted from 1
            after = found - 1 + len(words.lstrip())
            return min(after, edition.length - 1) if is_before else found - 1
    return None
