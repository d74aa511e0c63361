"""Lines that begin something new though nothing in how they are set says so: speeches, and entries of an index.

A speech begins with a name and a colon, where names come again and the line before has ended; an entry of an index
behind a line that ends in numbers of pages, where most lines do. Pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise, takewhile

from readings.importers.glued import voice_of
from readings.importers.pdf.lines import Line

_FEWEST_VOICES = 3
_OFTEN_INSIDE = 4  # times as rarely as at their beginnings names of speakers stand inside of lines
_FEWEST_ENTRIES = 4
_MOSTLY = 0.5  # of the lines end in numbers
_PAGES = re.compile(r"(?P<sure>,)?(?:^|[\s,;])\d{1,4}(?:[-–]\d{1,4})?[.;]?$")


def voices_of(columns: Iterable[Sequence[Line]]) -> frozenset[str]:
    """Return the names that speak in a document: several lines begin with each, hardly any other has it inside."""
    beginning, inside = Counter[str](), Counter[str]()
    lines = [line for column in columns for line in column if not line.table]
    for at, line in enumerate(lines):
        if (name := _voice(line)) and (not at or lines[at - 1].ends_sentence):
            beginning[name] += 1
    known = {name for name, times in beginning.items() if times > 1}
    for line in lines if known else ():
        text, bold = line.text, [run.text.strip() for run in line.runs[1:] if run.bold]
        inside.update(name for name in known if f" {name} " in text and (name.endswith(":") or name in bold))
    known -= {name for name in known if _OFTEN_INSIDE * inside[name] > beginning[name]}
    enough = len(known) > 1 and sum(beginning[name] for name in known) >= _FEWEST_VOICES
    return frozenset(known) if enough else frozenset()


def _voice(line: Line) -> str:
    """Return the name and colon, or the name in bold, with which a line begins, "" for none."""
    if name := voice_of(line.text):
        return f"{name}:"
    bold = "".join(run.text for run in takewhile(lambda run: run.bold, line.runs)).strip()
    alone = len(bold) == len(line.text) or not voice_of(f"{bold}:")
    return "" if alone else bold


def begins_speech(before: Line, line: Line, voices: Set[str]) -> bool:
    """Tell whether one of these voices speaks from a line on."""
    return bool(voices) and before.ends_sentence and _voice(line) in voices


def speeches_in(lines: Sequence[Line], voices: Set[str]) -> Iterator[int]:
    """Yield the lines that begin a speech."""
    yield from (at for at, pair in enumerate(pairwise(lines), 1) if begins_speech(*pair, voices))


def ends_entry(line: Line) -> bool:
    """Tell whether a line of an index ends in the numbers of pages."""
    return bool(_PAGES.search(line.text))


def entries_in(lines: Sequence[Line], right: float) -> Iterator[int]:
    """Yield the lines that begin an entry of an index: the one before ends in numbers, and had room, or a comma before them."""
    ends = [_PAGES.search(line.text) for line in lines]
    if sum(map(bool, ends)) < max(_FEWEST_ENTRIES, _MOSTLY * len(lines)):
        return
    for at, (end, (before, line)) in enumerate(zip(ends, pairwise(lines), strict=False), 1):
        new = end and (end["sure"] or before.ends_early(line, right) or not line.starts_small)
        if new and not line.text[:1].isdigit():
            yield at
