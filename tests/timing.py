"""How long something takes the processor, told apart from what the machine does beside it and did before.

The clock counts what others do meanwhile, and a collection of what earlier tests left can fall into any moment; so the
processor's time is counted, with the collector at rest, and whatever took too long is tried again.
"""

import gc
import time
from collections.abc import Callable

TRIES = 3


def seconds(deed: Callable[[], object]) -> float:
    """Return the seconds of the processor that `deed` takes once."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        begun = time.process_time()
        deed()
        return time.process_time() - begun
    finally:
        if collecting:
            gc.enable()


def quickest(deed: Callable[[], object]) -> float:
    """Return the least of the seconds of the processor that `deed` takes in some tries: for comparing two."""
    return min(seconds(deed) for _try in range(TRIES))


def within[T](bar: float, deed: Callable[[], T]) -> T:
    """Return what `deed` does, which must take less than `bar` seconds of the processor in one of some tries."""
    answers: list[T] = []
    took: list[float] = []
    while not took or (min(took) >= bar and len(took) < TRIES):
        took.append(seconds(lambda: answers.append(deed())))
    assert min(took) < bar, f"{min(took):.3f} s, the quickest of {len(took)}"
    return answers[0]
