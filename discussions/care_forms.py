"""Why somebody reports a comment, or sets it aside, and why curators leave the words of a text as they are."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """A reason in one’s own words: to those who decide, or to the circle."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words.")},
    )


class DeclineForm(forms.Form):
    """Why the curators leave the text as it is."""

    reason = forms.CharField(label=_("Why it stays as it is"), max_length=500)
