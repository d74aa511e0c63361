"""Damaged PDFs: whatever the bytes are, a file is read or refused, in bounded time, and the reader lives on.

Each damage comes from a seed; the seed of a failure is printed, and FUZZ_SEED= makes it come again.
"""

import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path

import pytest
from reportlab.platypus import Paragraph

from tests.readings.importers.printing import CHAPTER, ITEM, QUOTE, TITLE, Book, prose
from tests.readings.importers.raw_pdf import of_one_page, stream

SECONDS, ENOUGH = 25, 10_000  # of the long run: it ends with the first of both
LEAST = 2_000  # files that it tries in any case, however busy the machine is
PATIENCE = 30  # seconds for one file, as a worker has it
ROOT = Path(__file__).parents[3]
NUMBERS = (b"-1", b"0", b"1e30", b"99999999999", b"4294967295")


class Worker:
    """A process that reads files; its death is seen."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.readings.importers.pdf_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )

    def said(self, data: bytes) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(len(data).to_bytes(8) + data)
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        if not ready:
            return "took too long"
        return self.process.stdout.readline().decode().strip() or "died"

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    running = [Worker(), Worker()]
    yield running
    for worker in running:
        worker.stop()


def made() -> list[bytes]:
    """A few whole files whose pages are not compressed, so that damage reaches what is printed on them."""
    flow = [
        Paragraph("The Boathouse", TITLE),
        Paragraph("First Winter", CHAPTER),
        Paragraph(prose(0) + "<super size=6>1</super> <i>" + prose(4, 1) + "</i>", QUOTE),
        Paragraph('See <a href="https://example.org/">the map</a>.', ITEM, bulletText="•"),
        *[Paragraph(prose(at, 5), QUOTE) for at in range(3)],
    ]
    one = Book(notes={1: ["1|A key of iron."]}, bookmarks=[(0, "First Winter", 1)], foot=str)
    two = Book(columns=2, head=lambda number: f"The Boathouse {number}", title="The Boathouse")
    written = (
        b"BT /F 12 Tf 50 700 Td 14 TL (The ferry left at seven.) Tj T* (Nobody stood on the pier.) Tj ET"
    )
    small = of_one_page(stream(written, packed=False))
    return [*(book.printed([*flow], compressed=False) for book in (one, two)), small, small]


def damaged(whole: bytes, seed: int) -> bytes:
    """A file with bytes changed, taken out, put in, doubled, numbers blown up, or its end cut off."""
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(data)) if data else 0
        kind = chance.choice(("change", "take", "put", "double", "number", "number", "end"))
        if kind == "change":
            some = chance.randbytes(chance.randint(1, 8))
            data[at : at + len(some)] = some
        elif kind == "take":
            del data[at : at + chance.randint(1, 200)]
        elif kind == "put":
            data[at:at] = chance.randbytes(chance.randint(1, 20))
        elif kind == "double":
            data[at:at] = data[at : at + chance.randint(1, 300)]
        elif kind == "number":
            digit = next((place for place in range(at, len(data)) if 48 <= data[place] <= 57), None)
            if digit is not None:
                data[digit : digit + 1] = chance.choice(NUMBERS)
        elif chance.random() < 0.1:
            del data[at:]
    return bytes(data)


def assert_each_is_read_or_refused(worker: Worker, seeds: Iterable[int]) -> int:
    wholes, tried = made(), 0
    for seed in seeds:
        said = worker.said(damaged(wholes[seed % len(wholes)], seed))
        assert said.startswith(("ok", "refused")), f"FUZZ_SEED={seed}: {said}"
        tried += 1
    return tried


@pytest.mark.long
def test_some_hundred_damaged_files_are_read_or_refused(workers: list[Worker]) -> None:
    given = os.environ.get("FUZZ_SEED")
    assert_each_is_read_or_refused(workers[0], [int(given)] if given else range(300))


@pytest.mark.long
def test_thousands_of_damaged_files_are_read_or_refused(workers: list[Worker], capsys) -> None:
    start, until = random.SystemRandom().randrange(2**40), time.monotonic() + SECONDS

    def seeds(first: int) -> Iterator[int]:
        return takewhile(
            lambda seed: seed < start + LEAST or time.monotonic() < until,
            range(first, start + ENOUGH, len(workers)),
        )

    with ThreadPoolExecutor(len(workers)) as pool:
        tried = sum(
            pool.map(
                assert_each_is_read_or_refused, workers, [seeds(start + at) for at in range(len(workers))]
            )
        )
    with capsys.disabled():
        sys.stdout.write(f"\n{tried} damaged PDFs from seed {start}\n")
    assert tried >= LEAST


@pytest.mark.long
def test_the_whole_files_are_read(workers: list[Worker]) -> None:
    assert [workers[0].said(data) for data in made()] == ["ok"] * len(made())
