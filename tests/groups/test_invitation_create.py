"""Making a link that invites, and closing it."""

import datetime as dt
import re
import uuid
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Invitation
from tests.factories import make_group, make_user

GOOD = {"days": "14", "max_uses": "10"}


@pytest.fixture
def url(group):
    return f"/g/{group.slug}/invitations/new/"


def test_only_the_facilitator_invites(client, client_of, url, alice, bob, charlie):
    assert client.post(url, GOOD).status_code == 302
    assert client_of(charlie).post(url, GOOD).status_code == 404
    assert client_of(bob).post(url, GOOD).status_code == 403
    assert not Invitation.objects.exists()
    assert client_of(alice).get(url).status_code == 200


def test_the_link_is_shown_whole_once_and_opens_the_door(client_of, group, url, alice, charlie, settings):
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = (
        "https://circle.example.org",
        ["other.example.org", "testserver"],
    )
    browser = client_of(alice)
    response = browser.post(url, GOOD, headers={"Host": "other.example.org"})
    page = response.content.decode()
    link = re.search(r'value="(https://circle\.example\.org/join/[\w-]+/)"', page)[1]
    assert "no-store" in response["Cache-Control"]
    assert "mailto:?subject=" in page
    assert "other.example.org" not in page
    assert 'data-copy="link"' in page
    token = link.rstrip("/").rsplit("/", 1)[1]
    for later in (url, f"/g/{group.slug}/people/"):
        assert token not in browser.get(later).content.decode()
    assert client_of(charlie).post(f"/join/{token}/").url == f"/g/{group.slug}/"


def test_htmx_gets_the_part_that_changed(client_of, url, alice):
    page = client_of(alice).post(url, GOOD, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith("<div")
    assert "Here is the link" in page
    assert "<html" not in page


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    "wrong",
    [{"days": "0"}, {"days": "31"}, {"days": ""}, {"max_uses": "0"}, {"max_uses": "51"}, {"max_uses": "x"}],
)
def test_bounds_are_said_beside_the_field_and_what_was_typed_is_kept(client_of, url, alice, wrong, htmx):
    response = client_of(alice).post(url, GOOD | wrong, headers=htmx)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in page
    for value in (GOOD | wrong).values():
        assert not value or f'value="{value}"' in page
    assert not Invitation.objects.exists()


def test_a_link_is_closed_by_the_facilitator_alone(client, client_of, group, alice, bob, charlie):
    invitation, token = joining.invite(group=group, by=alice, days=3, max_uses=3, now=timezone.now())
    url = reverse("invitation_revoke", args=[group.slug, invitation.pk])
    assert client.post(url).status_code == 302
    assert client_of(charlie).post(url).status_code == 404
    assert client_of(bob).post(url).status_code == 403
    page = client_of(alice).get(url).text
    assert "Close this link?" in page
    assert "it can’t be opened again" in page
    assert f'href="{url}"' in client_of(alice).get(f"/g/{group.slug}/people/").text
    assert Invitation.objects.usable().exists()
    assert client_of(alice).post(url).url == f"/g/{group.slug}/people/"
    assert not Invitation.objects.usable().exists()
    assert client_of(charlie).get(f"/join/{token}/").status_code == 410


def test_a_link_of_another_group_is_not_found(client_of, group, alice, charlie):
    other = make_group("Other", facilitator=charlie)
    invitation, _token = joining.invite(group=other, by=charlie, days=3, max_uses=3, now=timezone.now())
    assert (
        client_of(alice).post(reverse("invitation_revoke", args=[group.slug, invitation.pk])).status_code
        == 404
    )
    assert Invitation.objects.usable().exists()


def test_a_form_sent_twice_makes_one_link_and_shows_it_twice(client_of, url, group, alice):
    browser = client_of(alice)
    submission = re.search(r'name="submission" value="([^"]+)"', browser.get(url).text)[1]
    typed = {"days": "3", "max_uses": "2", "submission": submission}
    links = [browser.post(url, typed).context["link"] for _twice in range(2)]
    assert links[0] == links[1]
    assert group.invitations.count() == 1
    assert browser.post(url, typed | {"max_uses": "3"}).context["link"] != links[0]
    assert client_of(make_user("Dora")).get(urlsplit(links[0]).path).status_code == 200


def test_a_form_sent_again_after_its_link_was_closed_makes_one_that_opens(client_of, url, group, alice):
    browser, typed = client_of(alice), {"days": "3", "max_uses": "2", "submission": str(uuid.uuid4())}
    first = browser.post(url, typed).context["link"]
    group.invitations.update(revoked_at=timezone.now())
    second = browser.post(url, typed).context["link"]
    assert first != second
    assert client_of(make_user("Dora")).get(urlsplit(second).path).status_code == 200


def test_nobody_can_work_out_a_link_from_what_a_form_sends(group, alice, now, settings):
    wishes = {
        "group": group,
        "by": alice,
        "days": 3,
        "max_uses": 2,
        "submission": uuid.UUID(int=1),
        "now": now,
    }
    tokens = set()
    for secret in ("one" * 20, "another" * 9):
        settings.SECRET_KEY = secret
        tokens.add(joining.invite(**wishes)[1])
    assert len(tokens) == 2


def test_so_many_links_are_made_in_a_day_and_no_more(client_of, group, url, alice):
    now = timezone.now()
    submission = uuid.uuid4()
    for _link in range(joining.MOST_A_DAY - 1):
        joining.invite(group=group, by=alice, days=1, max_uses=1, now=now)
    browser = client_of(alice)
    last = GOOD | {"submission": str(submission)}
    assert browser.post(url, last).status_code == 200
    refused = browser.post(url, GOOD)
    assert refused.status_code == 422
    assert "So many links were made today." in refused.text
    assert browser.post(url, last).status_code == 200, "the same form again shows the same link"
    assert Invitation.objects.count() == joining.MOST_A_DAY
    Invitation.objects.update(created_at=now - dt.timedelta(days=2))
    assert browser.post(url, GOOD).status_code == 200
