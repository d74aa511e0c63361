"""Where the group has not been: cold stretches of what it has read so far."""

import datetime as dt
from types import SimpleNamespace

from django.urls import reverse

from discussions.cooling import Stretch, cold_stretches
from tests.factories import make_schedule, make_thread


def paragraph(number, words=50):
    return SimpleNamespace(number=number, start=number * 100, words=words)


def cold(paragraphs, heats=(), sections=()):
    margins = {number: SimpleNamespace(heat=heat) for number, heat in dict(heats).items()}
    return cold_stretches(paragraphs, margins, sections)


def test_neighbours_without_talk_are_one_stretch():
    assert cold([paragraph(1), paragraph(2)]) == [Stretch(1, 2, 100, cooled=False)]


def test_talk_parts_what_is_cold_before_it_and_after_it():
    found = cold([paragraph(number) for number in range(1, 6)], {3: 4})
    assert [(one.first, one.last) for one in found] == [(1, 2), (4, 5)]


def test_talk_that_has_grown_cold_belongs_to_the_stretch():
    assert cold([paragraph(1), paragraph(2)], {2: 1}) == [Stretch(1, 2, 100, cooled=True)]


def test_a_section_begins_a_stretch_of_its_own():
    found = cold([paragraph(1), paragraph(2), paragraph(3)], sections=[300])
    assert [(one.first, one.last) for one in found] == [(1, 2), (3, 3)]


def test_a_heading_between_talk_is_no_stretch():
    assert not cold([paragraph(1, words=3)])


def page(client, plan):
    return client.get(reverse("cold_list", args=[plan.group.slug, plan.pk])).content.decode()


def test_a_group_sees_what_it_has_passed_by_and_not_what_is_ahead(client_of, bob, alice, group, edition, now):
    plan = make_schedule(group, edition, sittings=3, first_due=now.date() - dt.timedelta(days=3))
    last = plan.sittings.get(number=3)
    passed = plan.sittings.get(number=1)
    make_thread(group, edition, alice, paragraph=3)
    shown = page(client_of(bob), plan)
    for number in range(1, edition.paragraphs.count() + 1):
        begins = f'{reverse("thread_create", args=[group.slug, plan.pk])}?paragraph={number}"'
        if number >= last.first_paragraph or number == 3:
            assert begins not in shown
    assert reverse("reader_paragraph", args=[group.slug, plan.pk, passed.first_paragraph]) in shown


def test_when_all_was_spoken_of_it_says_so(client_of, bob, alice, group, edition, now):
    plan = make_schedule(group, edition, sittings=1, first_due=now.date() - dt.timedelta(days=3))
    make_thread(group, edition, alice, start=0, end=edition.length)
    assert "You have been everywhere together." in page(client_of(bob), plan)


def test_an_outsider_sees_no_cold_places(client_of, charlie, schedule):
    address = reverse("cold_list", args=[schedule.group.slug, schedule.pk])
    assert client_of(charlie).get(address).status_code == 404
