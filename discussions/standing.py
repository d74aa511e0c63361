"""Where words that curators accepted stand in the next edition of their text, and what becomes of the others.

What stands there is told from the words alone: of what was done at the desk nothing is known any more once the edition
is published.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from discussions.deciding import tell_asked_again
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
    draft: int  # that the words were put into


def accepted_for(new: Edition, old: Edition) -> list[Accepted]:
    """What was accepted for an edition, or for an older draft that it passes over, and what stands in the one before.

    The last only where the new one was not made of that: otherwise whoever changed the words did so at the desk, and
    meant it. Not what its author took back since: nothing is known any more of its words. One query.
    """
    rows = Correction.objects.filter(
        state=Correction.State.ACCEPTED, draft__text=new.text_id, draft__number__lte=new.number
    )
    is_copy = new.provenance.get("copied_from", {}).get("edition") == old.number
    told = rows.exclude(words="").values_list(
        "pk",
        "thread__passage",
        "thread__passage__edition",
        "thread__passage__span",
        "words",
        "draft",
        "thread__passage__quote",
        "draft__published_at",
    )
    found = []
    for pk, passage, edition, span, words, draft, quote, published_at in told.order_by("pk"):
        words = tidy(words)  # as the desk takes them
        is_due = draft == new.pk or published_at is None
        if is_due or (not is_copy and edition == old.pk and _spaced(quote) == _spaced(words)):
            found.append(Accepted(pk, passage, edition, (span.lower, span.upper, words), draft))
    return found


def standing(accepted: Iterable[Accepted], old: Edition, new: Edition) -> dict[int, Found]:
    """Where the words of each correction of one edition are in the next, by its passage; of those that are there."""
    here = [one for one in accepted if one.edition == old.pk]
    places = _standing({one.change for one in here}, old.content, new.content) if here else {}
    return {one.passage: places[one.change] for one in here if one.change in places}


def settle(accepted: Iterable[Accepted], there: Collection[int], new: Edition, now: datetime) -> None:
    """Note of what stands in a new edition (`there`, by passage) that it came with it, and ask again for the others.

    Curators decide once more on these, and their authors are told. What was accepted for an older draft, and stands in
    the new edition, is said to have come with that: the draft can't come out any more.
    """
    gone = [one for one in accepted if one.passage not in there]
    still = Correction.objects.filter(state=Correction.State.ACCEPTED).exclude(words="")
    if gone:
        undone = still.filter(pk__in=[one.correction for one in gone], draft__in={one.draft for one in gone})
        keys = list(undone.select_for_update(of=["self"]).order_by("pk").values_list("pk", flat=True))
        Correction.objects.filter(pk__in=keys).update(
            state=Correction.State.WAITING, draft=None, decided_by=None, decided_at=None, asked_again_at=now
        )
        tell_asked_again(keys, now=now)
    passed = [one.correction for one in accepted if one.passage in there and one.draft != new.pk]
    if passed:
        still.filter(pk__in=passed, draft__published_at=None).update(draft=new)


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
