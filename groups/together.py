"""What a circle is told about its own reading: once a day, of those alone who let theirs count. Why: decision 17.

Of each sitting it is the mean of what they have read, in three words, the same for everybody. Of six who have begun
it is also said between which paragraphs most of them are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from accounts.models import User
from groups.models import Group, Look, Membership, Schedule, Sitting
from readings.models import Paragraph, Progress
from readings.prepared import Given, Models, worded_models
from readings.reading import words_read

ENOUGH = 3  # who let theirs count: of two, each would be told what the other has read
ENOUGH_BEGUN = 6  # of them, before it is said where most are: five besides any one
QUARTER, THREE_QUARTERS = 0.25, 0.75


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


def told_of(look: Mapping[str, Any], sittings: Sequence[Sitting]) -> list[Told | None]:
    """What a circle is told of each sitting, as it stood when the first of them looked (`look_today`).

    Of a sitting that had other bounds then, or was not there, nothing is said until tomorrow: else
    whoever changes the plan to and fro would see what the others read in between.
    """
    words = {(start, end): Told(word) for start, end, word in look.get("sittings", [])}
    return [words.get((sitting.start, sitting.end)) for sitting in sittings]


def between_today(schedule: Schedule, now: datetime) -> tuple[Paragraph, Paragraph] | None:
    """Between which two paragraphs most of the circle was at this day's look; None when too few had begun."""
    return between(look_today(schedule, now), schedule)


def between(look: Mapping[str, Any], schedule: Schedule) -> tuple[Paragraph, Paragraph] | None:
    """As `between_today`, where one has the look (one query; none when too few had begun)."""
    numbers = look.get("between")
    if not numbers:
        return None
    ends = list(Paragraph.objects.filter(edition=schedule.edition_id, number__in=numbers).order_by("number"))
    return ends[0], ends[-1]  # one and the same where they are all in one paragraph


def let_count(*, group: Group, user: User, counts: bool) -> None:
    """Keep whether a member lets their reading count in this group, from the next look on."""
    Membership.objects.current().filter(group=group, user=user).update(is_counted=counts)


def stopped_at(progress: Progress) -> int:
    """Where somebody stopped (code points): the end of the stretch in which they were last."""
    ends = (end for start, end in progress.read if start <= progress.position < end)
    return next(ends, progress.position)


def look_today(schedule: Schedule, now: datetime) -> dict[str, Any]:
    """This day's look at the text that a plan is of, or none when it was at another edition (one query).

    It was made when the first of the circle looked on this day of their clock. It belongs to the text and not to the plan, so that one which is taken off and made anew is not looked at twice;
    and a day that goes back, since the group's clock was set to another place, is no new day.
    """
    today = now.astimezone(schedule.group.clock).date()
    look = _look_asked().first(circle=schedule.group_id, text=schedule.edition.text_id)
    if look is None or look.looked_on < today:
        looks = Look.objects.filter(group=schedule.group_id, text=schedule.edition.text_id)
        fresh = {"edition_id": schedule.edition_id, "looked_on": today, "told": _seen(schedule)}
        if look is None:
            look, _made = looks.get_or_create(
                group_id=schedule.group_id, text_id=schedule.edition.text_id, defaults=fresh
            )
        else:  # of two who look at the same moment the first is right
            looks.filter(looked_on__lt=today).update(**fresh)
            look = looks.get()
    return look.told if look.edition_id == schedule.edition_id else {}


@cache
def _look_asked() -> Models[Look]:
    return worded_models(Look.objects.filter(group=Given("circle"), text=Given("text")).order_by())


def _seen(schedule: Schedule) -> dict[str, Any]:
    """What there is to tell of a plan now."""
    counted = Membership.objects.current().filter(group=schedule.group_id, is_counted=True)
    members = list(counted.values_list("user", flat=True))
    if len(members) < ENOUGH:
        return {}
    sittings = list(schedule.sittings.order_by("number"))
    shares: list[Counter[int]] = [Counter() for _sitting in sittings]
    spans = [(sitting.start, sitting.end) for sitting in sittings]
    for (person, place), words in words_read(members, schedule.edition_id, spans).items():
        shares[place][person] = words
    words_told = [
        told([own[person] / max(1, sitting.words) for person in members])
        for own, sitting in zip(shares, sittings, strict=True)
    ]
    return {
        "sittings": [[*span, str(word)] for span, word in zip(spans, words_told, strict=True)],
        "between": _between(schedule.edition_id, members),
    }


def _between(edition_id: int, members: Sequence[int]) -> list[int] | None:
    """The numbers of the two paragraphs between which most of these people (primary keys) were last.

    A quarter is left out at either end, so that nobody stands out for being far ahead or far behind.
    """
    begun = Progress.objects.filter(edition_id=edition_id, user__in=members).exclude(read=[])
    places = sorted(stopped_at(progress) for progress in begun)
    if len(places) < ENOUGH_BEGUN:
        return None
    quarter = len(places) // 4
    paragraphs = Paragraph.objects.filter(edition=edition_id)
    return [
        paragraphs.filter(span__startswith__lte=place).latest("number").number
        for place in (places[quarter], places[-1 - quarter])
    ]
