"""Reading a file in a process of its own, with bounds on time and memory, so that no file can take the site along.

The child knows no database and no secret of the site. What it found out comes back as a line of JSON, which can do
nothing, and after it the bytes of the pictures, which are looked at once more before they are believed to be some.
"""

import ctypes
import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from readings.importers.pictures import Album
from readings.importers.refusing import ImportRefused
from readings.structure import Structure

SECONDS = 20  # less than a task of the worker may take
MEMORY = 1_000_000_000  # bytes of address space
LONGEST_ANSWER = 200_000_000  # bytes
PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>: a worker that is killed takes its child along


def structure_apart(
    data: bytes,
    *,
    name: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    page_order: Sequence[int] | None = None,
) -> Structure:
    """Make the structure of an edition from a file, as `readings.segmenting.structure` does, but out of harm's way.

    Takes at most SECONDS and MEMORY. Raises ImportRefused, whose text is a plain sentence for the person.
    """
    facts = {
        "name": name,
        "title": title,
        "authors": list(authors),
        "language": language,
        "page_order": page_order,
    }
    with tempfile.TemporaryFile() as brought, tempfile.TemporaryFile() as answer:
        brought.write(data)
        brought.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "readings.isolating", json.dumps(facts)],
            stdin=brought,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        try:
            if not _ends(child):
                raise ImportRefused(
                    "too_slow", _("This file takes too long to read. Please divide it into several texts.")
                )
        finally:
            child.kill()
            child.wait()
        if child.returncode or answer.seek(0, os.SEEK_END) > LONGEST_ANSWER:
            raise ImportRefused(
                "unreadable",
                _("This file cannot be read. It may be damaged, or far larger inside than it looks."),
            )
        answer.seek(0)
        told = json.loads(answer.readline())
        if "refused" in told:
            raise ImportRefused(told["refused"], told["message"], **told["values"])
        album = Album()
        for size in told["pictures"]:
            album.place(answer.read(size))
    return Structure.from_dict(told, album.pictures)


def _ends(child: subprocess.Popen[bytes]) -> bool:
    """Wait for the child, SECONDS at most, and go on the moment it ends: `Popen.wait` looks twenty times a second."""
    watch = os.pidfd_open(child.pid)
    try:
        return bool(select.select([watch], [], [], SECONDS)[0])
    finally:
        os.close(watch)


def answer(data: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """What the child says of a file, as JSON has it, and the pictures in it."""
    from readings.segmenting import structure

    try:
        made = structure(data, **facts)
    except ImportRefused as refusal:
        return {"refused": refusal.code, "message": refusal.message, "values": refusal.values}, []
    return made.as_dict(), [picture.data for picture in made.pictures.values()]


def main() -> None:
    """Be the child: the file comes in, JSON goes out. Sentences stay English until somebody reads them."""
    settings.configure(USE_I18N=False)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_ANSWER + 1, LONGEST_ANSWER + 1))
    told, pictures = answer(sys.stdin.buffer.read(), json.loads(sys.argv[1]))
    # In one piece, which `json` does in C: `json.dump` writes value by value and takes twice as long.
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    for picture in pictures:
        sys.stdout.buffer.write(picture)


if __name__ == "__main__":
    main()
