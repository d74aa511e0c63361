"""Where an address is typed: allauth's forms, with an address no longer than the database keeps.

allauth would cut a longer one off, and with it perhaps the part after the @. Apart from `accounts.forms`, which
allauth itself reads while it makes its own.
"""

from typing import Any

from allauth.account import forms as entrance
from allauth.account.fields import EmailField
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.tasks import write_reset_soon

LONGEST = 254  # characters, of any address that mail can be sent to
TOO_LONG = _("An e-mail address has 254 characters at most.")


class AddressField(EmailField):
    """An e-mail address, in small letters."""

    default_error_messages = {"max_length": TOO_LONG}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, **kwargs)
        del self.widget.attrs["placeholder"]  # what it is stands above it, in our own spelling

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if len(address) > LONGEST:  # some letters become two when they are made small
            raise ValidationError(TOO_LONG, code="max_length")
        return address


class SignupForm(entrance.SignupForm):
    email = AddressField()


class LoginForm(entrance.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()


class ResetPasswordForm(entrance.ResetPasswordForm):
    """Does the same for every address, so that the time of the answer does not tell which of them is known."""

    email = AddressField()

    def clean_email(self) -> str:
        """Leave it to the worker to look whose it is."""
        email: str = self.cleaned_data["email"]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        write_reset_soon(email)
        return email


class AddEmailForm(entrance.AddEmailForm):
    email = AddressField()
