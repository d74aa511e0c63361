"""Bringing plans over to a new edition of the text they are made for: the same sittings, due when they were."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import NumericRange

from groups.models import Schedule, Sitting
from groups.recutting import recut
from readings.carrying import Carrier
from readings.models import Edition, Paragraph


def carry(old: Edition, new: Edition, carrier: Carrier, now: datetime) -> None:
    """Move every plan for one edition to the next, its sittings cut where they were cut before.

    When the new edition has fewer paragraphs than a plan has sittings, the last ones go: nothing is left for them.
    """
    # In the order of their keys, and before their sittings, as everybody locks them.
    plans = list(Schedule.objects.select_for_update().filter(edition=old).order_by("pk"))
    if not plans:
        return
    paragraphs = list(Paragraph.objects.filter(edition=new).order_by("number"))
    origins = _origins(old, paragraphs, carrier)
    for plan in plans:
        sittings = list(plan.sittings.order_by("number"))
        Sitting.objects.filter(pk__in=[gone.pk for gone in sittings[len(paragraphs) :]]).delete()
        _recut(sittings[: len(paragraphs)], paragraphs, origins)
        Schedule.objects.filter(pk=plan.pk).update(edition=new)


def _origins(old: Edition, paragraphs: Sequence[Paragraph], carrier: Carrier) -> list[int | None]:
    """For each new paragraph, where the old one begins (code points) that came to it; None for a new one."""
    starts = [paragraph.start for paragraph in paragraphs]
    origins: list[int | None] = [None] * len(paragraphs)
    for span in Paragraph.objects.filter(edition=old).order_by("number").values_list("span", flat=True):
        found = carrier.carried(span.lower, span.upper)
        if found:
            place = bisect_right(starts, found.start) - 1
            if origins[place] is None:
                origins[place] = span.lower
    return origins


def _recut(
    sittings: Sequence[Sitting], paragraphs: Sequence[Paragraph], origins: Sequence[int | None]
) -> None:
    if not sittings:
        return
    starts = [sitting.start for sitting in sittings]
    owners = [None if at is None else max(0, bisect_right(starts, at) - 1) for at in origins]
    stretches = recut(owners, [paragraph.words for paragraph in paragraphs], len(sittings))
    for sitting, stretch in zip(sittings, stretches, strict=True):
        first, last = paragraphs[stretch[0]], paragraphs[stretch[-1]]
        sitting.span = NumericRange(first.start, last.end)
        sitting.first_paragraph, sitting.last_paragraph = first.number, last.number
        sitting.words = sum(paragraphs[place].words for place in stretch)
    # In one statement: on the way from one edition to the next they may overlap.
    Sitting.objects.bulk_update(sittings, ["span", "first_paragraph", "last_paragraph", "words"])
