"""The process in which a file is read: the file comes in, a line of JSON and the bytes of the pictures go out.

It is forked by `readings.forking` for each file. It loads no Django, and reads no second file.
"""

import json
import resource
import sys
from typing import Any

from readings.importers.refusing import ImportRefused
from readings.segmenting import structure

SECONDS = 20  # of the clock, and of work; less than a task of the worker may take
MEMORY = 1_000_000_000  # bytes of address space
LONGEST_ANSWER = 200_000_000  # bytes


def answer(data: bytes, facts: dict[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """What the child says of a file, as JSON has it, and the pictures in it."""
    try:
        made = structure(data, **facts)
    except ImportRefused as refusal:
        return {"refused": refusal.code, "message": refusal.message, "values": refusal.values}, []
    return made.as_dict(), [picture.data for picture in made.pictures.values()]


def read_within_bounds(of_work: int) -> None:
    """Be the child: take a line of facts and a file from the standard input. Sentences stay English until somebody reads them."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The first bound ends it by a signal of its own (SIGXCPU), by which `isolating` knows why it ended.
    resource.setrlimit(resource.RLIMIT_CPU, (of_work, of_work + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST_ANSWER + 1, LONGEST_ANSWER + 1))
    facts = json.loads(sys.stdin.buffer.readline())
    told, pictures = answer(sys.stdin.buffer.read(), facts)
    # In one piece, which `json` does in C: `json.dump` writes value by value and takes twice as long.
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    for picture in pictures:
        sys.stdout.buffer.write(picture)
    sys.stdout.flush()
