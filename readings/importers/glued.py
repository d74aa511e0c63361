"""Lines that begin something new inside a block of wrapped prose, with no blank line over them: speeches, headings, letters.

A line that ends early says that something ends there (`readings.importers.early_ends`), but not what: only what comes
again in the text, or can be nothing else, is cut here. Everything else is left to the doubt at that line.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from readings.importers.early_ends import begins_early, early_ends, ends_early, had_room
from readings.importers.first_lines import (
    NO_HEADING,
    Block,
    is_full_to,
    is_over_short_prose,
    is_prose,
    may_lead,
)
from readings.importers.lines import ends_sentence, starts_small
from readings.importers.markers import marker_of
from readings.importers.numbered_lines import counted_notes
from readings.importers.opening_lines import indent_of
from readings.importers.runs import Run
from readings.importers.set_headings import set_headings

type Cuts = Sequence[Sequence[int]]

_NARROWEST_PROSE = 55  # code points: narrower lines may be verses
_FEWEST_VOICES = 3
_OFTEN_INSIDE = 4  # times as rarely as at their beginnings: one slip in an interview is none
_FEWEST_HEADINGS = 2
_FEWEST_PARAGRAPHS = 3  # that end early in one block
_NAME = r"[^\W\d_][\w.’'-]*"
_VOICE = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{0,2}}):(?:\s|$)")
_LONGEST_VOICE = 60  # code points
_GREETING = (",", "!", ":")
_GREETED = re.compile(r"(?:Dear|Liebe[rs]?|Hallo|Hello|Cher|Chère|Chers)\b")
_MOST_CLOSING = 4  # lines, from "Yours," on


def without_glued(runs: Sequence[Run], width: int) -> list[Run]:
    """Cut the runs of a text wrapped to `width` where a line surely begins something else."""
    if width < _NARROWEST_PROSE:
        return list(runs)
    made = _cut(runs, _speeches([run.lines for run in runs], width))
    are_set = set_headings([run.lines for run in made], width)
    known = sum(are_set)
    made = _cut(made, [[1] if is_set else [] for is_set in are_set], first=_as_heading)
    early = [run for run in made if early_ends(run.lines, width)]
    if not early and not known:
        return made
    others = [run for run in made if not early_ends(run.lines, width)]  # nearly all, and nothing ends in them
    early = _cut(early, [_closing(run.lines, width) for run in early])
    early = _cut(early, [[1] if _is_greeting(run.lines, width) else [] for run in early])
    headings = _headings([run.lines for run in early], width, known)
    early = _cut(early, headings, first=_as_heading)
    if known or any(headings):
        longer = [_longer_heading(run.lines, width) for run in others]
        others = _cut(others, longer, first=_as_heading)
    paragraphs = [_paragraphs(run.lines, width) for run in early]
    early = _cut(early, paragraphs, after=lambda run: replace(run, guessed=True))
    return sorted([*others, *early], key=attrgetter("line"))


def _same(run: Run) -> Run:
    return run


def _as_heading(run: Run) -> Run:
    return replace(run, leads=True)


def _cut(
    runs: Sequence[Run], cuts: Cuts, first: Callable[[Run], Run] = _same, after: Callable[[Run], Run] = _same
) -> list[Run]:
    """Cut each run at its lines, and say of the first part and of those after it what they are."""
    made: list[Run] = []
    for run, at in zip(runs, cuts, strict=True):
        if not at:
            made.append(run)
            continue
        parts = [
            replace(run, line=run.line + start, lines=run.lines[start:end])
            for start, end in pairwise([0, *at, len(run.lines)])
        ]
        made += [first(parts[0]), *map(after, parts[1:])]
    return made


def _speeches(blocks: Sequence[Block], width: int) -> Cuts:
    """What follows a name and a colon is said by somebody, where names come again and the lines are wrapped: "LENA: …"."""
    voices = [_voices(block, width) for block in blocks]
    count = Counter(name for found in voices for name in found.values())
    known = {name for name, times in count.items() if times > 1}
    known -= _run_in(known, blocks, voices)
    if sum(count[name] for name in known) < _FEWEST_VOICES:
        return [[] for _block in blocks]
    are_capital = all(map(str.isupper, known))
    return [
        [at for at, name in found.items() if at and (name in known or (are_capital and name.isupper()))]
        for found in voices
    ]


def _run_in(names: Set[str], blocks: Sequence[Block], voices: Sequence[Mapping[int, str]]) -> set[str]:
    """Return which of these names stand before their colon inside lines as well: by chance they begin some."""
    if not names:
        return set()
    inside = re.compile(rf"[.!?;…][”’\"'»)]* (?P<name>{'|'.join(map(re.escape, names))}):(?:\s|$)")
    within = Counter(
        found["name"] for block in blocks for line in block if ":" in line for found in inside.finditer(line)
    )
    beginning = Counter(name for found in voices for at, name in found.items() if at)
    return {name for name in names if _OFTEN_INSIDE * within[name] > beginning[name]}


def voice_of(line: str) -> str:
    """Return the name before a colon with which a line begins, "" for none."""
    voice = _VOICE.match(line) if ":" in line[:_LONGEST_VOICE] else None
    return voice["name"] if voice and all(word[0].isupper() for word in voice["name"].split()) else ""


def _voices(block: Block, width: int) -> dict[int, str]:
    """Return the names before a colon with which lines begin, by those lines; the line before has ended.

    There are none in lines that are not wrapped: verses, and fields of a record. A line without letters over one, the
    time, is of the same speech.
    """
    found = {}
    for at, line in enumerate(block):
        if not (name := voice_of(line)):
            continue
        begins = at - 1 if at and not any(map(str.isalpha, block[at - 1])) else at
        if not begins or ends_sentence(block[begins - 1]) or ends_early(block[begins - 1], line, width):
            found[begins] = name
    if not found:
        return {}
    others = [pair for at, pair in enumerate(pairwise(block), start=1) if at not in found]
    full = sum(is_full_to(line, after, width) for line, after in others)
    return found if 2 * full >= max(len(others), 1) else {}


def _headings(blocks: Sequence[Block], width: int, known: int) -> Cuts:
    """A short line that is no sentence, right over a full paragraph, is its heading: where two in a text have one.

    Some may be `known`: those that are set as headings.
    """
    over = [_is_over(block, width, NO_HEADING) for block in blocks]
    firsts = Counter(_folded(block) for block, is_over in zip(blocks, over, strict=True) if is_over)
    likely = [is_over and firsts[_folded(block)] == 1 for block, is_over in zip(blocks, over, strict=True)]
    sure = known + sum(led and is_prose(block[1:], width) for led, block in zip(likely, blocks, strict=True))
    if sure < _FEWEST_HEADINGS:
        return [[] for _block in blocks]
    return [
        [1] if led and (is_prose(block[1:], width) or is_over_short_prose(block, width)) else []
        for led, block in zip(likely, blocks, strict=True)
    ]


def _longer_heading(block: Block, width: int) -> list[int]:
    """In a text with such headings, one that left room for a quarter of the width is another."""
    return [1] if begins_early(block, width) and is_prose(block[1:], width) else []


def _folded(block: Block) -> str:
    return block[0].strip().casefold()


def _is_over(block: Block, width: int, unless: tuple[str, ...]) -> bool:
    """Whether the first line ended early, and may stand over the others."""
    return len(block) > 1 and ends_early(block[0].strip(), block[1], width) and may_lead(block, unless)


def _is_greeting(block: Block, width: int) -> bool:
    """Recognise who a letter is to, over its first paragraph: "Dear Ada,". In some languages that goes on small."""
    first = block[0].strip()
    if (
        len(block) < 3
        or 2 * len(first) > width
        or not first.endswith(_GREETING)
        or not is_prose(block[1:], width)
    ):
        return False
    return _is_over(block, width, ()) or (
        bool(_GREETED.match(first)) and ends_early(first, block[1], width) and not any(map(indent_of, block))
    )


def _closing(block: Block, width: int) -> list[int]:
    """Return the line with which a letter closes under its last paragraph: "Yours," over a name; none for others."""
    for at in range(max(3, len(block) - _MOST_CLOSING), len(block) - 1):
        first, *names = block[at:]
        if (
            first.endswith(",")
            and ends_sentence(block[at - 1])
            and all(2 * len(line) <= width and line[:1].isupper() for line in block[at:])
            and not any(map(ends_sentence, names))
            and is_prose(block[1:at], width)
        ):
            return [at]
    return []


def _paragraphs(block: Block, width: int) -> list[int]:
    """Return where paragraphs begin in a block that holds several: three sentences at least end with half a line left.

    In such a block each sentence that ends with room for the next word is the last one of its paragraph.
    """
    if (
        len(early_ends(block, width)) < _FEWEST_PARAGRAPHS
        or any(map(marker_of, block))
        or counted_notes(block)
    ):
        return []
    ended = [
        at
        for at, (line, after) in enumerate(pairwise(block), start=1)
        if had_room(line, after, width)
        and ends_sentence(line)
        and not starts_small(after)
        and not indent_of(after)
    ]
    early = sum(ends_early(block[at - 1], block[at], width) for at in ended)
    inner = [at for at in range(1, len(block)) if at not in ended]
    full = sum(is_full_to(block[at - 1], block[at], width) for at in inner)
    are_wrapped = 10 * full >= 9 * len(inner) and len(inner) >= 2 * len(ended)
    return ended if early >= _FEWEST_PARAGRAPHS and are_wrapped else []
