"""Somebody leaves for good, or loses a right, while forms of theirs are under way."""

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import leaving
from accounts.models import User
from groups import joining
from groups.models import Membership
from readings.models import Progress
from tests.factories import make_curator, make_group, make_text, make_user
from tests.groups.test_racing import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = {"display_name": "Bob", "time_zone": "Europe/Lisbon", "language": "en-gb"}


def browser_of(person):
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    return browser


def test_what_is_sent_while_somebody_leaves_is_done_before_or_not_at_all():
    group = make_group(facilitator=make_user("Alice"))
    edition = make_text()
    for turn in range(4):
        bob = make_user("Bob", email=f"bob{turn}@example.org")
        token = joining.invite(group=group, by=bob, days=1, max_uses=5, now=timezone.now())[1]
        sent = [
            (reverse("settings"), SETTINGS),
            (reverse("invitation_accept", args=[token]), {}),
            (reverse("account_email"), {"action_add": "", "email": f"other{turn}@example.org"}),
            (reverse("progress_update", args=[edition.text.slug, 1]), {"ranges": "2-3"}),
        ]
        browsers = [(browser_of(bob), *one) for one in sent]
        answers = all_at_once(
            lambda bob=bob: leaving.leave(person=bob, now=timezone.now()),
            *(lambda b=b, address=address, data=data: b.post(address, data) for b, address, data in browsers),
        )
        assert all(answer is None or getattr(answer, "status_code", 500) < 500 for answer in answers), answers
        bob.refresh_from_db()
        assert not bob.is_active
        assert bob.email.endswith("@left.invalid")
        assert not EmailAddress.objects.filter(user=bob).exists()
        assert not Membership.objects.current().filter(user=bob).exists()
        assert not Progress.objects.filter(user=bob).exists()


def test_a_right_that_was_taken_does_not_come_back_with_ones_settings():
    for _turn in range(4):
        curator = make_curator(email=f"c{_turn}@example.org")
        browser = browser_of(curator)
        all_at_once(
            lambda b=browser: b.post(reverse("settings"), SETTINGS),
            lambda key=curator.pk: User.objects.filter(pk=key).update(is_curator=False),
        )
        curator.refresh_from_db()
        assert not curator.is_curator


def test_two_forms_of_one_person_at_once_are_both_kept():
    bob = make_user("Bob")
    browsers = [browser_of(bob) for _time in range(4)]
    answers = all_at_once(*(lambda b=b: b.post(reverse("settings"), SETTINGS) for b in browsers))
    assert [answer.status_code for answer in answers] == [302] * 4


def test_who_has_left_in_the_meantime_is_signed_out():
    bob = make_user("Bob")
    browser = browser_of(bob)
    with transaction.atomic():
        leaving.leave(person=bob, now=timezone.now())
    assert browser.post(reverse("settings"), SETTINGS).status_code == 302
    bob.refresh_from_db()
    assert bob.display_name != "Bob"
