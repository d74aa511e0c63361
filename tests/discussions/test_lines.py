"""The lines of an outline are rendered once for all who see them alike, and each reader gets those that are theirs."""

import re

import pytest
from django.urls import reverse

from discussions import lines as plan_lines
from readings import lines
from readings.reading import mark_read
from tests.factories import make_membership, make_user

pytestmark = pytest.mark.long

KEPT = (lines._kept, plan_lines._kept, plan_lines._kept_cut)


@pytest.fixture
def outline_of(client_of, schedule):
    for kept in KEPT:
        kept.cache_clear()
    address = reverse("reader", args=[schedule.group.slug, schedule.pk, 1])

    def outline(person):
        return re.search(r'<ol class="outline">(.*?)</ol>', client_of(person).get(address).text, re.DOTALL)[1]

    return outline


@pytest.fixture
def bob_has_read_it_all(bob, schedule, now):
    ranges = [(0, schedule.edition.length)]
    mark_read(user=bob, edition=schedule.edition, ranges=ranges, now=now)


def test_what_one_has_read_is_not_read_in_the_outline_of_another(outline_of, bob_has_read_it_all, alice, bob):
    before = outline_of(alice)
    assert 'class="done"' in outline_of(bob)
    assert "Sitting 1, read" in outline_of(bob)
    assert outline_of(alice) == before
    assert 'class="done"' not in before
    assert "Sitting 1, read" not in before


def test_who_has_read_nothing_sees_what_others_see(outline_of, group, alice, bob):
    assert outline_of(alice) == outline_of(bob)


def test_an_outline_is_rendered_once_for_whoever_sees_it_alike(outline_of, alice, bob):
    outline_of(alice)
    made = [kept.cache_info().misses for kept in KEPT]
    outline_of(bob)
    assert [kept.cache_info().misses for kept in KEPT] == made
    assert made[0]
    assert made[1]


def test_each_reads_days_and_words_in_their_own_clock_and_language(outline_of, group, alice):
    far = make_user("Farid", time_zone="Pacific/Kiritimati")
    clara = make_user("Clara", language="de")
    for person in (far, clara):
        make_membership(group, person)
    hers = outline_of(alice)
    assert "Sitting 1, due" in hers
    assert "on your clock" not in hers
    assert "on your clock" in outline_of(far)
    assert outline_of(clara) != hers
    assert outline_of(alice) == hers


def test_a_sitting_that_is_moved_is_told_with_its_new_day_at_once(outline_of, schedule, alice):
    before = outline_of(alice)
    first = schedule.sittings.get(number=1)
    first.due_at = first.due_at.replace(year=first.due_at.year + 1)
    first.save()
    assert str(first.due_at.year) not in before
    assert str(first.due_at.year) in outline_of(alice)


def test_a_text_that_is_called_otherwise_is_called_so_at_once(outline_of, schedule, alice):
    text = schedule.edition.text
    assert 'lang="en"' in outline_of(alice)
    text.language = "la"
    text.save()
    assert 'lang="en"' not in outline_of(alice)
