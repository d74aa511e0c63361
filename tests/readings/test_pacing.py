"""At which pace somebody reads: counted from what a page saw being read, theirs alone, and used once there is enough."""

import re

import pytest
from django.urls import reverse

from readings.models import WORDS_A_MINUTE, Progress
from readings.pacing import ENOUGH, REMEMBERED, own_pace
from readings.reading import mark_read
from tests.factories import make_draft, make_schedule, make_text, prose, publish


@pytest.fixture
def edition(db):
    """Thirty paragraphs of a hundred words."""
    return make_text(["# Slowly", *(prose(100, number) for number in range(30))], title="Slowly")


def read(user, edition, first, last, *, seconds, now):
    spans = {one.number: (one.start, one.end) for one in edition.paragraphs.all()}
    mark_read(
        user=user, edition=edition, ranges=[(spans[first][0], spans[last][1])], now=now, seconds=seconds
    )


def test_pace_is_the_words_that_were_read_in_the_time_that_they_took(bob, edition, now):
    for first in range(2, 26, 4):
        read(bob, edition, first, first + 3, seconds=240, now=now)
    assert own_pace(bob, edition) == 100


def test_little_reading_says_nothing_yet(bob, edition, now):
    read(bob, edition, 2, ENOUGH // 100, seconds=600, now=now)
    assert own_pace(bob, edition) is None


def test_what_was_read_already_is_not_counted_twice(bob, edition, now):
    read(bob, edition, 2, 11, seconds=600, now=now)
    read(bob, edition, 2, 16, seconds=300, now=now)
    progress = Progress.objects.get()
    assert (progress.paced_words, progress.paced_seconds) == (1500, 900)


@pytest.mark.parametrize("seconds", [0, 1, 50, 3600])
def test_what_was_marked_by_hand_skimmed_or_left_open_is_no_reading(bob, edition, now, seconds):
    read(bob, edition, 2, 6, seconds=seconds, now=now)
    progress = Progress.objects.get()
    assert (progress.paced_words, progress.paced_seconds) == (0, 0)
    assert progress.read


def test_an_earlier_habit_counts_less_and_less(bob, edition, now):
    read(bob, edition, 2, 2, seconds=60, now=now)
    Progress.objects.update(paced_words=REMEMBERED + 2, paced_seconds=12_000)
    read(bob, edition, 3, 12, seconds=600, now=now)
    progress = Progress.objects.get()
    assert progress.paced_words == REMEMBERED // 2 + 1 + 1000
    assert progress.paced_seconds == 6600


def test_a_hard_text_has_a_pace_of_its_own_a_new_one_that_of_all_others(bob, edition, now):
    other, third = make_text(title="Quickly"), make_text(title="Untouched")
    read(bob, edition, 2, 31, seconds=1800, now=now)
    Progress.objects.create(user=bob, edition=other, paced_words=3000, paced_seconds=900)
    assert own_pace(bob, edition) == 100
    assert own_pace(bob, other) == 200
    assert own_pace(bob, third) == round(6000 * 60 / 2700)


def test_a_new_edition_keeps_the_pace(bob, edition, now):
    read(bob, edition, 2, 31, seconds=1800, now=now)
    assert own_pace(bob, publish(make_draft(edition.text, ["# Slowly", prose(100, 1)]))) == 100


def test_what_is_left_of_a_sitting_is_reckoned_at_ones_own_pace_and_nobody_elses(
    client_of, alice, bob, group, edition, now
):
    plan = make_schedule(group, edition, sittings=1)
    address = reverse("reader", args=[group.slug, plan.pk, 1])

    def left(person):
        return re.search(r"(\d+\smin) left", client_of(person).get(address).text)[1].replace("\xa0", " ")

    assert left(bob) == f"{round(3001 / WORDS_A_MINUTE)} min"
    read(bob, edition, 2, 22, seconds=2520, now=now)  # fifty words a minute
    assert left(bob) == "18 min"
    assert left(alice) == f"{round(3001 / WORDS_A_MINUTE)} min"
    page = client_of(bob).get(address).text
    assert "what is left at your own pace, about 50. Only you see it." in page
    assert "your own pace" not in client_of(alice).get(address).text


def test_the_page_sends_the_seconds_with_what_was_read(client_of, bob, edition):
    address = reverse("progress_update", args=["slowly", 1])
    assert client_of(bob).post(address, {"ranges": "2-6", "seconds": "300"}).status_code == 204
    progress = Progress.objects.get()
    assert (progress.paced_words, progress.paced_seconds) == (500, 300)
    for wrong in ("-1", "x", "99999"):
        assert client_of(bob).post(address, {"ranges": "7", "seconds": wrong}).status_code == 422
