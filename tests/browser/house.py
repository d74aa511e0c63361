"""A whole installation for browser tests and screenshots: `make run` without make, on data of its own."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from config import faces, mailbox, servers
from tests.servers_plugin import VAR_DIR

PROJECT = Path(__file__).resolve().parent.parent.parent
# Debian's Chromium without windows shows the same pages with a quarter of the computing.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # without windows it would round the widths of letters, as no screen of today does
]
SECONDS_TO_START = 180


@dataclass
class Site:
    """A running installation: its address, its data, and the curator's password."""

    address: str
    var: Path
    password: str

    def manage(self, *arguments: str) -> str:
        """Run a management command on it, beside it, and return what it prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT, env=environment(self.var), capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return done.stdout

    def mails(self, to: str) -> list[EmailMessage]:
        """The mails that arrived for an address, the oldest first."""
        kept = [mailbox.read(path) for path in reversed(mailbox.kept(self.var / "mailbox"))]
        return [mail for mail in kept if mail["Delivered-To"] == to]

    def await_mail(self, to: str, subject: str, seconds: float) -> EmailMessage:
        """Wait for a mail whose subject matches a pattern."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for mail in self.mails(to):
                if re.search(subject, mail["Subject"]):
                    return mail
            time.sleep(0.2)
        subjects = [mail["Subject"] for mail in self.mails(to)]
        raise AssertionError(f"No mail to {to} matches {subject!r} after {seconds} s; there are {subjects}")


def environment(var: Path, **extra: str) -> dict[str, str]:
    """What the site's processes are told: nothing of the test run's own servers."""
    kept = {name: value for name, value in os.environ.items() if name not in {"SERVERS_DURABLE", "SMTP_URL"}}
    return kept | {"VAR_DIR": str(var), "DEVELOPMENT": "1", "CORPUS_DIR": str(var / "no-corpus"), **extra}


def shared_faces() -> Path:
    """The folder of the faces, which take long to cut: all sites of all test runs have theirs from it."""
    folder = VAR_DIR.resolve() / "faces"
    faces.cut_faces(folder)
    return folder


@contextmanager
def running_site(**extra: str) -> Iterator[Site]:
    """Run everything on data of its own for the length of the block; a free port is chosen."""
    servers.var_dir().mkdir(parents=True, exist_ok=True)
    # Not pytest's own folder, which is closed to the account that PostgreSQL runs as when we are root.
    with tempfile.TemporaryDirectory(
        prefix="site ", dir=servers.var_dir(), ignore_cleanup_errors=True
    ) as folder:
        var = Path(folder)
        var.chmod(0o755)
        (var / "faces").symlink_to(shared_faces())
        with running_in(var, **extra) as site:
            yield site


@contextmanager
def running_in(var: Path, **extra: str) -> Iterator[Site]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = var / "make-run.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "config.running", "--with-parent"],
            cwd=PROJECT, env=environment(var, PORT=str(port), **extra), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while "Ctrl-C stops it" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        password = re.search(r"password (\S+)", log.read_text())
        assert password, log.read_text()
        yield Site(f"http://127.0.0.1:{port}", var, password[1])
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
