"""Noting whom a link is for."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups import joining
from groups.models import Invitation
from tests.factories import make_group


@pytest.fixture
def link(group, alice):
    return joining.invite(group=group, by=alice, days=3, max_uses=2, now=timezone.now())[0]


@pytest.fixture
def url(group, link):
    return f"{group.get_absolute_url()}invitations/{link.pk}/"


def test_only_the_facilitator_notes(client, client_of, url, bob, charlie):
    assert client.post(url, {"note": "x"}).status_code == 302
    assert client_of(charlie).post(url, {"note": "x"}).status_code == 404
    assert client_of(bob).post(url, {"note": "x"}).status_code == 403
    assert Invitation.objects.get().note == ""


def test_a_note_tells_the_links_apart_with_who_made_each_when_and_how_often_it_was_used(
    client_of, group, url, link, alice, charlie
):
    browser, people = client_of(alice), f"{group.get_absolute_url()}people/"
    assert "Note whom it is for" in browser.get(people).content.decode()
    assert browser.post(url, {"note": "the Tuesday people"}).url == people
    joining.accept(invitation=link, user=charlie, now=timezone.now())
    page = " ".join(browser.get(people).content.decode().split())
    for words in ("<b>the Tuesday people</b>", "A link by Alice, ", "1 of 2 people have come"):
        assert words in page


def test_a_note_can_be_taken_away_again_and_is_no_place_for_many_lines(client_of, url, alice):
    browser = client_of(alice)
    browser.post(url, {"note": "for Jo"})
    for wrong in ("x" * 81, "one\x0btwo"):
        assert browser.post(url, {"note": wrong}).status_code == 422
    assert Invitation.objects.get().note == "for Jo"
    browser.post(url, {"note": " "})
    assert Invitation.objects.get().note == ""


def test_a_link_of_another_group_or_a_closed_one_is_not_there(client_of, group, url, link, alice):
    other = make_group("Other", facilitator=alice)
    browser = client_of(alice)
    assert browser.get(f"{other.get_absolute_url()}invitations/{link.pk}/").status_code == 404
    joining.revoke(invitation=link, now=timezone.now())
    assert browser.get(url).status_code == 404


def test_those_who_are_invited_do_not_see_the_note(client, client_of, group, alice):
    link, token = joining.invite(group=group, by=alice, days=3, max_uses=2, now=timezone.now())
    Invitation.objects.filter(pk=link.pk).update(note="the quiet ones")
    assert "the quiet ones" not in client.get(f"/join/{token}/").content.decode()


def test_a_link_may_be_noted_as_it_is_made(client_of, group, alice):
    address = reverse("invitation_create", args=[group.slug])
    page = client_of(alice).post(address, {"days": "14", "max_uses": "3", "note": "for the neighbours"})
    assert page.status_code == 200
    assert Invitation.objects.get(note="for the neighbours").max_uses == 3
    wrong = client_of(alice).post(address, {"days": "14", "max_uses": "3", "note": "x\n" * 3})
    assert wrong.status_code == 422
    assert not Invitation.objects.filter(note__startswith="x").exists()
