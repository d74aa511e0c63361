"""The process in which a file is read: the file comes in, a line of JSON and the bytes of the pictures go out.

It is started by `readings.isolating` for each file, so it loads no Django and only the readers that the file needs.
"""

import ctypes
import json
import resource
import signal
import sys
from typing import Any

from readings.importers.refusing import ImportRefused
from readings.segmenting import structure

SECONDS = 20  # of the clock, and of work; less than a task of the worker may take
MEMORY = 1_000_000_000  # bytes of address space
LONGEST_ANSWER = 200_000_000  # bytes
PR_SET_PDEATHSIG = 1  # of <linux/prctl.h>: a worker that is killed takes its child along


def answer(data: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """What the child says of a file, as JSON has it, and the pictures in it."""
    try:
        made = structure(data, **facts)
    except ImportRefused as refusal:
        return {"refused": refusal.code, "message": refusal.message, "values": refusal.values}, []
    return made.as_dict(), [picture.data for picture in made.pictures.values()]


def main() -> None:
    """Be the child. Sentences stay English until somebody reads them."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The first bound ends it by a signal of its own (SIGXCPU), by which `isolating` knows why it ended.
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2]) + 1))
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
