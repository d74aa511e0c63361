"""What the first line of a block of wrapped prose shows: whether it may stand over the others, and what those are."""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.lines import ends_sentence, first_word, starts_small
from readings.importers.opening_lines import indent_of

type Block = Sequence[str]

NO_HEADING = (".", ",", ";", ":", "…", "-", "–", "—")
_FULL = 0.75  # of the width: a line that with the next word would reach beyond it
_FILLED = 0.9  # the same of lines that are surely wrapped: verses beside narrow prose reach nearly as far


def is_full_to(line: str, after: str, width: int, share: float = _FULL) -> bool:
    return len(line) + 1 + first_word(after) > share * width


def may_lead(block: Block, unless: tuple[str, ...] = NO_HEADING) -> bool:
    """Whether the first line begins as headings do, and does not end as some do; the next has no small letter first."""
    first = block[0].strip()
    return (
        not first.endswith(unless)
        and (first[0].isupper() or first[0].isdigit())
        and not any(map(indent_of, block[1:]))
        and not starts_small(block[1])
        and block[1].lstrip("“‘\"'«»„([—–¿¡…")[:1].isalnum()
    )


def _are_filled(lines: Block, width: int) -> bool:
    return all(is_full_to(line, after, width, _FILLED) for line, after in pairwise(lines))


def is_prose(lines: Block, width: int) -> bool:
    """Recognise lines filled to the width, which go on with small letters, as verses rarely do both."""
    filled = len(lines) > 1 and _are_filled(lines, width)
    return filled and any(map(starts_small, lines[1:]))


def is_over_short_prose(block: Block, width: int) -> bool:
    """Recognise a heading over a paragraph too short to tell by its lines: it has an end, and is no list of words."""
    first, *lines = block
    is_long = len(lines) > 1 or 3 * len(lines[0]) >= width
    ended = ends_sentence(lines[-1]) and _are_filled(lines, width)
    return ended and (is_long or first.strip(" .").isdigit())


def is_over_prose(block: Block, width: int) -> bool:
    return is_prose(block[1:], width)
