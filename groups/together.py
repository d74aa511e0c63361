"""What a circle is told about its own reading: of a sitting, in three words, once a day. The reasons: decision 17.

It is the mean of what all members have read, one's own included, so that everybody is told the same. Of "about half"
nobody can conclude anything about one other person, whatever they know of themselves.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.core.cache import cache

from groups.models import Membership, Schedule, Sitting
from readings.reading import words_read

ENOUGH = 3  # members: of two, each would be told what the other has read
QUARTER, THREE_QUARTERS = 0.25, 0.75
KEPT = 24 * 60 * 60  # seconds


class Told(StrEnum):
    """How much of a sitting a circle has read. Of little nothing is said on any page."""

    LITTLE = "little"
    HALF = "half"
    MOST = "most"


def told(shares: Sequence[float]) -> Told | None:
    """What is said about the members' shares of a sitting (from 0 to 1); None where there are too few of them."""
    if len(shares) < ENOUGH:
        return None
    mean = sum(shares) / len(shares)
    return Told.LITTLE if mean < QUARTER else Told.HALF if mean < THREE_QUARTERS else Told.MOST


def told_today(schedule: Schedule, sittings: Sequence[Sitting], now: datetime) -> list[Told | None]:
    """What a circle is told of each sitting, as it stood when the first of them looked on this day of their clock.

    So no word changes at the moment in which somebody reads. A plan that is changed is looked at anew.
    """
    members = list(
        Membership.objects.current().filter(group=schedule.group_id).values_list("user", flat=True)
    )
    if len(members) < ENOUGH:
        return [None] * len(sittings)
    spans = [(sitting.start, sitting.end) for sitting in sittings]
    key = f"told:{schedule.pk}:{schedule.edition_id}:{now.astimezone(schedule.group.clock):%Y%m%d}"
    looked_at, found = cache.get(key, (None, []))
    if looked_at == spans:
        return [Told(word) for word in found]
    shares: list[Counter[int]] = [Counter() for _sitting in sittings]
    for (person, place), words in words_read(members, schedule.edition_id, spans).items():
        shares[place][person] = words
    said = [
        told([own[person] / max(1, sitting.words) for person in members])
        for own, sitting in zip(shares, sittings, strict=True)
    ]
    cache.set(key, (spans, [str(word) for word in said]), KEPT)
    return said
