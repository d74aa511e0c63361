"""Paragraphs that are told by the indentation of their first lines, with no blank line between them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from readings.importers.lines import ends_sentence
from readings.importers.markers import Marker, marker_of

_FEWEST_OPENINGS = 3
_FEWEST_GOING_ON = 2
_LIKELY = 3  # depths that are looked at, the most common ones: the others are those of lists and stanzas
_FULL = 0.7  # of the width: a line that had no room for more
_DEEPEST = 12  # spaces: what is indented further is placed on its page, and begins nothing


class _Pair(NamedTuple):
    """A line right under another one."""

    before: str
    line: str

    @property
    def indent(self) -> int:
        return indent_of(self.line)


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def opening_of(lines: Sequence[str]) -> int:
    """Return by how many spaces the first line of each paragraph is indented in a text that is set so; else 0.

    What stands over such a line has ended as sentences do, while the lines that go on are full and need not begin with
    a capital; so neither verse nor hanging lines nor items are taken for it.
    """
    indented = [
        _Pair(before, line)
        for before, line in pairwise(lines)
        if line[:1].isspace() and before.strip() and line.strip()  # few: a book has a hundred thousand lines
    ]
    depths = Counter(pair.indent for pair in indented if 2 <= pair.indent <= _DEEPEST)
    if not depths:
        return 0
    likely = [depth for depth, count in depths.most_common(_LIKELY) if count >= _FEWEST_OPENINGS]
    for depth in likely:
        telling = [pair for pair in indented if pair.indent == depth and _is_telling(pair, depth)]
        if len(telling) > 1 and _are_paragraphs(telling):
            return depth if _goes_on_full(lines) else 0
    return 0


def _goes_on_full(lines: Sequence[str]) -> bool:
    """Whether the lines that are not indented go on with those over them, items apart."""
    going_on = [
        _Pair(before, line)
        for before, line in pairwise(lines)
        if line and not line[0].isspace() and before.strip()
        if marker_of(before) is None and marker_of(line) is None
    ]
    return len(going_on) >= _FEWEST_GOING_ON and _go_on(going_on)


def _is_telling(pair: _Pair, depth: int) -> bool:
    """Leave out what stands under an item or under a line that is set further in: those need not end as sentences do."""
    if ends_sentence(pair.before):
        return True
    return indent_of(pair.before) <= depth + 1 and marker_of(pair.before) is None


def _are_paragraphs(openings: Sequence[_Pair]) -> bool:
    ended = sum(ends_sentence(pair.before) for pair in openings)
    small = sum(pair.line.lstrip()[:1].islower() for pair in openings)
    unmarked = sum(marker_of(pair.line) is None for pair in openings)
    return 10 * ended >= 8 * len(openings) and 10 * small <= len(openings) and 6 * unmarked >= len(openings)


def _go_on(pairs: Sequence[_Pair]) -> bool:
    """Tell the further lines of paragraphs from lines that stand for themselves."""
    lengths = sorted(len(pair.before) for pair in pairs)
    width = lengths[len(lengths) * 9 // 10]
    full = sum(10 * (len(pair.before) + 1 + len(pair.line.split(None, 1)[0])) > 9 * width for pair in pairs)
    capitals = sum(pair.line[:1].isupper() for pair in pairs)
    return 10 * full >= 8 * len(pairs) and 10 * capitals <= 6 * len(pairs)


def opened(lines: Sequence[str], opening: int) -> list[int]:
    """Return at which of these lines a paragraph begins, the first aside, when `opening` spaces begin one.

    Lines that are set further in stand by themselves. A stanza with the same indentation is left whole: its lines
    mostly do not end as sentences do.
    """
    begins = [at for at in range(1, len(lines)) if is_opening(lines[at], opening)]
    ended = sum(ends_sentence(lines[at - 1]) for at in begins)
    if 2 * ended < len(begins):
        begins = []
    deep = [indent_of(line) > opening + 1 for line in lines]
    item: Marker | None = None
    for at, line in enumerate(lines):  # what hangs under the words of an item goes on with it
        item = marker_of(line) or (item if item and indent_of(line) == item.text_at else None)
        deep[at] = deep[at] and not (item and item.indent <= opening + 1)
    return sorted({*begins, *(at for at in range(1, len(lines)) if deep[at] != deep[at - 1])})


def is_opening(line: str, opening: int) -> bool:
    """Whether a line is indented as the first one of a paragraph; a space more or less is a slip."""
    return abs(indent_of(line) - opening) <= 1 < indent_of(line)


def are_opened_by_indentation(lines: Sequence[str]) -> bool:
    """Tell whether paragraphs begin with an indented line in a run, without a blank one between; in a poem lines do so anywhere."""
    inner = [before for before, line in pairwise(lines) if line.startswith("  ")]
    indented, ended = len(inner) + lines[0].startswith("  "), sum(map(ends_sentence, inner))
    is_mostly_ended = 2 * ended >= len(inner)
    return len(lines) > 3 and indented > 0 and 2 * indented < len(lines) and is_mostly_ended


def hanging(lines: Sequence[str], width: int) -> list[int]:
    """The lines with which entries begin whose further lines are set in, as in a bibliography or a play; empty for others.

    Lines are set in there because the one before was full, and it goes on: in a poem they are short.
    """
    inner = [at for at, line in enumerate(lines) if indent_of(line) >= 2]
    if not inner or indent_of(lines[0]) or any(marker_of(line) for line in lines):
        return []
    if any(len(lines[at - 1].rstrip()) < _FULL * width for at in inner):
        return []
    if 2 * sum(ends_sentence(lines[at - 1]) for at in inner) > len(inner):  # paragraphs that begin so
        return []
    return [at for at, line in enumerate(lines) if not indent_of(line)]
