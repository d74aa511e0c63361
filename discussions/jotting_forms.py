"""What somebody sends who notes something to themselves, changes it, or brings it to a group."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discussions.body_field import LONGEST_BODY, BodyField
from discussions.bringing import seen
from discussions.forms import ThreadForm, WordsForm
from discussions.models import Jotting
from groups.models import Schedule
from readings.form_fields import SubmissionField


def _body_field() -> BodyField:
    """What one says to oneself. Of too much it is said in words that fit a note."""
    return BodyField(
        label=_("Your note to self"),
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": _("For you alone…"), "maxlength": LONGEST_BODY}
        ),
        error_messages={
            "max_length": _(
                "That is %(show_value)d characters. Up to %(limit_value)d fit: make two notes of it."
            ),
            "too_large": _("That makes too much of a few words, or of many links. Make two notes of it."),
        },
    )


class JottingForm(WordsForm):
    """A note to self on a range of the edition."""

    body = _body_field()
    submission = SubmissionField(required=False, initial=uuid.uuid4)

    stale = staticmethod(ThreadForm.stale)
    being_published = staticmethod(ThreadForm.being_published)


class JottingEditForm(forms.Form):
    """Other words for a note to self."""

    body = _body_field()

    def __init__(self, data: Any = None, *, jotting: Jotting) -> None:
        super().__init__(data, initial={"body": jotting.body}, auto_id=f"jotting_{jotting.pk}_%s")


class BringForm(forms.Form):
    """Which of one's groups is to see a note to self: named by the plan by which it reads the text."""

    plan = forms.ModelChoiceField(
        label=_("Which group?"),
        queryset=Schedule.objects.none(),
        error_messages={
            "required": _("Choose a group."),
            "invalid_choice": _("That group does not read this text any more. Choose another."),
        },
    )
    submission = SubmissionField(required=False, initial=uuid.uuid4)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the note as it was shown

    being_published = staticmethod(ThreadForm.being_published)

    def __init__(self, *args: Any, jotting: Jotting, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jotting = jotting
        self.initial["seen"] = seen(jotting)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the types
        field.queryset = plans

    def clean(self) -> dict[str, Any]:
        """Only what was shown is shown to others: not what it says since in another window, or after a correction."""
        data = super().clean() or self.cleaned_data
        if data.get("seen") != seen(self.jotting):
            raise ValidationError(
                _("Your note or its words changed just now. Look once more what the group will see."),
                code="stale",
            )
        return data
