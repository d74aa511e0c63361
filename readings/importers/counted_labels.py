"""Lines that a word and a number begin which count up right over paragraphs: "TOP 1: Money", "Week 2", "Question 3."

That a block holds several such parts shows only where no blank line does; what is on lines of its own is for
`readings.passes.headings`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from readings.importers.early_ends import had_room
from readings.importers.lines import ends_sentence
from readings.importers.runs import Run

_LABEL = re.compile(
    r"(?:(?P<word>[^\W\d_]{2,20})[ ](?P<number>\d{1,3})(?:[.:)]|[ ][–—-]|$)|(?P<sign>§)[ ]?(?P<counted>\d{1,3})[ ]+(?=[^\W\d_a-z]))"
)
_FEWEST = 2


class _Label(NamedTuple):
    """Where a label stands, its run and its line, and its number."""

    run: int
    line: int
    number: int


def under_labels(runs: Sequence[Run], width: int) -> list[Run]:
    """Cut at each label of a series that counts up from 1, and below it where its line ended early.

    Nobody had to end a line before it: it stands under a blank line, an end of a sentence or a line that had room.
    """
    cuts = defaultdict[int, list[int]](list)
    for series in _series(runs, width):
        for label in series:
            cuts[label.run].append(label.line)
    made: list[Run] = []
    for at, run in enumerate(runs):
        starts, ends = sorted(cuts.get(at, ())), set[int]()
        for line in starts:
            after = run.lines[line + 1 : line + 2]
            is_over = bool(after) and line + 1 not in starts and any(map(str.isalnum, after[0]))
            if is_over and had_room(run.lines[line], after[0].lstrip(), width):
                ends.add(line + 1)
        bounds = sorted({0, *starts, *ends, len(run.lines)}) if starts else [0, len(run.lines)]
        for start, end in pairwise(bounds):
            leads = run.leads if start == 0 else False
            part = replace(run, line=run.line + start, lines=run.lines[start:end], leads=leads or end in ends)
            made.append(part)
    return made


def _series(runs: Sequence[Run], width: int) -> list[list[_Label]]:
    """Return the labels of each word that count up from 1 where some stand within a block."""
    by_word = defaultdict[str, list[_Label]](list)
    for at, run in enumerate(runs):
        for line, words in enumerate(run.lines):
            found = _LABEL.match(words)
            word = (found["word"] or found["sign"]) if found else ""
            if not found or word[0].islower():
                continue
            before = run.lines[line - 1] if line else ""
            if not before or ends_sentence(before) or had_room(before, words, width):
                by_word[word].append(_Label(at, line, int(found["number"] or found["counted"])))
    return [
        labels
        for labels in by_word.values()
        if len(labels) >= _FEWEST
        and [label.number for label in labels] == list(range(1, len(labels) + 1))
        and any(label.line or len(runs[label.run].lines) > 1 for label in labels)
    ]
