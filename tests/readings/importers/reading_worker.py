"""Reads files that it is sent and says what came of each; a process of its own, so that a crash of it is seen.

It may take as much memory as the process that reads imports. Each message is a length of eight bytes and as many
bytes; the answer is one line. What goes wrong ends the process, with its traceback on the standard error.
"""

import json
import resource
import sys

import django

from readings.importers import ImportRefused
from readings.isolated import MEMORY
from readings.segmenting import structure
from readings.structure import Structure
from tests.readings.invariants import assert_sound
from tests.timing import within

SECONDS = 5  # of the processor's time, for files of some kilobytes


def answer(data: bytes) -> str:
    """Read a file as an import would: "ok" for a sound structure that is the same when it comes as JSON, or "refused".

    Whatever else comes of it, and whatever takes too long, is raised.
    """
    made = within(SECONDS, lambda: _read(data))
    if isinstance(made, ImportRefused):
        assert str(made).endswith("."), made
        return f"refused {made.code}"
    assert_sound(made)
    sent = json.dumps(made.as_dict(), ensure_ascii=False).encode()
    assert Structure.from_dict(json.loads(sent), made.pictures) == made
    return "ok"


def _read(data: bytes) -> Structure | ImportRefused:
    try:
        return structure(data)
    except ImportRefused as refusal:
        return refusal


def serve() -> None:
    """Answer until there is no more to read."""
    django.setup()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while head := sys.stdin.buffer.read(8):
        said = answer(sys.stdin.buffer.read(int.from_bytes(head)))
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
