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
_VERBS = (
    r"said|asked|answered|replied|cried|whispered|sagt|sagte|fragt|fragte|rief|antwortete|meinte|flüsterte"
    r"|dit|dit-(?:il|elle|on)|disait|demanda|répondit|s’écria|cria|fit|dijo|preguntó|respondió|contestó|gritó|decía"
    r"|disse|chiese|rispose|gridò|domandò|perguntou|respondeu|gritou"
    r"|powiedziała?|rzekła?|zapytała?|odparła?|odpowiedziała?|сказала?|спросила?|ответила?|крикнула?"
    r"|řekla?|zeptala?|odpověděla?|sa|sade|sagde|spurte|frågade|svarade|svarte|spurgte|sanoi|kysyi|vastasi|zei|vroeg|dedi|sordu"
)
_SAYING = re.compile(rf"(?:[,?!…][”»’\"]?\s+|\s[–—-]\s?)(?:\w+\s)?(?:{_VERBS})\b(?!\sto\b)", re.IGNORECASE)
_SAYING_BEFORE = re.compile(rf"\b(?:{_VERBS})\b[^.:]{{0,40}}:$", re.IGNORECASE)
_LONGEST_HEADING = 60  # code points


class _Group(NamedTuple):
    """Lines with the same dash that follow one another: the first, the one after the last, the words of each.

    And the line before them, "" where they begin the text.
    """

    start: int
    end: int
    said: list[str]
    before: str

    @property
    def named(self) -> int:
        return sum(bool(_SAYING.search(one)) for one in self.said if _is_sentence(one))

    @property
    def is_announced(self) -> bool:
        return self.before.endswith(":")

    @property
    def is_led(self) -> bool:
        """Tell whether a colon or a heading leads to the lines, as to those of a list."""
        before = self.before.rstrip(_AFTER)
        is_short = len(before) <= _LONGEST_HEADING and any(map(str.isalpha, before))
        return self.is_announced or (is_short and not before.endswith((*_ENDS, ",", ";", "—", "–", "-")))


def speeches(lines: Sequence[str], markers: Sequence[Marker | None]) -> list[bool]:
    """Tell for each line (or text of several) whether its dash only says that somebody speaks.

    Decided once for all lines with the same dash: in dialogue they are sentences, and some that follow one another end
    partly as questions or cries, or say who speaks; a list does neither. Lines that are no sentences stay items. Minutes
    and programmes ask and cry too: what stands under a colon or a heading says nothing about the other lines.
    """
    found = [False] * len(lines)
    for groups in _by_dash(lines, markers).values():
        are_told = _are_told(groups)
        for group in groups:
            if _is_told(group) if are_told else _is_told_alone(group):
                found[group.start : group.end] = [True] * len(group.said)
    return found


def _are_told(groups: Sequence[_Group]) -> bool:
    """Tell whether the lines that stand in a story show that the dash is the one of speech in all of the text."""
    count = sum(len(group.said) for group in groups)
    free = [group for group in groups if not group.is_led]
    lively = [group for group in free if _is_lively(group)]
    often = len(lively) > 1 and 4 * sum(len(group.said) for group in lively) >= count
    named = sum(group.named for group in free)
    return often or (named > 0 and 10 * named >= count)


def _is_told(group: _Group) -> bool:
    if (
        group.is_announced
        and len(group.said) > 1
        and not group.named
        and not _SAYING_BEFORE.search(group.before)
    ):
        return False
    sentences = sum(_is_sentence(one, _ENDS_BEFORE_MORE) for one in group.said)
    return _is_lively(group) or 3 * sentences > 2 * len(group.said)


def _is_told_alone(group: _Group) -> bool:
    """Tell whether lines are speech in a text whose other lines with the same dash do not say so."""
    if group.is_led:
        often = 2 * group.named >= len(group.said) or (group.named > 0 and _is_lively(group))
        return often and not group.is_announced
    return _is_lively(group)


def _by_dash(lines: Sequence[str], markers: Sequence[Marker | None]) -> dict[str, list[_Group]]:
    groups: dict[str, list[_Group]] = defaultdict(list)
    start = 0
    for dash, members in groupby(markers, key=_dash_of):
        marked = list(members)
        end = start + len(marked)
        if dash:
            pairs = zip(lines[start:end], marked, strict=True)
            said = [line[marker.text_at :].rstrip(_AFTER) for line, marker in pairs if marker]
            before = lines[start - 1].strip() if start else ""
            if cut := _end_of_list(said):
                groups[dash].append(_Group(start, start + cut, said[:cut], before))
                start, said, before = start + cut, said[cut:], said[cut - 1]
            groups[dash].append(_Group(start, end, said, before))
        start = end
    return groups


def _end_of_list(said: Sequence[str]) -> int:
    """Return how many of these are the items of a list that goes on as one sentence, "a rope;", "a lamp.", before others."""
    count = next((at for at, one in enumerate(said) if not one.endswith((";", ","))), 0)
    return count + 1 if 0 < count < len(said) - 1 and said[count].endswith(".") else 0


def _dash_of(marker: Marker | None) -> str:
    """Return the dash that a line begins with, "" for one that is indented as items are."""
    return marker.style if marker and marker.style in "-–" and marker.indent < 2 else ""


def _is_lively(group: _Group) -> bool:
    lively = sum(one.endswith(_LIVELY_ENDS) for one in group.said)
    return 0 < lively < len(group.said) and all(map(_is_sentence, group.said))


def _is_sentence(said: str, ends: tuple[str, ...] = _ENDS) -> bool:
    return said.lstrip('¿¡“«»„"‘…(')[:1].isupper() and said.endswith(ends)
