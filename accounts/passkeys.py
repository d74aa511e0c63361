"""The forms that take what a browser says of a passkey: whatever it sends, the answer is a page.

allauth reads it with a library that trusts its shape; what is no credential makes that stumble in many ways.
"""

import json
import struct
from typing import Any

from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FAILED = _("That passkey did not work. Try once more, or choose another way.")
# What the library raises at something that is no credential, or is one but not signed by the key it names.
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, struct.error, InvalidSignature)


def failed() -> ValidationError:
    return ValidationError(FAILED, code="incorrect_code")


def reworded(error: ValidationError) -> ValidationError:
    """The same refusal in words about a passkey: allauth speaks of a code."""
    return failed() if error.code == "incorrect_code" else error


class CredentialField(forms.JSONField):
    """What the browser got from the passkey, kept in a hidden input until the form is sent."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid": FAILED, "required": FAILED}

    def clean(self, value: Any) -> Any:
        try:
            credential = super().clean(value)
            json.dumps(credential, ensure_ascii=False).encode()  # JSON can hold halves of characters
        except (ValueError, RecursionError) as error:
            raise failed() from error
        if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
            raise failed()
        return credential

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing is shown again of what was refused: the browser is asked anew."""
        return None


class AddForm(webauthn.AddWebAuthnForm):
    """A new passkey, by default one that signs in alone."""

    credential = CredentialField()
    passwordless = forms.BooleanField(required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except UNREADABLE as error:
            raise failed() from error
        except ValidationError as error:
            raise reworded(error) from error


class AuthenticateForm(webauthn.AuthenticateWebAuthnForm):
    """The passkey as second step."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except UNREADABLE as error:
            raise failed() from error
        except ValidationError as error:
            raise reworded(error) from error


class LoginForm(AuthenticateForm, webauthn.LoginWebAuthnForm):
    """The passkey alone."""


class ReauthenticateForm(AuthenticateForm, webauthn.ReauthenticateWebAuthnForm):
    """The passkey of somebody who is signed in, asked for again."""
