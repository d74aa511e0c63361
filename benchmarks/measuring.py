"""Timing two ways of doing the same thing, in turns, so that what else the machine does hits both."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

Step = Callable[[], object]


def nothing() -> None:
    """What goes before a step that needs nothing."""


@dataclass(frozen=True)
class Row:
    """A figure beside its baseline: medians in milliseconds of so many rounds; what else was measured is a note.

    `bar` is how large the ratio may be, `most_ms` what ours takes less than, `most_memory` what `memory` is less than, in
    MB; 0 where nothing was agreed on.
    """

    name: str
    baseline: str
    ours: float
    theirs: float
    rounds: int
    note: str = ""
    bar: float = 0
    most_ms: float = 0
    memory: float = 0
    most_memory: float = 0

    @property
    def ratio(self) -> float:
        """How many times as long ours takes as the baseline."""
        return self.ours / self.theirs


def compare(
    name: str,
    ours: Step,
    *,
    against: str,
    baseline: Step,
    before: Step = nothing,
    rounds: int,
    seconds: float,
    **more: Any,
) -> Row:
    """Time two steps in turns, `rounds` times or for so many seconds, but three times at least; `more` is for the row.

    `before` runs ahead of each of them and is not timed. A first round of both warms up and does not count.
    """
    timings: list[tuple[float, float]] = []
    _timed(ours, before)
    _timed(baseline, before)
    until = time.monotonic() + seconds
    while len(timings) < 3 or (len(timings) < rounds and time.monotonic() < until):
        # Whoever comes second finds warmer caches: take turns in that too.
        if len(timings) % 2:
            timings.append((_timed(ours, before), _timed(baseline, before)))
        else:
            theirs = _timed(baseline, before)
            timings.append((_timed(ours, before), theirs))
    return Row(
        name=name,
        baseline=against,
        ours=median(pair[0] for pair in timings),
        theirs=median(pair[1] for pair in timings),
        rounds=len(timings),
        **more,
    )


def _timed(step: Step, before: Step) -> float:
    """Milliseconds that a step takes."""
    before()
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000
