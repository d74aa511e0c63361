"""Notes in the size of the text at the foot of a page: told by space over them, and by the numbers that call them there. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.words import labels_of, low

LABEL = r"(?:\d{1,3}|[*∗⁎†‡§]{1,3})"
_GLUED = re.compile(
    r"(\d{1,3})(?=[“„«\"(]?[^\W\d_a-zß-ÿ])"
)  # against the first word of a note, which begins large
_CLOSE = 0.15  # of the size: a number nearer to a word than this belongs to it
_SET_OFF = 1.25  # of the distance of lines: notes in the size of the text stand at least so far below it
_PLAIN = re.compile(r"(\d{1,3}) (?=\S)")
_SAME_SIZE = 0.3  # points
_SAME_PLACE = 2.0  # points


def called_in(regions: Iterable[Region]) -> frozenset[str]:
    """Return the labels of the raised numbers that stand close to the words before them on a page."""
    found = set[str]()
    for region in regions:
        for line in region.lines:
            for before, run in pairwise(line.runs):
                close = not before.text.endswith(" ") and not run.text.startswith(" ")
                if run.raised and close and run.x0 - before.x1 < _CLOSE * line.size:
                    found.update(re.findall(LABEL, labels_of(run)))
    return frozenset(found)


def notes_set_off(lines: Sequence[Line], measures: Measures, called: frozenset[str]) -> int:
    """Return the index of the first line of notes in the size of the text; their number when there are none.

    Their labels are raised, or stand against the word after them. Or they are numbers like any other, where the note
    of each number that is called stands there.
    """
    first = _first_called(lines, measures, called, _set_off_label)
    if first < len(lines) or not called or not all(map(str.isdigit, called)):
        return first
    first = _first_called(lines, measures, called, _plain_label)
    labels = {label for line in lines[first:] if (label := _plain_label(line))}
    alike = all(abs(line.size - measures.size) < _SAME_SIZE and not line.bold for line in lines[first:])
    return first if labels == called and alike else len(lines)


def _first_called(
    lines: Sequence[Line], measures: Measures, called: frozenset[str], label_in: Callable[[Line], str]
) -> int:
    """Return the first line from which on each number that a line begins with is called and follows the one before."""
    first, after = len(lines), ""
    for at in range(len(lines) - 1, 0, -1):
        label = label_in(lines[at])
        if not label:
            continue
        follows = not after or not after.isdigit() or not label.isdigit() or int(after) == int(label) + 1
        if label not in called or not follows:
            break
        after = label
        if lines[at - 1].y - lines[at].y > _SET_OFF * measures.leading(lines[at].size):
            first = at
    return first


def _plain_label(line: Line) -> str:
    found = _PLAIN.match(line.text)
    return found[1] if found else ""


def rest_set_off(lines: Sequence[Line], end: int, measures: Measures, last: Line, right: float) -> int:
    """Return the index of the first of the lines up to `end` with which a note in the size of the text goes on behind its `last` one; `end` for none."""
    for at in range(end - 1, 0, -1):
        line = lines[at]
        if lines[at - 1].y - line.y > _SET_OFF * measures.leading(line.size):
            goes_on = line.starts_small and not last.ends_early(line, right)
            return at if goes_on and _are_alike(line, last) else end
    return end


def _are_alike(line: Line, other: Line) -> bool:
    return abs(line.size - other.size) < 0.3 and line.x0 < other.x0 + _SAME_PLACE


def _set_off_label(line: Line) -> str:
    """Return the raised number or star that a line begins with, or a number against its first word; else ""."""
    run = line.runs[0]
    if glued := _GLUED.match(line.text):
        return glued[1]
    label = low(run.text.strip())
    return label if len(line.runs) > 1 and run.raised and re.fullmatch(LABEL, label) else ""
