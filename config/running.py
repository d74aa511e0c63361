"""`make run`: starts everything, says where it is, and stops it.

The web server, the two Celery workers and beat are children in sessions of their own, so that Ctrl-C reaches this
process alone and it stops them in order. Each is told by the kernel when this process dies (`setpriv
--pdeathsig`), and the embedded servers end with its lock (`servers.py`). The mailbox is a thread of it.
"""

import errno
import io
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import IO, NoReturn

from config import mailbox, servers
from config.dying import die_with_parent
from config.servers import ServersError, var_dir

MAIL_PORT = 2525
# Seconds that a child may take to stop, of life that make it count as well started, that the page may take.
TO_STOP, HEALTHY, TO_ANSWER = 2.5, 15, 60
TRIES = 3
LITTLE_ROOM = 16 << 20  # bytes free on the disk


@dataclass
class Child:
    """One of the processes that make up the site."""

    name: str
    arguments: list[str]
    death_signal: str  # what it gets when this process is killed
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0  # by the monotonic clock
    early_ends: int = 0  # in a row

    def start(self) -> None:
        command = ["setpriv", f"--pdeathsig={self.death_signal}", "--", sys.executable, "-m", *self.arguments]
        with servers.open_log(self.name) as log:
            self.process = subprocess.Popen(
                command,
                cwd=servers.PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process:
            self.process.terminate()

    def kill(self) -> None:
        """Kill it, and what it has started: all of its session."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def children(host: str, port: int) -> list[Child]:
    """The web server, the two workers and beat."""
    web = ["granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--respawn-failed-workers", "--workers-kill-timeout", "2"]
    web += ["--blocking-threads", "8", "config.wsgi:application"]
    celery = ["celery", "-A", "config.celery"]
    worker = [*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    # What is slow waits in a queue of its own (`config.celery.SLOW`), so that reminders and mail never do.
    usual, library = ([*worker, "-Q", queue, "-n", f"{queue}@%h"] for queue in ("celery", "library"))
    return [
        Child("web", web, "TERM"),
        # Asked to stop, a worker would finish its tasks first. Cut off, it leaves them to the next one.
        Child("worker", usual, "KILL"),
        Child("library", library, "KILL"),
        Child("beat", [*celery, "beat"], "TERM"),
    ]


def main() -> None:
    """Run until Ctrl-C. What stands in the way is told in a sentence, with exit status 1."""
    if "--with-parent" in sys.argv:
        die_with_parent(signal.SIGTERM)
    signal.signal(signal.SIGTERM, interrupt)
    # A shell without job control has this ignored by what it starts in the background. Who sends it means it.
    signal.signal(signal.SIGINT, interrupt)
    try:
        with ExitStack() as held:
            run(held)
    except KeyboardInterrupt:
        pass
    except ServersError as error:
        sys.exit(f"Study Circle cannot run. {error}")
    finally:
        # The next start, or the removal of the folder, may follow at once.
        servers.wait_until_stopped(2)


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def run(held: ExitStack) -> NoReturn:
    """Start all, in the order of what needs what, then watch over it. What must be undone goes to `held`."""
    begun = time.monotonic()
    host, port = os.environ.get("HOST") or "127.0.0.1", read_port()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEVELOPMENT", "1")
    os.environ.setdefault("SITE_ADDRESS", address)
    note = held.enter_context(alone(address))
    check_port(host, port)
    held.enter_context(servers.hold())
    receive_mail(held)
    note.write(f"SMTP_URL={os.environ['SMTP_URL']}\n".encode())
    told = prepare()
    web, *others = site = children(host, port)
    held.callback(stop, site)
    web.start()
    await_page(address, web)
    for child in others:  # not before: they would make the page wait for its share of the machine
        child.start()
    print(f"\nStudy Circle runs at {address}/ (started in {time.monotonic() - begun:.1f} seconds)")
    print(f"{told}  mail     {address}/dev/mailbox/ (files in {var_dir() / 'mailbox'})")
    print(f"  logs     {var_dir() / 'logs'}\nCtrl-C stops it.", flush=True)
    watch(site)


def read_port() -> int:
    """The port to listen on, from PORT."""
    said = os.environ.get("PORT") or "8000"
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise ServersError(f"PORT is {said!r}: it must be a number from 1 to 65535, such as PORT=8000.")
    return int(said)


@contextmanager
def alone(address: str) -> Iterator[IO[bytes]]:
    """Hold a lock on VAR_DIR, so that its data have one worker and one beat; note our addresses in its file."""
    with servers.plainly():
        var_dir().mkdir(parents=True, exist_ok=True)
        lock = (var_dir() / "running").open("ab", buffering=0)
    with lock:
        if not servers.locked(lock):
            raise ServersError(
                f"It already runs from {var_dir()}, at {servers.site_addresses().get('SITE_ADDRESS')}/: "
                "stop that one first, or set VAR_DIR to another folder for a second one."
            )
        with servers.plainly():
            lock.truncate(0)
            lock.write(f"SITE_ADDRESS={address}\n".encode())
        yield lock


def check_port(host: str, port: int) -> None:
    """Raise ServersError when we could not listen there."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise ServersError(f"{host} has no port {port} for us: check HOST and PORT. ({error})") from error
        raise ServersError(
            f"Port {port} of {host} is taken: stop what uses it, or choose another, "
            f"such as `make run PORT={port + 1 if port < 65535 else 8000}`."
        ) from error


def receive_mail(held: ExitStack) -> None:
    """Open the mailbox, at its usual port if that is free; unless SMTP_URL names a server."""
    if os.environ.get("SMTP_URL"):
        return
    folder = var_dir() / "mailbox"
    with servers.plainly():
        try:
            port = held.enter_context(mailbox.receiving(folder, port=MAIL_PORT))
        except OSError:
            port = held.enter_context(mailbox.receiving(folder))
    os.environ["SMTP_URL"] = f"smtp://127.0.0.1:{port}"


def prepare() -> str:
    """Bring all up to date in this one process, as each start of Python costs; give what there is to tell."""
    import django
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    told = io.StringIO()
    with servers.plainly():
        django.setup()
        logging.getLogger().setLevel(logging.WARNING)  # here the console is for what matters
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            steps: list[tuple[str, Callable[[], object]]] = [
                ("the database", partial(call_command, "migrate", interactive=False, verbosity=0)),
                ("the words of other languages", partial(call_command, "compile_translations", verbosity=0)),
                ("the faces", partial(call_command, "cut_fonts", verbosity=0)),
                ("the library", partial(call_command, "fill_library", stdout=told)),
            ]
            for name, do in steps if plan else steps[1:]:
                if plan:  # later all this is there, and quick
                    print(f"Preparing {name}", flush=True)
                do()
        except DatabaseError as error:
            if shutil.disk_usage(var_dir()).free < LITTLE_ROOM:
                raise ServersError(servers.full(var_dir())) from error
            raise ServersError(f"The database refuses: {error}".strip()) from error
        finally:
            connection.close()
            connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL has it
    return told.getvalue()


def await_page(address: str, web: Child) -> None:
    """Wait until the web server answers."""
    deadline = time.monotonic() + TO_ANSWER
    while time.monotonic() < deadline:
        look_after([web])
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 (our own address)
            return
        except urllib.error.HTTPError as error:
            error.close()
            if error.code < 500:  # such as a host name that is not allowed
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise ServersError(
        f"The page does not answer. The end of {var_dir() / 'logs' / 'web.log'}:\n{tail('web')}"
    )


def watch(site: list[Child]) -> NoReturn:
    """Keep everything up until we are interrupted."""
    while True:
        time.sleep(0.5)
        look_after(site)
        # Cheap when all is well; if a holder was killed, this starts another.
        with servers.hold():
            pass


def look_after(site: list[Child]) -> None:
    """Start a child again that ended of itself, and say so; raise ServersError for one that cannot even start."""
    for child in site:
        if child.is_up() or not child.process:
            continue
        child.kill()  # what is left of its session
        early = time.monotonic() - child.started_at < HEALTHY
        child.early_ends = child.early_ends + 1 if early else 0
        story = (
            f"The {child.name} process ended unexpectedly (status {child.process.returncode}). "
            f"The end of {var_dir() / 'logs' / child.name}.log:\n{tail(child.name)}"
        )
        if child.early_ends >= TRIES:
            full = shutil.disk_usage(var_dir()).free < LITTLE_ROOM
            raise ServersError(servers.full(var_dir()) if full else story)
        print(f"{story}\nStarting it again.", flush=True)
        child.start()


def tail(name: str) -> str:
    return "\n".join(f"  {line}" for line in servers.log_tail(name, lines=8).splitlines())


def stop(site: list[Child]) -> None:
    """Stop every child: ask first, and after a moment ask no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(OSError):  # the console may be gone
        print("\nStopping.", flush=True)
    for child in site:
        child.ask_to_stop()
    deadline = time.monotonic() + TO_STOP
    while any(child.is_up() for child in site) and time.monotonic() < deadline:
        time.sleep(0.02)
    for child in site:
        child.kill()


if __name__ == "__main__":
    main()
