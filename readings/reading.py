"""Reading an edition: its outline and pages, one page's paragraphs, and what a person has read of it.

Used by the public reading page and by the groups' alike. Which thread stands where is not known here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Subquery, TextField, Value
from psycopg.types.range import Int4Range

from accounts.models import User
from readings.fields import multirange
from readings.models import Edition, Paragraph, Progress, Section, minutes_for
from readings.pacing import REMEMBERED, is_reading
from readings.paging import Page, divided, page_at, paginate
from readings.prepared import Given, Models, worded_models
from readings.rendering import Block, Marks, blocks
from readings.structure import Mark

PASSED_OVER = (
    Paragraph.Kind.HEADING,
    Paragraph.Kind.NOTE,
)  # nobody stops at one, and one may leave notes unread
MOST_KEPT = 200  # outlines of published editions
SEPARATOR = 2  # code points between two paragraphs; what is read runs up to the next one, so neighbours join


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph on a page: its number, what it is and its range in code points."""

    number: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Outline:
    """The sections of an edition, the pages they fall on, and the numbers of its headings by where they begin."""

    sections: list[Section]
    pages: list[Page]
    headings: Mapping[int, int]

    def page(self, number: int) -> Page | None:
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else None

    def page_of(self, offset: int) -> Page:
        """The page that holds an offset (code points)."""
        return page_at(self.pages, offset)

    def minutes_from(self, page: Page, pace: int | None = None) -> int:
        """How long the text goes on from the beginning of a page, in minutes, at a reader's own pace if it is known."""
        return minutes_for(sum(later.words for later in self.pages[page.number - 1 :]), pace)


def outline(edition: Edition) -> Outline:
    """An edition's outline, cut into pages (two queries; one more where a section is long).

    That of a published edition never changes: the process keeps it, and needs no query for it again.
    """
    if edition.published_at is None:
        return _outline(edition.pk)
    return _kept_outline(edition.pk, edition.published_at)


@lru_cache(maxsize=MOST_KEPT)
def _kept_outline(edition_id: int, published_at: datetime) -> Outline:
    return _outline(edition_id)


def _outline(edition_id: int) -> Outline:
    sections = list(Section.objects.filter(edition=edition_id).order_by("number"))
    pages = paginate(sections)
    if long := [page for page in pages if page.may_be_too_long]:
        stretches = multirange([(page.start, page.end) for page in long])
        inside = Paragraph.objects.filter(edition=edition_id, span__contained_by=Value(stretches))
        pages = divided(pages, list(inside.order_by("number").values_list("span__startswith", "words")))
    headings = Paragraph.objects.filter(edition=edition_id, kind=Paragraph.Kind.HEADING).order_by()
    return Outline(sections, pages, dict(headings.values_list("span__startswith", "number")))


def content_between(edition_id: int, start: int, end: int) -> str:
    """Fetch the words between two offsets (code points, half open) without the rest of the content."""
    piece = Func(
        F("content"), Value(start + 1), Value(end - start), function="substr", output_field=TextField()
    )
    return Edition.objects.annotate(piece=piece).values_list("piece", flat=True).get(pk=edition_id)


def page_blocks(edition_id: int, start: int, end: int, pointed: Sequence[Mark] = ()) -> list[Block]:
    """The paragraphs of one page, from `start` to `end` (code points), rendered and grouped as the page shows them (two queries).

    `pointed` are marks of `readings.pointing` on top of the text's own.
    """
    inside = Paragraph.objects.filter(edition=edition_id, span__contained_by=(start, end))
    paragraphs = list(inside.order_by("number"))
    if pointed:
        for paragraph in paragraphs:
            own = Marks(pointed).within(paragraph.start, paragraph.end)
            paragraph.marks = [*paragraph.marks, *(mark.as_dict() for mark in own)]
    return blocks(paragraphs, content_between(edition_id, start, end), start)


def progress_of(user: User, edition: Edition) -> Progress:
    """What a person has read of an edition; an empty, unsaved one when they have not begun."""
    found = _progress_asked().first(reader=user.pk, edition=edition.pk)
    return found or Progress(user_id=user.pk, edition=edition, read=[], changed=[])


@cache
def _progress_asked() -> Models[Progress]:
    return worded_models(Progress.objects.filter(user=Given("reader"), edition=Given("edition")))


def mark_read(
    *, user: User, edition: Edition, ranges: Sequence[tuple[int, int]], now: datetime, seconds: int = 0
) -> None:
    """Add ranges of code points to what a person has read, in one statement, so two devices at once both count.

    `seconds` is how long they read what is new of it; 0 when that is not known (one query more when it is).
    """
    stretched = [(start, min(end + SEPARATOR, edition.length)) for start, end in ranges]
    words = unread_words(user, edition, stretched) if seconds else 0
    timed = is_reading(words, seconds)
    values: dict[str, Any] = {
        "user": user.pk,
        "edition": edition.pk,
        "read": multirange(stretched),
        "position": ranges[-1][1],
        "now": now,
        "words": words if timed else 0,
        "seconds": seconds if timed else 0,
        "remembered": REMEMBERED,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO readings_progress AS mine
                (user_id, edition_id, read, position, updated_at, paced_words, paced_seconds)
            VALUES (%(user)s, %(edition)s, %(read)s, %(position)s, %(now)s, %(words)s, %(seconds)s)
            ON CONFLICT (user_id, edition_id) DO UPDATE
            SET read = mine.read + excluded.read, changed = mine.changed - excluded.read,
                position = excluded.position, updated_at = excluded.updated_at,
                paced_words = mine.paced_words / (1 + (mine.paced_words > %(remembered)s)::int) + excluded.paced_words,
                paced_seconds =
                    mine.paced_seconds / (1 + (mine.paced_words > %(remembered)s)::int) + excluded.paced_seconds
            """,
            values,
        )


def unread_words(user: User, edition: Edition, ranges: Sequence[tuple[int, int]]) -> int:
    """The words of those paragraphs within ranges (code points) that a person has not read yet (one query)."""
    values: dict[str, Any] = {"edition": edition.pk, "user": user.pk, "ranges": multirange(ranges)}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT coalesce(sum(words), 0) FROM readings_paragraph paragraph
            WHERE edition_id = %(edition)s AND span <@ %(ranges)s::int4multirange AND NOT EXISTS (
                SELECT FROM readings_progress progress
                WHERE user_id = %(user)s AND progress.edition_id = %(edition)s AND paragraph.span <@ progress.read
            )
            """,
            values,
        )
        return cursor.fetchone()[0]


def mark_unread(*, user: User, edition: Edition, ranges: Sequence[tuple[int, int]], now: datetime) -> None:
    """Take ranges of code points out of what a person has read. Read again, they count again, in later editions too.

    Whoever was last within one of them, or at its end, goes on where it begins.
    """
    stretched = [(start, min(end + SEPARATOR, edition.length)) for start, end in ranges]
    values: dict[str, Any] = {
        "out": multirange(stretched),
        "now": now,
        "user": user.pk,
        "edition": edition.pk,
        "starts": [start for start, _end in stretched],
        "ends": [end for _start, end in stretched],
    }
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE readings_progress
            SET read = read - %(out)s, changed = changed - %(out)s, carried = carried - %(out)s, updated_at = %(now)s,
                position = coalesce((
                    SELECT min(first) FROM unnest(%(starts)s::int[], %(ends)s::int[]) AS stretch (first, last)
                    WHERE position BETWEEN first AND last
                ), position)
            WHERE user_id = %(user)s AND edition_id = %(edition)s
            """,
            values,
        )


def words_read(
    user_ids: Sequence[int], edition_id: int, spans: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """Count the words that people have read within ranges of an edition (one query).

    Returns words by (user id, index into `spans`); who has read nothing in a range is not in it.
    """
    if not user_ids or not spans:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT progress.user_id, wanted.position - 1, sum(paragraph.words)
            FROM readings_progress progress
            JOIN unnest(%s::int4range[]) WITH ORDINALITY AS wanted (span, position) ON progress.read && wanted.span
            JOIN readings_paragraph paragraph
              ON paragraph.edition_id = progress.edition_id
             AND paragraph.span <@ wanted.span AND paragraph.span <@ progress.read
            WHERE progress.edition_id = %s AND progress.user_id = ANY(%s)
            GROUP BY 1, 2
            """,
            [[Int4Range(start, end) for start, end in spans], edition_id, list(user_ids)],
        )
        return {(user_id, index): words for user_id, index, words in cursor.fetchall()}


def is_read(progress: Progress, page: Sequence[Place]) -> bool:
    """Whether nothing of a page is left to read, `PASSED_OVER` apart; where there is nothing else, that too."""
    wanted = [one for one in page if one.kind not in PASSED_OVER] or page
    return all(any(start <= one.start and one.end <= end for start, end in progress.read) for one in wanted)


class Onward(NamedTuple):
    """Where somebody goes on in an edition: the number of a paragraph, None when nothing is left to read there."""

    number: int | None
    is_stop: bool  # it is where they stopped


def going_on(user: User, editions: Iterable[int]) -> dict[int, Onward]:
    """Where somebody goes on in each of these editions that they have begun (one query).

    Where they stopped; after the end, or where nobody knows any more, at the first paragraph that is not read.
    """
    paragraphs = Paragraph.objects.filter(edition=OuterRef("edition")).order_by("number")
    ahead = paragraphs.filter(span__startswith__gte=OuterRef("position"))
    unread = paragraphs.exclude(kind__in=PASSED_OVER).exclude(span__contained_by=OuterRef("read"))
    begun = Progress.objects.filter(user=user, edition__in=editions).exclude(read=[])
    found = begun.annotate(
        next=Subquery(ahead.values("number")[:1]), unread=Subquery(unread.values("number")[:1])
    )
    return {
        edition: Onward(ahead, True) if position and ahead and unread else Onward(unread, False)
        for edition, position, ahead, unread in found.values_list("edition", "position", "next", "unread")
    }


def next_unread(progress: Progress, *, start: int = 0, end: int | None = None) -> Paragraph | None:
    """The first paragraph between two offsets (code points) that is not read yet, `PASSED_OVER` apart."""
    unread = Paragraph.objects.filter(edition_id=progress.edition_id, span__startswith__gte=start).exclude(
        kind__in=PASSED_OVER
    )
    if end is not None:
        unread = unread.filter(span__endswith__lte=end)
    if progress.read:
        covered = Func(
            Value(multirange(progress.read)),
            F("span"),
            template="%(expressions)s",
            arg_joiner=" @> ",
            output_field=BooleanField(),
        )
        unread = unread.exclude(covered)
    return unread.order_by("number").first()
