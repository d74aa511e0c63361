"""Runs of lines that belong together in plain text, and where they are cut before anything is known of their words.

How a run is cut into paragraphs and items, and what each becomes, is for `readings.importers.plain`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from readings.importers.bylines import titled_lines
from readings.importers.columns import Grid
from readings.importers.markers import Marker
from readings.importers.numbered_lines import Listed
from readings.importers.opening_lines import indent_of
from readings.importers.sheets import goes_on


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that belong together, the source line of the first, and the list marker that they begin with.

    It `leads` where it stood right over the lines of the next one; that it is one of its own may be `guessed`. What stood
    `under` an item of its block is `of_item` where the list goes on below or a label says so.
    """

    line: int
    lines: list[str]
    marker: Marker | None = None
    doubled: bool = False
    grid: Grid | None = None
    sections: Listed | None = None
    leads: bool = False
    guessed: bool = False
    under: bool = False
    of_item: bool = False

    @property
    def indent(self) -> int:
        return min(map(indent_of, self.lines))

    @property
    def is_plain(self) -> bool:
        """Whether nothing tells yet what the lines are."""
        return not (self.marker or self.grid or self.sections)


def over_page_ends(runs: list[Run], tops: list[int]) -> list[Run]:
    """Join a run that the end of a page cut with the one that goes on with it."""
    if not tops:
        return runs
    made = runs[:1]
    for run in runs[1:]:
        before = made[-1]
        cut = bisect_left(tops, run.line + 1) - bisect_left(tops, before.line + len(before.lines))
        if cut == 1 and goes_on(before.lines[-1], run.lines[0]):
            made[-1] = replace(before, lines=[*before.lines, *run.lines])
        else:
            made.append(run)
    return made


def runs_of(lines: list[str], first_line: int, cuts: set[int]) -> Iterator[Run]:
    """Cut at blank lines, and where a page ends or a quotation begins or ends."""
    start = -1
    for index, line in enumerate(lines):
        if line and start >= 0 and index in cuts:
            yield Run(first_line + start, lines[start:index])
            start = index
        elif line and start < 0:
            start = index
        elif not line and start >= 0:
            yield Run(first_line + start, lines[start:index])
            start = -1
    if start >= 0:
        yield Run(first_line + start, lines[start:])


def title_alone(runs: list[Run]) -> list[Run]:
    """Part the title and the byline right under it, with which a text begins, from each other and from what follows."""
    if not runs or not (count := titled_lines(runs[0].lines)):
        return runs
    lines, first = runs[0].lines, runs[0].line
    made = [Run(first + at, lines[at : at + 1]) for at in range(count)]
    return made + [Run(first + count, lines[count:])] * (len(lines) > count) + runs[1:]
