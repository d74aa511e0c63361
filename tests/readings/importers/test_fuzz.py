"""Mutated files of every format: each is read into a sound structure or refused with a sentence, and soon.

A failure names its seed, and how to try it again.
"""

import os
import random
import subprocess
import sys

import pytest
from django.conf import settings

from tests.readings.importers.mutating import SAMPLES, assert_read_or_refused, try_mutated

FEW = 60
MANY = int(os.environ.get("FUZZ_FILES", "300"))  # of each format, new ones each time


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_itself_is_read(name):
    assert_read_or_refused(SAMPLES[name])


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_becomes_a_sound_structure_or_is_refused(name):
    try_mutated(name, range(FEW))


@pytest.mark.long
def test_thousands_of_damaged_files_that_nobody_has_seen_before_do_no_harm_within_a_gigabyte():
    first = random.randrange(1_000_000, 1_000_000_000)
    tries = {
        name: subprocess.Popen(
            [sys.executable, "-m", "tests.readings.importers.mutating", name, str(first), str(first + MANY)],
            cwd=settings.BASE_DIR,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in SAMPLES
    }
    try:
        failed = [said for tried in tries.values() if (said := tried.communicate(timeout=240)[1])]
    finally:
        for tried in tries.values():
            tried.kill()
            tried.wait()
    assert not failed, "\n".join(failed)
    assert all(tried.returncode == 0 for tried in tries.values()), f"seeds from {first}"
