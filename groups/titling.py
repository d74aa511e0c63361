"""What a sitting is called: after the sections it is about. Pure: no Django, and no word of any language.

Places are indices of paragraphs.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

LONGEST = 120  # characters of a title that is the whole name of a sitting
BESIDE = 80  # of one of two, or of one after the section around
NO_BREAK = "\u00a0"
LABEL = re.compile(r"[^:.]{4,24}(?=[:.] )")


class Heading(NamedTuple):
    """Where a section begins, how deep it lies (from 1) and what it is called."""

    start: int
    level: int
    title: str


class Span(NamedTuple):
    """The words of a section outside the sections in it, from where to where, and those around, outermost first."""

    start: int
    end: float
    path: tuple[Heading, ...]


def of_paragraphs(first: int, last: int) -> str:
    """The name of a stretch without a section, from its paragraphs' numbers: "¶ 12–40", "¶ 12"."""
    return f"¶ {first}–{last}" if last > first else f"¶ {first}"


def titles(headings: Sequence[Heading], stretches: Sequence[range]) -> list[str]:
    """Name each stretch after its sections, given in order: "Chapter One: I. Bread".

    A stretch over several sections is called after the first and the last ("I. Bread – III. Salt"). One that goes
    on with a section that another was called after says so, "Chapter Eight (2)", unless it begins exactly at a heading
    inside. Where there is no section, or one for the whole text, it is called after its paragraphs ("¶ 12–40").
    """
    names: list[str] = []
    spans = _paths(headings)
    seen = Counter[Heading]()  # in how many stretches so far, by name
    for stretch in stretches:
        around, inside = _sections(headings, spans, stretch)
        if not inside:
            names.append(of_paragraphs(stretch.start + 1, stretch.stop))
            continue
        ends = [inside[0], inside[-1]] if len(inside) > 1 else inside
        opening = next((heading for heading in headings if heading.start == stretch.start), None)
        if (
            opening and seen[ends[0]]
        ):  # it begins with a section of its own, in one that others are called after
            ends = [opening, *ends[1:]]
        most = BESIDE if around or len(ends) > 1 else LONGEST
        name = " – ".join(_counted(_short(end.title, most), seen[end] + 1) for end in ends)
        names.append(f"{_label(around.title)}: {name}" if around else name)
        seen.update({*ends, around} if around else {*ends})
    return _told_apart(names)


def _counted(name: str, count: int) -> str:
    """A name with its count from the second on, after a space that no heading has before a bracket of its own."""
    return f"{name}{NO_BREAK}({count})" if count > 1 else name


def _told_apart(names: Sequence[str]) -> list[str]:
    """Count the names that stand in a row, which different sections may share: "Notes", "Notes (2)"."""
    told: list[str] = []
    count = 1
    for place, name in enumerate(names):
        count = count + 1 if place and name == names[place - 1] else 1
        numbered = _counted(name, count)
        while told and numbered.replace(NO_BREAK, " ") == told[-1].replace(NO_BREAK, " "):
            count += 1  # a section may be called so itself
            numbered = _counted(name, count)
        told.append(numbered)
    return told


def _sections(
    headings: Sequence[Heading], spans: Sequence[Span], stretch: range
) -> tuple[Heading | None, list[Heading]]:
    """What a stretch is called after: the section around, if it tells something, and those inside, in order."""
    paths = [span.path for span in spans if span.start < stretch.stop and span.end > stretch.start]
    if not paths or len(headings) == 1:
        return None, []
    # What all of them lie in, and the sections right inside that: chapters rather than parts.
    shared = len(list(itertools.takewhile(lambda row: len(set(row)) == 1, zip(*paths, strict=False))))
    around = min([shared, *(len(path) - 1 for path in paths)])
    if around == shared and max(map(len, paths)) - around > 2:
        around += 1
    inside = [heading for heading, _ in itertools.groupby(path[min(around, len(path) - 1)] for path in paths)]
    if around in {0, shared + 1} or LABEL.match(inside[0].title):
        return None, inside
    outer = paths[0][around - 1]
    alone = [heading.level for heading in headings].count(outer.level) == 1
    return None if alone else outer, inside  # what holds the whole text tells nothing


def _paths(headings: Sequence[Heading]) -> list[Span]:
    """The sections with words of their own."""
    spans, around = [], list[Heading]()
    for heading, following in itertools.zip_longest(headings, headings[1:]):
        around = [*(outer for outer in around if outer.level < heading.level), heading]
        end = following.start if following else math.inf
        bare = following and following.start == heading.start + 1 and following.level > heading.level
        if not bare:
            spans.append(Span(heading.start, end, tuple(around)))
    return spans


def _label(title: str) -> str:
    """The "Chapter One" of "Chapter One: How it began", for a name that goes on with a section of it."""
    label = LABEL.match(title)
    return label[0] if label else _short(title, BESIDE)


def _short(title: str, most: int) -> str:
    """A title cut at a word, with an ellipsis, when it has more than so many characters."""
    if len(title) <= most:
        return title
    return (title[:most].rpartition(" ")[0] or title[: most - 1]).rstrip(" ,;:.–-") + "…"
