"""The people of a group."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Membership, Term
from tests.factories import make_membership, make_term, make_user

pytestmark = pytest.mark.long


@pytest.fixture
def url(group):
    return f"/g/{group.slug}/people/"


def test_members_see_each_other_and_who_facilitates_until_when(client, client_of, url, bob, charlie):
    assert client.get(url).status_code == 302
    assert client_of(charlie).get(url).status_code == 404
    page = client_of(bob).get(url).content.decode()
    assert "Alice" in page
    assert "Bob" in page
    assert "facilitates until" in page


def test_who_has_left_is_not_listed(client_of, group, url, alice, bob):
    joining.leave(membership=Membership.objects.get(user=bob), now=timezone.now())
    assert "Bob" not in client_of(alice).get(url).content.decode()


def test_only_the_facilitator_sees_links_and_hands_over(client_of, group, url, alice, bob):
    joining.invite(group=group, by=alice, days=3, max_uses=5, now=timezone.now())
    page = client_of(alice).get(url).content.decode()
    assert "0 of 5 people have come" in page
    assert "Hand over the role" in page
    assert "Hand over to Bob" in client_of(alice).get(f"{url}?hand-over").content.decode()
    assert "Bob facilitates" not in client_of(bob).get(f"{url}?hand-over").content.decode()
    page = client_of(bob).get(url).content.decode()
    assert "have come" not in page
    assert "Hand over the role" not in page
    assert reverse("invitation_create", args=[group.slug]) not in page


def test_closed_links_are_not_listed(client_of, group, url, alice):
    now = timezone.now()
    joining.invite(group=group, by=alice, days=1, max_uses=5, now=now - dt.timedelta(days=2))
    revoked, _token = joining.invite(group=group, by=alice, days=1, max_uses=5, now=now)
    joining.revoke(invitation=revoked, now=now)
    assert "No link is open" in client_of(alice).get(url).content.decode()


def test_a_hundred_people_stand_on_a_page_whoever_facilitates_first(client_of, group, url, alice):
    joining.leave(membership=Membership.objects.get(user=alice), now=timezone.now())
    for number in range(101):
        make_membership(group, make_user(f"Reader {number}"))
    facilitator = make_membership(group, make_user("Zadie"))
    make_term(facilitator)
    first, second = (client_of(facilitator.user).get(f"{url}?page={page}").text for page in (1, 2))
    assert "103 people" in first
    assert "Zadie" in first.partition("<main")[2]
    assert "Reader 99" in second
    assert "Reader 2<" in first
    assert "Reader 2<" not in second


def test_a_free_role_is_offered(client_of, url, bob):
    Term.objects.all().delete()
    assert "I’ll facilitate" in client_of(bob).get(url).content.decode()


def test_sixty_members_take_as_many_queries_as_two(client_of, group, url, alice):
    browser = client_of(alice)
    browser.get(url)
    counts = []
    for round_ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(url).status_code == 200
        counts.append(len(queries))
        for number in range(58):
            make_membership(group, make_user(f"Reader {round_} {number}"))
        for _ in range(joining.MOST_A_DAY // 2):
            joining.invite(group=group, by=alice, days=3, max_uses=5, now=timezone.now())
    assert counts[0] == counts[1]


def test_everybody_is_told_the_same_day_on_which_a_term_ends(client_of, group, url, alice, bob):
    Term.objects.all().delete()
    end = timezone.now().replace(hour=23, minute=30) + dt.timedelta(days=40)
    make_term(group.memberships.get(user=alice), until=end)
    bob.time_zone = "Asia/Tokyo"
    bob.save()
    for address in (url, group.get_absolute_url()):
        said = {
            re.search(r"(?:until|bis) ([^<:]+)", client_of(one).get(address).text)[1] for one in (alice, bob)
        }
        assert len(said) == 1
