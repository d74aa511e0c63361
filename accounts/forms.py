"""What a person tells us of themselves: at the door, and later on the settings page."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import validate_name


def zone_choices() -> list[tuple[str, str]]:
    """List the zones people live in, as the tz database names them ("Europe/Lisbon"), UTC first."""
    names = sorted(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class ZoneField(forms.TypedChoiceField):
    """A time zone by name. Refuses what is no zone with a sentence that shows the way."""

    default_error_messages = {
        "invalid_choice": _("We don’t know the time zone “%(value)s”. Try one such as Europe/Lisbon."),
    }

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=zone_choices, **kwargs)  # type: ignore[arg-type]


class SignupForm(forms.Form):
    """What the door asks besides an address and a password. allauth adds those and saves the person."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=60,
        validators=[validate_name],
        help_text=_("What your circles will call you. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "autofocus": True}),
    )
    # Filled by the browser with its own zone; without JavaScript UTC, to be changed in the settings.
    time_zone = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-own-zone": ""})
    )

    field_order = ["display_name", "email", "password1"]

    def clean_time_zone(self) -> str:
        name = self.cleaned_data["time_zone"]
        return name if name in zoneinfo.available_timezones() else "UTC"

    def signup(self, request: object, user: User) -> None:
        """Called by allauth once the person exists."""


class SettingsForm(forms.ModelForm):
    display_name = forms.CharField(
        label=_("Name"), max_length=60, validators=[validate_name], help_text=_("What your circles call you.")
    )
    time_zone = ZoneField(label=_("Time zone"), help_text=_("Due times and reminders follow this clock."))

    class Meta:
        model = User
        fields = ["display_name", "time_zone", "language"]
