"""Where in the edition that a group reads the words of a thread may be that stands on another one. Reads only.

All places are code points of `Edition.content`, ranges are half open.
"""

from dataclasses import dataclass

from discussions.models import Jotting, Passage
from discussions.passages import words_at
from readings.models import Edition, Paragraph
from readings.nearby import number_at, number_near
from readings.rendering import without_notes


@dataclass(frozen=True, slots=True)
class FormerWords:
    """The words that a thread was begun on or stood on last, within their paragraphs."""

    before: str
    quote: str
    after: str


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


def paragraph_in(edition: Edition, passage: Passage | Jotting) -> int:
    """The number of the paragraph of an edition near which a passage, or a note to self, belongs, for a suggestion."""
    if passage.edition_id == edition.pk:
        return number_at(edition, passage.start)
    first = Paragraph.objects.filter(edition=passage.edition_id, span__startswith__lte=passage.start)
    number = first.latest("number").number
    return number_near(edition, number, words=passage.quote, prefix=passage.prefix, suffix=passage.suffix)
