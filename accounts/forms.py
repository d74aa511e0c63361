"""What a person tells us of themselves: at the door, and later on the settings page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import appearance, zones
from accounts.models import User
from accounts.names import validate_name


class ZoneField(forms.TypedChoiceField):
    """A time zone by name. Refuses what is no zone with a sentence that shows the way."""

    default_error_messages = {
        "invalid_choice": _("We don’t know the time zone “%(value)s”. Try one such as Europe/Lisbon."),
    }

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=zones.choices, **kwargs)  # type: ignore[arg-type]

    def to_python(self, value: object) -> str:
        return zones.present_name(super().to_python(value))

    def prepare_value(self, value: object) -> object:
        return zones.present_name(value) if isinstance(value, str) else value


class SignupForm(forms.Form):
    """What the door asks besides an address and a password. allauth adds those and saves the person."""

    display_name = forms.CharField(
        label=_("Name"),
        max_length=60,
        validators=[validate_name],
        help_text=_("What your groups will call you. A first name is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    # Filled by the browser with its own zone; without JavaScript UTC, to be changed in the settings.
    time_zone = forms.CharField(
        required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-own-zone": ""})
    )

    field_order = ["display_name", "email", "password1"]

    def clean_time_zone(self) -> str:
        name = zones.present_name(self.cleaned_data["time_zone"])
        return name if name in zones.places() else zones.UTC

    def signup(self, request: object, user: User) -> None:
        """Called by allauth once the person exists."""


class SettingsForm(forms.ModelForm):
    display_name = forms.CharField(
        label=_("Name"), max_length=60, validators=[validate_name], help_text=_("What your groups call you.")
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        help_text=_(
            "Reminders follow this clock. A group’s due times are told by the group’s own clock, and by this one"
            " too where it differs."
        ),
    )

    class Meta:
        model = User
        fields = ["display_name", "time_zone", "language"]


class AppearanceForm(forms.Form):
    """How pages look on this device."""

    theme = forms.ChoiceField(label=_("Colours"), choices=appearance.THEMES, widget=forms.RadioSelect)
    size = forms.ChoiceField(label=_("Letters"), choices=appearance.SIZES, widget=forms.RadioSelect)
    face = forms.ChoiceField(label=_("Face"), choices=appearance.FACES, widget=forms.RadioSelect)
    leading = forms.ChoiceField(
        label=_("Space between lines"), choices=appearance.LEADINGS, widget=forms.RadioSelect
    )
    measure = forms.ChoiceField(
        label=_("Length of lines"), choices=appearance.MEASURES, widget=forms.RadioSelect
    )


class LeavingForm(forms.Form):
    """One tick, so that nobody leaves by a slip of the hand."""

    sure = forms.BooleanField(
        label=_("Yes, forget me. I know that this cannot be undone."),
        error_messages={"required": _("Tick this if you are sure.")},
    )
