"""Raised digits that raise a variable, a number or a unit, and call no note: "x²" beside a note 2 that a word calls.

A digit behind a single letter may be either. It is a power where another one like it, behind a word, on its page or
the next, calls the note of that number: a note is called once.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import SUPERSCRIPTS, Line
from readings.importers.pdf.notes import Note
from readings.importers.pdf.words import labels_of

_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
_RAISES = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]|(?<!\d)\d{1,3}|(?<![^\W\d_])(?:mm|cm|dm|km|kg|mc)|[)\]])$")


def with_powers(pages: Sequence[Sequence[Region]], notes: Sequence[Sequence[Note]]) -> list[list[Region]]:
    """Return the columns of all pages, whose notes are apart, with raised digits that are powers as signs of the text."""
    called = defaultdict[int, set[str]](set)
    for at, regions in enumerate(pages):
        for line in (line for region in regions for line in region.lines):
            called[at].update(label for _run, label, raises in _raised(line) if not raises)
    made: list[list[Region]] = []
    for at, regions in enumerate(pages):
        # A note of the next page may be called from this one, unless this one has its own of that number.
        elsewhere = called[at] | (called[at + 1] - {note.label for note in notes[at]})
        made.append([_without_powers(region, elsewhere) for region in regions])
    return made


def _without_powers(region: Region, called: set[str]) -> Region:
    return region._replace(lines=[_written(line, called) for line in region.lines])


def _raised(line: Line) -> Iterator[tuple[int, str, bool]]:
    """Yield the raised labels behind the words of a line, and whether each may raise what it stands at."""
    before = ""
    for at, run in enumerate(line.runs):
        label = labels_of(run)
        if label and before:
            yield at, label, bool(label.isdigit() and _RAISES.search(before))
        before = (before + run.text)[-10:]


def _written(line: Line, called: set[str]) -> Line:
    """Return a line in which the digits that call no note are signs of the text."""
    powers = [at for at, label, raises in _raised(line) if raises and label in called]
    if line.table or not powers:
        return line
    runs = list(line.runs)
    for at in powers:
        runs[at] = runs[at]._replace(text=runs[at].text.translate(_RAISED), raised=False)
    return Line(tuple(runs), line.y, line.page, line.cells)
