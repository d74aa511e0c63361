"""What a paragraph is besides its words, and how that differs between two versions of it. Pure.

How deep a heading or an item stands, whether a break is before it, and its marks. What is counted anew when something
comes before it, such as the sign of an item, is no difference.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

type Run = tuple[int, int, int]  # where it begins in the old and in the new paragraph, and how long it is
type Difference = tuple[str | int, ...]  # what differs, and for a level the one before and the one now
type Target = str | int | None  # of a link its address, of a reference the number of its note

_TWICE = frozenset(
    ("link", "note_ref")
)  # marks that lead somewhere: to another place is one difference, not two


class Shape(NamedTuple):
    """One paragraph without its words. Marks are (kind, start, end, where it leads), counted from its start."""

    kind: str
    level: int = 0  # of a heading in the outline, of an item in its list
    is_after_break: bool = False
    marks: tuple[tuple[str, int, int, Target], ...] = ()
    cells: Sequence[Sequence[Sequence[int]]] = ()


def shape_of(kind: str, start: int, marks: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> Shape:
    """Return the shape of a paragraph that begins at `start`, as it is stored."""
    level = data.get("level", 1) if kind in ("heading", "list_item") else 0
    made = sorted(
        (
            (mark["kind"], mark["start"] - start, mark["end"] - start, _target(mark.get("data") or {}))
            for mark in marks
        ),
        key=itemgetter(0, 1, 2),
    )
    return Shape(kind, level, "break_before" in data, tuple(made), data.get("cells", ()))


def _target(data: Mapping[str, Any]) -> Target:
    return data.get("href") or data.get("note")


def differences(
    old: Shape, new: Shape, kept: Sequence[Run], notes: Mapping[int, int], *, is_whole: bool
) -> tuple[Difference, ...]:
    """Return what differs between two versions of a paragraph, of its marks only what is on the words they share.

    `kept` are those words, in order, `is_whole` says that they are all; `notes` has the new number of each old
    paragraph.
    """
    if old == new and not any(mark[0] == "note_ref" for mark in old.marks):
        return ()
    found: list[Difference] = []
    if old.kind != new.kind:
        found += [(f"was_{old.kind}",), (f"is_{new.kind}",)]
    elif old.level != new.level:
        found.append((f"level_{old.kind}", old.level, new.level))
    if old.is_after_break != new.is_after_break:
        found.append(("break_new" if new.is_after_break else "break_gone",))
    if old.kind == new.kind and is_whole and old.cells != new.cells:
        found.append(("cells",))
    return (*found, *_of_marks(old, new, kept, notes))


def _of_marks(
    old: Shape, new: Shape, kept: Sequence[Run], notes: Mapping[int, int]
) -> tuple[Difference, ...]:
    before = _stretches(_led(old.marks, notes), kept, side=0)
    after = _stretches(new.marks, kept, side=1)
    gone = [key[0] for key, stretches in before.items() if not _covered(stretches, after.get(key, ()))]
    came = [key[0] for key, stretches in after.items() if not _covered(stretches, before.get(key, ()))]
    found: list[Difference] = []
    for kind in dict.fromkeys([*gone, *came]):
        if kind in _TWICE and kind in gone and kind in came:
            found.append((f"{kind}_other",))
            continue
        found += [(f"{kind}_{what}",) for what, kinds in (("gone", gone), ("new", came)) if kind in kinds]
    return tuple(found)


def _led(
    marks: Sequence[tuple[str, int, int, Target]], notes: Mapping[int, int]
) -> list[tuple[str, int, int, Target]]:
    """The marks of the old version, its references leading to the notes of the new one."""
    return [
        (kind, start, end, notes.get(to, 0) if kind == "note_ref" and isinstance(to, int) else to)
        for kind, start, end, to in marks
    ]


def _stretches(
    marks: Sequence[tuple[str, int, int, Target]], kept: Sequence[Run], *, side: int
) -> dict[tuple[str, Target], list[tuple[int, int]]]:
    """What of the kept words is marked, by mark, in code points of the new version; what touches is one stretch."""
    found: dict[tuple[str, Target], list[tuple[int, int]]] = {}
    begins = [run[side] for run in kept]
    for kind, start, end, to in marks:
        own = found.setdefault((kind, to), [])
        for run in kept[max(bisect_right(begins, start) - 1, 0) :]:
            if run[side] >= end:
                break
            first, last = max(start, run[side]), min(end, run[side] + run[2])
            if first < last:
                own.append((first - run[side] + run[1], last - run[side] + run[1]))
    return {key: _joined(sorted(stretches)) for key, stretches in found.items() if stretches}


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _covered(stretches: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Whether each stretch lies within one of others; both are joined and in order."""
    begins = [start for start, _end in others]
    for start, end in stretches:
        at = bisect_right(begins, start) - 1
        if at < 0 or others[at][1] < end:
            return False
    return True
