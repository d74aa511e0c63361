"""Reading a file in a process of its own, with bounds on time and memory, so that no file can take the site along.

The child (`readings.isolated`, a fork of `readings.forking`) knows no database and no secret of the site. What it found out comes back as a line of JSON, which can do
nothing, and after it the bytes of the pictures, which are looked at once more before they are believed to be some.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_noop as _

from readings.forking import LIFE
from readings.importers.pictures import Album
from readings.importers.refusing import ImportRefused, cut_off, too_slow
from readings.importers.signs import is_pdf
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
        brought.write(json.dumps(facts).encode() + b"\n")
        brought.write(data)
        brought.seek(0)
        ended = _read(brought, answer, alone=is_pdf(data))
        if ended == -signal.SIGXCPU:
            raise too_slow()
        if ended == -signal.SIGKILL:
            raise cut_off()
        if ended or answer.seek(0, os.SEEK_END) > LONGEST_ANSWER:
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


@dataclass(frozen=True)
class _Forker:
    """A process of `readings.forking`, and the line to it."""

    process: subprocess.Popen[bytes]
    line: socket.socket
    until: float

    def lives(self) -> bool:
        return time.monotonic() < self.until and self.process.poll() is None

    def end(self) -> None:
        """End it and its fork. It does so itself when the line is cut, unless it is not given the time."""
        self.line.close()
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


_idle: list[_Forker] = []  # as many as there are threads that read: one
os.register_at_fork(after_in_child=_idle.clear)  # they are the parent's


def _read(brought: IO[bytes], answer: IO[bytes], *, alone: bool) -> int:
    """Have a file read by a fork, SECONDS at most, and tell how the fork ended, as `subprocess` does.

    Only after a good end is the same process asked again: who tries what makes it stumble finds another memory each
    time. So does, `alone`, what is read in C++.
    """
    forker, ended = _started() if alone else _taken(), None
    try:
        with suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(forker.line, [str(OF_WORK).encode()], [brought.fileno(), answer.fileno()])
            if not select.select([forker.line], [], [], SECONDS)[0]:
                raise too_slow()
            ended = forker.line.recv(16)
    finally:
        if ended == b"0" and not alone:
            _idle.append(forker)
        else:
            forker.end()
    return int(ended) if ended else forker.process.returncode or -signal.SIGKILL


def _taken() -> _Forker:
    with suppress(IndexError):
        while not (forker := _idle.pop()).lives():
            forker.end()
        return forker
    return _started()


def _started() -> _Forker:
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        process = subprocess.Popen(
            [sys.executable, "-m", "readings.forking"],
            stdin=its.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"PATH": os.defpath, "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    return _Forker(process, ours, time.monotonic() + LIFE)


def end_idle() -> None:
    """End what waits for further files."""
    while _idle:
        _idle.pop().end()
