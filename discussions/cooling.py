"""Where a text has grown cold: stretches of paragraphs that nobody has spoken of, or not for long. Pure.

The margin's heat says where the group has been; this says where it has not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

COLDEST = 1  # a heat up to which a paragraph counts as cold
FEWEST_WORDS = 40  # of a stretch: less is a heading, or a line between two others


class HasWords(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def words(self) -> int: ...


class HasHeat(Protocol):
    @property
    def heat(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring paragraphs of one section, by the numbers of the first and the last. `cooled`: there was talk once."""

    first: int
    last: int
    words: int
    cooled: bool


def cold_stretches(
    paragraphs: Iterable[HasWords], margins: Mapping[int, HasHeat], sections: Sequence[int]
) -> list[Stretch]:
    """Find the cold stretches, in the order of the text. `sections` are the places at which a section begins.

    A heat of 0 is that of talk which is ahead of whoever looks: how warm it is they are not told, nor that it is cold.
    """
    begins = set(sections)
    found: list[Stretch] = []
    run: list[HasWords] = []
    for paragraph in paragraphs:
        margin = margins.get(paragraph.number)
        is_cold = margin is None or 0 < margin.heat <= COLDEST
        if run and (not is_cold or paragraph.start in begins):
            found.append(_stretch(run, margins))
            run = []
        if is_cold:
            run.append(paragraph)
    if run:
        found.append(_stretch(run, margins))
    return [stretch for stretch in found if stretch.words >= FEWEST_WORDS]


def _stretch(run: Sequence[HasWords], margins: Mapping[int, HasHeat]) -> Stretch:
    return Stretch(
        run[0].number,
        run[-1].number,
        sum(paragraph.words for paragraph in run),
        any(paragraph.number in margins for paragraph in run),
    )
