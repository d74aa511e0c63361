"""Lists right under their name in plain text: notes under "Notes", books under "References", without blank lines between.

What the name promises is asked of the lines as well: notes begin with a number or a sign, books with who wrote them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from readings.importers.early_ends import had_room
from readings.importers.markers import marker_of
from readings.importers.numbered_lines import begins_note
from readings.importers.opening_lines import indent_of
from readings.importers.runs import Run
from readings.list_names import BIBLIOGRAPHIES, NOTE_HEADINGS

_LONGEST_NAME = 30  # code points
_NAME = r"[^\W\d_][\w’'-]*"
# such as "Reed, Nell. 1981", "van der Lee, A. (1981)", and a dash for the same again
_WRITTEN_BY = re.compile(rf"(?:{_NAME}(?: {_NAME}){{0,3}}, (?=[^\W\d_])|[—–_-]{{2,6}}[.,] )(?P<given>\S)?")
_ENDED = re.compile(r"[.!?)\]”»\"/\d]$")


def lists_under_names(runs: Sequence[Run], width: int) -> list[Run]:
    """Cut the name of a list from what stands right under it, and a list of books at each book.

    `width` is the one that the text is wrapped to, 0 where each line is a paragraph.
    """
    made: list[Run] = []
    is_books = False
    for run in runs:
        name = _name_of(run.lines[0])
        rest = run.lines[1:]
        if rest and (
            (name in NOTE_HEADINGS and _are_notes(rest)) or (name in BIBLIOGRAPHIES and _are_books(rest))
        ):
            made.append(replace(run, lines=run.lines[:1], leads=True))
            run = replace(run, line=run.line + 1, lines=rest)
        elif not rest:
            is_books = name in BIBLIOGRAPHIES
            made.append(run)
            continue
        is_books = (is_books or name in BIBLIOGRAPHIES) and _are_books(run.lines)
        made += _books(run, width) if is_books and width else [run]
    return made


def _name_of(line: str) -> str:
    return line.strip().strip(".:").lower() if len(line) <= _LONGEST_NAME else ""


def _are_notes(lines: Sequence[str]) -> bool:
    marker = marker_of(lines[0])
    return begins_note(lines[0]) or (marker is not None and marker.value == 1)


def _are_books(lines: Sequence[str]) -> bool:
    return _is_written_by(lines[0]) and not any(map(indent_of, lines))


def _is_written_by(line: str) -> bool:
    found = _WRITTEN_BY.match(line)
    return found is not None and (not found["given"] or found["given"].isupper() or found["given"].isdigit())


def _books(run: Run, width: int) -> Iterator[Run]:
    """Cut where a line has ended with a sentence, and the next one begins with a name, or would have had room in it.

    Only where both is so, it is sure.
    """
    starts, guessed = [0], [run.guessed]
    width = min(width, max(map(len, run.lines)))
    for at, (before, line) in enumerate(pairwise(run.lines), start=1):
        is_named, had_to = _is_written_by(line), not had_room(before, line, width, 1)
        if _ENDED.search(before) and (is_named or not had_to):
            starts.append(at)
            guessed.append(not is_named or had_to)
    for (start, end), is_guessed in zip(pairwise([*starts, len(run.lines)]), guessed, strict=True):
        yield replace(run, line=run.line + start, lines=run.lines[start:end], guessed=is_guessed)
