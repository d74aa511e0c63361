"""Where the sentences of plain lines pause: at the ends of the lines, as in verse, or anywhere, as in prose.

What that makes of the lines is for `readings.importers.verses`; nothing is decided here on what the words say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from readings.importers.lines import ends_sentence, starts_small

_CLOSING = ")”\"’'“«»‘›‹"
_FEWEST = 4  # ends that pause, in lines that surely end so
_MARKS = ",;:.!?…—–"
_PAUSE = re.compile(rf"[{_MARKS}][{_CLOSING}]*\s|\s[—–]")
_SENTENCE = re.compile(rf"(?<=\w\w)[.!?…][{_CLOSING}]? (?=\S)")


@dataclass(frozen=True, slots=True)
class Pauses:
    """What is counted of the lines of one block, or of several."""

    ends: int = 0  # of lines, that pause
    broken: int = 0  # lines with another one under them
    capitals: int = 0  # with which a line goes on with the sentence of the one before
    small: int = 0  # letters with which it does
    inside: int = 0  # pauses inside any line
    gaps: int = 0  # between the words of any line
    sentences: int = 0  # that end inside a line

    def __add__(self, other: "Pauses") -> "Pauses":
        return Pauses(
            self.ends + other.ends,
            self.broken + other.broken,
            self.capitals + other.capitals,
            self.small + other.small,
            self.inside + other.inside,
            self.gaps + other.gaps,
            self.sentences + other.sentences,
        )

    @property
    def expected(self) -> float:
        """How many of the lines would end with a pause if they ended anywhere."""
        return self.broken * (self.ends + self.inside) / ((self.broken + self.gaps) or 1)

    @property
    def are_capital(self) -> bool:
        """Whether lines begin with capitals as in old verse, and not only where a name or a noun happens to begin one."""
        return self.capitals > 2 * self.small

    @property
    def are_anywhere(self) -> bool:
        """Whether lines end where there is a pause no oftener than chance would have it."""
        beyond = self.ends - self.expected
        are_few = 5 * self.ends <= self.broken or beyond <= 0
        return not self.are_capital and (are_few or 2 * beyond * beyond <= 3 * self.expected)

    @property
    def are_at_ends(self) -> bool:
        """Whether lines surely end where there is a pause, as verses do."""
        return self.ends >= _FEWEST and 2 * self.ends >= max(self.broken, 5 * self.expected)


def pauses_of(block: Sequence[str]) -> Pauses:
    """Count the pauses of the lines of one paragraph or stanza."""
    pairs = list(pairwise(block))
    going_on = [starts_small(after) for line, after in pairs if not ends_sentence(line)]
    return Pauses(
        ends=sum(line.rstrip(_CLOSING)[-1:] in _MARKS for line, _after in pairs),
        broken=len(pairs),
        capitals=going_on.count(False),
        small=going_on.count(True),
        inside=sum(len(_PAUSE.findall(line)) for line in block),
        gaps=sum(len(line.split()) - 1 for line in block),
        sentences=sum(len(_SENTENCE.findall(line)) for line in block),
    )


def all_pauses(blocks: Sequence[Sequence[str]]) -> Pauses:
    """Count the pauses of several paragraphs or stanzas."""
    return reduce(Pauses.__add__, map(pauses_of, blocks), Pauses())
