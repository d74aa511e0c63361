"""Which note a number refers to, in a text that does not say so itself.

Where numbers begin again, a reference belongs to the note of its own chapter; where that one is missing, to none.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from readings.list_names import NOTE_HEADINGS
from readings.passes.notes import name_of
from readings.pieces import Piece

type Place = tuple[int, str]  # of a note or a reference: its piece, and its label


def linked_notes(pieces: list[Piece]) -> list[Piece]:
    """Each reference belongs to the note of its number; of several such notes to that of its own chapter."""
    notes = [
        (index, piece.data["label"])
        for index, piece in enumerate(pieces)
        if piece.kind == "note" and "key" not in piece.data and "continues" not in piece.data
    ]
    references = [
        (index, mark.data["label"])
        for index, piece in enumerate(pieces)
        for mark in piece.marks
        if mark.kind == "note_ref" and "label" in mark.data
    ]
    targets = iter(_targets(pieces, notes, references))
    made = list(pieces)
    for index, _label in notes:
        key, at = f"note{index}", index
        while at == index or (at < len(made) and made[at].kind == "note" and made[at].data.get("continues")):
            made[at] = replace(made[at], data={**made[at].data, "key": key})
            at += 1
    for index, piece in enumerate(made):
        if any(mark.kind == "note_ref" and "label" in mark.data for mark in piece.marks):
            marks = []
            for mark in piece.marks:
                if mark.kind == "note_ref" and "label" in mark.data:
                    target = next(targets)
                    mark = replace(mark, data={"key": f"note{target}"}) if target >= 0 else mark
                marks.append(mark)
            made[index] = replace(piece, marks=tuple(marks))
    return made


def _targets(pieces: Sequence[Piece], notes: Sequence[Place], references: Sequence[Place]) -> list[int]:
    """Return for each reference the place of its note, -1 for none."""
    counted = [(index, label) for index, label in notes if label.isdecimal()]
    begin_again = len({label for _, label in counted}) < len(counted)
    by_label: dict[str, list[int]] = defaultdict(list)
    for index, label in notes:
        by_label[label].append(index)
    in_turn = {
        label: iter(_in_turn([index for index, one in references if one == label], places))
        for label, places in by_label.items()
    }
    numbers = [place for place in references if place[1].isdecimal()] if begin_again else []
    homes = iter(_homes(pieces, list(_runs(counted)), numbers))
    found = []
    for _index, label in references:
        if begin_again and label.isdecimal():
            found.append(next(homes).get(label, -1))
        else:
            found.append(next(in_turn[label]) if label in in_turn else -1)
    return found


def _runs(notes: Sequence[Place]) -> Iterator[list[Place]]:
    """Cut notes where their numbers begin again."""
    run: list[Place] = []
    for index, label in notes:
        if run and int(label) <= int(run[-1][1]):
            yield run
            run = []
        run.append((index, label))
    if run:
        yield run


def _in_turn(references: Sequence[int], notes: Sequence[int]) -> list[int]:
    """Return for each reference by one label a note of that label: first to first, or the next one after it."""
    if len(references) == len(notes):
        return list(notes)
    targets, at = [], 0
    for place in references:
        while at < len(notes) - 1 and notes[at] < place:
            at += 1
        targets.append(notes[at])
    return targets


def _homes(
    pieces: Sequence[Piece], runs: Sequence[list[Place]], references: Sequence[Place]
) -> list[dict[str, int]]:
    """Return for each reference the notes of the run that it belongs to, by their numbers; none where nothing tells."""
    if not references:
        return []
    known = [{label: index for index, label in run} for run in runs]
    if not any(index > runs[0][-1][0] for index, _ in references):  # all notes stand behind the text
        counted = list(_runs_of_references(references))
        if len(counted) != len(runs):
            return [{} for _ in references]
        return [home for run, home in zip(counted, known, strict=True) for _ in run]
    chapters = _chapters(pieces, runs)
    ends = [run[-1][0] for run in runs]
    homes: list[dict[str, int]] = []
    for index, _label in references:
        at = min(bisect_left(ends, index), len(runs) - 1)
        same = bisect_left(chapters, index) == bisect_left(chapters, runs[at][0][0])
        homes.append(known[at] if same and index <= ends[at] else {})
    return homes


def _runs_of_references(references: Sequence[Place]) -> Iterator[list[Place]]:
    """Cut references where 1 comes again after a higher number."""
    run: list[Place] = []
    for index, label in references:
        if run and label == "1" and run[-1][1] != "1":
            yield run
            run = []
        run.append((index, label))
    if run:
        yield run


def _chapters(pieces: Sequence[Piece], runs: Sequence[list[Place]]) -> list[int]:
    """Return the places of the headings that part the notes of one run from those of the next; none where some part none."""
    headings = [
        (index, piece.rank)
        for index, piece in enumerate(pieces)
        if piece.kind == "heading" and name_of(piece) not in NOTE_HEADINGS
    ]
    lowest = 0
    for run, after in pairwise(runs):
        between = [rank for index, rank in headings if run[-1][0] < index < after[0][0]]
        if not between:
            return []
        lowest = max(lowest, min(between))
    return [index for index, rank in headings if rank <= lowest]
