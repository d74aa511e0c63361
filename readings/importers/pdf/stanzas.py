"""Lines that are meant as lines: verse, told from prose by where its lines end; and what is set in the middle."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from readings.importers.pdf.lines import Line

_FEWEST_OF_STANZA = 2  # lines, beside another stanza
_ALIKE = 2.0  # points
_FAR = 0.66  # of the width of the column: so far to the right lines reach at most that end far from its edge
_SPACE = 0.25  # of the size
_SLACK = 0.35  # of the size: a space, and what a width is uncertain by
SENTENCES = re.compile(r"[.!?][”’\"»)]?\s+[“‘\"«(]?[^\W\d_a-zß-ÿ]|[-\u00ad]$")
_SHORT = 0.33  # of the lines had room for the next word
_FEWEST_FLUSH = 4  # lines that are not set in
_FEWEST_LARGE = 4  # lines that each begin with a capital: fewer may be short paragraphs
_TURNED = 0.34  # of the lines may be what had no room in the line above
_SAME_PLACE = 1.0  # points
_MOST = 0.6  # of the width of the column: shorter lines of one width may be in the middle by chance
_FEWEST_ABOUT_ONE, _RAGGED = 3, 0.06  # lines, and of the width of the column
STOPS = re.compile(r"[.!?…][”’\"»)\]]*$")
_BEFORE = " “‘\"'«([—"
HYPHENS = ("-", "‐", "\u00ad")
_FARTHER = 0.8  # the same for lines that are set in
_HALF = 0.4  # of the column: hardly any paragraph leaves so much beside it
_CLEAR = 0.2  # of the longest line: no prose leaves so much free before a word that has room there


def are_verse(lines: Sequence[Line], left: float, right: float) -> bool:
    """Recognise lines that all end long before they had to, and so are meant as lines."""
    width = right - left
    if len(lines) < 2 or any(line.cells or len(line.text) > 90 for line in lines):
        return False
    if len(lines) == 2:  # perhaps the rest of a poem on its next page, so indented and far from full
        return not lines[0].text.endswith((".", "!", "?", ":")) and all(
            line.x0 - left > line.size and right - line.x1 > 0.35 * width and not line.starts_small
            for line in lines
        )
    if _begin_large(lines, right):
        return True
    if any(line.x1 - line.x0 > 0.92 * width for line in lines):
        return False
    pairs = list(pairwise(lines))
    early = sum(right - one.x1 > two.first_word + 0.1 * width for one, two in pairs)
    if 10 * early < 9 * len(pairs):
        return False
    small = sum(line.starts_small for line in lines)
    if 5 * small <= len(lines) - 1:
        return True
    if _are_left_short(lines, left, right) or _are_short_in_middle(lines, left, right):
        return True
    own = max(line.x1 for line in lines)
    full = sum(not one.ends_early(two, own) for one, two in pairs)
    # Prose breaks no line within a sentence where the next word still had room, however narrow its column is.
    broken = sum(_is_broken(one, two, own) for one, two in pairs)
    if broken >= max(len(lines) / 4, 1):
        return True
    # Else a narrow column, filled. Lines that mostly begin small are verse where hardly any is full.
    return 10 * full < 7 * len(pairs) and (2 * small <= len(lines) or 2 * full <= len(pairs))


def _begin_large(lines: Sequence[Line], right: float) -> bool:
    """Recognise lines that each begin with a capital, also within a sentence, and mostly had room for the next word.

    Prose takes every word for which there is room, and breaks words. One or two lines may fill a small page even so, and
    words that had no room in their line may stand under it.
    """
    turned = sum(not is_large(line) for line in lines)
    own = max(line.x1 for line in lines)
    if len(lines) - turned < _FEWEST_LARGE or turned > _TURNED * len(lines) or not is_large(lines[0]):
        return False
    if not all(is_large(two) or _is_turned_over(one, two, own) for one, two in pairwise(lines)):
        return False
    room = [right - line.x1 for line in lines[:-1]]
    open_ended = sum(not STOPS.search(line.text) for line in lines[:-1])
    early = len(_had_room(lines, room))
    return 2 * early > len(room) and 2 * open_ended >= len(room)


def _is_turned_over(line: Line, after: Line, right: float) -> bool:
    """Tell the last words of a line of verse that had no room in it from a line of its own."""
    room = right - line.x1
    short = after.x1 - after.x0 < _SHORT * (line.x1 - line.x0)
    full = room <= _first_word(after) + _SLACK * after.size
    return (
        after.starts_small and not line.ends_sentence and short and full and not line.text.endswith(HYPHENS)
    )


def is_large(line: Line) -> bool:
    """Tell whether a line begins with a capital, marks before it aside, and ends with no part of a word."""
    return line.text.lstrip(_BEFORE)[:1].isupper() and not line.text.endswith(HYPHENS)


def _are_left_short(lines: Sequence[Line], left: float, right: float) -> bool:
    """Recognise lines that all end far from the edge, and of which many had room for the next word even so.

    Prose in a column of its own, however narrow, takes every word for which there is room, ends sentences within its
    lines and breaks words. Lines that are not set in are four at least, and one of them is clearly short.
    """
    own = max(line.x1 for line in lines)
    set_in = all(line.x0 - left > 0.6 * line.size for line in lines)
    furthest = _FARTHER if set_in else _FAR
    if own - left > furthest * (right - left) or any(SENTENCES.search(line.text) for line in lines):
        return False
    room = [own - one.x1 for one in lines[:-1]]
    short = _had_room(lines, room)
    if len(lines) < 3 or len(short) < _SHORT * len(room):
        return False
    if set_in:
        return True
    longest = own - min(line.x0 for line in lines)
    return len(lines) >= _FEWEST_FLUSH and max(short) > _CLEAR * longest


def _are_short_in_middle(lines: Sequence[Line], left: float, right: float) -> bool:
    """Recognise lines in the middle of a column of which many had room for the next word within the longest one."""
    longest = max(line.x1 - line.x0 for line in lines)
    if len(lines) < 3 or longest > _FAR * (right - left) or not are_centred(lines, left, right):
        return False
    room = [longest - (line.x1 - line.x0) for line in lines[:-1]]
    inside = any(SENTENCES.search(line.text) for line in lines)
    return not inside and len(_had_room(lines, room)) >= _SHORT * len(room)


def _had_room(lines: Sequence[Line], room: Sequence[float]) -> list[float]:
    """Return the room of the lines behind which the first word of the next one would have fitted."""
    pairs = zip(room, lines[1:], strict=True)
    return [free for free, after in pairs if had_room_for(after, free)]


def had_room_for(after: Line, room: float) -> bool:
    """Tell whether the first word of a line would have fitted into the room behind the line above it."""
    return room > _first_word(after) + _SLACK * after.size


def are_joined_short(lines: Sequence[Line], left: float, right: float) -> bool:
    """Tell whether many of the lines taken as a paragraph had room for the next word, so that they may be verse.

    It is asked of their own longest line, of two lines whether they leave so much of the column free, and of lines in
    the middle of the column, which fill no other width, of the column.
    """
    if any(line.cells or line.bold for line in lines):
        return False
    if are_centred(lines, left, right):
        return bool(_had_room(lines, [right - left - (line.x1 - line.x0) for line in lines[:-1]]))
    return any(_had_short(list(part), left, right) for _, part in groupby(lines, key=lambda line: line.page))


def _had_short(lines: Sequence[Line], left: float, right: float) -> bool:
    own = max(line.x1 for line in lines) if len(lines) > 2 else right - _HALF * (right - left)
    room = [own - line.x1 for line in lines[:-1]]
    return bool(room) and len(_had_room(lines, room)) >= _SHORT * len(room)


def _first_word(line: Line) -> float:
    """Return the width of the first word of a line, exactly where it is known where the next one begins."""
    starts = line.runs[0].starts
    return starts[1] - starts[0] - _SPACE * line.size if len(starts) > 1 else line.first_word


def _is_broken(line: Line, after: Line, right: float) -> bool:
    """Tell whether a line ends within a sentence, a third of the way before the longest one, with room for the next word."""
    room = right - line.x1
    longest = right - min(line.x0, after.x0)
    return (
        after.starts_small
        and not line.ends_sentence
        and line.ends_early(after, right)
        and room > 0.3 * longest
    )


def are_couplets(one: Sequence[Line], two: Sequence[Line], right: float) -> bool:
    """Recognise two pairs of lines, of each of which the second is set in as far, though the first had not ended."""
    if not len(one) == len(two) == 2:
        return False
    lines = (*one, *two)
    alike = all(
        abs(a.x0 - b.x0) <= _ALIKE and abs(a.size - b.size) <= 0.3 for a, b in zip(one, two, strict=True)
    )
    set_in = one[1].x0 - one[0].x0 > 0.6 * one[0].size
    width = right - one[0].x0
    early = all(right - line.x1 > 0.25 * width for line in lines)
    return alike and set_in and early and not any(line.cells or line.bold for line in lines)


def is_next_stanza(before: Sequence[Line], lines: Sequence[Line], left: float, right: float) -> bool:
    """Tell whether lines next to a stanza, with only space between them, are another one, which of themselves may be prose."""
    width = right - left
    edges = abs(min(line.x0 for line in before) - min(line.x0 for line in lines))
    alike = (
        len(lines) >= _FEWEST_OF_STANZA
        and edges <= 0.6 * lines[0].size
        and abs(before[0].size - lines[0].size) <= 0.08 * lines[0].size
        and not any(line.cells or line.bold != before[0].bold for line in lines)
    )
    if not alike:
        return False
    room = [right - line.x1 for line in lines[:-1]]
    # The rest of a stanza that its page cut, of which each line begins with a capital, as no lines of prose do.
    cut = before[-1].page != lines[0].page and not STOPS.search(before[-1].text)
    if cut and len(lines) >= _FEWEST_LARGE - 1 and all(is_large(line) for line in (*before, *lines)):
        return True
    set_in = all(line.x0 - left > line.size for line in (*before, *lines))
    if set_in and all(is_large(line) for line in (*before, *lines)):
        return len(_had_room(lines, room)) == len(room) and not all(STOPS.search(one.text) for one in lines)
    return (
        all(right - one.x1 > two.first_word + 0.1 * width for one, two in pairwise(lines))
        and right - lines[-1].x1 > 0.2 * width
    )


def _are_set_in(lines: Sequence[Line], width: float) -> bool:
    starts = [line.x0 for line in lines]
    longest = max(line.x1 for line in lines) - min(starts)
    return len(lines) > 1 and max(starts) - min(starts) <= _SAME_PLACE and longest > _MOST * width


def are_centred(lines: Sequence[Line], left: float, right: float) -> bool:
    """Tell whether each line stands in the middle of its column, away from both edges.

    Where lines are set ragged the column is wider than its lines show; several lines about one middle need less of it.
    Lines that begin under one another fill a column set in on both sides, as a quotation that its page cuts.
    """
    if _are_set_in(lines, right - left):
        return False
    middle, width = (left + right) / 2, right - left
    middles, starts = [(line.x0 + line.x1) / 2 for line in lines], [line.x0 for line in lines]
    about_one = (
        len(lines) >= _FEWEST_ABOUT_ONE
        and max(middles) - min(middles) <= 1
        and max(starts) - min(starts) > lines[0].size
    )
    allowed = (_RAGGED if about_one else 0.02) * width + 1
    return all(
        abs(at - middle) <= allowed and line.x0 - left > 0.05 * width
        for at, line in zip(middles, lines, strict=True)
    )
