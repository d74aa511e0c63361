"""The embedded servers: PostgreSQL for the data, Valkey as Celery's broker.

Whoever needs a server holds a shared lock on a file in VAR_DIR (`hold`): every `manage.py` command, `make
run`, a test run. The first to come starts a *holder*, a small process in a session of its own, one for each
server. It keeps its server up until it gets that lock for itself, which is when nobody is left: it then stops
the server and ends. The kernel drops a dead process's lock, so a `kill -9` leaves nothing behind; a holder
that is killed takes its server along by a parent-death signal.

`DATABASE_URL` and `REDIS_URL` replace the embedded servers. Settings and holders import this module, so it
imports the standard library only. What a holder does is in `holder.py`.
"""

import errno
import fcntl
import hashlib
import os
import pwd
import secrets
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent
NAME = "study_circle"  # of the database and of its owner
READY = "ready"


class ServersError(Exception):
    """A server can't be had. The message is for a person: what is wrong, and the way out."""


def var_dir() -> Path:
    """The folder of everything made at run time: VAR_DIR, or `var` in the project. It may not exist yet."""
    return Path(os.environ.get("VAR_DIR") or PROJECT / "var").resolve()


def postgres_socket_dir() -> Path:
    """The folder of the embedded PostgreSQL's socket, which libpq takes as a host."""
    return POSTGRES.socket.parent


def broker_socket() -> Path:
    """The socket of the embedded Valkey."""
    return BROKER.socket


def development_secret() -> str:
    """A secret key for development, made once and kept in VAR_DIR, where only its owner reads it."""
    path = var_dir() / "secret_key"
    with plainly():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"secret_key.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64))
            # Two processes may come here at once: a link, unlike a rename, never replaces the other's key.
            with suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        return path.read_text()


def site_addresses() -> dict[str, str]:
    """The addresses of the site that `make run` runs (or last ran) here, by the name of their variables."""
    with suppress(OSError):
        return dict(line.split("=", 1) for line in (var_dir() / "running").read_text().splitlines())
    return {}


@contextmanager
def hold(*, postgres: bool = True, broker: bool = True) -> Iterator[None]:
    """Keep the embedded servers up for the length of the block, starting those that aren't.

    A server that DATABASE_URL or REDIS_URL replaces is left alone. Raises ServersError.
    """
    wanted = []
    if postgres and not os.environ.get("DATABASE_URL"):
        wanted.append(POSTGRES)
    if broker and not os.environ.get("REDIS_URL"):
        wanted.append(BROKER)
    with ExitStack() as locks:
        if wanted:
            with plainly():
                _take(wanted, locks)
        yield


def wait_until_stopped(seconds: float) -> bool:
    """Wait for servers that nobody holds any more to have stopped; False if they are still up by then."""
    deadline = time.monotonic() + seconds
    for server in (POSTGRES, BROKER):
        while server.lock("server").exists():
            with server.lock("server").open("rb") as file:
                if locked(file):
                    break
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
    return True


@dataclass(frozen=True)
class Server:
    """One of the two: its names, where it is, and how to ask whether it serves."""

    name: str
    title: str
    socket_name: str
    hello: bytes
    welcome: bytes

    @property
    def account(self) -> tuple[int, int]:
        """The user and group that it runs as: never root, but who owns its data already, or `nobody`."""
        if os.geteuid():
            return os.geteuid(), os.getegid()
        with suppress(FileNotFoundError):
            owner = (var_dir() / self.name).stat()
            if owner.st_uid:
                return owner.st_uid, owner.st_gid
        with suppress(KeyError):
            nobody = pwd.getpwnam("nobody")
            return nobody.pw_uid, nobody.pw_gid
        return 65534, 65534

    @property
    def socket(self) -> Path:
        # The same for every process (so no TMPDIR), and short: the path of a socket ends at some 100 bytes.
        folder = f"study-circle-{self.account[0]}-{place_mark()}-{self.name}"
        return Path("/tmp", folder, self.socket_name)  # noqa: S108 (the holder makes it 0700 and checks its owner)

    def lock(self, kind: str) -> Path:
        """A lock file: `use` is shared by the users, `holder` is the holder's, `server` the running server's.

        The holder's also tells its state: nothing yet, READY (and a remark), or the sentence on what failed.
        """
        return var_dir() / "servers" / f"{self.name}.{kind}"

    def answers(self) -> bool:
        """Whether it takes a session by now."""
        with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
            connection.settimeout(5)
            connection.connect(str(self.socket))
            connection.sendall(self.hello)
            return connection.recv(1) == self.welcome
        return False


_session = struct.pack("!i", 3 << 16) + f"user\0{NAME}\0database\0postgres\0\0".encode()
POSTGRES = Server(
    "postgres", "PostgreSQL", ".s.PGSQL.5432", struct.pack("!i", len(_session) + 4) + _session, b"R"
)
BROKER = Server("broker", "Valkey", "valkey.sock", b"PING\r\n", b"+")


def place_mark() -> str:
    """Eight letters that stand for VAR_DIR in the name of a folder elsewhere."""
    return hashlib.sha256(os.fsencode(var_dir())).hexdigest()[:8]


_remarks: set[str] = set()  # those that this process has passed on


def _take(wanted: list[Server], locks: ExitStack) -> None:
    """Take the users' locks, then see to it that each server has a holder, and one that is ready."""
    folder = var_dir() / "servers"
    folder.mkdir(parents=True, exist_ok=True)
    started: set[str] = set()
    with (folder / "start").open("ab") as start:
        fcntl.flock(start, fcntl.LOCK_EX)  # one starter at a time
        for server in wanted:
            use = locks.enter_context(server.lock("use").open("ab"))
            # Waits for a holder that has found itself alone to stop its server. From here on it can't.
            fcntl.flock(use, fcntl.LOCK_SH)
            _ensure_holder(server, started)
        for server in wanted:
            while not (state := server.lock("holder").read_text()).startswith(READY):
                time.sleep(0.01)
                _ensure_holder(server, started)
            remark = state.removeprefix(READY)
            if server.name in started and remark and remark not in _remarks:
                _remarks.add(remark)
                sys.stderr.write(f"{remark}\n")


def _ensure_holder(server: Server, started: set[str]) -> None:
    """Start a holder unless one is at work. Raises ServersError when the one started before has given up."""
    with server.lock("holder").open("ab") as lock:
        if not locked(lock):
            return
        if server.name in started:
            raise ServersError(server.lock("holder").read_text() or failure(server))
        started.add(server.name)
        lock.truncate(0)
        with open_log(server.name) as log:
            # The lock goes over with its file, so there is no moment without an owner.
            subprocess.run(
                [sys.executable, "-m", "config.holder", server.name, str(lock.fileno())],
                env=os.environ | {"VAR_DIR": str(var_dir())},
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[lock.fileno()],
                start_new_session=True,
                check=False,
            )


def locked(file: IO[bytes]) -> bool:
    """Try to lock a file for ourselves alone, without waiting."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def open_log(name: str) -> IO[bytes]:
    """Open VAR_DIR/logs/NAME.log for appending; one that has grown over 5 MB is set aside first."""
    path = var_dir() / "logs" / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o700)  # what goes wrong is told with addresses and words in it
    if path.exists() and path.stat().st_size > 5 << 20:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab", buffering=0)


def log_tail(name: str, lines: int = 5) -> str:
    """The last lines of VAR_DIR/logs/NAME.log."""
    with suppress(OSError):
        text = (var_dir() / "logs" / f"{name}.log").read_text(errors="replace")
        return "\n".join(text.splitlines()[-lines:])
    return ""


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what the system refuses (OSError) into a ServersError with one sentence and the way out."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ServersError(full(var_dir())) from error
        place = Path(os.fsdecode(error.filename or var_dir()))
        file = next((one for one in (place, *place.parents) if one.is_file()), None)
        if file and error.errno in {errno.EEXIST, errno.ENOTDIR}:
            raise ServersError(
                f"{file} is a file where a folder should be: move it away, or set VAR_DIR to a folder."
            ) from error
        raise ServersError(
            f"{place} cannot be used ({(error.strerror or str(error)).lower()}): "
            "make it yours and writable, or set VAR_DIR to a folder that is."
        ) from error


def full(place: Path) -> str:
    """The sentence for a disk without room."""
    return (
        f"The disk that holds {place} is full: free some space, or set VAR_DIR to a folder on another disk."
    )


def failure(server: Server) -> str:
    """Why a server did not start, by the end of its log."""
    tail = log_tail(server.name)
    if "No space left" in tail or "Disk quota" in tail:
        return full(var_dir())
    return f"{server.title} did not start; {var_dir() / 'logs' / server.name}.log says why:\n{tail}"
