"""The field in which somebody says something, and how much of it there may be."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from discussions.wording import html_of, says_something

LONGEST_BODY = 20_000  # characters
LONGEST_HTML = 150_000  # bytes of what is made of them: a few characters can call for the same long link


class BodyField(forms.CharField):
    """What somebody says, in Markdown: 1 to 20,000 characters, line ends as LF."""

    default_error_messages = {
        "required": _("Write something first."),
        "max_length": _(
            "That is %(show_value)d characters. Up to %(limit_value)d fit: say it in two comments."
        ),
        "nothing": _("Nothing of this would be seen. Write a few words."),
        "too_large": _("That makes too much of a few words, or of many links. Say it in two comments."),
        "null": _("There is a character in this that can’t be kept (a NUL). Take it out and send again."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_BODY)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        if "\x00" in text:
            raise ValidationError(self.error_messages["null"], code="null")
        # Browsers count a line end as one character and send it as two.
        return super().to_python(text.replace("\r\n", "\n")) or ""

    def clean(self, value: Any) -> str:
        body = super().clean(value)
        if not body.strip() and not self.required:
            return ""
        if not says_something(body):
            raise ValidationError(self.error_messages["nothing"], code="nothing")
        if len(html_of(body).encode()) > LONGEST_HTML:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return body


def body_field(*, label: Any, placeholder: Any) -> BodyField:
    widget = forms.Textarea(attrs={"rows": 3, "placeholder": placeholder, "maxlength": LONGEST_BODY})
    return BodyField(label=label, widget=widget)
