"""Importing and publishing a long book, against decoding its file and copying the very same rows."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from resource import RUSAGE_SELF, getrusage

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from benchmarks.measuring import Row, compare
from readings.importing import import_text
from readings.isolated import SECONDS
from readings.models import Edition, Text
from readings.withdrawing import remove

MOST_MS, MOST_MEMORY, MOST_TIMES = 1500, 300, 5  # MB; times the cost of decoding and copying
BOOK = settings.CORPUS_DIR / "exodus.txt"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def rows() -> Iterator[Row]:
    if not BOOK.exists():
        print(f"Skipped: import and publish, because there is no {BOOK.name} in CORPUS_DIR.")
        return
    data = BOOK.read_bytes()
    edition = imported(data)
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024 + peak_of_the_child()
    sections = list(edition.sections.values_list("number", "level", "title", "span", "own_words"))
    paragraphs = [
        (number, kind, span, words, Jsonb(marks), Jsonb(more))
        for number, kind, span, words, marks, more in edition.paragraphs.values_list(
            "number", "kind", "span", "words", "marks", "data"
        )
    ]
    found = list(edition.search_rows.values_list("number", "config", "words", "vector"))

    def bare() -> None:
        data.decode()
        with transaction.atomic(), connection.cursor() as cursor:
            text = Text.objects.create(slug="copied", title=edition.text.title)
            copied = Edition.objects.create(
                text=text, number=1, content=edition.content, length=edition.length, words=edition.words
            )
            columns = "edition_id, number, level, title, span, own_words"
            with cursor.copy(f"COPY readings_section ({columns}) FROM STDIN") as copy:
                for section in sections:
                    copy.write_row((copied.pk, *section))
            columns = "edition_id, number, kind, span, words, marks, data"
            with cursor.copy(f"COPY readings_paragraph ({columns}) FROM STDIN") as copy:
                for paragraph in paragraphs:
                    copy.write_row((copied.pk, *paragraph))
            columns = "edition_id, number, config, words, vector"
            with cursor.copy(f"COPY readings_searchrow ({columns}) FROM STDIN") as copy:
                for row in found:
                    copy.write_row((copied.pk, *row))
            Edition.objects.filter(pk=copied.pk).update(published_at=NOW)
            Text.objects.filter(pk=text.pk).update(current_edition=copied)

    def forget() -> None:
        for text in Text.objects.exclude(pk=edition.text_id):
            remove(text=text)

    yield compare(
        f"import and publish {BOOK.name}",
        lambda: imported(data),
        against="decode, COPY the same rows",
        baseline=bare,
        before=forget,
        rounds=9,
        seconds=30,
        bar=MOST_TIMES,
        most_ms=MOST_MS,
        memory=peak,
        most_memory=MOST_MEMORY,
        note="here and in the child",
    )
    forget()
    remove(text=edition.text)


def peak_of_the_child() -> float:
    """How much memory the process takes that reads the book, in MB.

    It is begun once more by a small process that says so: Linux counts to a child what its parent had in memory when
    it began, so as our own child it would seem to take as much as we do.
    """
    measure = (
        "import subprocess, sys; from resource import RUSAGE_CHILDREN, getrusage;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); print(getrusage(RUSAGE_CHILDREN).ru_maxrss)"
    )
    child = f"from readings.isolated import read_within_bounds; read_within_bounds({SECONDS})"
    with tempfile.TemporaryFile() as book:
        book.write(json.dumps({"name": BOOK.name}).encode() + b"\n" + BOOK.read_bytes())
        book.seek(0)
        said = subprocess.run(
            [sys.executable, "-S", "-c", measure, sys.executable, "-c", child],
            stdin=book,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
        )
    return int(said.stdout) / 1024


def imported(data: bytes) -> Edition:
    return import_text(data=data, name=BOOK.name, title="Exodus", publish_at=NOW)
