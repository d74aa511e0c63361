"""What people have read of one edition, noted in the next: when that is published, and of late readers afterwards.

Whoever has a page of the former edition open when the next one comes out reads on there, and loses nothing by it.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, F, Func

from readings.carrying import Carrier
from readings.fields import multirange
from readings.models import Edition, Progress

BESIDE = 60  # code points before a place, by which it is found again in another edition


def carry_progress(old: Edition, new: Edition, carrier: Carrier) -> None:
    """Note in an edition what people had read of the one before. What they read there stays noted there too."""
    note(Progress.objects.filter(edition=old), new, carrier)


def carry_late_progress() -> None:
    """Note in the current editions what was read of former ones since they were carried over, and only that.

    What somebody says of the new edition that it is not read stays unread.
    """
    late = Progress.objects.filter(
        Func(
            F("read"),
            F("carried"),
            template="NOT (%(expressions)s)",
            arg_joiner=" <@ ",
            output_field=BooleanField(),
        )
    )
    former = Edition.objects.filter(
        pk__in=late.values("edition"),
        published_at__isnull=False,
        number__lt=F("text__current_edition__number"),
    )
    for old in former.select_related("text__current_edition"):
        new = old.text.current_edition
        if new is None:
            continue
        carrier = Carrier(old.content, new.content)
        with transaction.atomic():
            note(late.filter(edition=old).select_for_update(no_key=True), new, carrier)


def note(read: Iterable[Progress], new: Edition, carrier: Carrier) -> None:
    """Add what was read of a former edition to what has been read of another, and remember what was added."""
    done, rows = list[Any](), list[Any]()
    for progress in read:
        place = carrier.carried(max(progress.position - BESIDE, 0), progress.position)
        before, spans = multirange(carrier.spans(progress.carried)), multirange(carrier.spans(progress.read))
        position = place.end if place else 0
        # What had changed before, and was not read again, is not read in these words either.
        changed = multirange([*carrier.changed(progress.read), *carrier.spans(progress.changed)])
        rows.append((progress.user_id, new.pk, spans, before, position, progress.updated_at, changed))
        done.append((multirange(progress.read), progress.pk))
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            INSERT INTO readings_progress AS mine (user_id, edition_id, read, position, updated_at, changed)
            SELECT person, edition, added, position, at, changed * added
            FROM (VALUES (%s, %s, %s::int4multirange - %s, %s, %s, %s::int4multirange))
                AS carried (person, edition, added, position, at, changed)
            ON CONFLICT (user_id, edition_id) DO UPDATE
            SET read = mine.read + excluded.read, changed = mine.changed + (excluded.changed - mine.read)
            """,
            rows,
        )
        cursor.executemany("UPDATE readings_progress SET carried = %s WHERE id = %s", done)
