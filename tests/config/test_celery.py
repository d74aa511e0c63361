"""The worker, with a real broker and real processes: what a killed one had in hand comes back within a minute."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis.exceptions import RedisError

from config import heartbeats, servers
from config.celery import LIBRARY, SLOW, USUAL, app
from config.running import Child, children
from tests.config.lingering import linger
from tests.config.test_servers import soon

pytestmark = [pytest.mark.process, pytest.mark.long]

QUEUE = "lingering"  # away from what other tests have left in the usual one


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a worker as `make run` does, in a session of its own; it takes from one queue."""
    started: list[subprocess.Popen[bytes]] = []

    def start(queue: str = QUEUE) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency", "2"]
        command += ["--without-gossip", "--without-mingle", "-I", "tests.config.lingering", "-Q", queue]
        with (tmp_path / f"worker {len(started)}.log").open("wb") as log:
            worker = subprocess.Popen(
                command, cwd=servers.PROJECT, stdout=log, stderr=log, start_new_session=True
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def members(session: int) -> list[Path]:
    """The processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _parent, _group, its_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append(entry)
    return found


def test_a_killed_worker_s_task_comes_back_within_a_minute_and_runs_once_more(start_worker, tmp_path):
    note = tmp_path / "attempts"
    first = start_worker()
    linger.apply_async([str(note)], queue=QUEUE)
    assert soon(note.exists, 30)
    assert soon(lambda: heartbeats.read()["worker"] is not None)

    killed_at = time.time()
    first.kill()
    first.wait()
    assert soon(lambda: not members(first.pid)), "the process that was at the task outlived its worker"

    start_worker()
    assert soon(lambda: len(note.read_text().split()) == 2, 60), note.read_text()
    assert float(note.read_text().split()[1]) - killed_at < 60
    assert note.read_text().count("\n") == 2


def test_a_heartbeat_has_an_age_and_silence_has_none():
    heartbeats.leave("beat")
    age = heartbeats.read()["beat"]
    assert age is not None
    assert 0 <= age < 5
    assert set(heartbeats.read()) == {"worker", "library", "beat"}


def test_without_a_broker_no_heartbeat_is_left_and_reading_says_so(settings, caplog):
    settings.BROKER_URL = "redis+socket:///nowhere/valkey.sock"
    heartbeats.leave("worker")
    assert "No heartbeat of the worker left" in caplog.text
    with pytest.raises(RedisError):
        heartbeats.read()


@pytest.mark.django_db  # which the models are checked against when tasks are imported
def test_what_is_slow_has_a_queue_of_its_own_and_everything_that_waits_in_one_is_taken():
    app.loader.import_default_modules()  # as each worker does, whatever this process has asked for
    queue_of = {name: app.amqp.router.route({}, name)["queue"].name for name in app.tasks}
    assert {name for name, queue in queue_of.items() if queue == LIBRARY} == set(SLOW)
    assert {queue for name, queue in queue_of.items() if "." in name} == {USUAL, LIBRARY}
    asked = [child.arguments[child.arguments.index("-Q") + 1] for child in workers()]
    assert set(asked) == {USUAL, LIBRARY}
    assert set(app.amqp.queues) >= {USUAL, LIBRARY}  # a worker that is told no queue takes from both


def workers() -> list[Child]:
    return [child for child in children("127.0.0.1", 1) if "worker" in child.arguments]


def test_what_is_slow_waits_for_its_own_worker_and_holds_up_no_other(start_worker, tmp_path):
    note = tmp_path / "attempts"
    start_worker()  # takes from neither of the two
    linger.apply_async([str(note)], queue=LIBRARY)
    assert not soon(note.exists, 3)
    start_worker(LIBRARY)
    assert soon(note.exists, 30)
    assert soon(lambda: heartbeats.read()["library"] is not None)
