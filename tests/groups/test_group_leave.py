"""Leaving a group on its page."""

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
    assert browser.post(url).status_code == 404
    assert Membership.objects.filter(group=group, user=bob, left_at__isnull=False).count() == 1
