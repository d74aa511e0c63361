"""Letters written on a page: kept with what caused them, encrypted, sent by the outbox, in no request."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import resetting
from accounts.models import User
from notices import posting, sending
from notices.letters import Letter
from notices.models import Delivery


@pytest.fixture(autouse=True)
def patience():
    """Forget how often an address was written to: allauth counts, and would go silent on the second test."""
    cache.clear()


LETTER = Letter(subject="Hello", text="The secret link", html="<p>The secret link</p>", to="new@example.org")


def post(user, now=None):
    return posting.post(user_id=user.pk, letter=LETTER, now=now or timezone.now())


def test_a_letter_goes_out_to_the_address_it_is_for(inbox, bob):
    delivery = post(bob)
    assert sending.send_due(timezone.now(), urgent_only=True).counts["sent"] == 1
    [mail] = inbox.mails()
    assert (mail["To"], mail["Subject"]) == ("new@example.org", "Hello")
    assert mail.get_body(("plain",)).get_content().strip() == "The secret link"
    assert mail["List-Unsubscribe"] is None
    delivery.refresh_from_db()
    assert (delivery.state, delivery.letter) == ("sent", "")


def test_a_letter_cannot_be_read_in_the_database(bob):
    assert "secret" not in post(bob).letter
    assert posting.compose(Delivery.objects.get()) == LETTER


def test_two_letters_to_one_person_at_one_moment_are_two(bob):
    now = timezone.now()
    post(bob, now)
    post(bob, now)
    assert Delivery.objects.count() == 2


def test_a_letter_is_not_kept_when_what_caused_it_fails(bob):
    with transaction.atomic():
        post(bob)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_a_letter_older_than_a_day_is_dropped_and_emptied(inbox, bob):
    post(bob, timezone.now() - timedelta(hours=25))
    assert sending.send_due(timezone.now()).counts["dropped"] == 1
    assert Delivery.objects.get().letter == ""
    assert not inbox.mails()


def test_a_letter_outlives_a_change_of_the_secret_key_while_the_old_one_is_kept(bob, settings):
    delivery = post(bob)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 8
    assert posting.compose(delivery) == LETTER


def test_a_letter_written_under_a_lost_key_fails_and_says_so(inbox, bob, settings):
    post(bob)
    settings.SECRET_KEY = "another" * 8
    assert sending.send_due(timezone.now()).counts["failed"] == 1
    assert "SECRET_KEY" in Delivery.objects.get().error


def test_a_worker_is_woken_once_the_letter_is_committed(bob, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as woken:
        post(bob)
    assert [task.__self__.name for task in woken] == ["notices.tasks.send_urgent"]


SIGN_UP = {
    "display_name": "Dora",
    "email": "dora@example.org",
    "password1": "seventeen lanterns",
    "time_zone": "UTC",
}


def sign_up(client, **fields):
    return client.post(reverse("account_signup"), SIGN_UP | fields)


def test_signing_up_sends_nothing_from_the_request_and_queues_the_mail(client, db, inbox):
    assert sign_up(client).status_code == 302
    assert not inbox.mails()
    delivery = Delivery.objects.get()
    assert (delivery.user.email, delivery.kind, delivery.urgent) == ("dora@example.org", "letter", True)


def link_in(mail):
    return re.search(r"https?://\S+", mail.get_body(("plain",)).get_content())[0]


def test_the_mail_of_a_sign_up_welcomes_and_confirms_the_address(client, db, inbox, settings):
    settings.SITE_ADDRESS = "http://testserver"
    sign_up(client)
    sending.send_due(timezone.now())
    [mail] = inbox.mails()
    assert mail["To"] == "dora@example.org"
    assert mail["Subject"] == "Welcome to Study Circle: one step is left"
    link = link_in(mail)
    assert "Hello Dora," in mail.get_body(("plain",)).get_content()
    assert "<!doctype html>" in mail.get_body(("html",)).get_content()
    assert link in mail.get_body(("html",)).get_content()
    client.post(link)
    assert User.objects.get(email="dora@example.org").emailaddress_set.get().verified


def test_the_mail_of_a_sign_up_is_in_the_language_of_the_page(client, db, inbox):
    client.post(reverse("account_signup"), SIGN_UP, headers={"Accept-Language": "de"})
    sending.send_due(timezone.now())
    assert '<html lang="de">' in inbox.mails()[0].get_body(("html",)).get_content()


def test_signing_up_with_an_address_that_is_known_tells_its_owner_only(client, bob, inbox):
    response = sign_up(client, email=bob.email)
    assert response.status_code == 302
    sending.send_due(timezone.now())
    [mail] = inbox.mails()
    assert (mail["To"], mail["Subject"]) == (bob.email, "You already have an account")
    assert "/accounts/password/reset/" in link_in(mail)


def test_a_forgotten_password_is_answered_by_a_mail_in_its_owners_language(client, bob, inbox):
    bob.language = "de"
    bob.save()
    client.post(reverse("account_reset_password"), {"email": bob.email})
    resetting.write(bob.email)  # as the worker does
    assert not inbox.mails()
    sending.send_due(timezone.now())
    [mail] = inbox.mails()
    assert "/accounts/password/reset/key/" in link_in(mail)
    assert '<html lang="de">' in mail.get_body(("html",)).get_content()


def test_a_forgotten_password_of_nobody_sends_nothing(client, db, inbox):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    resetting.write("nobody@example.org")
    assert not Delivery.objects.exists()


def test_names_cannot_slip_lines_into_a_letter(client, db, inbox):
    # No form takes such a name; one that came by another way must do no harm either.
    sign_up(client)
    User.objects.update(display_name="Dora\r\nBcc: everyone@example.org")
    EmailAddress.objects.update(verified=True)
    Delivery.objects.all().delete()
    resetting.write("dora@example.org")
    sending.send_due(timezone.now())
    [mail] = inbox.mails()
    assert "Dora Bcc" in mail.get_body(("plain",)).get_content()
    assert mail["Bcc"] is None
    assert "\nBcc:" not in mail.get_body(("plain",)).get_content()
