"""What people type about the library's order: a shelf, a suggestion and the answer to it, why a text was withdrawn.

The facts about one text stand in `readings/forms.py`.
"""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from readings.form_fields import AddressField, SubmissionField
from readings.models import Shelf

MOST_WORDS = 200_000  # characters of a text that is suggested by its words


class ShelfForm(forms.ModelForm):
    """What a shelf is called, and what stands on it."""

    class Meta:
        model = Shelf
        fields = ["name", "description"]
        labels = {"description": _("Description")}
        help_texts = {"description": _("One sentence that visitors see under the name.")}


class NewShelfForm(ShelfForm):
    """A shelf that is put up, once however often the form is sent."""

    submission = SubmissionField(required=False, initial=uuid.uuid4)


class SuggestionForm(forms.Form):
    """A text that somebody misses: what it is called, where it is or its words, and why it should be read."""

    submission = SubmissionField(required=False, initial=uuid.uuid4)
    title = forms.CharField(label=_("Title"), max_length=300)
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    link = AddressField(
        label=_("Where to find it"),
        help_text=_(
            "The address of a web page, such as https://example.org/essay. Or paste it below: we need one of the two. Is it a file that you have? Copy its words, or put it where others can open it, and give that address."
        ),
    )
    words = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": MOST_WORDS}),
    )
    why = forms.CharField(
        label=_("Why should it be read here?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"link", "words"} & self.errors.keys():
            return said
        if not said["link"] and not said["words"].strip():
            self.add_error(
                "link", ValidationError(_("Say where to find it, or paste it below."), code="required")
            )
        return said


class DeclineForm(forms.Form):
    """Why a suggestion is declined; whoever made it reads this."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("They get this by mail and see it beside their suggestion."),
        error_messages={"required": _("Say why: they have waited for an answer.")},
    )


class WithdrawForm(forms.Form):
    """Why a text is taken out of the library; everybody reads this at its address."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("Anyone who opens its address sees this."),
        error_messages={"required": _("Say why: one sentence for those who were reading it is enough.")},
    )
