"""Words of the text that somebody names by their paragraph, where they are not chosen on its page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discussions.passages import LONGEST, words_at
from discussions.typed_words import find_typed
from readings.models import Edition

NO_SUCH_PARAGRAPH = _("The text has no paragraph of this number.")


class PlaceForm(forms.Form):
    """Words of an edition by the number of their paragraph: all of it, or those that are typed."""

    paragraph = forms.IntegerField(
        label=_("Paragraph number"),
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(("min_value", "max_value"), NO_SUCH_PARAGRAPH),
    )
    words = forms.CharField(
        label=_("The words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As they stand in the text. Empty: the whole paragraph."),
    )
    # Of which edition the paragraphs were offered: in another the number may be another paragraph's.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        """Add `place`, a pair of code points."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        paragraph = self.edition.paragraphs.filter(number=data["paragraph"]).first()
        if paragraph is None:
            self.add_error("paragraph", NO_SUCH_PARAGRAPH)
            return data
        text = words_at(self.edition.pk, paragraph.start, paragraph.end).quote
        place = find_typed(data["words"], text, paragraph.start, paragraph.marks)
        if not place and data["seen"] not in {None, self.edition.number}:
            raise ValidationError(
                _("A corrected edition came out just now. Look once more which paragraph you mean."),
                code="stale",
            )
        if not place and data["words"]:
            self.add_error("words", _("These words are not in that paragraph. Copy them from the page."))
            return data
        return data | {"place": place or (paragraph.start, paragraph.end)}
