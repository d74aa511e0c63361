"""Endnotes that count i, ii, iii, as LibreOffice has them unless told otherwise: the last small lines of a document.

They are notes where each of their numbers is called once, raised behind a word, and in that order. Without such a list
a raised i is a letter of the text.
"""

import re
from collections.abc import Iterator, Sequence

from readings.importers.markup.placing import written
from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.notes import Note, without_label

_SMALLER = 0.94  # of the size of the body
_ROMAN = re.compile(r"[ivxl]{1,9}")
_BEGINS = re.compile(r"([ivxl]{1,9})[.)]?\s+(?=\S)")

type Keys = dict[tuple[int, str], str]


def roman_notes_apart(
    pages: Sequence[Sequence[Region]], measures: Measures
) -> tuple[list[list[Region]], list[Note], Keys]:
    """Return the columns without such notes, the notes, and their keys by the page that calls them and the number."""
    placed = [
        (page, at, line)
        for page, regions in enumerate(pages)
        for at, region in enumerate(regions)
        for line in region.lines
    ]
    start = len(placed)
    while start and _is_small(placed[start - 1][2], measures):
        start -= 1
    as_given = [list(regions) for regions in pages]
    calls = [(page, label) for page, _at, line in placed[:start] for label in _called(line)]
    wanted = [written(number, "i") for number in range(1, len(calls) + 1)]
    if not calls or [label for _page, label in calls] != wanted:
        return as_given, [], {}
    notes: list[Note] = []
    for page, at, line in placed[start:]:
        after = wanted[len(notes)] if len(notes) < len(wanted) else ""
        if after and _label(line) == after:
            notes.append(Note(after, page, [without_label(line, after)], line.x0, _edges(pages[page][at])))
        elif notes:
            notes[-1].lines.append(line)
        else:
            return as_given, [], {}
    if len(notes) < len(wanted):
        return as_given, [], {}
    taken = {id(line) for _page, _at, line in placed[start:]}
    bodies = [
        [
            region._replace(lines=left)
            for region in regions
            if (left := [line for line in region.lines if id(line) not in taken])
        ]
        for regions in pages
    ]
    return bodies, notes, {call: note.key for call, note in zip(calls, notes, strict=True)}


def _edges(region: Region) -> tuple[float, float]:
    return region.left, region.right


def _is_small(line: Line, measures: Measures) -> bool:
    return line.size <= _SMALLER * measures.size and not line.fixed and not line.table


def _called(line: Line) -> Iterator[str]:
    """Yield the raised roman numerals behind the words of a line."""
    for run in line.runs[1:]:
        if run.raised and _ROMAN.fullmatch(run.text.strip()):
            yield run.text.strip()


def _label(line: Line) -> str:
    """Return the roman numeral that a line begins with, raised or parted from its words by a space."""
    first = line.runs[0].text.strip()
    if line.runs[0].raised and len(line.runs) > 1 and _ROMAN.fullmatch(first):
        return first
    found = _BEGINS.match(line.text)
    return found[1] if found else ""
