"""Reads files that it is sent and says what came of each; a process of its own, so that a crash of it is seen.

Each message is a length of eight bytes and as many bytes; the answer is one line. What goes wrong ends the process,
with its traceback on the standard error.
"""

import sys

from readings.importers import ImportRefused, read
from readings.segmenting import segment
from tests.readings.invariants import assert_sound


def answer(data: bytes) -> str:
    """Read a file as an import would: "ok" or "refused CODE"."""
    try:
        assert_sound(segment(read(data)))
    except ImportRefused as refused:
        return f"refused {refused.code}"
    return "ok"


def serve() -> None:
    """Answer until there is no more to read."""
    while head := sys.stdin.buffer.read(8):
        said = answer(sys.stdin.buffer.read(int.from_bytes(head)))
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
