"""Files as they came: the same bytes are kept once, for as long as an edition, an import or a suggestion has them."""

import hashlib
from contextlib import suppress

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from readings.models import Original


def keep(data: bytes) -> Original:
    """Keep a file as it came; the same bytes are kept once. They stay locked until the transaction ends.

    So nobody lets them go in the moment in which somebody else begins to need them.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = Original.objects.select_for_update(no_key=True).defer("data").filter(digest=digest)
    while (kept := known.first()) is None:
        with suppress(IntegrityError):  # somebody else brought the same in this moment
            copy_original(data, digest)
    return kept


def copy_original(data: bytes, digest: str) -> None:
    """Write a file as it is: in an INSERT, spelt out in figures, it would take nine times its size in memory.

    Raises IntegrityError when it is there already.
    """
    with (
        transaction.atomic(),
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(
            "COPY readings_original (digest, data, size, kept_at) FROM STDIN (FORMAT BINARY)"
        ) as copy,
    ):
        copy.set_types(["varchar", "bytea", "int4", "timestamptz"])
        copy.write_row((digest, data, len(data), timezone.now()))


def let_go(original_id: int) -> None:
    """Delete a file that no edition came from, no import is to read and no suggestion brought; within a transaction."""
    Original.objects.select_for_update().only("pk").filter(
        pk=original_id
    ).first()  # somebody else may be here first
    unused = Original.objects.filter(
        pk=original_id, imports__isnull=True, editions__isnull=True, suggestions__isnull=True
    )
    unused.only("pk").delete()
