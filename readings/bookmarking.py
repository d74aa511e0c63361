"""Marking a paragraph for oneself and taking the mark away, and what becomes of marks when an edition comes out.

How a page and a list show them is in `ribbons`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, cast

from django.core import serializers
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.models import User
from readings.carrying import Carrier
from readings.models import Bookmark, Edition, Paragraph
from readings.models.bookmarks import QUOTE
from readings.reading import content_between
from readings.rendering import without_notes

BATCH = 1000
SURE = 0.9  # more than that no other paragraph is like the one that was marked, nor another copy of it (readings.carrying)


def mark(*, user: User, edition: Edition, paragraph: Paragraph, now: datetime) -> None:
    """Mark a paragraph of an edition for one person. Marked twice, it is marked once."""
    words = content_between(edition.pk, paragraph.start, paragraph.end)
    made = Bookmark(
        user=user,
        edition=edition,
        span=paragraph.span,
        quote=beginning(words, paragraph.start, paragraph.marks),
        created_at=now,
    )
    Bookmark.objects.bulk_create([made], ignore_conflicts=True)


def unmark(*, user: User, edition: Edition, paragraph: Paragraph) -> None:
    """Take away whatever mark of one person stands in a paragraph."""
    Bookmark.objects.filter(user=user, edition=edition, span__overlap=paragraph.span).delete()


def take_away(*, bookmark: Bookmark) -> str:
    """Take a bookmark away, wherever it stands. Returns what `put_again` makes the same one of."""
    kept = serializers.serialize("json", [bookmark])
    bookmark.delete()
    return kept


def put_again(*, kept: str, user: User) -> bool:
    """Put a bookmark of this person that was taken away where it stood, unless the place is marked again by now."""
    [deserialized] = serializers.deserialize("json", kept)
    bookmark = cast(Bookmark, deserialized.object)
    if bookmark.user_id != user.pk or not Edition.objects.filter(pk=bookmark.edition_id).exists():
        return False
    Bookmark.objects.bulk_create([bookmark], ignore_conflicts=True)
    return True


def beginning(words: str, start: int, marks: Iterable[Mapping[str, Any]]) -> str:
    """How some words begin, on one line and without the figures of notes; `start` is where they do, in code points."""
    line = " ".join(without_notes(words, start, marks).split())
    if len(line) <= QUOTE:
        return line
    space = line.rfind(" ", QUOTE // 2, QUOTE)
    return f"{line[: space if space > 0 else QUOTE - 1]}…"


def agree(*, bookmark: Bookmark) -> None:
    """Note that a bookmark is where it belongs."""
    asked = Bookmark.objects.asked().filter(pk=bookmark.pk, edition=bookmark.edition_id)
    asked.update(confidence=1, former_edition=None, former_span=None, former_quote="")


@transaction.atomic
def put_back(*, bookmark: Bookmark) -> None:
    """Note that a bookmark is not where it belongs: it stands again on its old words, and stays there
    until an edition has these very words again."""
    asked = Bookmark.objects.asked().select_for_update(of=["self"])
    moved = asked.filter(pk=bookmark.pk, edition=bookmark.edition_id).first()
    if moved is None or moved.former_edition_id is None:  # answered in another window
        return
    there = Bookmark.objects.filter(user=moved.user_id, edition=moved.former_edition_id)
    there.filter(span__overlap=moved.former_span).delete()
    moved.edition_id, moved.span, moved.quote = moved.former_edition_id, moved.former_span, moved.former_quote
    moved.former_edition, moved.former_span, moved.former_quote = None, None, ""
    moved.confidence, moved.stays = 1, True
    moved.save()


@transaction.atomic
def put(*, bookmark: Bookmark, paragraph: Paragraph) -> None:
    """Stand a bookmark by hand on a paragraph of another edition. Where its person has one there already, that is it."""
    theirs = Bookmark.objects.filter(user=bookmark.user_id).exclude(pk=bookmark.pk)
    if theirs.filter(edition=paragraph.edition_id, span__overlap=paragraph.span).exists():
        bookmark.delete()
        return
    words = content_between(paragraph.edition_id, paragraph.start, paragraph.end)
    bookmark.edition_id, bookmark.span = paragraph.edition_id, paragraph.span
    bookmark.quote = beginning(words, paragraph.start, paragraph.marks)
    bookmark.former_edition, bookmark.former_span, bookmark.former_quote = None, None, ""
    bookmark.confidence, bookmark.stays = 1, False
    bookmark.save()


def carry_bookmarks(old: Edition, new: Edition, carrier: Carrier) -> None:
    """Bring bookmarks over to a new edition: those on the one before it, and those left behind on earlier ones.

    One whose words are gone stays where it is, and so does one that would come to stand on words that another of the
    same person has. Where a paragraph is not surely the same (SURE) it keeps where the bookmark stood, and its person is asked.
    """
    waiting = Bookmark.objects.awaiting_place_in(new).select_for_update(of=["self"]).order_by("pk")
    standing: dict[int, list[Bookmark]] = {}
    for bookmark in waiting:
        standing.setdefault(bookmark.edition_id, []).append(bookmark)
    if not standing:
        return
    laid = _Laid(new)
    placed = laid.found(standing.pop(old.pk, []), carrier)
    for earlier in Edition.objects.filter(pk__in=standing) if standing else ():
        placed += laid.found(standing[earlier.pk], Carrier(earlier.content, new.content))
    fields = ["edition", "span", "quote", "confidence", "former_edition", "former_span", "former_quote"]
    fields.append("stays")
    Bookmark.objects.bulk_update(_apart(placed), fields, batch_size=BATCH)


class _Laid:
    """A new edition with its paragraphs at hand."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        rows = Paragraph.objects.filter(edition=edition).order_by("number")
        self.paragraphs = list(rows.only("edition", "span", "marks"))
        self.starts = [paragraph.start for paragraph in self.paragraphs]

    def found(self, bookmarks: Iterable[Bookmark], carrier: Carrier) -> list[Bookmark]:
        """Stand bookmarks of one edition on their words here; those whose words are gone are left out. Saves nothing."""
        moved = []
        places = {span: carrier.carried(span.lower, span.upper) for span in {one.span for one in bookmarks}}
        for bookmark in bookmarks:
            place = places[bookmark.span]
            if place and (
                place.score == 1 or not bookmark.stays
            ):  # its person said no to words that are others
                self._stand(bookmark, place.start, place.end, place.score)
                moved.append(bookmark)
        return moved

    def _stand(self, bookmark: Bookmark, start: int, end: int, score: float) -> None:
        """Stand a bookmark on some words, as far as the paragraph goes in which they begin."""
        paragraph = self.paragraphs[max(bisect_right(self.starts, start) - 1, 0)]
        if score > SURE and (start, end) == (paragraph.start, paragraph.end):
            score = 1  # the same paragraph, in which a few words changed: what it marks is not in doubt
        if score < 1 and bookmark.confidence == 1:
            bookmark.former_edition_id, bookmark.former_span = bookmark.edition_id, bookmark.span
            bookmark.former_quote = bookmark.quote
        bookmark.confidence, bookmark.stays = bookmark.confidence * min(score, 1), False
        end = min(end, paragraph.end)
        bookmark.edition, bookmark.span = self.edition, NumericRange(start, end)
        bookmark.quote = beginning(self.edition.content[start:end], start, paragraph.marks)


def _apart(placed: Iterable[Bookmark]) -> list[Bookmark]:
    """Leave out what would share words with another of the same person: the surest comes first."""
    kept: list[Bookmark] = []
    for bookmark in sorted(placed, key=attrgetter("user_id", "start")):
        if not kept or kept[-1].user_id != bookmark.user_id or kept[-1].end <= bookmark.start:
            kept.append(bookmark)
        elif bookmark.confidence > kept[-1].confidence:
            kept[-1] = bookmark
    return kept
