"""Publishing an edition: it becomes the one that is read, and what stood on the one before comes over to it.

What the rooms above keep on an edition they carry over themselves: `settings.ROOMS_TO_CARRY` names them by dotted
path, since this room imports none of them. That takes seconds for a long text, which a page does not wait for:
it asks, and the worker publishes (`readings.tasks.publish_edition`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from readings.bookmarking import carry_bookmarks
from readings.carrying import Carrier
from readings.desk.laying import clear
from readings.desk.opening import held, locked
from readings.desk.sizing import Size, size_of
from readings.indexing import index
from readings.models import Edition, Text
from readings.progressing import carry_progress
from readings.suggesting import tell_published

# What is shorter is compared and published while a page waits.
LONG = Size(paragraphs=1_000, words=100_000, marks=5_000)
LEASE = timedelta(seconds=60)  # that a draft waits before the worker is woken again
KEY = 1_886_745_196  # of the advisory locks of those who publish


class Room(Protocol):
    """What a module named in ROOMS_TO_CARRY offers."""

    def carry(self, old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
        """Bring what stands on one edition over to the next, within the transaction that publishes it.

        What has no place there stays where it is.
        """
        ...


def rooms() -> Iterator[Room]:
    for path in settings.ROOMS_TO_CARRY:
        yield cast(Room, import_module(path))


def publish(*, edition: Edition, now: datetime) -> bool:
    """Make a draft the current edition of its text. From here on nothing in it changes.

    Threads, plans, progress and bookmarks come over from the edition before. Publishing twice is harmless. False when the
    draft is gone, or when a later edition is out by now.
    """
    with transaction.atomic():
        text = Text.objects.select_for_update().filter(pk=edition.text_id).first()
        if text is None:
            return False
        draft = text.editions.select_for_update(of=["self"]).filter(pk=edition.pk).first()
        former = text.editions.filter(pk=text.current_edition_id or 0).first()
        if draft is None or (former and former.number > draft.number):
            return False
        if draft.published_at is None:
            draft = clear(draft)
            Edition.objects.filter(pk=draft.pk).update(published_at=now, publish_asked_at=None)
            Text.objects.filter(pk=text.pk).update(current_edition=draft)
            if former:
                carry_over(former, draft, now)
            index(text.pk)
            tell_published(draft, now)
    edition.published_at = draft.published_at or now
    return True


def beside(draft: Edition) -> list[int]:
    """The numbers of the other drafts of a text that may still be published."""
    others = Edition.objects.yet_to_publish().filter(text=draft.text_id).exclude(pk=draft.pk)
    return list(others.order_by("number").values_list("number", flat=True))


def overtaken_by(draft: Edition) -> int | None:
    """The number of the later edition that was published since a draft was made, which can't be any more; else None."""
    later = Edition.objects.filter(pk=draft.text.current_edition_id or 0, number__gt=draft.number)
    return later.values_list("number", flat=True).first()


def takes_long(edition: Edition, former: Edition | None) -> bool:
    """Whether publishing a draft is the worker's: it is long, or takes the place of something long."""
    return any(size_of(one).is_beyond(LONG) for one in (edition, former) if one)


def ask(*, edition: Edition, now: datetime) -> bool:
    """Note that a draft is to be published by the worker; asking twice is harmless.

    False when the draft is gone or published, or when a later edition is out by now.
    """
    is_next = Q(text__current_edition__isnull=True) | Q(text__current_edition__number__lt=F("number"))
    drafts = Edition.objects.filter(is_next, pk=edition.pk, published_at__isnull=True)
    return bool(drafts.update(publish_asked_at=Coalesce("publish_asked_at", now), publish_failed_at=None))


def publish_asked(*, edition_id: int, now: datetime) -> None:
    """Publish a draft of which it was asked. Cut off and called again, it begins anew.

    Of two at once the second has nothing to do, and does not wait. When a later edition came out first, the draft
    stays one.
    """
    asked = Edition.objects.being_published().filter(pk=edition_id)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [KEY, edition_id])
        if not cursor.fetchone()[0]:
            return
        draft = asked.without_content().first()
        if draft and not publish(edition=draft, now=now):
            asked.update(publish_asked_at=None)


def give_up(*, edition_id: int, now: datetime) -> None:
    """Leave a draft that could not be published in the time there is a draft, and note it for its curators."""
    asked = Edition.objects.being_published().filter(pk=edition_id)
    asked.update(publish_asked_at=None, publish_failed_at=now)


def left_asked(*, now: datetime) -> list[int]:
    """Drafts that were to be published longer ago than LEASE: a task was lost, or a worker killed."""
    left = Edition.objects.being_published().filter(publish_asked_at__lt=now - LEASE)
    return list(left.values_list("pk", flat=True)[:100])


def hold_current(text_id: int) -> bool:
    """Keep a text's current edition what it is until this transaction ends, or wait for the next one to be out.

    Whoever places something on an edition does this first: else it would be left behind on the former one. False
    when the worker publishes the next one: that may take long, and nobody waits for it.
    """
    if Edition.objects.being_published().filter(text=text_id).exists():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM readings_text WHERE id = %s FOR SHARE", [text_id])
    return True


def carry_over(old: Edition, new: Edition, now: datetime) -> None:
    """Carry what stands on one edition over to another: the two are compared once for all of it."""
    carrier = Carrier(old.content, new.content)
    carry_progress(old, new, carrier)
    carry_bookmarks(old, new, carrier)
    for room in rooms():
        room.carry(old, new, carrier, now)


def delete_draft(*, edition: Edition, only_untouched: bool = False) -> bool:
    """Delete an edition that was never published, and its text when it was the only one.

    False when it was published, or deleted, in the meantime, or is being published; with `only_untouched` also when
    something was changed in it at the desk.
    """
    drafts = Edition.objects.filter(pk=edition.pk, published_at__isnull=True, publish_asked_at__isnull=True)
    if not drafts.exists():  # nobody waits for the worker, which publishes
        return False
    with transaction.atomic():
        text = Text.objects.select_for_update().filter(pk=edition.text_id).first()
        draft = held(edition)  # it may be read anew
        if text is None or draft is None:
            return False
        desk = locked(draft)  # nothing is mended while it goes
        if only_untouched and desk and desk.edits.filter(is_undone=False).exists():
            return False
        draft.delete()
        if not text.editions.exists():
            text.delete()
    return True
