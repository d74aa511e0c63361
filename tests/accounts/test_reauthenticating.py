"""Before one changes how one signs in, one is asked again who one is: but not right after signing in."""

import re
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from notices.models import Delivery
from notices.posting import unseal
from tests.accounts.test_signing_up import PASSWORD, form

TOTP = "mfa_activate_totp"


pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(alice) -> Client:
    alice.set_password(PASSWORD)
    alice.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    return browser


def test_who_has_just_signed_in_is_not_asked_again(signed_in):
    assert signed_in.get(reverse(TOTP)).status_code == 200


def test_the_question_fits_whatever_one_wanted_to_do(client_of, alice):
    alice.set_password(PASSWORD)
    alice.save()
    page = client_of(alice).get(reverse("account_delete"), follow=True).text
    assert "What you are about to do touches your whole account, so we ask once more." in page
    assert "change how you sign in" not in page


def test_who_has_just_joined_is_not_asked_again(client):
    client.post(reverse("account_signup"), form())
    letter = unseal(Delivery.objects.latest("pk").letter)
    client.post(re.search(r"https?://[^/]+(/\S+confirm-email/\S+)", letter.text)[1])
    assert client.get(reverse(TOTP)).status_code == 200


def test_after_ten_minutes_one_is_asked_again_and_then_not_for_a_while(signed_in, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = signed_in.get(reverse(TOTP))
    assert unquote(answer.url) == f"{reverse('account_reauthenticate')}?next={reverse(TOTP)}"
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
    session = signed_in.session
    session["signed_in_at"] -= 599
    session.save()
    assert signed_in.get(reverse(TOTP)).status_code == 200
    session["signed_in_at"] -= 2
    session.save()
    assert signed_in.get(reverse(TOTP)).status_code == 302
    signed_in.post(answer.url, {"password": PASSWORD})
    assert signed_in.get(reverse(TOTP)).status_code == 200


def test_a_session_of_which_nobody_knows_when_it_began_is_asked(client_of, signed_in, alice):
    assert client_of(alice).get(reverse(TOTP)).status_code == 302


def test_a_password_alone_is_not_yet_signing_in(signed_in, alice):
    Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    browser = Client()
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    assert "signed_in_at" not in browser.session
