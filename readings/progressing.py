"""What people have read of one edition, noted in the next: when that is published, and of late readers afterwards.

Whoever has a page of the former edition open when the next one comes out reads on there, and loses nothing by it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from readings.carrying import Carrier
from readings.fields import multirange
from readings.models import Edition, Progress

BESIDE = 60  # code points before a place, by which it is found again in another edition
UNDER_WAY = timedelta(minutes=1)  # by then whoever was noting something when we looked has done so


def carry_progress(old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
    """Note in an edition what people had read of the one before. What they read there stays noted there too."""
    note(Progress.objects.filter(edition=old), new, carrier, now)


def carry_late_progress(*, now: datetime) -> None:
    """Note in the current editions what was read of former ones since they were carried over."""
    former = Edition.objects.filter(
        is_late(), published_at__isnull=False, number__lt=F("text__current_edition__number")
    )
    for old in former.distinct().select_related("text__current_edition"):
        new = old.text.current_edition
        if new is None:
            continue
        carrier = Carrier(old.content, new.content)
        with transaction.atomic():
            late = Progress.objects.filter(is_late(of=""), edition=old).select_for_update(no_key=True)
            note(late, new, carrier, now)


def is_late(of: str = "progress__") -> Q:
    """Read further since it was carried over, or begun after that."""
    further = Q(**{f"{of}updated_at__gt": F(f"{of}carried_at")})
    begun = Q(**{f"{of}carried_at__isnull": True, f"{of}pk__isnull": False})
    return further | begun


def note(read: Iterable[Progress], new: Edition, carrier: Carrier, now: datetime) -> None:
    """Add what was read of a former edition to what has been read of another, and remember that it was done."""
    done, rows = [], list[Any]()
    for progress in read:
        place = carrier.carried(max(progress.position - BESIDE, 0), progress.position)
        spans = multirange(carrier.spans(progress.read))
        position = place.end if place else 0
        rows.append((progress.user_id, new.pk, spans, position, progress.updated_at))
        done.append(progress.pk)
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            INSERT INTO readings_progress AS mine (user_id, edition_id, read, position, updated_at)
            VALUES (%s, %s, %s, %s, %s)
            ON CONFLICT (user_id, edition_id) DO UPDATE SET read = mine.read + excluded.read
            """,
            rows,
        )
    Progress.objects.filter(pk__in=done).update(carried_at=now - UNDER_WAY)
