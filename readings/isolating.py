"""Reading a file in a process of its own, with bounds on time and memory, so that no file can take the site along.

The child (`readings.isolated`) knows no database and no secret of the site. What it found out comes back as a line of JSON, which can do
nothing, and after it the bytes of the pictures, which are looked at once more before they are believed to be some.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext_noop as _

from readings.importers.pictures import Album
from readings.importers.refusing import ImportRefused, cut_off, too_slow
from readings.isolated import LONGEST_ANSWER, SECONDS
from readings.structure import Structure

OF_WORK = SECONDS  # of the processor; a busy machine gives less than there is by the clock


def structure_apart(
    data: bytes,
    *,
    name: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    page_order: Sequence[int] | None = None,
    read_as: str = "",
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
        "read_as": read_as,
    }
    with tempfile.TemporaryFile() as brought, tempfile.TemporaryFile() as answer:
        brought.write(data)
        brought.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "readings.isolated", json.dumps(facts), str(OF_WORK)],
            stdin=brought,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
        try:
            if not _ends(child):
                raise too_slow()
        finally:
            child.kill()
            child.wait()
        if child.returncode == -signal.SIGXCPU:
            raise too_slow()
        if child.returncode == -signal.SIGKILL:
            raise cut_off()
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
