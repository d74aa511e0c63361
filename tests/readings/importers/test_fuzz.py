"""Damaged files of every format: each is read into a sound structure or refused with a sentence, soon and in bounds.

A failure prints the chance it came of, `Random(…)`, and is tried again the next time. FUZZ_FILES=5000 tries as many of
each format.
"""

import os
import random
import select
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.readings.importers.mutating import SAMPLES, mutated

FILES = int(os.environ.get("FUZZ_FILES", "600"))  # of each format, new ones each time
PATIENCE = 30  # seconds for one file, as an import has them


class Reader:
    """A process that reads files; its death is seen, and the next file has a new one."""

    process: subprocess.Popen[bytes] | None = None

    def said(self, data: bytes) -> str:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.readings.importers.reading_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=site.BASE_DIR,
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(len(data).to_bytes(8) + data)
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        said = self.process.stdout.readline().decode().strip() if ready else f"took over {PATIENCE} seconds"
        if not said.startswith(("ok", "refused")):
            self.stop()
        return said or "the process that read it ended"

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.stop()


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_themselves_are_read(name: str, reader: Reader) -> None:
    assert {reader.said(data) for data in SAMPLES[name]} == {"ok"}


# A chance has no simpler one, so none is looked for.
@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
@settings(
    max_examples=FILES,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chance=st.randoms(use_true_random=True))
def test_a_damaged_file_becomes_a_sound_structure_or_is_refused(
    name: str, chance: random.Random, reader: Reader
) -> None:
    said = reader.said(mutated(name, chance))
    assert said.startswith(("ok", "refused")), said
