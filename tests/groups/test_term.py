"""The role on the people page: taking it, handing it on, letting it go."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Group, Membership, Term
from notices.models import Delivery
from tests.factories import make_group


@pytest.fixture
def mine(group, alice):
    return Membership.objects.get(group=group, user=alice)


@pytest.fixture
def bobs(group, bob):
    return Membership.objects.get(group=group, user=bob)


def create(membership):
    return reverse("term_create", args=[membership.group.slug, membership.pk])


def end(membership):
    return reverse("term_end", args=[membership.group.slug, membership.pk])


@pytest.mark.parametrize("address", [create, end])
def test_visitors_sign_in_outsiders_find_nothing_and_reading_changes_nothing(
    client, client_of, bobs, charlie, alice, address
):
    assert client.post(address(bobs)).status_code == 302
    assert client_of(charlie).post(address(bobs)).status_code == 404
    assert client_of(charlie).get(address(bobs)).status_code in {404, 405}
    client_of(alice).get(address(bobs))
    assert Group.objects.facilitated_by(alice).exists()


def test_a_member_takes_a_free_role(client_of, group, bobs, bob):
    Term.objects.all().delete()
    response = client_of(bob).post(create(bobs), follow=True)
    assert "You facilitate now" in response.content.decode()
    assert Group.objects.facilitated_by(bob).exists()


def test_a_role_that_is_held_is_not_taken_and_the_page_says_who_holds_it(client_of, bobs, bob):
    response = client_of(bob).post(create(bobs), follow=True)
    assert "Alice facilitates at the moment" in response.content.decode()
    assert not Group.objects.facilitated_by(bob).exists()


def test_a_facilitator_hands_it_on(client_of, bobs, alice, bob):
    response = client_of(alice).post(create(bobs), follow=True)
    assert "Bob facilitates now" in response.content.decode()
    assert Group.objects.facilitated_by(bob).exists()
    assert not Group.objects.facilitated_by(alice).exists()


def test_the_button_that_hands_it_on_pressed_twice_hands_it_on_once(client_of, bobs, alice, bob):
    browser = client_of(alice)
    for _twice in range(2):
        assert browser.post(create(bobs)).status_code == 302
    assert Term.objects.running().get().membership == bobs
    assert Delivery.objects.count() == 1
    Term.objects.exclude(membership=bobs).update(
        span=(timezone.now() - dt.timedelta(days=2), timezone.now() - dt.timedelta(days=1))
    )
    assert browser.post(create(bobs)).status_code == 403


def test_before_handing_on_one_is_told_what_cannot_be_undone(client_of, group, bobs, mine, alice, bob):
    browser = client_of(alice)
    assert (
        f'href="{create(bobs)}"'
        in browser.get(f"{group.get_absolute_url()}people/?hand-over").content.decode()
    )
    page = " ".join(browser.get(create(bobs)).content.decode().split())
    assert "Hand over to Bob?" in page
    assert "you cannot take it back" in page
    assert Group.objects.facilitated_by(alice).exists()
    assert client_of(bob).get(create(mine)).status_code == 403
    assert client_of(bob).get(create(bobs)).url == f"{group.get_absolute_url()}people/"


def test_a_member_cannot_hand_on_what_another_holds(client_of, mine, bob):
    assert client_of(bob).post(create(mine)).status_code == 403


def test_handing_it_to_somebody_who_left_or_is_in_another_group_finds_nobody(client_of, alice, bobs, charlie):
    other = Membership.objects.get(group=make_group("Other", facilitator=charlie))
    url = reverse("term_create", args=[bobs.group.slug, other.pk])
    assert client_of(alice).post(url).status_code == 404
    joining.leave(membership=bobs, now=timezone.now())
    assert client_of(alice).post(create(bobs)).status_code == 404
    assert Group.objects.facilitated_by(alice).exists()


def test_a_facilitator_lets_the_role_go_twice_without_harm(client_of, mine, alice):
    browser = client_of(alice)
    page = browser.post(end(mine), follow=True).content.decode()
    assert "Any member may take the role" in page
    assert browser.post(end(mine)).status_code == 302
    assert not Group.objects.facilitated_by(alice).exists()


def test_nobody_ends_the_term_of_another(client_of, mine, bob):
    assert client_of(bob).post(end(mine)).status_code == 403
    assert Term.objects.running().exists()
