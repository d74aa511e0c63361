"""What people type about a group, and whether it has the right shape. The verbs do the rest.

What they type about its plans is in `plan_forms`.
"""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ZoneField
from accounts.names import validate_name
from groups.models import Group, Invitation
from readings.form_fields import SubmissionField
from readings.models import Text


class GroupForm(forms.ModelForm):
    """The group's name, purpose and clock."""

    time_zone = ZoneField(
        label=_("Time zone"), help_text=_("Sittings fall due by this clock, wherever people are.")
    )

    class Meta:
        model = Group
        fields = ["name", "purpose", "time_zone"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": _("What you call yourselves, such as “Tuesday circle”."),
            "purpose": _("What you want from reading together. Those you invite see it before they join."),
        }

    def clean_name(self) -> str:
        """A name that can be read on one line."""
        name: str = self.cleaned_data["name"]
        validate_name(name)
        return name


class CountField(forms.IntegerField):
    """A number of things, within bounds that are said as people would."""

    default_error_messages = {
        "invalid": _("Write a whole number."),
        "min_value": _("At least %(limit_value)s, please."),
        "max_value": _("At most %(limit_value)s, please."),
    }


class InvitationNoteForm(forms.ModelForm):
    """What a link is called among those who facilitate, so that they know which is which."""

    class Meta:
        model = Invitation
        fields = ["note"]

    def clean_note(self) -> str:
        """Words on one line, or none."""
        note: str = self.cleaned_data["note"]
        if note:
            validate_name(note)
        return note


class InvitationForm(InvitationNoteForm):
    """How long a link opens the door, for how many people, and for whom."""

    days = CountField(label=_("Good for how many days"), min_value=1, max_value=30, initial=14)
    max_uses = CountField(label=_("For how many people"), min_value=1, max_value=50, initial=10)
    submission = SubmissionField(required=False, initial=uuid.uuid4)


def published_text(slug: str) -> Text | None:
    """The text that an address speaks of (`?text=SLUG`), if it is in the library."""
    return Text.objects.published().filter(slug=slug.replace("\0", "")).first()
