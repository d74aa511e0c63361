"""What a browser says of a passkey may be anything: the answer is a page that says so, never a fault."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

PASSWORD = "four words of no kin"
SHAPED = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA"},
}
CLIENT_DATA = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0"  # {"type":"webauthn.get"}
NONSENSE = [
    "{not json",
    "",
    "1",
    "null",
    "[]",
    '"words"',
    '{"id":1}',
    '{"id":1,"response":1}',
    '{"response":{}}',
    '{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":7}}',
    json.dumps(SHAPED),
    json.dumps(SHAPED | {"response": SHAPED["response"] | {"clientDataJSON": CLIENT_DATA}}),
    json.dumps(SHAPED | {"response": SHAPED["response"] | {"userHandle": "MQ"}}),
    json.dumps(SHAPED | {"response": {"clientDataJSON": CLIENT_DATA, "attestationObject": "AAAA"}}),
    json.dumps(SHAPED | {"response": {"clientDataJSON": CLIENT_DATA, "attestationObject": "oA"}}),
]


@pytest.fixture
def signed_in(alice) -> Client:
    """Alice, who has said a moment ago that it is she, and who has an app besides."""
    alice.set_password(PASSWORD)
    alice.save()
    browser = Client(raise_request_exception=False)
    browser.force_login(alice)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


@pytest.mark.django_db
@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_does_not_sign_in_and_the_page_says_so(credential):
    browser = Client(raise_request_exception=False)
    browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    answer = browser.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert answer.redirect_chain == [(reverse("account_login"), 302)]
    assert "That passkey did not work" in answer.text


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_is_not_added_and_the_page_says_so(signed_in, alice, credential):
    page = signed_in.get(reverse("mfa_add_webauthn"))
    assert page.status_code == 200
    answer = signed_in.post(reverse("mfa_add_webauthn"), {"name": "phone", "credential": credential})
    assert answer.status_code == 200
    assert "That passkey did not work" in answer.text
    assert not Authenticator.objects.filter(user=alice).exists()


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_is_no_second_step_and_the_page_says_so(alice, credential):
    alice.set_password(PASSWORD)
    alice.save()
    Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    browser = Client(raise_request_exception=False)
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    answer = browser.post(reverse("mfa_authenticate"), {"credential": credential})
    assert answer.status_code == 200
    assert "That passkey did not work" in answer.text


@pytest.mark.parametrize("credential", NONSENSE)
def test_what_is_no_passkey_does_not_say_again_who_one_is(signed_in, credential):
    answer = signed_in.post(reverse("mfa_reauthenticate_webauthn"), {"credential": credential})
    assert answer.status_code == 302


def test_a_new_passkey_is_meant_to_sign_in_alone_unless_one_says_otherwise(signed_in):
    page = signed_in.get(reverse("mfa_add_webauthn")).text
    assert re.search(r'<input type="checkbox" name="passwordless"[^>]* checked>', page)
    assert "asks for your fingerprint, your face or your PIN, and that is enough to come in" in page


def test_a_tick_that_was_taken_away_stays_away_when_the_form_comes_back(signed_in):
    page = signed_in.post(reverse("mfa_add_webauthn"), {"name": "phone", "credential": "{"}).text
    assert re.search(r'<input type="checkbox" name="passwordless"', page)
    assert not re.search(r'<input type="checkbox" name="passwordless"[^>]* checked>', page)
