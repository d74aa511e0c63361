"""A file is read by a process of its own, and comes to the same as when it is read here."""

import multiprocessing
import os
import re
import signal
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from readings import isolating
from readings.importers import ImportRefused
from readings.isolated import LONGEST_ANSWER, MEMORY
from readings.isolating import structure_apart
from readings.segmenting import structure
from tests.readings.importers import samples
from tests.readings.importers.raw_pdf import of_one_page, stream
from tests.readings.importers.writers import png

pytestmark = pytest.mark.long

SLOW = b"# A walk\n\n" + b"*a* [b](c) " * 300_000
PDF = of_one_page(stream(b"BT /F 12 Tf 50 700 Td (The ferry left at seven.) Tj ET "))
TEXT = b"# A walk\n\nOne *two*[^1] three.\n\n- four\n- five\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.\n\nand so"


def test_a_file_comes_to_the_same_apart_as_here():
    assert structure_apart(TEXT, name="a.md", authors=("Rosa",)) == structure(
        TEXT, name="a.md", authors=["Rosa"]
    )


@pytest.mark.parametrize(
    "sample", [samples.html, samples.epub_book, samples.docx_document, samples.odt_document]
)
def test_a_file_with_pictures_comes_to_the_same_apart_as_here(sample):
    data = sample()
    made = structure_apart(data)
    assert made == structure(data)
    assert [picture.data for picture in made.pictures.values()] == [png()]


def test_a_refusal_comes_back_with_its_values():
    with pytest.raises(ImportRefused, match="This file is in the PNG format") as caught:
        structure_apart(b"\x89PNG\r\n\x1a\n")
    assert caught.value.values == {"kind": "PNG"}


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(isolating, "SECONDS", 0.01)
    with pytest.raises(ImportRefused) as caught:
        structure_apart(TEXT)
    assert caught.value.code == "too_slow"


def test_a_file_that_takes_too_much_work_is_told_the_same(monkeypatch):
    monkeypatch.setattr(isolating, "OF_WORK", 1)
    with pytest.raises(ImportRefused) as caught:
        structure_apart(b"# A walk\n\n" + b"*a* [b](c) " * 300_000, name="a.md")
    assert caught.value.code == "too_slow"


def test_a_file_whose_reading_is_ended_from_outside_is_not_called_damaged():
    with meanwhile(lambda reading: os.kill(reading, signal.SIGKILL)):
        assert refusal_of(SLOW) == "cut_off"


def test_nor_is_one_when_what_forked_its_reading_is_ended_which_takes_the_reading_along():
    seen = []

    def end(reading):
        seen.append(reading)
        os.kill(forker_of(reading), signal.SIGKILL)

    with meanwhile(end):
        assert refusal_of(SLOW) == "cut_off"
    assert gone(seen[0])


def test_a_reading_that_is_given_up_is_ended():
    seen = []

    def give_up(reading):
        seen.append(reading)
        os.kill(os.getpid(), signal.SIGALRM)  # as a worker is told that a task took too long

    def stop(_signal, _frame):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    with meanwhile(give_up), pytest.raises(TimeoutError):
        structure_apart(SLOW, name="a.md")
    signal.signal(signal.SIGALRM, before)
    assert gone(seen[0])


def test_a_worker_that_is_killed_takes_the_reading_and_what_forked_it_along():
    worker = multiprocessing.get_context("fork").Process(target=structure_apart, args=(SLOW,))
    worker.start()
    (reading,) = wait_for(lambda: readings(worker.pid))
    forker = forker_of(reading)
    worker.kill()
    worker.join()
    assert gone(reading)
    assert gone(forker)


def test_while_a_file_is_read_nothing_else_is_at_hand_and_the_bounds_are_set(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "tides")
    structure_apart(TEXT)
    seen = {}

    def look(reading):
        process = Path(f"/proc/{reading}")
        seen["files"] = {entry.name: str(entry.readlink()) for entry in (process / "fd").iterdir()}
        seen["environment"] = (process / "environ").read_bytes().split(b"\0")
        seen["limits"] = (process / "limits").read_text()
        seen["session"] = os.getsid(reading)
        seen["reading"] = reading
        os.kill(reading, signal.SIGKILL)  # enough seen

    with meanwhile(look):
        assert refusal_of(SLOW) == "cut_off"
    assert set(seen["files"]) == {"0", "1", "2"}
    assert not any("socket" in file for file in seen["files"].values())
    assert {entry.split(b"=")[0] for entry in seen["environment"]} == {b"PATH", b"PYTHONUTF8", b""}
    assert re.search(rf"Max address space +{MEMORY} +{MEMORY} ", seen["limits"])
    assert re.search(rf"Max cpu time +{isolating.OF_WORK} +{isolating.OF_WORK + 1} ", seen["limits"])
    assert re.search(r"Max core file size +0 +0 ", seen["limits"])
    assert re.search(rf"Max file size +{LONGEST_ANSWER + 1} +{LONGEST_ANSWER + 1} ", seen["limits"])
    assert seen["session"] == seen["reading"]


def test_files_one_after_another_are_read_by_forks_of_one_process():
    isolating.end_idle()
    structure_apart(TEXT)
    (first,) = forkers()
    structure_apart(samples.epub_book())
    assert refusal_of(b"\x89PNG\r\n\x1a\n") == "other_format"
    assert forkers() == [first]


def test_what_forked_a_reading_that_stumbled_is_not_asked_again():
    isolating.end_idle()
    structure_apart(TEXT)
    with meanwhile(lambda reading: os.kill(reading, signal.SIGSEGV)):
        assert refusal_of(SLOW) == "unreadable"
    assert not forkers()


def test_nothing_is_read_by_what_forked_the_reading_of_a_pdf():
    isolating.end_idle()
    structure_apart(PDF)
    assert not forkers()


def test_when_what_waits_for_files_is_ended_or_its_time_is_over_another_is_started(monkeypatch):
    monkeypatch.setattr(isolating, "LIFE", 0)
    isolating.end_idle()
    structure_apart(TEXT)
    (first,) = forkers()
    monkeypatch.undo()
    structure_apart(TEXT)
    (second,) = forkers()
    assert second != first
    os.kill(second, signal.SIGKILL)
    assert gone(second)
    assert structure_apart(TEXT).words
    assert second not in forkers()


def refusal_of(data):
    with pytest.raises(ImportRefused) as caught:
        structure_apart(data, name="a.md")
    return caught.value.code


@contextmanager
def meanwhile(do):
    """Do something to the reading of a file as soon as there is one."""
    thread = threading.Thread(target=lambda: do(wait_for(lambda: readings(os.getpid()))[0]))
    thread.start()
    yield
    thread.join()


def children(process):
    """Those that read files, or fork for it."""
    found = []
    with suppress(FileNotFoundError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            found += [int(child) for child in (thread / "children").read_text().split()]
    return [
        child
        for child in found
        if Path(f"/proc/{child}").exists()
        and b"readings.forking" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def forkers():
    return children(os.getpid())


def readings(process):
    """The forks that have begun to read: the bound on what they answer is the last that they set."""
    return [
        fork
        for forker in children(process)
        for fork in children(forker)
        if f" {LONGEST_ANSWER + 1} " in Path(f"/proc/{fork}/limits").read_text()
    ]


def forker_of(reading):
    return int(Path(f"/proc/{reading}/stat").read_text().rsplit(")", 1)[1].split()[1])


def gone(process):
    """Whether it ended, be it that nobody has asked how."""
    state = Path(f"/proc/{process}/stat")

    def ended():
        try:
            return state.read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except FileNotFoundError:
            return True

    return wait_for(ended)


def wait_for(thing):
    until = time.monotonic() + 30
    while not (found := thing()) and time.monotonic() < until:
        time.sleep(0.01)
    return found
