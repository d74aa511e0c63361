"""Leaving a group on its page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Group, Membership


@pytest.fixture
def url(group):
    return f"/g/{group.slug}/leave/"


def test_a_member_is_told_what_leaving_means(client, client_of, url, bob, charlie):
    assert client.get(url).status_code == 302
    assert client_of(charlie).get(url).status_code == 404
    page = client_of(bob).get(url).content.decode()
    assert "What you said stays" in page
    assert "You facilitate" not in page
    assert "last one here" not in page


def test_the_facilitator_is_told_that_the_role_becomes_free(client_of, url, alice):
    assert "any member may take it" in client_of(alice).get(url).content.decode()


def test_the_last_member_is_told_that_nobody_can_open_it_again(client_of, group, url, alice, bob):
    joining.leave(membership=Membership.objects.get(user=bob), now=timezone.now())
    assert "nobody can open this group again" in client_of(alice).get(url).content.decode()


def test_asking_is_not_leaving(client_of, url, bob):
    client_of(bob).get(url)
    assert Group.objects.visible_to(bob).exists()


def test_who_leaves_is_out_and_can_leave_once(client_of, group, url, bob):
    browser = client_of(bob)
    response = browser.post(url)
    assert response.url == reverse("group_list")
    assert "You have left “Tuesday circle”" in browser.get(response.url).content.decode()
    assert browser.post(url).url == reverse("group_list"), "the button was pressed twice"
    assert browser.get(url).status_code == 404
    assert Membership.objects.filter(group=group, user=bob, left_at__isnull=False).count() == 1


def test_who_goes_last_closes_every_link_as_they_were_told(client_of, group, url, alice, bob, charlie):
    _invitation, token = joining.invite(group=group, by=alice, days=3, max_uses=9, now=timezone.now())
    for person in (alice, bob):
        assert client_of(charlie).get(f"/join/{token}/").status_code == 200
        client_of(person).post(url)
    for ask in (client_of(charlie).get, client_of(charlie).post):
        assert ask(f"/join/{token}/").status_code == 410
    assert not Membership.objects.current().filter(group=group).exists()


def test_the_role_of_whoever_leaves_can_be_taken_by_anybody_who_is_left(client_of, group, url, alice, bob):
    client_of(alice).post(url)
    mine = Membership.objects.get(user=bob)
    browser = client_of(bob)
    assert "Nobody facilitates at the moment" in browser.get(f"/g/{group.slug}/people/").text
    browser.post(f"/g/{group.slug}/people/{mine.pk}/facilitate/")
    assert browser.get(f"/g/{group.slug}/edit/").status_code == 200


def test_who_left_long_ago_or_was_never_there_leaves_nothing(client_of, group, url, bob, charlie):
    Membership.objects.filter(user=bob).update(
        joined_at=timezone.now() - dt.timedelta(days=2), left_at=timezone.now() - dt.timedelta(minutes=2)
    )
    for person in (bob, charlie):
        assert client_of(person).post(url).status_code == 404
