"""That the text was corrected in the middle of the reading is told to the group, once to each member."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.corrections import TOLD_FOR, correction
from groups.models import Membership, SeenCorrection
from readings.publishing import publish
from tests.factories import make_draft, make_membership, make_schedule, make_text, make_user, prose

pytestmark = pytest.mark.django_db

FIRST = ["# Setting out", prose(40, 1), prose(40, 2), prose(40, 3)]
TOLD = "A corrected edition came out"


@pytest.fixture
def plan(group):
    return make_schedule(group, make_text(FIRST), sittings=2)


@pytest.fixture
def corrected(plan):
    text = plan.edition.text
    publish(edition=make_draft(text, [*FIRST[:2], prose(40, 7), FIRST[3]]), now=timezone.now())
    plan.refresh_from_db()
    return plan


def pages(plan):
    return [plan.group.get_absolute_url(), reverse("reader", args=[plan.group.slug, plan.pk, 1])]


def test_a_member_is_told_on_the_group_page_and_on_the_reading_page(client_of, bob, corrected):
    compared = reverse("edition_compare", args=[corrected.edition.text.slug, 1, 2])
    for page in pages(corrected):
        shown = client_of(bob).get(page).text
        assert TOLD in shown
        assert compared in shown
        assert "Paragraphs whose words changed count as not read" in shown


def test_nothing_is_told_where_nothing_was_corrected(client_of, bob, plan):
    assert all(TOLD not in client_of(bob).get(page).text for page in pages(plan))


def test_whoever_puts_it_away_is_not_told_again_and_the_others_are(client_of, alice, bob, corrected):
    home, reading = pages(corrected)
    dismiss = reverse("correction_dismiss", args=[corrected.group.slug, corrected.pk])
    for _time in range(2):
        assert client_of(bob).post(dismiss, {"edition": "2", "next": reading}).url == reading
    assert all(TOLD not in client_of(bob).get(page).text for page in (home, reading))
    assert TOLD in client_of(alice).get(home).text


@pytest.mark.parametrize("number", ["", "x", "9", "99999999999"])
def test_an_edition_that_is_not_there_puts_nothing_away(client_of, bob, corrected, number):
    dismiss = reverse("correction_dismiss", args=[corrected.group.slug, corrected.pk])
    home = corrected.group.get_absolute_url()
    assert client_of(bob).post(dismiss, {"edition": number, "next": "//elsewhere.example/"}).url == home
    assert not SeenCorrection.objects.exists()


def test_it_is_told_for_two_weeks(bob, corrected, now):
    later = corrected.edition.published_at + TOLD_FOR
    assert correction(schedule=corrected, user=bob, now=later - timedelta(seconds=1))
    assert correction(schedule=corrected, user=bob, now=later) is None


def test_whoever_joined_afterwards_is_not_told(corrected, now):
    dora = make_user("Dora")
    make_membership(corrected.group, dora)
    assert Membership.objects.current().filter(user=dora).exists()
    assert correction(schedule=corrected, user=dora, now=timezone.now()) is None


def test_a_plan_made_for_the_corrected_edition_tells_nothing(group, bob):
    old = make_text(FIRST)
    new = make_draft(old.text, [*FIRST[:3], prose(40, 9)])
    publish(edition=new, now=timezone.now())
    new.refresh_from_db()
    assert correction(schedule=make_schedule(group, new), user=bob, now=timezone.now()) is None
