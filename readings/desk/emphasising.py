"""Emphasis as it is typed: *words* are emphasised, **words** are strong. Into words and marks, and back. Pure.

An asterisk that is one, and a backslash, have a backslash before them. So what `signed` writes, `unsigned` reads as the
very same words, with the very same words emphasised.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from readings.structure import Mark

SIGNS = {"emphasis": "*", "strong": "**"}
_OF_LENGTH = {1: ("emphasis",), 2: ("strong",), 3: ("emphasis", "strong")}
_TOKEN = re.compile(r"\\[*\\]|\*+")

type Ranges = list[tuple[int, int]]


def emphasised(marks: Iterable[Mark], kind: str) -> Ranges:
    """The stretches that marks of a kind cover, in order; those that touch or overlap are one."""
    made: Ranges = []
    for start, end in sorted((mark.start, mark.end) for mark in marks if mark.kind == kind):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        elif start < end:
            made.append((start, end))
    return made


def signed(text: str, marks: Sequence[Mark]) -> str:
    """Write words with the signs of their emphasis."""
    openings: dict[int, str] = {}
    closings: dict[int, str] = {}
    for kind, sign in SIGNS.items():
        for start, end in emphasised(marks, kind):
            start, end = _without_space(text, start, end)
            if start < end:
                openings[start] = openings.get(start, "") + sign
                closings[end] = closings.get(end, "") + sign
    parts = []
    for at in range(len(text) + 1):
        parts += [closings.get(at, ""), openings.get(at, "")]
        one = text[at : at + 1]
        is_sign = one == "\\" or (one == "*" and not _stands_alone(text, at, openings, closings))
        parts.append(f"\\{one}" if is_sign else one)
    return "".join(parts)


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _stands_alone(text: str, at: int, *signs: dict[int, str]) -> bool:
    """Whether an asterisk has white space on both sides and no sign: nobody would take it for one."""
    around = text[at - 1 : at] if at else ""
    after = text[at + 1 : at + 2]
    return not (around.strip() or after.strip() or any(at in known or at + 1 in known for known in signs))


def unsigned(typed: str) -> tuple[str, list[Mark]]:
    """Read words with signs. What opens and is never closed is an asterisk and nothing more."""
    runs = list(_TOKEN.finditer(typed))
    deeds = _deeds(typed, runs)
    parts, length, at = list[str](), 0, 0
    marks, begun = list[Mark](), dict[str, int]()
    for number, run in enumerate(runs):
        words = typed[at : run.start()] + (run[0][1] if run[0][0] == "\\" else deeds[number].literal)
        parts.append(words)
        length += len(words)
        at = run.end()
        for kind in deeds[number].kinds:
            if kind in begun:
                marks.append(Mark(kind, begun.pop(kind), length))
            else:
                begun[kind] = length
    text = "".join([*parts, typed[at:]])
    return text, sorted(marks, key=lambda mark: (mark.start, -mark.end))


class _Deed(NamedTuple):
    """What a run of asterisks begins or ends, and what of it is left as words."""

    kinds: list[str]
    literal: str


def _deeds(typed: str, runs: Sequence[re.Match[str]]) -> list[_Deed]:
    made: list[_Deed] = []
    waiting: dict[str, int] = {}
    for number, run in enumerate(runs):
        kinds = list[str]()
        closes = bool(typed[max(0, run.start() - 1) : run.start()].strip())
        opens = bool(typed[run.end() : run.end() + 1].strip())
        for kind in _OF_LENGTH.get(len(run[0]), ()) if run[0][0] == "*" else ():
            if kind in waiting and closes:
                del waiting[kind]
                kinds.append(kind)
            elif kind not in waiting and opens:
                waiting[kind] = number
                kinds.append(kind)
        made.append(_Deed(kinds, run[0][sum(len(SIGNS[kind]) for kind in kinds) :]))
    for kind, number in waiting.items():
        kinds, literal = made[number]
        made[number] = _Deed([one for one in kinds if one != kind], literal + SIGNS[kind])
    return made
