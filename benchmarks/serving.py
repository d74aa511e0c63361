"""The site as `make run` serves it, for what must be measured from outside: on an empty database of its own (VAR_DIR is var/bench)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"


def settle(port: int) -> None:
    """Say in the environment which site this is, before any of its settings are read."""
    from benchmarks.__main__ import OURS

    for name in ("DATABASE_URL", "REDIS_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY"):
        os.environ.pop(name, None)  # the tables are emptied below: they must be nobody's
    os.environ.update(OURS | {"SITE_ADDRESS": f"http://{HOST}:{port}"})


def make_empty() -> None:
    """Begin with tables without a row. The servers are up, and nobody has asked Django for anything yet."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)


def leave_database() -> None:
    """Let go of the connections of this process, once its rows are there and counted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has it


@contextmanager
def web_server(port: int, workers: int, threads: int) -> Iterator[int]:
    """The web server alone, as `make run` starts it but for how many serve, by its session; ended with the block."""
    from config.running import await_page, children, stop

    web = children(HOST, port)[0]
    for option, count in (("--workers", workers), ("--blocking-threads", threads)):
        web.arguments[web.arguments.index(option) + 1] = str(count)
    web.start()
    try:
        await_page(f"http://{HOST}:{port}", web)
        yield web.process.pid if web.process else 0
    finally:
        stop([web])
