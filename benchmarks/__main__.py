"""Runs the benchmarks, prints a table, and writes var/bench.json. `python -m benchmarks importing pages`: these alone.

Everything is measured inside this process, with servers and data of its own (VAR_DIR is var/bench) and with
the settings of production. Pages are asked of the WSGI application itself, so no web server's speed gets in:
what is compared differs in nothing but the view.
"""

import json
import os
import platform
import secrets
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OURS = {
    "VAR_DIR": str(PROJECT / "var" / "bench"),
    "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    "DEVELOPMENT": "0",
    "SITE_ADDRESS": "http://127.0.0.1:8000",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SMTP_URL": "smtp://127.0.0.1:1",
}


def main() -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "DEBUG", "ALLOWED_HOSTS", "BEHIND_PROXY"):
        os.environ.pop(name, None)  # the tables are emptied below: they must be nobody's
    os.environ.update(OURS)
    from config import servers

    begun = time.monotonic()
    try:
        with servers.hold():
            rows = measure()
    except servers.ServersError as error:
        sys.exit(str(error))
    write(rows)
    print(f"\n{time.monotonic() - begun:.0f} seconds in all; the figures are in var/bench.json.")


def measure() -> list:
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise asks for it
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)

    from benchmarks import carrying, chapters, importing, pages, reminding, searching, waiting
    from benchmarks.table import HEAD, line

    print(HEAD)
    rows = []
    # The last one leaves a million rows behind.
    for room in (importing, carrying, pages, chapters, reminding, waiting, searching):
        if sys.argv[1:] and room.__name__.rpartition(".")[2] not in sys.argv[1:]:
            continue
        for row in room.rows():
            print(line(row), flush=True)
            rows.append(row)
    connection.close()
    return rows


def write(rows: list) -> None:
    """Keep the figures with what they were measured on."""
    import django

    from benchmarks.table import verdict

    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "django": django.get_version(),
        "cores": os.cpu_count(),
        "rows": [
            {
                "name": row.name,
                "milliseconds": round(row.ours, 3),
                "baseline": row.baseline,
                "baseline_milliseconds": round(row.theirs, 3),
                "ratio": round(row.ratio, 2),
                "bar": row.bar or None,
                "most_milliseconds": row.most_ms or None,
                "megabytes": round(row.memory, 1) or None,
                "most_megabytes": row.most_memory or None,
                "kept": verdict(row) or None,
                "rounds": row.rounds,
                "note": row.note,
            }
            for row in rows
        ],
    }
    path = PROJECT / "var" / "bench.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
