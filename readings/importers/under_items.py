"""What stands at the margin right under an item of wrapped text: the item's next line, or a paragraph of its own.

Whoever wraps would have put its first word into the line above, had it been one sentence or two of one paragraph. What
is set in under an item is for `nested_items`.
"""

import re
from collections.abc import Sequence

from readings.importers.early_ends import had_room
from readings.importers.lines import ends_sentence, starts_small
from readings.importers.markers import Marker, marker_of
from readings.importers.opening_lines import indent_of
from readings.importers.runs import Run

_SET_IN = 2  # spaces
_IN_SIGHT = 20  # lines
_LABEL = re.compile(r"[ ]*(?=[^\W\d_a-z])[^\W\d_]{2,20}:[ ]+\S")  # "ACTION: Bob", "Decided: yes"
_LEADS_ON = (":", ";", ")")  # they end lines, and no item for sure


def begins_own(lines: Sequence[str], at: int, item: Marker, width: int) -> bool:
    """Tell whether a line under an item begins a paragraph: it has a label, or the one above ended a sentence early."""
    before, line = lines[at - 1], lines[at]
    if not _is_at_margin(line, item):
        return False
    is_ended = ends_sentence(before) and not before.endswith(_LEADS_ON)
    has_room = had_room(before, line.lstrip(), width)
    return (is_ended and has_room) or (has_label(line) and (is_ended or has_room))


def has_label(line: str) -> bool:
    """Tell whether a line begins with a word and a colon, as what is to be done under an item of minutes."""
    return bool(_LABEL.match(line))


def is_of_item(lines: Sequence[str], at: int, around: Sequence[Marker]) -> bool:
    """Tell whether a paragraph is the item's: by its label, or set in like it, or where a list around it goes on below."""
    if has_label(lines[at]) or indent_of(lines[at]) >= _SET_IN:
        return True
    below = (marker_of(line) for line in lines[at + 1 : at + _IN_SIGHT])
    return any(marker.after(item) is not None for marker in below if marker for item in around)


def is_under_list(lines: Sequence[str], at: int, starts: Sequence[int], outer: Marker) -> bool:
    """Tell a paragraph at the margin right under a list whose items hang: the lines that go on with them are set in."""
    if indent_of(lines[at]) > outer.indent or starts_small(lines[at]) or not ends_sentence(lines[at - 1]):
        return False
    going_on = [line for index, line in enumerate(lines[:at]) if index not in starts]
    return bool(going_on) and all(indent_of(line) > outer.indent + 1 for line in going_on)


def may_end_item(run: Run, width: int) -> list[int]:
    """Return which lines of an item may end it, or its title, though the next one at the margin was joined with them."""
    if not run.marker:
        return []
    return [
        at
        for at, line in enumerate(run.lines[1:])
        if _is_at_margin(line, run.marker)
        and had_room(run.lines[at], line.lstrip(), width, *([1.0] if ends_sentence(run.lines[at]) else []))
    ]


def _is_at_margin(line: str, item: Marker) -> bool:
    """Tell a line that is not set in under an item, and may begin something."""
    return indent_of(line) <= item.indent and not starts_small(line) and any(map(str.isalpha, line))
