"""Noting something to oneself on words of a text, and what becomes of such notes when an edition comes out.

Nobody but their person ever sees them: nothing here tells anybody anything. How a page and a list show them is in
`jotted`; bringing one to a group is in `bringing`.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.core import serializers
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.models import User
from discussions.models import CONTEXT, Jotting, Thread
from discussions.passages import words_at
from discussions.wording import html_of
from readings.carrying import Carrier
from readings.models import Edition

BATCH = 1000
PLACED = [
    "edition",
    "span",
    "quote",
    "prefix",
    "suffix",
    "confidence",
    "former_edition",
    "former_span",
    "former_quote",
    "stays",
]


def jot(
    *,
    user: User,
    edition: Edition,
    start: int,
    end: int,
    body: str,
    submission: uuid.UUID,
    now: dt.datetime,
) -> Jotting:
    """Note something to oneself on the code points from `start` to `end`.

    The caller has checked the range and the words (`JottingForm`). The same submission again makes nothing and
    returns the note that it made before.
    """
    if made := jotted_before(user, submission):
        return made
    words = words_at(edition.pk, start, end)
    try:
        with transaction.atomic():
            return Jotting.objects.create(
                user=user,
                edition=edition,
                span=NumericRange(start, end),
                quote=words.quote,
                prefix=words.prefix,
                suffix=words.suffix,
                body=body,
                html=html_of(body),
                submission=submission,
                created_at=now,
            )
    except IntegrityError:
        if made := jotted_before(user, submission):
            return made
        raise


def jotted_before(user: User, submission: uuid.UUID) -> Jotting | None:
    """The note that this person's form has made already, if it was sent before."""
    made = Jotting.objects.visible_to(user).filter(submission=submission)
    return made.select_related("edition__text").defer("edition__content").first()


def reword(*, jotting: Jotting, body: str, now: dt.datetime) -> None:
    """Put other words in the place of a note's. The same words again are no edit; earlier ones are not kept."""
    others = Jotting.objects.filter(pk=jotting.pk).exclude(body=body)
    others.update(body=body, html=html_of(body), edited_at=now)
    jotting.refresh_from_db(fields=["body", "html", "edited_at"])


def take_away(*, jotting: Jotting) -> str:
    """Take a note away. Returns what `put_again` makes the same one of; nothing else of it is left."""
    kept = serializers.serialize("json", [jotting])
    jotting.delete()
    return kept


def put_again(*, kept: str, user: User) -> Jotting | None:
    """Put a note of this person that was taken away where it stood; None when that is not to be had any more.

    Put again twice it is there once.
    """
    [deserialized] = serializers.deserialize("json", kept)
    jotting = deserialized.object
    if not isinstance(jotting, Jotting) or jotting.user_id != user.pk:
        return None
    on = {pk for pk in (jotting.edition_id, jotting.former_edition_id) if pk}
    if Edition.objects.filter(pk__in=on).count() < len(on):
        return None
    with transaction.atomic():
        Jotting.objects.bulk_create([jotting], ignore_conflicts=True)
        again = Jotting.objects.visible_to(user).filter(submission=jotting.submission).first()
        if again:
            opened = (deserialized.m2m_data or {}).get("threads", [])
            again.threads.add(*Thread.objects.filter(pk__in=list(opened)))
    return again


def agree(*, jotting: Jotting) -> None:
    """Note that a note stands where it belongs."""
    asked = Jotting.objects.asked().filter(pk=jotting.pk, edition=jotting.edition_id)
    asked.update(confidence=1, former_edition=None, former_span=None, former_quote="")


@transaction.atomic
def put_back(*, jotting: Jotting) -> None:
    """Note that a note does not belong where it is: it stands again on its old words, and stays there
    until an edition has these very words again."""
    asked = Jotting.objects.asked().select_for_update(of=["self"])
    moved = asked.filter(pk=jotting.pk, edition=jotting.edition_id).first()
    if (
        moved is None or moved.former_edition_id is None or moved.former_span is None
    ):  # answered in another window
        return
    words = words_at(moved.former_edition_id, moved.former_span.lower, moved.former_span.upper)
    moved.edition_id, moved.span = moved.former_edition_id, moved.former_span
    moved.quote, moved.prefix, moved.suffix = words.quote, words.prefix, words.suffix
    moved.former_edition, moved.former_span, moved.former_quote = None, None, ""
    moved.confidence, moved.stays = 1, True
    moved.save(update_fields=PLACED)


def put(*, jotting: Jotting, edition: Edition, start: int, end: int) -> None:
    """Stand a note by hand on other words: between two places (code points) of an edition."""
    words = words_at(edition.pk, start, end)
    jotting.edition, jotting.span = edition, NumericRange(start, end)
    jotting.quote, jotting.prefix, jotting.suffix = words.quote, words.prefix, words.suffix
    jotting.former_edition, jotting.former_span, jotting.former_quote = None, None, ""
    jotting.confidence, jotting.stays = 1, False
    jotting.save(update_fields=PLACED)


def carry_jottings(old: Edition, new: Edition, carrier: Carrier) -> None:
    """Bring notes over to a new edition: those on the one before it, and those left behind on earlier ones.

    One whose words are gone stays where it is. Where the words are not the very same it keeps where it stood, and its
    person is asked.
    """
    waiting = Jotting.objects.awaiting_place_in(new).select_for_update(of=["self"]).order_by("pk")
    standing: dict[int, list[Jotting]] = {}
    for jotting in waiting.defer("body", "html"):
        standing.setdefault(jotting.edition_id, []).append(jotting)
    if not standing:
        return
    placed = _placed(standing.pop(old.pk, []), new, carrier)
    for earlier in Edition.objects.filter(pk__in=standing) if standing else ():
        placed += _placed(standing[earlier.pk], new, Carrier(earlier.content, new.content))
    Jotting.objects.bulk_update(placed, PLACED, batch_size=BATCH)


def _placed(jottings: Iterable[Jotting], new: Edition, carrier: Carrier) -> list[Jotting]:
    """Stand notes of one edition on their words in the next; those whose words are gone are left out. Saves nothing."""
    moved = []
    listed = list(jottings)
    places = carrier.ranges([(one.start, one.end) for one in listed])
    for jotting, place in zip(listed, places, strict=True):
        if not place or (jotting.stays and place.score < 1):  # its person said no to words that are others
            continue
        if place.score < 1 and jotting.confidence == 1:
            jotting.former_edition_id, jotting.former_span = jotting.edition_id, jotting.span
            jotting.former_quote = jotting.quote
        jotting.confidence, jotting.stays = jotting.confidence * min(place.score, 1), False
        start, end = place.start, place.end
        jotting.edition, jotting.span = new, NumericRange(start, end)
        jotting.quote = new.content[start:end]
        jotting.prefix = new.content[max(0, start - CONTEXT) : start]
        jotting.suffix = new.content[end : end + CONTEXT]
        moved.append(jotting)
    return moved
