"""Fields of forms that are not Django's own: authors, subjects, files, and the number that makes a form count once."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from readings.models import LAST_YEAR, MOST_SUBJECTS
from readings.normalising import normal

MOST_AUTHORS = 50
LONGEST_SUBJECT = 40
_LONGEST_SUBJECTS = 4 * MOST_SUBJECTS * LONGEST_SUBJECT  # with commas, and spaces that go


class YearField(forms.IntegerField):
    """The year in which a text was first published, if anybody knows it."""

    default_error_messages = {
        "invalid": _("Write one year in figures, such as 1934, or leave this empty."),
        "min_value": _("Years before our era do not fit here. Leave this empty."),
        "max_value": _("That year is too far ahead: the last one that fits is %(limit_value)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LAST_YEAR, required=False, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Blanks are no year."""
        return super().to_python(value.strip() if isinstance(value, str) else value)


class SubmissionField(forms.UUIDField):
    """A number made with the form, so that sending it twice does once what it does. A lost one is made anew."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class AddressField(forms.URLField):
    """The address of a web page; `https://` may be left out."""

    default_error_messages = {"invalid": _("This is no web address. One looks like example.org/essay.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=500, required=False, assume_scheme="https", **kwargs)


class AuthorsField(forms.CharField):
    """Authors, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> Any:
        return [" ".join(line.split()) for line in (value or "").splitlines() if line.strip()]

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(value) > MOST_AUTHORS:
            raise ValidationError(_("Up to %(number)d authors, please.") % {"number": MOST_AUTHORS})
        if any(len(author) > 200 for author in value):
            raise ValidationError(_("A name may have 200 characters at most."))

    def run_validators(self, value: list[str]) -> None:
        for author in value:
            super().run_validators(author)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class SubjectsField(forms.CharField):
    """What a text is about, with commas between; a subject that the library has keeps its spelling."""

    def to_python(self, value: Any) -> Any:
        if len(value or "") > _LONGEST_SUBJECTS:  # before anything is done with it
            raise self._too_long()
        typed = [" ".join(normal(part).split()) for part in (value or "").split(",")]
        return sorted({subject.casefold(): subject for subject in reversed(typed) if subject}.values())

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_SUBJECTS:
            raise ValidationError(_("Up to %(number)d subjects, please.") % {"number": MOST_SUBJECTS})
        if any(len(subject) > LONGEST_SUBJECT for subject in value):
            raise self._too_long()

    def _too_long(self) -> ValidationError:
        return ValidationError(_("A subject may have 40 characters at most."))

    def run_validators(self, value: list[str]) -> None:
        for subject in value:
            super().run_validators(subject)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class FilesInput(forms.ClearableFileInput):
    """A place to choose several files at once, or to drop them on."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list. An empty one is let through: who reads it knows what to say."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]
