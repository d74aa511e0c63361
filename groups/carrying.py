"""Bringing plans over to a new edition of the text they are made for: the same sittings, due when they were.

How sure each is of its stretch is noted, until its facilitator says that it is right (`groups.settling`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import NumericRange

from groups.models import LeftSitting, Schedule, Sitting
from groups.recutting import recut
from groups.titling import of_paragraphs
from readings.carrying import Carrier
from readings.models import Edition, Paragraph


def carry(old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
    """Move every plan for one edition to the next, its sittings cut where they were cut before.

    A sitting of which nothing is left, and in whose place nothing new has come, is none of the plan any more: it stays
    listed where it was.
    """
    # In the order of their keys, and before their sittings, as everybody locks them.
    plans = list(Schedule.objects.select_for_update().filter(edition=old).order_by("pk"))
    if not plans:
        return
    paragraphs = list(Paragraph.objects.filter(edition=new).order_by("number"))
    origins = _origins(old, paragraphs, carrier)
    for plan in plans:
        sittings = list(plan.sittings.order_by("number"))
        if not sittings:  # the commons of the text has a plan without any
            Schedule.objects.filter(pk=plan.pk).update(edition=new)
            continue
        cut = _cut(sittings, paragraphs, origins)
        _leave([one for place, one in enumerate(sittings) if place not in cut.placed], old)
        _recut([sittings[place] for place in cut.placed], cut, paragraphs)
        Schedule.objects.filter(pk=plan.pk).update(edition=new)


@dataclass(frozen=True)
class _Origins:
    """Where the new paragraphs came from: for each the old place (code points), None for a new one; and what is gone."""

    places: list[int | None]
    gone: list[tuple[int, int]]  # place and words of each old paragraph that is nowhere


@dataclass(frozen=True)
class _Cut:
    """Which sittings have a place, and the paragraphs of each; for each paragraph and each lost one whose it was."""

    placed: list[int]
    stretches: list[range]
    owners: list[int | None]
    lost: list[int]


def _origins(old: Edition, paragraphs: Sequence[Paragraph], carrier: Carrier) -> _Origins:
    starts = [paragraph.start for paragraph in paragraphs]
    places, gone = list[int | None]([None] * len(paragraphs)), list[tuple[int, int]]()
    was = Paragraph.objects.filter(edition=old).order_by("number").values_list("span", "words")
    for span, words in was:
        found = carrier.carried(span.lower, span.upper)
        if not found:
            gone.append((span.lower, max(1, words)))
            continue
        for place in range(bisect_right(starts, found.start) - 1, bisect_left(starts, found.end)):
            if places[place] is None:
                places[place] = span.lower
    return _Origins(places, gone)


def _cut(sittings: Sequence[Sitting], paragraphs: Sequence[Paragraph], origins: _Origins) -> _Cut:
    """Cut the new paragraphs for as many sittings as have a place."""
    starts = [sitting.start for sitting in sittings]

    def owner(at: int) -> int:
        return max(0, bisect_right(starts, at) - 1)

    owners = [None if at is None else owner(at) for at in origins.places]
    lost = [0] * len(sittings)
    for at, gone in origins.gone:
        lost[owner(at)] += gone
    placed, words = list(range(len(sittings))), [paragraph.words for paragraph in paragraphs]
    with_words = set(owners)
    while True:
        bare = [place for place in placed if place not in with_words]
        leaving = bare[len(bare) - max(0, len(placed) - len(paragraphs)) :]
        stretches: list[range] = []
        if not leaving and placed:
            numbers = {place: number for number, place in enumerate(placed)}
            stretches = recut([None if of is None else numbers[of] for of in owners], words, len(placed))
            # It would be on the words of another one.
            leaving = [
                place
                for place, stretch in zip(placed, stretches, strict=True)
                if place in bare and all(owners[at] is not None for at in stretch)
            ]
        if not leaving:
            return _Cut(placed, stretches, owners, lost)
        placed = [place for place in placed if place not in leaving]


def _leave(sittings: Sequence[Sitting], old: Edition) -> None:
    LeftSitting.objects.bulk_create(
        LeftSitting(
            schedule_id=sitting.schedule_id,
            edition=old,
            number=sitting.number,
            title=sitting.title,
            span=sitting.span,
            first_paragraph=sitting.first_paragraph,
            last_paragraph=sitting.last_paragraph,
            due_on=sitting.due_on,
        )
        for sitting in sittings
    )
    Sitting.objects.filter(pk__in=[sitting.pk for sitting in sittings]).delete()


def _recut(sittings: Sequence[Sitting], cut: _Cut, paragraphs: Sequence[Paragraph]) -> None:
    for number, (sitting, place, stretch) in enumerate(
        zip(sittings, cut.placed, cut.stretches, strict=True), 1
    ):
        first, last = paragraphs[stretch[0]], paragraphs[stretch[-1]]
        was = sitting.first_paragraph, sitting.last_paragraph
        if sitting.title == of_paragraphs(sitting.first_paragraph, sitting.last_paragraph):
            sitting.title = of_paragraphs(first.number, last.number)
        sitting.span = NumericRange(first.start, last.end)
        sitting.first_paragraph, sitting.last_paragraph = first.number, last.number
        sitting.words = sum(paragraphs[at].words for at in stretch)
        own = sum(max(1, paragraphs[at].words) for at in stretch if cut.owners[at] == place)
        now_and_then = sum(max(1, paragraphs[at].words) for at in stretch) + cut.lost[place]
        sitting.confidence *= own / now_and_then
        if sitting.confidence < 1 and sitting.planned_first is None:
            sitting.planned_first, sitting.planned_last = was
        if sitting.number != number:  # one after the other: each takes a number that is free by now
            sitting.number = number
            Sitting.objects.filter(pk=sitting.pk).update(number=number)
    # In one statement: on the way from one edition to the next they may overlap.
    fields = ["title", "span", "first_paragraph", "last_paragraph", "words", "confidence"]
    fields += ["planned_first", "planned_last"]
    Sitting.objects.bulk_update(sittings, fields)
