"""A process of the site that ends is started again, unless it cannot even start."""

import time

import pytest

from config.running import HEALTHY, TRIES, Child, look_after
from config.servers import ServersError


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A process that ends as soon as it has begun."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    child = Child("broken", ["no_such_module_of_ours"], "KILL")
    child.start()
    yield child
    child.kill()


def ended(child: Child) -> None:
    assert child.process
    child.process.wait(10)


def test_what_cannot_start_is_given_up_with_its_own_words(broken, capsys):
    for _time in range(TRIES - 1):
        ended(broken)
        look_after([broken])
    ended(broken)
    with pytest.raises(ServersError, match="No module named no_such_module_of_ours"):
        look_after([broken])


def test_what_had_started_well_is_started_again_however_often_it_is_killed(broken, capsys):
    for _time in range(TRIES + 3):
        ended(broken)
        broken.started_at = time.monotonic() - HEALTHY - 1
        look_after([broken])
    assert capsys.readouterr().out.count("Starting it again.") == TRIES + 3
