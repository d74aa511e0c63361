"""A file is read by a process of its own, and comes to the same as when it is read here."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from readings import isolating
from readings.importers import ImportRefused
from readings.isolating import structure_apart
from readings.segmenting import structure
from tests.readings.importers import samples
from tests.readings.importers.writers import png

pytestmark = pytest.mark.long

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
    ending = threading.Thread(target=_end_the_reading)
    ending.start()
    with pytest.raises(ImportRefused) as caught:
        structure_apart(b"# A walk\n\n" + b"*a* [b](c) " * 300_000, name="a.md")
    ending.join()
    assert caught.value.code == "cut_off"
    assert "damaged" not in str(caught.value)


def _end_the_reading():
    """End the child that reads, as a machine does that is short of memory."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        for thread in Path(f"/proc/{os.getpid()}/task").iterdir():
            for child in (thread / "children").read_text().split():
                if b"readings.isolated" in Path(f"/proc/{child}/cmdline").read_bytes():
                    os.kill(int(child), signal.SIGKILL)
                    return
        time.sleep(0.02)
