"""Words by their place, and what the margin says of the talk on a paragraph."""

import datetime as dt
from dataclasses import dataclass
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from discussions.models import CONTEXT
from discussions.passages import Spot, heat, margins, spots, words_at
from tests.factories import make_group, make_text, make_thread, make_user

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Part:
    number: int
    start: int
    end: int


KEYS = count(1)


def spot(start, end, comments=1, at=NOW):
    return Spot(pk=next(KEYS), start=start, end=end, comments=comments, latest_at=at, mine=False)


def test_words_come_with_what_stands_beside_them(db):
    edition = make_text(["Before 😀 the words.", "After them, a long way after them, it goes on and on."])
    words = words_at(edition.pk, 7, 8)
    assert words.quote == "😀"
    assert words.prefix == "Before "
    assert words.suffix == edition.content[8 : 8 + CONTEXT]


def test_words_at_the_ends_have_nothing_beside_them(db):
    edition = make_text(["All of it."])
    words = words_at(edition.pk, 0, 10)
    assert (words.prefix, words.quote, words.suffix) == ("", "All of it.", "")


def test_a_paragraph_counts_the_comments_of_every_thread_that_touches_it():
    parts = [Part(1, 0, 10), Part(2, 12, 20), Part(3, 22, 30)]
    shown = margins(parts, [spot(3, 15, comments=2), spot(12, 14, comments=3)], NOW)
    assert {number: (margin.comments, margin.threads) for number, margin in shown.items()} == {
        1: (2, 1),
        2: (5, 2),
    }


def test_a_thread_that_ends_where_a_paragraph_begins_is_not_on_it():
    assert set(margins([Part(1, 0, 10), Part(2, 12, 20)], [spot(3, 12)], NOW)) == {1}


spans = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=20), st.lists(st.integers(1, 20), min_size=1, max_size=20))
def test_the_sweep_finds_what_asking_each_pair_finds(threads, lengths):
    parts, place = [], 0
    for number, length in enumerate(lengths, 1):
        parts.append(Part(number, place, place + length))
        place += length + 2
    stood = [spot(start, end) for start, end in threads]
    shown = margins(parts, stood, NOW)
    for part in parts:
        asked = [one for one in stood if one.start < part.end and one.end > part.start]
        assert (shown[part.number].threads if part.number in shown else 0) == len(asked)


@given(st.integers(1, 300), st.integers(0, 5000))
def test_heat_is_a_step_from_one_to_five_that_cools_with_time(comments, hours):
    assert 1 <= heat(comments, hours * HOUR) <= 5
    assert heat(comments, hours * HOUR) >= heat(comments, (hours + 24 * 30) * HOUR)
    assert heat(comments + 5, hours * HOUR) >= heat(comments, hours * HOUR)


def test_only_the_circles_own_threads_stand_in_its_margin(db):
    edition, alice = make_text(), make_user("Alice")
    ours, theirs = make_group(facilitator=alice), make_group("Other circle")
    thread = make_thread(ours, edition, alice)
    make_thread(theirs, edition, alice)
    found = spots(ours, edition.pk, 0, edition.length, viewer_id=alice.pk)
    assert [(one.pk, one.mine) for one in found] == [(thread.pk, True)]
