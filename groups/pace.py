"""Where one reader stands in a schedule, and about where the circle is. Reads only.

What a person has read is theirs alone. What the circle is told of itself comes from `together`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from groups.models import Schedule, Sitting
from groups.together import Told, between, look_today, stopped_at, told_of
from readings import reading
from readings.fields import MultirangeField, multirange
from readings.models import Edition, Paragraph, Progress, minutes_for
from readings.pacing import own_pace
from readings.prepared import Given, Models, Question, worded, worded_models
from readings.rail import covers
from readings.rendering import without_notes

SOON = timedelta(days=2)
A_WEEK = timedelta(days=7)
EXCERPT = 180  # code points


@dataclass(frozen=True)
class Standing:
    """One sitting as one reader sees it today."""

    sitting: Sitting
    state: str  # "past", "now" (the next one due) or "next"
    words_read: int
    is_read: bool  # every paragraph but, perhaps, headings and notes
    elsewhere: bool  # the reader's clock shows another time than the circle's when it falls due
    soon: bool = False  # it is the one of now, and due within two days
    this_week: bool = False  # it is the one of now, and due within seven days
    pace: int | None = None  # the reader's own, in words a minute, once it is known
    circle: Told | None = None  # how much of it the circle has read; None where that is not told

    @property
    def share(self) -> int:
        """Per cent of the words that the reader has read; 100 only when it is read."""
        return 100 if self.is_read else min(99, self.words_read * 100 // max(1, self.sitting.words))

    @property
    def minutes_left(self) -> int:
        return 0 if self.is_read else minutes_for(self.sitting.words - self.words_read, self.pace)


@dataclass(frozen=True)
class Desk:
    """What lies before a reader: the sittings, the one to read now, where to go on and how that sounds."""

    standings: list[Standing]
    current: Standing | None  # None when the last sitting has fallen due
    begun: bool  # something of the current sitting has been read, or of the text when there is none
    resume: Paragraph | None  # where to go on in it; None when there is nothing left to read there
    excerpt: str  # how that paragraph begins
    read_on: Paragraph | None  # what comes after a current sitting that has been read
    stopped_before: Paragraph | None  # where the reader stopped, when that is before the current sitting
    stopped_ahead: Paragraph | None  # or beyond it, when that is not where it goes on anyway
    skipped: bool  # `resume` lies before where the reader stopped: it was passed over
    circle: tuple[Paragraph, Paragraph] | None  # between which most of the circle is


@dataclass(frozen=True)
class Line:
    """A text drawn as one line. Places and lengths in thousandths of the text."""

    read: list[tuple[float, float]]  # place, length
    cuts: list[float]  # between two sittings
    crowd: tuple[float, float] | None  # where most of the circle is: place, length
    you: float | None  # where the reader was last

    @property
    def share(self) -> int:
        """Per cent of the text that the reader has read; 100 only when nothing is left."""
        return int(sum(length for _place, length in self.read) / 10)


def desk(*, schedule: Schedule, user: User, now: datetime) -> Desk:
    """Lay out a schedule for a reader (a fixed number of queries, however long it is)."""
    edition = schedule.edition
    progress = reading.progress_of(user, edition)
    look = look_today(schedule, now)
    rows = standings(schedule=schedule, user=user, progress=progress, now=now, look=look)
    current = next((row for row in rows if row.state == "now"), None)
    start, end = _bounds(edition, current)
    stopped = reading.next_unread(progress, start=progress.position) if progress.read else None
    resume = _resume(progress, stopped, start, end)
    read_on = None if resume else reading.next_unread(progress, start=end)
    is_ahead = stopped is not None and stopped.start >= end and stopped != read_on
    return Desk(
        standings=rows,
        current=current,
        begun=bool(current.words_read if current else progress.read),
        resume=resume,
        excerpt=_beginning(edition, resume) if resume else "",
        read_on=read_on,
        stopped_before=stopped if stopped and stopped.start < start else None,
        stopped_ahead=stopped if is_ahead else None,
        skipped=bool(resume and progress.read and resume.start < progress.position),
        circle=between(look, schedule),
    )


def go_on(*, schedule: Schedule, progress: Progress, current: Standing | None) -> Paragraph | None:
    """Where a reader goes on: in the sitting of now, as their desk says, or after it. None when all is read."""
    start, end = _bounds(schedule.edition, current)
    return resume_in(progress, start, end) or reading.next_unread(progress, start=end)


def resume_in(progress: Progress, start: int, end: int) -> Paragraph | None:
    """Where a reader goes on in a stretch (code points); None when nothing is left to read there (two queries at most)."""
    stopped = reading.next_unread(progress, start=progress.position) if progress.read else None
    return _resume(progress, stopped, start, end)


def _bounds(edition: Edition, current: Standing | None) -> tuple[int, int]:
    """The stretch (code points) that is read now: the present sitting, or the text when there is none."""
    return (current.sitting.start, current.sitting.end) if current else (0, edition.length)


def _resume(progress: Progress, stopped: Paragraph | None, start: int, end: int) -> Paragraph | None:
    """The next unread paragraph of a stretch: after where one stopped when that is inside, else its first."""
    here = stopped if stopped and start <= stopped.start < end else None
    return here or reading.next_unread(progress, start=start, end=end)


def line(
    *,
    schedule: Schedule,
    progress: Progress,
    rows: Sequence[Standing],
    circle: tuple[Paragraph, Paragraph] | None,
) -> Line:
    """Draw what the reader has read, where the sittings part, where the circle is and the reader was last."""

    def at(offset: int) -> float:
        return round(1000 * offset / schedule.edition.length, 1)

    return Line(
        read=[(at(start), round(at(end) - at(start), 1)) for start, end in progress.read],
        cuts=[at(row.sitting.start) for row in rows[1:]],
        crowd=(at(circle[0].start), round(at(circle[1].end) - at(circle[0].start), 1)) if circle else None,
        you=at(stopped_at(progress)) if progress.read else None,
    )


def standings(
    *,
    schedule: Schedule,
    user: User,
    progress: Progress,
    now: datetime,
    look: Mapping[str, Any] | None = None,
) -> list[Standing]:
    """Say for each sitting, in order, where the reader is, and with this day's look where the circle is too."""
    sittings = _sittings_asked().all(schedule=schedule.pk)
    # What was read from end to end need not be looked for paragraph by paragraph: so it is with most of a plan.
    whole = [covers(progress.read, sitting.start, sitting.end) for sitting in sittings]
    begun = [sitting for sitting, is_whole in zip(sittings, whole, strict=True) if not is_whole]
    spans = [(sitting.start, sitting.end) for sitting in begun] if progress.read else []
    found = reading.words_read([user.pk], schedule.edition_id, spans)
    words = {begun[place].pk: count for (_user, place), count in found.items()}
    read = multirange(progress.read)
    unread = (
        _unread_asked().rows(schedule=schedule.pk, edition=schedule.edition_id, read=read) if begun else []
    )
    left = {sitting for (sitting,) in unread}
    own = own_pace(user, schedule.edition)
    circle = [None] * len(sittings) if look is None else told_of(look, sittings)
    current = next((place for place, sitting in enumerate(sittings) if sitting.due_at > now), len(sittings))
    return [
        Standing(
            sitting=sitting,
            state="past" if place < current else "now" if place == current else "next",
            words_read=sitting.words if whole[place] else words.get(sitting.pk, 0),
            is_read=sitting.pk not in left,
            elsewhere=is_elsewhere(sitting, user),
            soon=place == current and sitting.due_at <= now + SOON,
            this_week=place == current and sitting.due_at <= now + A_WEEK,
            pace=own,
            circle=circle[place],
        )
        for place, sitting in enumerate(sittings)
    ]


def is_behind(rows: Sequence[Standing]) -> bool:
    """Whether the sitting that fell due last is unread, by the reader or (as far as is told) by most of the circle.

    False before the first has fallen due, and when nothing is left that could be moved.
    """
    past = [row for row in rows if row.state == "past"]
    if not past or len(past) == len(rows):
        return False
    return not past[-1].is_read or past[-1].circle == Told.LITTLE


def is_elsewhere(sitting: Sitting, user: User) -> bool:
    """Whether this person's clock shows another time than the circle's at the moment the sitting is due."""
    return (
        sitting.due_at.astimezone(user.clock).utcoffset()
        != sitting.due_at.astimezone(sitting.clock).utcoffset()
    )


@cache
def _sittings_asked() -> Models[Sitting]:
    return worded_models(Sitting.objects.filter(schedule=Given("schedule")).order_by("number"))


@cache
def _unread_asked() -> Question:
    """The sittings in which something is left to read. Headings and notes are passed over, as they are when reading."""
    read = Given("read", MultirangeField())
    left = (
        Paragraph.objects.filter(edition=Given("edition"))
        .filter(number__gte=OuterRef("first_paragraph"), number__lte=OuterRef("last_paragraph"))
        .exclude(kind__in=reading.PASSED_OVER)
        .exclude(span__contained_by=read)
    )
    return worded(
        Sitting.objects.filter(Exists(left), schedule=Given("schedule")).order_by().values_list("pk")
    )


def _beginning(edition: Edition, paragraph: Paragraph) -> str:
    """How a paragraph begins, cut at a word and ended by an ellipsis when it is long."""
    words = reading.content_between(
        edition.pk, paragraph.start, min(paragraph.end, paragraph.start + EXCERPT)
    )
    words = without_notes(words, paragraph.start, paragraph.marks)
    if paragraph.end - paragraph.start <= EXCERPT:
        return words
    return words.rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
