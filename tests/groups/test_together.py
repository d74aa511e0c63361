"""A circle is told about its reading in words, and they tell on nobody."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from groups.pace import standings
from groups.together import Told, told
from readings import reading
from tests.factories import make_group, make_schedule, make_text, make_user

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
    """Some people who read a text of one sitting."""

    def made(count):
        people = [make_user(f"Reader {number}") for number in range(count)]
        group = make_group(f"Circle of {count}", facilitator=people[0], members=people[1:])
        schedule = make_schedule(group, make_text(title=f"Text {count}"), sittings=1)
        return people, schedule

    return made


def word(schedule, user, now=None):
    progress = reading.progress_of(user, schedule.edition)
    moment = now or timezone.now()
    rows = standings(schedule=schedule, user=user, progress=progress, now=moment, with_circle=True)
    return rows[0].circle


def test_two_are_never_told_and_the_page_says_why(circle, client_of):
    people, schedule = circle(2)
    read(people[0], schedule.edition, 1)
    read(people[1], schedule.edition, 1)
    assert word(schedule, people[0]) is None
    page = client_of(people[0]).get(schedule.get_absolute_url()).text
    assert "You are two, so nothing is said of the circle" in page
    assert "the circle: " not in page


def test_three_see_about_where_they_are(circle, client_of):
    people, schedule = circle(3)
    for person, share in zip(people, (1, 0.5, 0), strict=True):
        read(person, schedule.edition, share)
    for page in (schedule.get_absolute_url(), schedule.group.get_absolute_url()):
        assert all("the circle: about half" in client_of(person).get(page).text for person in people)


def test_no_word_changes_while_somebody_reads_and_it_does_the_day_after(circle):
    people, schedule = circle(3)
    now = timezone.now()
    assert word(schedule, people[0], now) == Told.LITTLE
    for person in people:
        read(person, schedule.edition, 1)
        assert word(schedule, people[0], now) == Told.LITTLE
    assert word(schedule, people[0], now + dt.timedelta(days=1)) == Told.MOST


def test_a_changed_plan_is_looked_at_anew(circle):
    people, schedule = circle(3)
    assert word(schedule, people[0]) == Told.LITTLE
    for person in people:
        read(person, schedule.edition, 1)
    sitting = schedule.sittings.get()
    sitting.span = (sitting.start, sitting.end - 1)
    sitting.save()
    assert word(schedule, people[0]) == Told.MOST


def test_where_nobody_has_read_nothing_is_said(circle, client_of):
    people, schedule = circle(4)
    page = client_of(people[0]).get(schedule.get_absolute_url()).text
    assert "the circle: " not in page
    assert "Of the circle it is said once about half of a sitting is read" in page
