"""Whoever changes how one signs in, its owner hears of it: in their language, with links to this site."""

import hashlib
import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts import resetting
from notices.letters import Letter
from notices.models import Delivery
from notices.posting import unseal

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "four words of no kin"
NEXT = "eleven other quiet evenings"
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class Key:
    """A passkey as a phone holds it."""

    def __init__(self) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.name = b"a key of Alice's"
        self.site = hashlib.sha256(b"testserver").digest()

    def client_data(self, purpose: str, options: dict) -> CollectedClientData:
        return CollectedClientData.create(purpose, options["publicKey"]["challenge"], "http://testserver")

    def credential(self, response: dict[str, bytes]) -> str:
        name = websafe_encode(self.name)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": {what: websafe_encode(value) for what, value in response.items()},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

    def made(self, options: dict) -> str:
        """What the browser sends when the key is made for these options."""
        public = ES256.from_cryptography_key(self.secret.public_key())
        data = AuthenticatorData.create(
            self.site,
            FLAGS | AuthenticatorData.FLAG.AT,
            0,
            AttestedCredentialData.create(Aaguid.NONE, self.name, public),
        )
        return self.credential(
            {
                "clientDataJSON": self.client_data("webauthn.create", options),
                "attestationObject": AttestationObject.create("none", data, {}),
            }
        )

    def used(self, options: dict, owner: bytes) -> str:
        """What the browser sends when the key answers these options for its owner."""
        said, data = self.client_data("webauthn.get", options), AuthenticatorData.create(self.site, FLAGS, 1)
        signature = self.secret.sign(data + said.hash, ec.ECDSA(hashes.SHA256()))
        return self.credential(
            {
                "clientDataJSON": said,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": owner,
            }
        )


@pytest.fixture
def browser(settings, alice) -> Client:
    """Alice, who has signed in a moment ago. She reads German, in Lisbon, and comes by another host name."""
    settings.SITE_ADDRESS = "https://circle.example.org"
    alice.language, alice.time_zone = "de", "Europe/Lisbon"
    alice.set_password(PASSWORD)
    alice.save()
    browser = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/150.0"})
    browser.post(reverse("account_login"), {"login": alice.email, "password": PASSWORD})
    return browser


def letters() -> list[Letter]:
    return [unseal(delivery.letter) for delivery in Delivery.objects.order_by("pk")]


def check_clothes(letter: Letter) -> None:
    """In German, in our clothes, and with links to this site alone."""
    assert "Alice" in letter.text
    assert "Firefox, Linux" in letter.text
    assert "Europe/Lisbon" in letter.text
    assert '<html lang="de">' in letter.html
    assert 'class="words"' in letter.html
    assert "<title></title>" not in letter.html
    for body in (letter.text, letter.html):
        assert "https://circle.example.org/accounts/password/reset/" in body
        assert "https://circle.example.org/accounts/sessions/" in body
        assert all(
            link.startswith("https://circle.example.org/") for link in re.findall(r"https?://\S+", body)
        )


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def change_password(browser: Client, alice) -> None:
    typed = {"oldpassword": PASSWORD, "password1": NEXT}
    assert browser.post(reverse("account_change_password"), typed).status_code == 302


def reset_password(browser: Client, alice) -> None:
    browser.post(reverse("account_reset_password"), {"email": alice.email})
    resetting.write(alice.email)  # as the worker does
    link = re.search(r"https://circle\.example\.org(/\S+key\S+|/\S+reset/\S+)", letters()[0].text)[1]
    Delivery.objects.all().delete()
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/150.0"})
    form = elsewhere.get(link).url
    assert elsewhere.post(form, {"password1": NEXT}).status_code == 302


def change_address(browser: Client, alice) -> None:
    EmailAddress.objects.create(user=alice, email="alice@example.net", verified=True)
    browser.post(reverse("account_email"), {"action_primary": "", "email": "alice@example.net"})


def remove_address(browser: Client, alice) -> None:
    EmailAddress.objects.create(user=alice, email="alice@example.net", verified=True)
    browser.post(reverse("account_email"), {"action_remove": "", "email": "alice@example.net"})


def turn_codes_on(browser: Client, alice) -> None:
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})


def turn_codes_off(browser: Client, alice) -> None:
    Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    browser.post(reverse("mfa_deactivate_totp"))


def make_spare_codes(browser: Client, alice) -> None:
    Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    browser.post(reverse("mfa_generate_recovery_codes"))


def add_passkey(browser: Client, alice, key: Key | None = None) -> None:
    options = browser.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    typed = {"name": "phone", "passwordless": "on", "credential": (key or Key()).made(options)}
    browser.post(reverse("mfa_add_webauthn"), typed)
    assert Authenticator.objects.filter(user=alice, type=Authenticator.Type.WEBAUTHN).exists()


def remove_passkey(browser: Client, alice) -> None:
    add_passkey(browser, alice)
    Delivery.objects.all().delete()
    key = Authenticator.objects.get(user=alice, type=Authenticator.Type.WEBAUTHN)
    browser.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "deed",
    [
        change_password,
        reset_password,
        change_address,
        remove_address,
        turn_codes_on,
        turn_codes_off,
        make_spare_codes,
        add_passkey,
        remove_passkey,
    ],
)
def test_a_change_of_how_one_signs_in_is_told_by_mail_once(browser, alice, deed):
    deed(browser, alice)
    (letter,) = letters()
    assert letter.to == "alice@example.org", "a change of address is told where mail went until now"
    check_clothes(letter)


def test_a_passkey_that_was_added_signs_in_alone(browser, alice):
    key = Key()
    add_passkey(browser, alice, key)
    elsewhere = Client()
    options = elsewhere.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    credential = key.used(options["request_options"], user_pk_to_url_str(alice).encode())
    elsewhere.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert elsewhere.session.get("_auth_user_id") == str(alice.pk)


def test_a_passkey_signed_by_another_key_does_not_sign_in(browser, alice):
    add_passkey(browser, alice)
    elsewhere = Client()
    options = elsewhere.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    credential = Key().used(options["request_options"], user_pk_to_url_str(alice).encode())
    answer = elsewhere.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert "That passkey did not work" in answer.text
    assert "_auth_user_id" not in elsewhere.session
