"""The tables of the tests are migrated once for each server and copied from then on: to migrate takes ten seconds."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.utils import IntegrityError, ProgrammingError


def migrated() -> str:
    """The name of the database to be copied, which stands for all that decides what the migrations make."""
    said = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for pattern in ("migrations/*.py", "fields.py"):
            for file in sorted(Path(app.path).glob(pattern)):
                said.update(f"{app.label} {file.name} ".encode() + file.read_bytes())
    return f"migrated_{said.hexdigest()[:16]}"


def kept() -> str | None:
    """The same, if it is there. Those that stand for earlier migrations go."""
    with beside() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'migrated_%%'")
        found = {name for (name,) in cursor.fetchall()}
        for former in found - {migrated()}:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(former)}")
    return migrated() if migrated() in found else None


def keep() -> None:
    """Keep a copy of the tests' database, in which nothing has been done yet."""
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.close_pool()  # what is copied must have nobody in it
    # Where processes share a server, another one may have been quicker.
    with beside() as cursor, suppress(ProgrammingError, IntegrityError):
        cursor.execute(f"CREATE DATABASE {migrated()} TEMPLATE {connection.ops.quote_name(name)}")


@contextmanager
def beside() -> Iterator[CursorWrapper]:
    """A cursor in another database of the same server."""
    with connection._nodb_cursor() as cursor:
        yield cursor
