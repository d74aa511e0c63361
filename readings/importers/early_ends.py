"""Lines of wrapped prose that end long before they had to: whoever wrapped it did not need to end them there.

Such a line may be a heading right over its paragraph, the last one of a paragraph, or somebody's words. Length alone
does not tell which, so nothing is cut here: what is surely something is for `readings.importers.glued`.
"""

from collections.abc import Sequence
from itertools import pairwise

from readings.importers.first_lines import may_lead
from readings.importers.lines import ends_sentence, first_word

# Of the width: whoever wraps puts the next word into a line that would not reach beyond it with it.
_CLEAR = 0.85
_QUARTER_LEFT = 0.75


def early_ends(lines: Sequence[str], width: int) -> list[int]:
    """Return which lines left room for half the width of the text or more, the last one aside, which ends anywhere."""
    if len(lines) < 2 or 2 * min(map(len, lines[:-1])) > width:
        return []  # as nearly always
    return [at for at, (line, after) in enumerate(pairwise(lines)) if ends_early(line, after, width)]


def ends_early(line: str, after: str, width: int) -> bool:
    """Tell whether a line with the first word of the next one would have filled half of the width at most."""
    return 2 * (len(line) + 1 + first_word(after)) <= width


def had_room(line: str, after: str, width: int, share: float = _CLEAR) -> bool:
    """Tell whether the first word of the next line would have fitted into this one: surely so, unless the share is 1."""
    return len(line) + 1 + first_word(after) <= share * width


def begins_early(lines: Sequence[str], width: int) -> bool:
    """Tell whether the first line left room for a quarter of the width, and may be a heading over the others.

    Once that is chance, twice in a text hardly.
    """
    return (
        len(lines) > 1
        and had_room(lines[0], lines[1], width, _QUARTER_LEFT)
        and not ends_sentence(lines[0])
        and may_lead(lines)
    )
