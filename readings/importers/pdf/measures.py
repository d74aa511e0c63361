"""What most of a document is set in: size, face, and how far apart its lines stand. Everything else is told against it. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from readings.importers.pdf.entries import voices_of
from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line, most_common

_COMMON_LEADING = 1.2  # of the size, where a document does not tell
_LONGEST_OF_CELL = 40  # code points
_FEWEST_GOING_ON = 2  # lines with which a sentence goes on


@dataclass(frozen=True, slots=True)
class Measures:
    """What most of a document is set in. `leadings` are distances of baselines by size, in points.

    `voices` are the names that speak in it, if any do.
    """

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    leadings: dict[int, float] = field(default_factory=dict)
    voices: frozenset[str] = frozenset()

    def leading(self, size: float) -> float:
        """Return how far apart two lines of a paragraph of this size stand."""
        return self.leadings.get(round(2 * size), _COMMON_LEADING * size)


def _goes_on(line: Line, after: Line) -> bool:
    """Tell whether a sentence goes on from a line of prose, which is longer than one of a table's cell."""
    return len(line.text) > _LONGEST_OF_CELL and after.starts_small and not line.ends_sentence


def _of_lines(apart: float, within: Counter[float]) -> float:
    """Return the usual distance of lines; where no sentence ever goes on over it, it is that of short paragraphs."""
    closer, count = within.most_common(1)[0]
    return closer if not within[apart] and count >= _FEWEST_GOING_ON and closer < apart else apart


def measured(regions: Iterable[Region]) -> Measures:
    """Take the measures of a document."""
    letters = Counter[tuple[float, bool, bool, bool]]()
    distances: dict[int, Counter[float]] = defaultdict(Counter)
    within: dict[int, Counter[float]] = defaultdict(Counter)  # of lines with which a sentence goes on
    regions = list(regions)
    for region in regions:
        for line in region.lines:
            for run in line.runs:
                letters[run.size, run.bold, run.italic, run.fixed] += len(run.text)
        for one, two in pairwise(region.lines):
            apart = one.y - two.y
            if abs(one.size - two.size) <= 0.3 and 0.8 * one.size < apart < 2.6 * one.size:
                key, far = round(2 * one.size), round(2 * apart) / 2
                distances[key][far] += 1
                within[key][far] += _goes_on(one, two)
    total = sum(letters.values()) or 1
    size = most_common((face[0], count) for face, count in letters.items()) or 10.0

    def mostly(at: int) -> bool:
        return 2 * sum(count for face, count in letters.items() if face[at]) > total

    leadings = {}
    for key, counts in distances.items():
        apart, count = counts.most_common(1)[0]
        if count >= 4:
            leadings[key] = _of_lines(apart, within[key])
    return Measures(
        size, mostly(1), mostly(2), mostly(3), leadings, voices_of(region.lines for region in regions)
    )
