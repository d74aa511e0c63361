"""Where words that curators accepted stand in the edition that they were accepted for, and what becomes of the others.

What stands there is told from the words alone: of what was done at the desk nothing is known any more once the edition
is published.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from discussions.models import Correction
from readings.anchoring import Found
from readings.carrying import Carrier
from readings.importers.decoding import tidy
from readings.models import Edition

type Change = tuple[int, int, str]  # other words for a range of a content


class Accepted(NamedTuple):
    """An accepted correction: its key and its passage's, and what it changes in the edition that the passage is on."""

    correction: int
    passage: int
    edition: int
    change: Change


def accepted_for(new: Edition) -> list[Accepted]:
    """What was accepted for an edition (one query).

    Not what its author took back since: nothing is known any more of its words.
    """
    rows = Correction.objects.filter(state=Correction.State.ACCEPTED, draft=new).exclude(words="")
    places = rows.values_list(
        "pk", "thread__passage", "thread__passage__edition", "thread__passage__span", "words"
    )
    return [
        Accepted(pk, passage, edition, (span.lower, span.upper, tidy(words)))  # as the desk takes them
        for pk, passage, edition, span, words in places.order_by("pk")
    ]


def standing(accepted: Iterable[Accepted], old: Edition, new: Edition) -> dict[int, Found]:
    """Where the words of each correction of one edition are in the next, by its passage; of those that are there."""
    here = [one for one in accepted if one.edition == old.pk]
    places = _standing({one.change for one in here}, old.content, new.content) if here else {}
    return {one.passage: places[one.change] for one in here if one.change in places}


def ask_again(undone: Iterable[Accepted], new: Edition) -> None:
    """Have curators decide once more on what was accepted for an edition and does not stand in it (one query)."""
    keys = [one.correction for one in undone]
    if not keys:
        return
    still = Correction.objects.filter(pk__in=keys, state=Correction.State.ACCEPTED, draft=new)
    still.exclude(words="").update(
        state=Correction.State.WAITING, draft=None, decided_by=None, decided_at=None
    )


def _standing(changes: Collection[Change], old: str, new: str) -> dict[Change, Found]:
    """Which changes of an old content the new one has, and where."""
    tried = set(changes)
    while True:
        content, own = _changed(old, tried)
        carrier = Carrier(content, new)
        there = {}
        for change, (start, end) in own.items():
            at = carrier.carried(start, end)
            # Alike but for typography is not enough: that may be what was corrected.
            if at and at.score == 1 and _spaced(new[at.start : at.end]) == _spaced(change[2]):
                there[change] = at
        undone = own.keys() - there.keys()
        if not undone or len(own) == len(tried):
            return there
        tried -= undone  # and those that were for the same words have their turn


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _changed(content: str, changes: Iterable[Change]) -> tuple[str, dict[Change, tuple[int, int]]]:
    """Change a content; also say where the words of each change stand in it. Of two for the same words one is made."""
    parts: list[str] = []
    own: dict[Change, tuple[int, int]] = {}
    done = length = 0
    for change in sorted(changes):
        start, end, words = change
        if start < done:  # words that another one has changed already
            continue
        parts += [content[done:start], words]
        length += start - done + len(words)
        own[change] = length - len(words), length
        done = end
    return "".join([*parts, content[done:]]), own
