"""That the text of a plan was corrected while a group reads it: told to each member until they put it away."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Q, Value

from accounts.models import User
from groups.models import Membership, Schedule, SeenCorrection
from readings import reading
from readings.aligning import BREAK, paragraphs
from readings.fields import MultirangeField, multirange
from readings.models import Edition, Paragraph

TOLD_FOR = timedelta(days=14)
SHOWN = 8  # paragraphs to read again


@dataclass(frozen=True)
class Correction:
    """An edition that took the place of others in a plan, and the number of the one that the reader knew last."""

    edition: Edition
    known: int
    came_out_at: datetime
    unread: list[
        int
    ]  # paragraphs before where the reader stopped, by number: read in the former edition, with other words in this
    changed: list[
        int
    ]  # paragraphs that count as read, by number: the reader has read them in somewhat other words

    @property
    def first_unread(self) -> list[int]:
        return self.unread[:SHOWN]

    @property
    def first_changed(self) -> list[int]:
        return self.changed[:SHOWN]

    @property
    def more_changed(self) -> int:
        return len(self.changed[SHOWN:])

    @property
    def more_unread(self) -> int:
        return len(self.unread[SHOWN:])


def correction(*, schedule: Schedule, user: User, now: datetime) -> Correction | None:
    """What a member is to be told of a plan's text; four queries, or none where nothing was corrected lately.

    Whoever joined later never saw the former edition, and is not told.
    """
    edition = schedule.edition
    came_out_at = edition.published_at
    if came_out_at is None or not schedule.created_at < came_out_at <= now < came_out_at + TOLD_FOR:
        return None
    before = Q(
        group__schedules__edition__text__editions__number__lt=edition.number,
        group__schedules__edition__text__editions__published_at__isnull=False,
    )
    mine = Membership.objects.current().filter(
        group=schedule.group_id, user=user, joined_at__lt=came_out_at, group__schedules=schedule
    )
    editions = "group__schedules__edition__text__editions"
    put_away = SeenCorrection.objects.filter(membership__group=schedule.group_id, membership__user=user)
    known = Q(**{f"{editions}__in": put_away.values("edition")})
    known |= Q(**{f"{editions}__published_at__lte": schedule.created_at})
    known |= Q(**{f"{editions}__published_at__lte": F("joined_at")})
    numbers = mine.exclude(pk__in=put_away.filter(edition=edition).values("membership")).aggregate(
        former=Max(f"{editions}__number", filter=before),
        known=Max(f"{editions}__number", filter=before & known),
    )
    if numbers["former"] is None:
        return None
    unread = to_read_again(edition, numbers["former"], user)
    changed = read_in_other_words(edition, user)
    return Correction(edition, numbers["known"] or numbers["former"], came_out_at, unread, changed)


def to_read_again(edition: Edition, number: int, user: User) -> list[int]:
    """The numbers of the paragraphs that took the place of read ones and are not read, up to where a reader is.

    `number` is that of the former edition. Two queries, and two more when something is not read there.
    """
    unread = passed_by(edition, user)
    if not unread:
        return []
    former = Edition.objects.get(text=edition.text_id, number=number)
    olds, news = former.content.split(BREAK), edition.content.split(BREAK)
    read = reading.progress_of(user, former).read
    places = [start for start, _words in paragraphs(former.content)]
    were_read = [any(start <= place < end for start, end in read) for place in places]
    counts = Counter(olds) + Counter(news)
    once = {words: at for at, words in enumerate(olds) if counts[words] == 2}
    kept = [at for at, words in enumerate(news) if words in once]
    known, found = set(olds), []
    for at in (number - 1 for number in unread):
        if news[at] in known:
            continue
        next_kept = bisect_left(kept, at)
        first = once[news[kept[next_kept - 1]]] + 1 if next_kept else 0
        last = once[news[kept[next_kept]]] if next_kept < len(kept) else len(olds)
        if any(were_read[first:last]):
            found.append(at + 1)
    return found


def read_in_other_words(edition: Edition, user: User) -> list[int]:
    """The numbers of the paragraphs that changed somewhat since a reader has read them (one query, or two)."""
    changed = reading.progress_of(user, edition).changed
    if not changed:
        return []
    spans = Value(multirange(changed), output_field=MultirangeField())
    return list(
        Paragraph.objects.filter(edition=edition, span__overlap=spans)
        .order_by("number")
        .values_list("number", flat=True)
    )


def passed_by(edition: Edition, user: User) -> list[int]:
    """The numbers of the paragraphs that a reader has not read, before the last one that they have (two queries)."""
    progress = reading.progress_of(user, edition)
    if not progress.read:
        return []
    read = Value(multirange(progress.read), output_field=MultirangeField())
    unread = Paragraph.objects.filter(edition=edition, span__startswith__lt=progress.read[-1][1])
    unread = unread.exclude(kind__in=reading.PASSED_OVER).exclude(span__contained_by=read)
    return list(unread.order_by("number").values_list("number", flat=True))


def put_away(*, schedule: Schedule, number: int, user: User) -> None:
    """Tell a member no more of the edition of this number, which was the plan's when they saw the note."""
    mine = Membership.objects.current().filter(group=schedule.group_id, user=user).first()
    edition = Edition.objects.without_content().filter(
        text=schedule.edition.text_id, number=number, published_at__isnull=False
    )
    seen = edition.first()
    if mine and seen:
        SeenCorrection.objects.get_or_create(membership=mine, edition=seen)
