"""Notes at the foot of pages: lines in smaller type at the end of a column that begin with a number or a star.

So do lines in the type of the text, set off from it, whose raised number refers back to one in the text. They are taken out of the columns, so that the text runs on; a note and the raised number that refers to it
share a key.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from readings.importers.pdf.layout import Region
from readings.importers.pdf.lines import Line, Run
from readings.importers.pdf.measures import Measures
from readings.importers.pdf.set_off import LABEL, called_in, notes_set_off, rest_set_off
from readings.importers.pdf.words import labels_of, low

_SMALLER = 0.94  # of the size of the body
_BEGINS = re.compile(rf"[ ]*(?P<label>{LABEL})(?P<sign>[.)\]]?)(?P<space>[ ]*)(?=\S)")
_INDENT = 0.5  # of the size: so far in begins a second paragraph of a note
_APART = 1.25  # of the distance of its lines: so far below the last one as well
_FAR = 1.5  # of the same: so far below the last one begins a paragraph however full that is
_SAME_PLACE = 2.0  # points
_ENDS = (".", "!", "?", "”", '"', "’", ")", "]", "»")


@dataclass(slots=True)
class Note:
    """A note: what it is called, the page at whose foot it begins, its lines without the label.

    `left` is where its label stands, `edges` are those of its column, `leading` is how far apart lines of its size are.
    """

    label: str
    page: int
    lines: list[Line] = field(default_factory=list)
    left: float | None = None
    edges: tuple[float, float] = (0.0, 0.0)
    leading: float = 0.0

    @property
    def paragraphs(self) -> list[list[Line]]:
        """Its lines, cut where a sentence ends with room behind it and the next one stands further in or further below.

        No room is asked for where the space is large, or where all but the first lines of paragraphs hang.
        """
        made = [self.lines[:1]]
        for line, after in pairwise(self.lines):
            if self._is_parted(line, after):
                made.append([after])
            else:
                made[-1].append(after)
        return made

    def is_doubtful(self, paragraph: Sequence[Line]) -> bool:
        """Tell whether another paragraph may begin in one, where only room behind the sentence before shows it."""
        return any(
            line.ends_sentence and line.ends_early(after, self.edges[1]) and not after.starts_small
            for line, after in pairwise(paragraph)
            if line.page == after.page
        )

    def _is_parted(self, line: Line, after: Line) -> bool:
        if not line.ends_sentence or line.page != after.page:
            return False
        begun = self.left is not None and abs(after.x0 - self.left) < _SAME_PLACE
        set_in = self.left is not None and self.left > self.edges[0] + _INDENT * after.size
        hangs = self.left is not None and any(
            one.x0 > self.left + _INDENT * after.size for one in self.lines[1:]
        )
        edge = min(one.x0 for one in self.lines[1:])
        usual = min([self.leading or after.size * 9, *(one.y - two.y for one, two in self._pairs())])
        apart = line.y - after.y
        if (begun and hangs) or apart > _FAR * usual:
            return True
        below = after.x0 > edge + _INDENT * after.size or apart > _APART * usual
        return line.ends_early(after, self.edges[1]) and (below or (begun and set_in))

    def _pairs(self) -> Iterable[tuple[Line, Line]]:
        return ((line, after) for line, after in pairwise(self.lines) if line.y > after.y)

    @property
    def key(self) -> str:
        return f"{self.page}:{self.label}"

    @property
    def is_finished(self) -> bool:
        return bool(self.lines) and self.lines[-1].text.endswith(_ENDS)


def notes_apart(
    pages: Sequence[Sequence[Region]], measures: Measures
) -> tuple[list[list[Region]], list[list[Note]]]:
    """Return the columns of all pages without notes at their foot, and the notes of each page."""
    bodies: list[list[Region]] = []
    notes: list[list[Note]] = []
    before: Note | None = None
    last = 0
    waiting = frozenset[str]()  # labels on the page before whose notes did not stand at its foot
    calling = set[str]()  # labels so far whose notes did not stand at the feet of their pages
    for number, regions in enumerate(pages):
        called = called_in(regions)
        here = called | waiting
        raised = _referred(regions, measures)
        referred = raised | {"1", str(last + 1)}
        calling |= raised
        kept: list[Region] = []
        found: list[Note] = []
        for region in regions:
            start = _foot(region, measures, referred, before)
            if start == len(region.lines):
                start = notes_set_off(region.lines, measures, here)
                if before is not None and before.page == number - 1 and not before.is_finished:
                    start = rest_set_off(region.lines, start, measures, before.lines[-1], before.edges[1])
            if start < len(region.lines):
                for note in _notes(region, start, number, (referred, calling), before, measures):
                    if note is not before:
                        found.append(note)
                    before = note
                    last = int(note.label) if note.label.isdigit() else last
            if start:
                kept.append(region._replace(lines=region.lines[:start]))
        bodies.append(kept)
        notes.append(found)
        noted = {note.label for note in found}
        waiting = called - noted
        calling -= noted
        if before and before.page < number and before not in found:
            before = None
    return bodies, notes


def keys_of(notes: Iterable[Sequence[Note]]) -> dict[tuple[int, str], str]:
    """Return the keys of all notes by page and label."""
    return {(note.page, note.label): note.key for page in notes for note in page}


def _referred(regions: Iterable[Region], measures: Measures) -> frozenset[str]:
    """Return the labels of the raised numbers in the body of a page."""
    found = set[str]()
    for region in regions:
        for line in region.lines:
            if line.size > _SMALLER * measures.size:
                for run in line.runs[1:]:
                    found.update(re.findall(LABEL, labels_of(run)))
    return frozenset(found)


def _foot(region: Region, measures: Measures, referred: frozenset[str], before: Note | None) -> int:
    """Return the index of the first line of the notes at the end of a column; its length when it has none."""
    lines = region.lines
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * measures.size and not _is_apart(lines[start - 1]):
        start -= 1
    if start == len(lines):
        return start
    labelled = [at for at in range(start, len(lines)) if label_of(lines[at], referred)]
    first = labelled[0] if labelled else len(lines)
    if before is not None and start > 0 and _goes_on(before, lines[start : first + 1], first < len(lines)):
        return start
    return first


def _is_apart(line: Line) -> bool:
    """Tell code and tables, which are no notes however small they are set."""
    return line.fixed or bool(line.table)


def _goes_on(before: Note, lines: Sequence[Line], labelled: bool) -> bool:
    """Tell whether the last note of the page before goes on in small lines, of which the last may be `labelled`.

    Either its sentence was not finished, or no space parts these lines from the note that they stand above.
    """
    if before.page != lines[0].page - 1 or abs(lines[0].size - before.lines[-1].size) >= 0.3:
        return False
    return not before.is_finished or (
        labelled and all(one.y - two.y < 1.5 * one.size for one, two in pairwise(lines))
    )


def label_of(line: Line, referred: frozenset[str] = frozenset()) -> str:
    """Return the label that a line of a note begins with: raised, or one that is to be expected on the page."""
    first, text = line.runs[0], low(line.text)
    found = _BEGINS.match(text)
    if not found:
        return ""
    label = low(found["label"])
    if text[: found.end("label")] != line.text[: found.end("label")]:
        return label  # the file itself has a raised digit here
    smaller = first.raised or first.size < 0.9 * line.size
    if smaller and low(first.text.strip().rstrip(".)]")) == label:
        return label
    if label not in referred:
        return ""
    glued = not found["space"] and not found["sign"]
    return "" if glued and label.isdigit() and line.text[found.end()].islower() else label


def _notes(
    region: Region,
    start: int,
    page: int,
    labels: tuple[frozenset[str], Collection[str]],
    before: Note | None,
    measures: Measures,
) -> list[Note]:
    """Cut the lines at the foot of a column where a label begins the next note.

    `labels` are those to be expected on the page, and those called on any page so far that have no note yet: of notes
    that all stand at the end they begin one only where they count on, under the label before.
    """
    referred, calling = labels
    made = [before] if before is not None else []
    last = 0
    for line in region.lines[start:]:
        label = label_of(line, referred) or _counted_on(line, made[-1] if made else None, calling)
        value = int(label) if label.isdigit() else 0
        begins = bool(label) and (not value or not last or value == last + 1 or line.runs[0].raised)
        if begins or not made:
            leading = measures.leadings.get(round(2 * line.size), 0.0)
            edges = (region.left, region.right)
            made.append(Note(label, page, [without_label(line)], line.x0, edges, leading))
            last = value or last
        else:
            made[-1].lines.append(line)
    return made


def _counted_on(line: Line, before: Note | None, calling: Collection[str]) -> str:
    """Return the number of the note after this one, which was called on an earlier page, where a line begins with it."""
    if before is None or before.left is None or abs(line.x0 - before.left) >= _SAME_PLACE:
        return ""
    expected = str(int(before.label) + 1) if before.label.isdigit() else ""
    return label_of(line, frozenset((expected,))) if expected in calling else ""


def without_label(line: Line, label: str = "") -> Line:
    """Return a line of a note without the label that it begins with, which is told by its shape unless given."""
    found = (
        _BEGINS.match(low(line.text))
        if not label
        else re.match(rf"(?P<label>{label})(?P<sign>[.)]?)", line.text)
    )
    left = len(found["label"] + found["sign"]) if found else 0
    runs: list[Run] = []
    for run in line.runs:
        text = run.text if runs else run.text.lstrip()
        taken = min(left, len(text))
        left -= taken
        text = text[taken:] if runs else text[taken:].lstrip()
        if text:
            runs.append(run._replace(text=text, raised=run.raised and not taken))
    return Line(tuple(runs) or line.runs, line.y, line.page)
