"""Leaving for good: who somebody was is forgotten, what they wrote stays under another name."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts import leaving
from accounts.models import User
from discussions.models import Lift, Mention, Seen, Stuck
from discussions.settling import be_stuck
from groups import joining
from groups.models import Group, Invitation, Membership, Term
from notices import posting, sending
from notices.letters import Letter
from notices.models import Delivery, Preference
from readings.models import Progress
from tests.accounts.test_signing_up import PASSWORD
from tests.factories import make_admin, make_comment, make_curator, make_group, make_thread, make_user

URL = "/settings/leave/"


pytestmark = pytest.mark.django_db


def sign_in(person: User) -> Client:
    """A browser in which somebody has just typed their password."""
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return browser


def test_the_page_says_what_happens_and_to_which_group(alice, bob, group):
    make_group("Alone at night", facilitator=alice)
    make_group("Of Bob", facilitator=bob, members=[alice])
    page = sign_in(alice).get(URL).text
    assert "under “Someone who left”" in page
    assert "You are the last in “Alone at night”: it closes" in page
    assert "You leave “Tuesday circle”, which you facilitate: the role is free then" in page
    assert "<li>You leave “Of Bob”.</li>" in page
    assert f'href="{URL}"' in sign_in(alice).get(reverse("settings")).text


def test_the_only_admin_and_curator_is_told_what_goes_without_them(admin, bob):
    sentences = " ".join(leaving.what_happens(admin))
    assert "You are the only curator" in sentences
    assert "You are the only admin" in sentences
    assert "createsuperuser" in sentences
    make_curator()
    sentences = " ".join(leaving.what_happens(admin))
    assert "only curator" not in sentences
    assert "You are the only admin" in sentences
    make_admin("Adam")
    assert "only" not in " ".join(leaving.what_happens(admin))
    assert "only" not in " ".join(leaving.what_happens(bob))


def test_leaving_is_asked_only_of_somebody_who_has_lately_said_who_they_are(client_of, alice):
    sign_in(alice)
    alice.refresh_from_db()
    for ask in (client_of(alice).get, client_of(alice).post):
        assert ask(URL, {"sure": "on"}).url.startswith(reverse("account_reauthenticate"))
    assert User.objects.get(pk=alice.pk).is_active


def test_without_the_tick_nothing_happens(alice):
    answer = sign_in(alice).post(URL, {})
    assert answer.status_code == 422
    assert "Tick this if you are sure." in answer.text
    assert User.objects.get(pk=alice.pk).display_name == "Alice"


def test_who_leaves_is_forgotten_and_signed_out_everywhere(bob, group, edition, now):
    Preference.objects.create(user=bob)
    Delivery.objects.create(user=bob, kind="letter", subject=1, due_at=now)
    Progress.objects.create(user=bob, edition=edition)
    elsewhere, browser = sign_in(bob), sign_in(bob)
    Authenticator.objects.create(user=bob, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    answer = browser.post(URL, {"sure": "on"}, follow=True)
    assert answer.redirect_chain == [(reverse("home"), 302)]
    assert "Your account is gone" in answer.text
    for asked in (browser, elsewhere):
        assert asked.get(reverse("settings")).status_code == 302
    gone = User.objects.get(pk=bob.pk)
    assert gone.display_name == "Someone who left"
    assert "bob" not in gone.email
    assert not gone.has_usable_password()
    assert not gone.is_active
    assert Delivery.objects.get(user=bob).kind == "letter"  # the last one
    assert Membership.objects.get(user=bob).left_at
    for model in (Preference, Progress, EmailAddress, Authenticator):
        assert not model.objects.filter(user=bob).exists(), model
    assert not any(
        session.get_decoded().get("_auth_user_id") == str(bob.pk) for session in Session.objects.all()
    )


def test_nobody_can_sign_in_any_more_and_the_address_is_free_again(bob):
    sign_in(bob).post(URL, {"sure": "on"})
    page = Client().post(reverse("account_login"), {"login": "bob@example.org", "password": PASSWORD})
    assert "do not belong together" in page.text
    assert make_user("Bob").pk != bob.pk


def test_what_they_wrote_stays_in_the_group_under_another_name(
    client_of, alice, bob, group, edition, schedule
):
    thread = make_thread(group, edition, bob, body="Why bread?")
    make_comment(thread, alice, body="Why not?")
    sign_in(bob).post(URL, {"sure": "on"})
    page = client_of(alice).get(reverse("thread_detail", args=[group.slug, thread.pk])).text
    assert "Why bread?" in page
    assert "Someone who left" in page
    assert "Bob" not in page


def test_the_role_is_free_their_invitations_close_and_the_group_goes_on(client_of, alice, bob, group):
    _invitation, token = joining.invite(group=group, by=alice, days=3, max_uses=3, now=timezone.now())
    sign_in(alice).post(URL, {"sure": "on"})
    assert not Term.objects.running().exists()
    assert not Invitation.objects.usable().exists()
    assert Client().get(f"/join/{token}/").status_code == 410
    mine = Membership.objects.get(user=bob)
    client_of(bob).post(reverse("term_create", args=[group.slug, mine.pk]))
    assert Term.objects.running().get().membership == mine


def test_a_group_that_its_last_member_leaves_for_good_opens_to_nobody(alice):
    make_group(facilitator=alice)
    sign_in(alice).post(URL, {"sure": "on"})
    assert not Membership.objects.current().exists()
    assert Group.objects.count() == 1


def test_the_name_in_its_place_does_not_tell_which_language_they_spoke(alice, bob):
    bob.language = "de"
    bob.save()
    with translation.override("de"):
        leaving.leave(person=bob, now=timezone.now())
    leaving.leave(person=alice, now=timezone.now())
    kept = User.objects.filter(is_active=False).values_list("display_name", "language")
    assert list(kept) == [("Someone who left", "en-gb")] * 2


def test_the_old_address_hears_that_the_account_is_gone_and_the_words_are_deleted_then(inbox, bob):
    leaving.leave(person=bob, now=timezone.now())
    assert sending.send_due(timezone.now(), urgent_only=True).counts["sent"] == 1
    [mail] = inbox.mails()
    assert (mail["To"], mail["Subject"]) == ("bob@example.org", "Your account is gone")
    for kind in ("plain", "html"):
        words = mail.get_body((kind,)).get_content()
        assert "Hello Bob," in words
        assert "http" not in words
        assert "This is the last mail to bob@example.org." in words
    assert Delivery.objects.get().letter == ""


def test_no_other_letter_goes_to_somebody_who_is_gone(bob):
    leaving.leave(person=bob, now=timezone.now())
    late = posting.post(user_id=bob.pk, letter=Letter(subject="Hello", text="Words"), now=timezone.now())
    late.user.refresh_from_db()
    assert posting.wanted([late], timezone.now()) == set()


def test_two_may_leave(alice, bob):
    for person in (alice, bob):
        leaving.leave(person=person, now=timezone.now() + dt.timedelta(seconds=1))
    assert User.objects.filter(is_active=False).count() == 2


def test_a_fault_in_one_room_leaves_everything_as_it_was(alice, group, settings):
    settings.ROOMS_TO_LEAVE = ["groups.leaving", "tests.accounts.no_such_room"]
    with pytest.raises(ImportError):
        leaving.leave(person=alice, now=timezone.now())
    assert Membership.objects.current().filter(user=alice).exists()
    assert User.objects.get(pk=alice.pk).is_active


def test_what_they_had_before_them_of_the_talk_goes_and_what_they_said_stays(bob, alice, group, edition):
    thread = make_thread(group, edition, bob, kind="question")
    be_stuck(user=bob, thread=thread)
    be_stuck(user=alice, thread=thread)
    Mention.objects.create(comment=thread.comments.get(), user=bob)
    Lift.objects.create(user=bob, thread=thread)
    leaving.leave(person=bob, now=timezone.now())
    for kept in (Seen, Mention, Stuck, Lift):
        assert not kept.objects.filter(user=bob).exists()
    assert Stuck.objects.get().user == alice
    assert thread.comments.count() == 1
