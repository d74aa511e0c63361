"""A text that is edited as people edit texts, and knows of each code point where it stood before.

Tests and benchmarks of anchoring and carrying measure against it what is found again.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pytest
from django.conf import settings

from readings.segmenting import structure

HANDBOOK = Path(settings.BASE_DIR) / "docs" / "handbook.md"
CORPUS = Path(settings.CORPUS_DIR)
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the project")
VILLAGE = (
    "The bakery opened at six, and the first to come was the miller’s daughter.\n\n"
    "She asked for a loaf of rye. “None left,” said the baker, who had slept too long.\n\n"
    "So she went home without bread, and the mill stood still until noon.\n\n"
    "The next day the bakery opened at five, and nobody came at all."
)
BREAK = "\n\n"
NEW = -1  # the origin of a code point that was not there before
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "—": " - ", "–": "-", "…": "...", '"': "“", "'": "’"}
)
Signs = list[tuple[str, int]]  # code points with their origins


@dataclass(frozen=True)
class Fate:
    """What became of a range: the share of its letters that is left, and the stretch which they stand in."""

    share: float
    start: int = -1
    end: int = -1

    def overlap(self, start: int, end: int) -> float:
        """How much of both ranges is in both."""
        if self.start < 0:
            return 0.0
        shared = max(0, min(end, self.end) - max(start, self.start))
        return shared / (max(end, self.end) - min(start, self.start))


@dataclass
class Edited:
    """A text in paragraphs, to be edited in place."""

    old: str
    rnd: random.Random
    paragraphs: list[Signs] = field(init=False)

    def __post_init__(self) -> None:
        self.paragraphs, at = [], 0
        for paragraph in self.old.split(BREAK):
            self.paragraphs.append([(sign, at + index) for index, sign in enumerate(paragraph)])
            at += len(paragraph) + len(BREAK)

    @property
    def new(self) -> str:
        """The text as it is now."""
        return BREAK.join(text(paragraph) for paragraph in self.paragraphs)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Words of this text, as often as they stand in it."""
        return [word for word in _WORD.findall(self.old) if len(word) > 2]

    def some_words(self, count: int) -> Signs:
        """Return so many words of the text in no order, as something new."""
        return [(sign, NEW) for sign in " ".join(self.rnd.choices(self.vocabulary, k=count))]

    def edit(self, share: float) -> None:
        """Edit about this share of all paragraphs as a page changes in its life."""
        kept: list[Signs] = []
        for paragraph in self.paragraphs:
            if self.rnd.random() < share:
                change = self.rnd.choices(CHANGES, weights=[8, 5, 4, 4, 2, 1, 2])[0]
                paragraph = change(self, paragraph)
            if paragraph:
                kept.append(paragraph)
            if self.rnd.random() < 0.03 * share:
                kept.append(self.some_words(50))
        self.paragraphs = kept
        self.move(len(kept) // 50)
        self.join_and_split()
        if self.rnd.random() < 0.4:
            self.paragraphs = [retyped(paragraph) for paragraph in self.paragraphs]

    def correct(self, edited: int, moved: int, deleted: int) -> None:
        """Change so many paragraphs somewhat, take so many out and move so many."""
        some = self.rnd.sample(range(len(self.paragraphs)), edited + deleted)
        for number in some[:edited]:
            change = self.rnd.choices(CHANGES[:5], weights=[8, 5, 4, 4, 2])[0]
            self.paragraphs[number] = change(self, self.paragraphs[number])
        gone = set(some[edited:])
        kept = [paragraph for number, paragraph in enumerate(self.paragraphs) if number not in gone]
        self.paragraphs = [paragraph for paragraph in kept if paragraph]
        self.move(moved)

    def replace_words(self, paragraph: Signs, count: int) -> Signs:
        """Put other words in the place of so many."""
        words = list(_WORD.finditer(text(paragraph)))
        for word in sorted(self.rnd.sample(words, min(count, len(words))), key=lambda one: -one.start()):
            paragraph = paragraph[: word.start()] + self.some_words(1) + paragraph[word.end() :]
        return paragraph

    def mistype(self, paragraph: Signs, count: int) -> Signs:
        """Change, drop, add or swap letters of so many words."""
        for _ in range(count):
            words = [word for word in _WORD.finditer(text(paragraph)) if len(word[0]) > 3]
            if not words:
                return paragraph
            word = self.rnd.choice(words)
            at, letter = self.rnd.randrange(word.start(), word.end() - 1), self.rnd.choice("aeioustnr")
            one, two = paragraph[at], paragraph[at + 1]
            instead = self.rnd.choice([[two], [one, (letter, NEW), two], [(letter, one[1]), two], [two, one]])
            paragraph = [*paragraph[:at], *instead, *paragraph[at + 2 :]]
        return paragraph

    def insert(self, paragraph: Signs, count: int) -> Signs:
        """Put so many words in somewhere."""
        words = list(_WORD.finditer(text(paragraph)))
        at = self.rnd.choice(words).start() if words else 0
        return [*paragraph[:at], *self.some_words(count), (" ", NEW), *paragraph[at:]]

    def cut(self, paragraph: Signs, count: int) -> Signs:
        """Take so many words out somewhere."""
        words = list(_WORD.finditer(text(paragraph)))
        if len(words) < count + 3:
            return paragraph
        first = self.rnd.randrange(len(words) - count)
        return paragraph[: words[first].start()] + paragraph[words[first + count].start() :]

    def rewrite(self, paragraph: Signs) -> Signs:
        """Leave a third to two thirds of the words."""
        count = len(_WORD.findall(text(paragraph)))
        return self.replace_words(paragraph, int(count * self.rnd.uniform(0.33, 0.67)))

    def move(self, count: int) -> None:
        """Move so many paragraphs somewhere else."""
        for _ in range(count):
            paragraph = self.paragraphs.pop(self.rnd.randrange(len(self.paragraphs)))
            self.paragraphs.insert(self.rnd.randrange(len(self.paragraphs) + 1), paragraph)

    def join_and_split(self) -> None:
        """Join one paragraph of fifty to the next, and divide one of fifty after a sentence."""
        done: list[Signs] = []
        for paragraph in self.paragraphs:
            chance, stop = self.rnd.random(), text(paragraph).find(". ", len(paragraph) // 3)
            if chance < 0.02 and done:
                done[-1] = [*done[-1], (" ", NEW), *paragraph]
            elif chance < 0.04 and stop > 0:
                done += [paragraph[: stop + 1], paragraph[stop + 2 :]]
            else:
                done.append(paragraph)
        self.paragraphs = done

    def origins(self) -> list[int]:
        """Say of each code point of the text as it is now where it stood before."""
        origins: list[int] = []
        for number, paragraph in enumerate(self.paragraphs):
            origins += [NEW] * (len(BREAK) if number else 0)
            origins += [origin for _sign, origin in paragraph]
        return origins

    def fates(self, ranges: Sequence[tuple[int, int]]) -> list[Fate]:
        """Say of each range of the old text where it is now: where most of it has stayed together."""
        places = {origin: place for place, origin in enumerate(self.origins()) if origin != NEW}
        return [self._fate(places, start, end) for start, end in ranges]

    def _fate(self, places: dict[int, int], start: int, end: int) -> Fate:
        letters = [origin for origin in range(start, end) if not self.old[origin].isspace()]
        left = sorted(places[origin] for origin in letters if origin in places)
        if not left:
            return Fate(0.0)
        groups = [[left[0]]]
        for place in left[1:]:
            if place - groups[-1][-1] > max(300, end - start):
                groups.append([])
            groups[-1].append(place)
        most = max(groups, key=len)
        return Fate(len(most) / len(letters), most[0], most[-1] + 1)


CHANGES: list[Callable[[Edited, Signs], Signs]] = [
    lambda edited, paragraph: edited.replace_words(paragraph, edited.rnd.randint(1, 4)),
    lambda edited, paragraph: edited.mistype(paragraph, edited.rnd.randint(1, 4)),
    lambda edited, paragraph: edited.insert(paragraph, edited.rnd.randint(1, 25)),
    lambda edited, paragraph: edited.cut(paragraph, edited.rnd.randint(1, 20)),
    lambda edited, paragraph: edited.rewrite(paragraph),
    lambda edited, paragraph: edited.some_words(60),
    lambda _edited, _paragraph: [],
]


def text(paragraph: Signs) -> str:
    """The words of a paragraph."""
    return "".join(sign for sign, _origin in paragraph)


def retyped(paragraph: Signs) -> Signs:
    """Change all quotation marks and dashes to those of another keyboard."""
    return [(other, origin) for sign, origin in paragraph for other in sign.translate(_TYPOGRAPHY)]


@cache
def content_of(path: Path) -> str:
    """The content that comes of a file when it is imported."""
    return structure(path.read_bytes(), name=path.name).content


def some_quotes(content: str, count: int, rnd: random.Random) -> list[tuple[int, int]]:
    """Return ranges as people mark them: mostly a sentence or less, sometimes a word, sometimes a page."""
    words, ranges = list(_WORD.finditer(content)), list[tuple[int, int]]()
    while len(ranges) < count:
        length = min(max(1, int(rnd.lognormvariate(2.5, 1.1))), 400, len(words))
        first = rnd.randrange(len(words) - length + 1)
        start, end = words[first].start(), words[first + length - 1].end()
        if BREAK not in content[start:end] or rnd.random() < 0.2:
            ranges.append((start, end + (content[end : end + 1] in tuple(".,;”") and rnd.random() < 0.3)))
    return ranges
