#!/usr/bin/env python3
"""Run a management command, with the embedded servers up for as long as it runs."""

import os
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parent / ".venv"
NEEDS_NO_SERVER = {"help", "version", "--version", "--help", "-h"}


def main() -> None:
    """Hand over to Django; a server that can't be had is told in a sentence."""
    if sys.prefix == sys.base_prefix and (VENV / "bin" / "python").exists():
        # Called with a Python that knows nothing of us: go on with our own.
        os.execv(VENV / "bin" / "python", [str(VENV / "bin" / "python"), *sys.argv])  # noqa: S606
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "SECRET_KEY" not in os.environ:
        os.environ.setdefault("DEVELOPMENT", "1")

    from django.core.management import execute_from_command_line

    from config.servers import ServersError, hold, site_addresses

    if os.environ.get("DEVELOPMENT") == "1":
        # Mail goes to the mailbox of the site that runs, and the links in it lead there.
        for name, address in site_addresses().items():
            os.environ.setdefault(name, address)
    is_plain = not NEEDS_NO_SERVER.isdisjoint(sys.argv[1:]) or len(sys.argv) < 2
    try:
        with hold(postgres=not is_plain, broker=not is_plain):
            try:
                execute_from_command_line(sys.argv)
            finally:
                close_pools()
    except ServersError as error:
        sys.exit(str(error))


def close_pools() -> None:
    """End the threads of the connection pool: left to the interpreter they hold up its end by twenty seconds."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has it


if __name__ == "__main__":
    main()
