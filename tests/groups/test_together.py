"""A circle is told about its reading in words, and they tell on nobody."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groups import joining, replanning, scheduling
from groups.models import Group, Look, Schedule
from groups.pace import standings
from groups.scheduling import Cadence
from groups.together import Told, let_count, look_today, told
from readings import reading
from readings.models import Progress
from tests.factories import make_group, make_membership, make_schedule, make_text, make_user

SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=12)
OWN = [step / 20 for step in range(21)]


@pytest.mark.parametrize("shares", [[], [1.0], [1.0, 1.0], [0.0, 1.0]])
def test_of_two_nothing_is_told(shares):
    assert told(shares) is None


def test_a_circle_of_three_is_told_in_three_steps():
    assert told([0, 0.3, 0.4]) == Told.LITTLE
    assert told([0, 0, 1]) == told([0, 1, 1]) == told([0.5, 0.5, 0.5]) == Told.HALF
    assert told([1, 1, 0.5]) == Told.MOST


@given(SHARES)
def test_whoever_looks_is_told_the_same(shares):
    assert told(shares) == told(sorted(shares))


@pytest.mark.parametrize("members", range(3, 9))
@pytest.mark.parametrize("own", OWN)
def test_about_half_tells_nothing_about_any_one_other_person(members, own):
    """Whatever one knows of oneself, each of the others may still have read nothing, or all."""
    for theirs in (0.0, 1.0):
        others = ([0.0] * (members - 2 - full) + [1.0] * full for full in range(members - 1))
        assert any(told([own, theirs, *rest]) == Told.HALF for rest in others)


@given(SHARES)
def test_there_is_no_step_in_most_of_what_one_person_reads(shares):
    """Over the whole of a sitting, what one person reads can change the word once at most in three, and by one step."""
    words = [told([*shares[1:], step]) for step in OWN]
    assert len(set(words)) <= 2


def read(user, edition, share):
    spans = edition.paragraphs.filter(number__lte=round(share * edition.paragraphs.count()))
    ranges = [(span.lower, span.upper) for span in spans.values_list("span", flat=True)]
    if ranges:
        reading.mark_read(user=user, edition=edition, ranges=ranges, now=timezone.now())


@pytest.fixture
def circle(db):
    """Some people who read a text of one sitting, and let their reading count unless told otherwise."""

    def made(count, *, counted=None, **wishes):
        people = [make_user(f"Reader {number}") for number in range(count)]
        group = make_group(f"Circle of {count}", facilitator=people[0], members=people[1:])
        for person in people if counted is None else people[:counted]:
            let_count(group=group, user=person, counts=True)
        wishes.setdefault("sittings", 1)
        schedule = make_schedule(group, make_text(title=f"Text {count}"), **wishes)
        return people, schedule

    return made


def words(schedule, user, now=None):
    """What a page says of each sitting, read from the database as a page reads it."""
    schedule = Schedule.objects.get(pk=schedule.pk)
    progress = reading.progress_of(user, schedule.edition)
    moment = now or timezone.now()
    look = look_today(schedule, moment)
    rows = standings(schedule=schedule, user=user, progress=progress, now=moment, look=look)
    return [row.circle for row in rows]


def test_two_are_never_told_and_the_page_says_why(circle, client_of):
    people, schedule = circle(2)
    read(people[0], schedule.edition, 1)
    read(people[1], schedule.edition, 1)
    assert words(schedule, people[0]) == [None]
    page = client_of(people[0]).get(schedule.get_absolute_url()).text
    assert "the group: " not in page
    let_count(group=schedule.group, user=people[1], counts=False)
    page = client_of(people[1]).get(schedule.get_absolute_url()).text
    assert "can be said from three people on: of two, each would be told what the other has read" in page
    assert "Let my reading count" not in page


def test_three_see_about_where_they_are(circle, client_of):
    people, schedule = circle(3)
    for person, share in zip(people, (1, 0.5, 0), strict=True):
        read(person, schedule.edition, share)
    for page in (schedule.get_absolute_url(), schedule.group.get_absolute_url()):
        assert all("the group: about half" in client_of(person).get(page).text for person in people)


def test_nobodys_reading_counts_before_they_have_said_so(circle, client_of):
    people, schedule = circle(4, counted=2)
    for person in people:
        read(person, schedule.edition, 1)
    assert words(schedule, people[0]) == [None]
    tomorrow = timezone.now() + dt.timedelta(days=1)
    client_of(people[2]).post(count_of(schedule), {"counts": "1"})
    assert words(schedule, people[0], tomorrow) == [Told.MOST]
    assert words(schedule, people[3], tomorrow) == [Told.MOST]  # who keeps theirs back is told the same


def test_only_those_who_let_theirs_count_are_counted(circle):
    people, schedule = circle(6, counted=3)
    for person in people[:3]:
        read(person, schedule.edition, 1)
    assert words(schedule, people[5]) == [Told.MOST]


def count_of(schedule):
    return reverse("reading_count", args=[schedule.group.slug, schedule.pk])


def test_it_is_asked_on_the_page_of_the_plan_and_can_be_taken_back_there(circle, client_of):
    people, schedule = circle(3, counted=0)
    browser, plan = client_of(people[1]), schedule.get_absolute_url()
    assert "Let my reading count in where the group is" in browser.get(plan).text
    page = browser.post(count_of(schedule), {"counts": "1"}, follow=True).text
    assert "Don’t count my reading any more" in page
    assert "at the earliest tomorrow" in page
    assert [m.user for m in schedule.group.memberships.filter(is_counted=True)] == [people[1]]
    page = browser.post(count_of(schedule), follow=True).text
    assert "Let my reading count in where the group is" in page
    assert not schedule.group.memberships.filter(is_counted=True).exists()


def test_the_wish_holds_for_one_group_and_ends_with_the_membership(circle):
    people, schedule = circle(3)
    other = make_group("Thursday circle", members=[people[0]])
    assert not other.memberships.get(user=people[0]).is_counted
    joining.leave(membership=schedule.group.memberships.get(user=people[0]), now=timezone.now())
    again = make_membership(schedule.group, people[0])
    assert not again.is_counted


def test_no_word_changes_while_somebody_reads_and_it_does_the_day_after(circle):
    people, schedule = circle(3)
    now = timezone.now()
    assert words(schedule, people[0], now) == [Told.LITTLE]
    for person in people:
        read(person, schedule.edition, 1)
        assert words(schedule, people[0], now) == [Told.LITTLE]
    assert words(schedule, people[0], now + dt.timedelta(days=1)) == [Told.MOST]


def test_a_changed_plan_says_nothing_until_tomorrow(circle):
    people, schedule = circle(3, sittings=4)
    now = timezone.now()
    assert words(schedule, people[0], now) == [Told.LITTLE] * 4
    for person in people:
        read(person, schedule.edition, 1)
    last = schedule.sittings.get(number=4)
    last.span = (last.start, last.end - 1)
    last.save()
    assert words(schedule, people[0], now) == [Told.LITTLE] * 3 + [None]
    assert words(schedule, people[0], now + dt.timedelta(days=1)) == [Told.MOST] * 4


def test_flipping_a_plan_to_and_fro_tells_nothing_new(circle, client_of):
    """Nor does taking it off and making it anew, nor setting the group's clock to where it is another day."""
    people, schedule = circle(3, sittings=4, first_due=timezone.localdate() + dt.timedelta(days=2))
    now, group, edition = timezone.now(), schedule.group, schedule.edition
    read(people[0], edition, 1)
    words(schedule, people[0], now)
    read(people[1], edition, 1)
    read(people[2], edition, 1)
    cadence = {"first_due_on": timezone.localdate() + dt.timedelta(days=2), "due_time": dt.time(19)}
    for count in (3, 4, 2, 4):
        replanning.change_schedule(
            schedule=schedule,
            cadence=Cadence(count=count, **cadence, every_weeks=1),
            kept=0,
            by=people[0],
            now=now,
        )
        assert Told.MOST not in words(schedule, people[0], now)
    scheduling.take_off(schedule=schedule, by=people[0], now=now)
    schedule = make_schedule(group, edition, sittings=4)
    assert Told.MOST not in words(schedule, people[0], now)
    noon = now.replace(hour=11)
    words(schedule, people[0], noon)
    seen = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        Group.objects.filter(pk=group.pk).update(time_zone=zone)
        for person in people:
            Progress.objects.filter(user=person).update(read=[])
        seen.append(words(schedule, people[0], noon))
    assert all(told_then == seen[0] for told_then in seen)


def test_after_a_correction_nothing_is_said_until_tomorrow(circle):
    people, schedule = circle(3)
    assert words(schedule, people[0]) == [Told.LITTLE]
    Look.objects.update(edition=make_text(title="Corrected"))
    assert words(schedule, people[0]) == [None]


def test_where_nobody_has_read_nothing_is_said(circle, client_of):
    people, schedule = circle(4)
    page = client_of(people[0]).get(schedule.get_absolute_url()).text
    assert "the group: " not in page
    assert "whether about half or most of it is read" in page
