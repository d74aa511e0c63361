"""What curators type: a text to import, the facts about one, who curates."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from readings.booklets.repairing import moved
from readings.browsing import subjects_known
from readings.models import MOST_SUBJECTS, Edition, Text

MOST_FILES = 30
MOST_AUTHORS = 50
MOST_PASTED = 500_000  # characters; longer ones come as files

LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("nl", _("Dutch")),
    ("el", _("Greek")),
    ("ru", _("Russian")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("he", _("Hebrew")),
]


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
        typed = [" ".join(unicodedata.normalize("NFC", part).split()) for part in (value or "").split(",")]
        return sorted({subject.casefold(): subject for subject in reversed(typed) if subject}.values())

    def validate(self, value: list[str]) -> None:
        if len(value) > MOST_SUBJECTS:
            raise ValidationError(_("Up to %(number)d subjects, please.") % {"number": MOST_SUBJECTS})
        if any(len(subject) > 40 for subject in value):
            raise ValidationError(_("A subject may have 40 characters at most."))

    def run_validators(self, value: list[str]) -> None:
        for subject in value:
            super().run_validators(subject)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class FilesInput(forms.ClearableFileInput):
    """A place to choose several files at once, or to drop them on."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(one, initial) for one in data or []]


class SourceForm(forms.Form):
    """Files or pasted words."""

    file = FilesField(label=_("Files"), required=False)  # or pasted words
    words = forms.CharField(
        label=_("Or paste the text here"),
        required=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_PASTED}),
    )

    def __init__(self, *args: Any, too_large: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Said here and not with the field, which is made once, before anyone's language is known.
        self.fields["file"].help_text = _(
            "EPUB, PDF with its text, DOCX, ODT, a saved web page, Markdown or plain text, up to %(size)s each."
        ) % {"size": filesizeformat(settings.UPLOAD_LIMIT)}
        self.too_large = too_large

    def clean_file(self) -> list[UploadedFile]:
        if self.too_large:
            raise ValidationError(
                _("%(names)s: too large for this page, %(size)s is the most it takes."),
                params={"names": ", ".join(self.too_large), "size": filesizeformat(settings.UPLOAD_LIMIT)},
            )
        files = self.cleaned_data["file"]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Up to %(number)d files at a time, please.") % {"number": MOST_FILES})
        return files

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if {"file", "words"} & self.errors.keys():
            return known
        pasted = bool(known["words"].strip())
        if not known["file"] and not pasted:
            self.add_error("file", _("Choose a file first, or paste the text below."))
        return known

    def brought_names(self) -> list[str]:
        """One name for each text that came; what was pasted has an empty one."""
        pasted = [""] if self.cleaned_data["words"].strip() else []
        return [*(file.name or "" for file in self.cleaned_data["file"]), *pasted]

    def brought(self) -> list[tuple[str, bytes]]:
        """What came, by file name; what was pasted has no name."""
        files = [(file.name or "", file.read()) for file in self.cleaned_data["file"]]
        pasted = self.cleaned_data["words"]
        return [*files, ("", pasted.encode())] if pasted.strip() else files


class ImportForm(SourceForm):
    """What comes in, and what is known about it. What is left empty is taken from the file itself."""

    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Empty: the file’s own.")
    )
    authors = AuthorsField(label=_("Authors"), required=False, help_text=_("One a line."))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("As the file has it")), *LANGUAGES], required=False
    )
    rights = forms.CharField(
        label=_("Rights"),
        max_length=300,
        required=False,
        help_text=_("Such as “public domain” or “CC BY 4.0”."),
    )
    source = forms.URLField(label=_("Source"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if not self.errors and len(self.brought_names()) > 1 and known["title"]:
            self.add_error(
                "title", _("That is more than one text. Leave this empty, and name each one later.")
            )
        return known


class CorrectionForm(SourceForm):
    """One file, or pasted words, that are to be the next edition of a text. The facts about it stay as they are."""

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if not self.errors and len(self.brought_names()) > 1:
            self.add_error("file", _("One at a time, please: each edition comes from one file."))
        return known


class TextForm(forms.ModelForm):
    """The facts about a text, which stay editable when its editions no longer are."""

    authors = AuthorsField(label=_("Authors"), required=False, help_text=_("One a line."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    source = forms.URLField(label=_("Source"), max_length=500, required=False, assume_scheme="https")
    subjects = SubjectsField(
        label=_("Subjects"), required=False, help_text=_("With commas between, such as “education, cities”.")
    )

    class Meta:
        model = Text
        fields = ["title", "authors", "language", "rights", "source", "subjects", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A text imported in a language that the list lacks must not lose it by being saved.
        choices = self.fields["language"].choices  # type: ignore[attr-defined]
        if self.instance.language not in dict(choices):
            self.fields["language"].choices = [*choices, (self.instance.language,) * 2]  # type: ignore[attr-defined]

    def clean_subjects(self) -> list[str]:
        """Subjects spelt as other texts in the library have them, so that one is not two."""
        known = {subject.casefold(): subject for subject in subjects_known()}
        return sorted({known.get(subject.casefold(), subject) for subject in self.cleaned_data["subjects"]})


class PageOrderForm(forms.Form):
    """In which order the pages of a scanned booklet are to be read: as found, as proposed, or moved by hand.

    `booklet` is what the provenance of a draft says of it (`readings.booklets.repairing.Repair`). After
    `is_valid()`, `cleaned_data["order"]` names the pages in the order asked for.
    """

    choice = forms.ChoiceField(choices=[("found", ""), ("proposed", ""), ("by_hand", "")])
    # The order that the numbers were typed over.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, booklet: Mapping[str, Any], **kwargs: Any) -> None:
        self.as_found = [page["number"] for page in booklet["pages"]]
        self.proposed = (booklet["proposed"] or {}).get("order")
        order = booklet["order"]
        self.after: list[int] = self.proposed or order if order == self.as_found else order
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = " ".join(map(str, self.after))
        for place, number in enumerate(self.after, start=1):
            self.fields[f"place_{number}"] = forms.IntegerField(
                label=_("Place of page %(number)d") % {"number": number},
                initial=place,
                min_value=1,
                max_value=len(self.after),
                required=False,
            )

    def places(self) -> list[forms.BoundField]:
        """The fields for the places of the pages, in the order shown."""
        return [self[f"place_{number}"] for number in self.after]

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if self.errors:
            return known
        if known["choice"] == "proposed" and not self.proposed:
            raise ValidationError(_("No order is proposed for this text."))
        if known["choice"] == "by_hand":
            shown = [int(number) for number in known["shown"].split() if number.isdecimal()]
            if sorted(shown) != self.as_found:
                raise ValidationError(_("The pages have changed in the meantime. Please try again."))
            typed = {number: known[f"place_{number}"] for number in shown}
            known["order"] = moved(shown, {number: place for number, place in typed.items() if place})
        else:
            known["order"] = self.as_found if known["choice"] == "found" else self.proposed
        return known


class ProgressForm(forms.Form):
    """Which paragraphs were read, such as "12-15,18", or that they were not."""

    ranges = forms.CharField(max_length=4000)
    unread = forms.BooleanField(required=False)
    next = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_ranges(self) -> list[tuple[int, int]]:
        """Turn paragraph numbers into ranges of code points; all of them must be in the edition."""
        pairs = []
        try:
            for part in self.cleaned_data["ranges"].split(","):
                first, _dash, last = part.partition("-")
                pairs.append((int(first), int(last or first)))
        except ValueError as error:
            raise ValidationError(_("That is no range of paragraphs.")) from error
        ends = {number for pair in pairs for number in pair}
        spans = dict(
            self.edition.paragraphs.filter(number__in=[n for n in ends if 0 < n < 2**31]).values_list(
                "number", "span"
            )
        )
        if spans.keys() != ends or any(first > last for first, last in pairs):
            raise ValidationError(_("That is no range of paragraphs."))
        return [(spans[first].lower, spans[last].upper) for first, last in pairs]


class CuratorForm(forms.Form):
    """Who is to keep the library, by e-mail."""

    email = forms.EmailField(label=_("E-mail"))

    def clean_email(self) -> User:
        """Turn the address into whom it belongs to."""
        person = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here has this address. Ask them to join first."))
        return person
