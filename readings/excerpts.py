"""From a paragraph in which something was found to the few words around it. Pure: no Django.

Nothing is escaped here: a part is plain words, and the page that shows it escapes them.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

BEGIN, END = "\x01", "\x02"  # around each word that was found; the rows that are searched have neither
WIDTH = 260  # code points of an excerpt, about three lines
LEAD = 80  # of them at most before the first word found
SLACK = 40  # what would be cut off and is no longer than this stays
_SIGN = re.compile(f"[{BEGIN}{END}]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words; `found` when they are what was looked for."""

    words: str
    found: bool


def excerpt(marked: str, *, whole: bool = True) -> list[Part]:
    """Cut a paragraph, with what was found in it between BEGIN and END, down to where most was found.

    `whole` is False when the paragraph goes on after these words.
    """
    words, spans = unmarked(marked)
    start, end = window(words, spans)
    parts = [Part("… ", found=False)] if start else []
    at = start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        parts += [Part(words[at:first], found=False), Part(words[first:last], found=True)]
        at = last
    parts.append(Part(words[at:end], found=False))
    if end < len(words) or not whole:
        parts.append(Part(" …", found=False))
    return [part for part in parts if part.words]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the signs out: the words, and the half-open ranges of what was found, in code points."""
    pieces = _SIGN.split(marked)
    spans, at = list[tuple[int, int]](), 0
    for place, piece in enumerate(pieces):
        if place % 2 and piece:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return "".join(pieces), spans


def window(words: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of about WIDTH in which most was found, begun and ended between words where there are any."""
    if len(words) <= WIDTH + SLACK:
        return 0, len(words)
    firsts = [first for first, _last in spans] or [0]
    held = [bisect_left(firsts, first + WIDTH - LEAD) - place for place, first in enumerate(firsts)]
    best = firsts[held.index(max(held))]
    start = best - LEAD
    if start <= SLACK:
        start = 0
    elif (space := words.find(" ", start, best)) >= 0:
        start = space + 1
    end = max(start + WIDTH, *(last for first, last in spans if first == best), 0)
    if end + SLACK >= len(words):
        return start, len(words)
    space = words.rfind(" ", max(start, best + 1), end)
    inside = any(first < space < last for first, last in spans if first == best)
    return start, space if space > start and not inside else end
