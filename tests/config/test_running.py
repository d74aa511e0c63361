"""`make run`, with real processes: one command starts all, tells where it is, and leaves nothing behind."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config import mailbox, servers
from tests.browser.house import shared_faces
from tests.config.test_servers import folder_of_its_own, processes, soon

pytestmark = [pytest.mark.process, pytest.mark.long]

PATIENCE = 300  # seconds for a first start beside others on a busy machine, which no test is about
# What make's recipe is: a parent that only waits.
AS_MAKE_DOES = ["sh", "-c", '"$0" -m config.running --with-parent & wait', sys.executable]


class Run:
    """A `make run` of its own: its process, its address, and what it has said so far."""

    def __init__(self, var: Path, *, command: list[str] | None = None, **variables: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        settings = {"VAR_DIR": str(var), "PORT": port, "CORPUS_DIR": str(var / "no corpus")} | variables
        self.var = var
        self.address = f"http://127.0.0.1:{settings['PORT']}"
        self.begun = time.monotonic()
        self.log = var.with_name(f"{var.name} {port}.log")
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command or [sys.executable, "-m", "config.running"],
                cwd=servers.PROJECT,
                env={name: value for name, value in os.environ.items() if name != "SERVERS_DURABLE"}
                | settings,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.log.read_text()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 (our own)
            return answer.read().decode()

    def await_page(self) -> float:
        """Wait for the front page; the seconds since the start."""
        assert soon(lambda: self.get("/") or self.process.poll() is not None, PATIENCE), self.said()
        assert self.process.poll() is None, self.said()
        return time.monotonic() - self.begun

    def await_banner(self) -> None:
        self.await_page()
        assert soon(lambda: "Ctrl-C stops it" in self.said()), self.said()

    def end(self, number: int) -> float:
        """Send a signal and wait until no process is left; the seconds that it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(30)
        assert soon(lambda: not processes(self.var)), processes(self.var)
        return time.monotonic() - begun


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """The data of a site that has been set up."""
    with folder_of_its_own() as folder:
        var = folder / "var"
        var.mkdir()
        (var / "faces").symlink_to(shared_faces())
        yield var


@pytest.fixture(scope="module")
def started(var: Path) -> Iterator[list[Run]]:
    """The sites that were started here, of which the last may run yet."""
    made: list[Run] = []
    yield made
    if made and made[-1].process.poll() is None:
        made[-1].end(signal.SIGINT)


@pytest.fixture
def run(var: Path, started: list[Run]) -> Run:
    """A running site: the one that the test before has left, if it runs yet."""
    if not started or started[-1].process.poll() is not None:
        started.append(Run(var))
        started[-1].await_banner()
    return started[-1]


def refused(var: Path, **variables: str) -> str:
    """What a start that can't be says: one sentence, and it fails."""
    attempt = Run(var, **variables)
    assert attempt.process.wait(30) == 1, attempt.said()
    [sentence] = attempt.said().splitlines()
    return sentence


def test_one_command_starts_everything_and_tells_where_it_is(var, run):
    said = run.said()
    assert f"Study Circle runs at {run.address}/" in said
    assert re.search(r"curator +\S+@\S+, password \S{12}", said)
    assert f"{run.address}/dev/mailbox/ (files in {var / 'mailbox'})" in said
    assert soon(lambda: set(json.loads(run.get("/readyz")).values()) == {"ok"}, 30)

    # A second one on the same data, or at the same port, is refused.
    assert f"It already runs from {var}, at {run.address}/" in refused(var)
    with folder_of_its_own() as another:
        port = run.address.rpartition(":")[2]
        assert f"Port {port} of 127.0.0.1 is taken" in refused(another / "var", PORT=port)

    # A command from a shell finds its database, and its mail arrives in the mailbox.
    send = (
        "from django.core.mail import send_mail; send_mail('A word', 'with you', None, ['bob@example.org'])"
    )
    subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", send],
        cwd=servers.PROJECT,
        env={name: value for name, value in os.environ.items() if name != "SMTP_URL"} | {"VAR_DIR": str(var)},
        check=True,
    )
    mails = [mailbox.read(path) for path in mailbox.kept(var / "mailbox")]
    assert "bob@example.org" in [mail["To"] for mail in mails]

    # Ctrl-C stops all of it.
    run.end(signal.SIGINT)
    assert run.process.returncode == 0


@pytest.mark.measured
def test_a_second_start_takes_less_than_five_seconds_and_so_does_ctrl_c(var):
    # The best of three, as other work on the machine is not the site's doing.
    durations, stops = [], []
    while len(durations) < 3 and (min(durations, default=5) >= 5 or min(stops, default=5) >= 5):
        again = Run(var)
        durations.append(again.await_page())
        again.await_banner()
        stops.append(again.end(signal.SIGINT))
    assert min(durations) < 5, durations
    assert min(stops) < 5, stops


def test_a_child_that_dies_is_named_and_started_again(var, run):
    [web] = [number for number, command in processes(var).items() if is_main(number, command, "granian")]
    os.kill(web, signal.SIGKILL)
    assert soon(lambda: "The web process ended unexpectedly (status -9)" in run.said())
    assert soon(lambda: "</html>" in run.get("/"))


def test_killed_servers_are_brought_back(var, run):
    for number, command in processes(var).items():
        if "config.holder" in command:
            os.kill(number, signal.SIGKILL)
    assert soon(lambda: "</html>" in run.get("/"), 20)


def is_main(number: int, command: str, word: str) -> bool:
    """Whether this is the process of that name which the supervisor started, not one of its own children."""
    return word in command and os.getsid(number) == number


def test_kill_9_leaves_no_process_and_loses_no_commit(var, run, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(var))
    where = {"host": str(servers.postgres_socket_dir()), "user": servers.NAME, "dbname": servers.NAME}
    with psycopg.connect(**where) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('said')")
    assert run.end(signal.SIGKILL) < 5
    with servers.hold(), psycopg.connect(**where) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("said",)]
        connection.execute("DROP TABLE kept")
    assert servers.wait_until_stopped(10)


def test_kill_9_of_make_leaves_no_process_either(var):
    run = Run(var, command=AS_MAKE_DOES)
    run.await_banner()
    assert run.end(signal.SIGKILL) < 5


@pytest.mark.parametrize("port", ["http", "0", "70000"])
def test_a_port_that_is_none_is_told_in_a_sentence(var, port):
    assert "it must be a number from 1 to 65535" in refused(var, PORT=port)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(var):
    assert "set VAR_DIR to a folder that is" in refused(var, VAR_DIR="/proc/var")


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_make_names_a_missing_python_and_skips_one_that_does_not_run(tmp_path):
    project = tmp_path / "a project"
    project.mkdir()
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(servers.PROJECT / name, project)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("python3.14", "python3.13", "python3.12", "python3"):
        shim = programs / name
        shim.write_text(f"#!/bin/sh\necho 'pyenv: {name}: command not found' >&2\nexit 127\n")
        shim.chmod(0o755)

    def make(**variables: str) -> str:
        surroundings = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "PYENV_ROOT": str(tmp_path / "no pyenv"),
        } | variables
        done = subprocess.run(
            ["make", "run"], cwd=project, env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode
        return done.stderr

    assert "No Python 3.12 or newer was found" in make()
    assert "PYTHON=/bin/false is no Python 3.12 or newer that runs" in make(PYTHON="/bin/false")

    # Found below pyenv's folder. It refuses to make .venv, and so says that it was asked.
    version = tmp_path / "pyenv" / "versions" / "3.12.9" / "bin"
    version.mkdir(parents=True)
    (version / "python").write_text(
        '#!/bin/sh\ncase "$1" in -c) exit 0;; esac\necho no venv here >&2\nexit 1\n'
    )
    (version / "python").chmod(0o755)
    told = make(PYENV_ROOT=str(tmp_path / "pyenv"))
    assert f"{version / 'python'} could not make .venv" in told
    assert "apt install python3-venv" in told
    assert not (project / ".venv").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_told_in_a_sentence():
    script = 'mount -t tmpfs -o size=60m none "$VAR_DIR" && exec "$0" -m config.running'
    with folder_of_its_own() as folder:
        var = folder / "var"
        var.mkdir()
        attempt = Run(var, command=["unshare", "--mount", "sh", "-c", script, sys.executable])
        status = attempt.process.wait(60)
        if re.match(r"mount:|unshare:", attempt.said()):
            pytest.skip("nothing can be mounted here")
        assert status == 1
        assert attempt.said().startswith(f"Study Circle cannot run. The disk that holds {var} is full: free")
        assert len(attempt.said().splitlines()) == 1
