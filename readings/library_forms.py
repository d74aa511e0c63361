"""What people type about the library's order: a shelf, a suggestion and the answer to it, why a text was withdrawn.

The facts about one text stand in `readings/forms.py`.
"""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from readings.form_fields import AddressField, SubmissionField, YearField
from readings.import_forms import (
    TOO_MUCH_PASTED,
    size_in_words,
    size_of_words,
    too_large,
    up_to,
    why_refused,
)
from readings.importers import ImportRefused, glance
from readings.importers.refusing import has_words, no_words
from readings.models import Shelf
from readings.uploading import NOTHING_DROPPED, Dropped

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
    year = YearField(
        label=_("Year"),
        help_text=_("When it was first published, such as 1934. Leave empty if you don’t know."),
    )
    link = AddressField(
        label=_("Where to find it"),
        help_text=_(
            "The address of a web page, such as https://example.org/essay. Or give us its file or its words below: we need one of the three."
        ),
    )
    file = forms.FileField(label=_("Or a file that you have"), required=False, allow_empty_file=True)
    words = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        max_length=MOST_WORDS,
        error_messages={"max_length": TOO_MUCH_PASTED},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    why = forms.CharField(
        label=_("Why should it be read here?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
    )

    def __init__(self, *args: Any, dropped: Dropped = NOTHING_DROPPED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With it a browser cuts what is pasted, and says nothing.
        self.fields["words"].widget.attrs.pop("maxlength")
        # Said here and not with the field, which is made once, before anyone's language is known.
        self.fields["file"].help_text = _(
            "EPUB, PDF with a text layer, DOCX, ODT, a saved web page (HTML or MHTML), Markdown or plain text, up to %(size)s. HTML, Markdown and plain text: up to %(words)s. You and the curators can open it; it is deleted if they decline."
        ) % {"size": size_in_words(settings.UPLOAD_LIMIT), "words": size_of_words()}
        self.dropped = dropped

    def clean_file(self) -> tuple[str, bytes] | None:
        """The name and the bytes of a file that can be read as far as a glance tells."""
        if self.dropped:
            raise ValidationError(too_large() if self.dropped.too_large else up_to(1))
        file = self.cleaned_data["file"]
        if file is None:
            return None
        data = file.read()
        try:
            glance(data)
        except ImportRefused as refusal:
            raise ValidationError(why_refused(refusal, file.name or "")) from refusal
        return file.name or "", data

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        words = said.get("words", "").strip()
        if words and not has_words([words]):  # an import of it would be refused, too
            self.add_error("words", str(no_words()))
        if {"link", "words", "file"} & self.errors.keys():
            return said
        if not said["link"] and not said["words"].strip() and not said["file"]:
            self.add_error(
                "link",
                ValidationError(
                    _("Say where to find it, or give us its file or its words."), code="required"
                ),
            )
        return said

    @property
    def has_lost_file(self) -> bool:
        """Whether a file came that has to be chosen again when the form is shown again: browsers forget it."""
        return self.is_bound and bool(self.files) and "file" not in self.errors


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
