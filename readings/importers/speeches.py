"""Dashes at the beginning of lines that only say that somebody speaks, told from the bullets of a list."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from readings.importers.markers import Marker

_ENDS = (".", "?", "!", "…")
_ENDS_BEFORE_MORE = (*_ENDS, ":", "—", "–", "-")  # in a text known to be a dialogue
_LIVELY_ENDS = ("?", "!", "…")
_AFTER = ' ”"’»«“)'
_SAYING = re.compile(
    r"(?:[,?!…][”»’\"]?\s+|\s[–—-]\s?)(?:\w+\s)?(?:"
    r"said|asked|answered|replied|cried|whispered|sagt|sagte|fragt|fragte|rief|antwortete|meinte|flüsterte"
    r"|dit|dit-(?:il|elle|on)|disait|demanda|répondit|s’écria|cria|fit|dijo|preguntó|respondió|contestó|gritó|decía"
    r"|disse|chiese|rispose|gridò|domandò|perguntou|respondeu|gritou"
    r"|powiedziała?|rzekła?|zapytała?|odparła?|odpowiedziała?|сказала?|спросила?|ответила?|крикнула?"
    r"|řekla?|zeptala?|odpověděla?|sa|sade|sagde|spurte|frågade|svarade|svarte|spurgte|sanoi|kysyi|vastasi|zei|vroeg|dedi|sordu"
    r")\b(?!\sto\b)",
    re.IGNORECASE,
)


class _Group(NamedTuple):
    """Lines with the same dash that follow one another: the first, the one after the last, the words of each."""

    start: int
    end: int
    said: list[str]


def speeches(lines: Sequence[str], markers: Sequence[Marker | None]) -> list[bool]:
    """Tell for each line (or text of several) whether its dash only says that somebody speaks.

    Decided once for all lines with the same dash: in dialogue they are sentences, and some that follow one another end
    partly as questions or cries, or say who speaks; a list does neither. Lines that are no sentences stay items.
    """
    found = [False] * len(lines)
    for groups in _by_dash(lines, markers).values():
        count = sum(len(group.said) for group in groups)
        lively = [group for group in groups if _is_lively(group)]
        named = sum(bool(_SAYING.search(one)) for group in groups for one in group.said if _is_sentence(one))
        are_told = 4 * sum(len(group.said) for group in lively) >= count or 10 * named >= count
        for group in groups if are_told else lively:
            sentences = sum(_is_sentence(one, _ENDS_BEFORE_MORE) for one in group.said)
            if group in lively or 3 * sentences > 2 * len(group.said):
                found[group.start : group.end] = [True] * len(group.said)
    return found


def _by_dash(lines: Sequence[str], markers: Sequence[Marker | None]) -> dict[str, list[_Group]]:
    groups: dict[str, list[_Group]] = defaultdict(list)
    start = 0
    for dash, members in groupby(markers, key=_dash_of):
        marked = list(members)
        end = start + len(marked)
        if dash:
            pairs = zip(lines[start:end], marked, strict=True)
            said = [line[marker.text_at :].rstrip(_AFTER) for line, marker in pairs if marker]
            groups[dash].append(_Group(start, end, said))
        start = end
    return groups


def _dash_of(marker: Marker | None) -> str:
    """Return the dash that a line begins with, "" for one that is indented as items are."""
    return marker.style if marker and marker.style in "-–" and marker.indent < 2 else ""


def _is_lively(group: _Group) -> bool:
    lively = sum(one.endswith(_LIVELY_ENDS) for one in group.said)
    return 0 < lively < len(group.said) and all(map(_is_sentence, group.said))


def _is_sentence(said: str, ends: tuple[str, ...] = _ENDS) -> bool:
    return said.lstrip('¿¡“«»„"‘…(')[:1].isupper() and said.endswith(ends)
