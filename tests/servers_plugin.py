"""The servers and the surroundings of a test run: its own, so that it never touches a site's.

Loaded by `-p` before the settings are, because they read the environment. Where pytest-xdist divides the tests
among processes, each process has a folder and servers to itself: one that empties the cache or kills a worker
does it to nobody else.
"""

import fcntl
import os
from collections.abc import Generator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from config import servers

PROJECT = Path(__file__).resolve().parent.parent

# A variable of the shell (an address to send mail to, a production database) must not get into a test run.
for name in ("DATABASE_URL", "REDIS_URL"):
    os.environ.pop(name, None)
    if value := os.environ.get(f"TEST_{name}"):
        os.environ[name] = value
for name in ("SITE_ADDRESS", "ALLOWED_HOSTS", "SMTP_URL", "SECRET_KEY", "DEBUG", "MAIL_FROM", "BEHIND_PROXY"):
    os.environ.pop(name, None)
VAR_DIR = Path(os.environ.get("TEST_VAR_DIR") or PROJECT / "var" / "test")
os.environ |= {
    "VAR_DIR": str(VAR_DIR / os.environ.get("PYTEST_XDIST_WORKER", "")),
    "DEVELOPMENT": "1",
    "SERVERS_DURABLE": "0",
}


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Hold the servers for as long as tests run; one run at a time in one folder."""
    divided = session.config.pluginmanager.has_plugin("dsession")
    if session.config.option.collectonly or divided:
        return (yield)
    with ExitStack() as held:
        try:
            servers.var_dir().mkdir(parents=True, exist_ok=True)
            turn = held.enter_context((servers.var_dir() / "tests.lock").open("ab"))
            if not servers.locked(turn):
                say(
                    session,
                    f"Waiting for another test run in {servers.var_dir()} (TEST_VAR_DIR names a second)",
                )
                fcntl.flock(turn, fcntl.LOCK_EX)
            held.enter_context(servers.hold())
        except (servers.ServersError, OSError) as error:
            pytest.exit(str(error), returncode=3)
        return (yield)


class WholeFiles(LoadFileScheduling):
    """The tests of a file go to one process, and those that visit the running site all to the same: its start is dear."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "those that visit the site" if visits_the_site(file) else file


@cache
def visits_the_site(file: str) -> bool:
    """Whether a file of tests uses `visitor` (tests/browser/conftest.py)."""
    return file.startswith("tests/browser/") and "visitor" in (PROJECT / file).read_text()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return WholeFiles(config, log) if config.getvalue("dist") == "loadfile" else None


def say(session: pytest.Session, sentence: str) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.write_line(sentence)
