"""What curators bring: files or pasted words, to be a text or the next edition of one."""

import hashlib
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from readings.form_fields import AddressField, AuthorsField, FilesField, SubmissionField
from readings.importers import ImportRefused, glance
from readings.language_names import LANGUAGES
from readings.uploading import NOTHING_DROPPED, Dropped

MOST_PASTED = 500_000  # characters; longer ones come as files


class Brought(NamedTuple):
    """One thing that came, its name, and the number by which it is known when the form comes again."""

    name: str
    file: File
    submission: uuid.UUID


def size_in_words(size: int) -> str:
    """Say a number of bytes as people do: "50 MB", not "50.0 MB"."""
    whole, rest = divmod(size, 1024 * 1024)
    if whole and not rest:
        return gettext("%(number)d MB") % {"number": whole}
    return filesizeformat(size)


class SourceForm(forms.Form):
    """Files or pasted words. A file that is no text at first glance is refused here, beside its field."""

    submission = SubmissionField(required=False, initial=uuid.uuid4)
    file = FilesField(label=_("Files"), required=False)  # or pasted words
    words = forms.CharField(
        label=_("Or paste the text here"),
        required=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 12, "class": "roomy", "maxlength": MOST_PASTED}),
    )

    def __init__(self, *args: Any, dropped: Dropped = NOTHING_DROPPED, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Said here and not with the field, which is made once, before anyone's language is known.
        self.fields["file"].help_text = _(
            "EPUB, PDF with a text layer, DOCX, ODT, a saved web page, Markdown or plain text, up to %(size)s each."
        ) % {"size": size_in_words(settings.UPLOAD_LIMIT)}
        self.dropped = dropped

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors and (self.dropped or self.files):
            # A browser neither keeps them nor lets a page choose them again. It is said with the first thing that is
            # wrong, below what is: that is where the cursor stands.
            first = next((name for name in self.fields if name in self.errors), "file")
            self.add_error(first, _("Please choose the files again: the browser has forgotten them."))

    def clean_file(self) -> list[UploadedFile]:
        files = self.cleaned_data["file"]
        if self.dropped.too_many:
            raise ValidationError(
                _("Up to %(number)d files at a time, please."), params={"number": settings.UPLOAD_MOST_FILES}
            )
        refused = []
        if self.dropped.too_large:
            names = ", ".join(self.dropped.too_large)
            refused.append(
                ValidationError(
                    _("%(names)s: too large. The limit is %(size)s."),
                    params={"names": names, "size": size_in_words(settings.UPLOAD_LIMIT)},
                )
            )
        for file in files:
            file.seek(0)
            try:
                glance(file.read())
            except ImportRefused as refusal:
                refused.append(ValidationError(f"{file.name}: {refusal}", code=refusal.code))
        if refused:
            raise ValidationError(refused)
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

    def brought(self) -> Iterator[Brought]:
        """Yield what came, to be read one after the other; what was pasted has no name.

        Each has a number made of the form's, of its place and of its bytes: the form sent again brings nothing new,
        and a form that somebody went back to and sent with another file does.
        """
        pasted = self.cleaned_data["words"]
        files: list[tuple[str, File]] = [(file.name or "", file) for file in self.cleaned_data["file"]]
        if pasted.strip():
            files.append(("", ContentFile(pasted.encode())))
        for place, (name, file) in enumerate(files):
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            yield Brought(
                name, file, uuid.uuid5(self.cleaned_data["submission"], f"{place} {digest.hexdigest()}")
            )


class ImportForm(SourceForm):
    """What comes in, and what is known about it. What is left empty is taken from the file itself."""

    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Leave empty to take the text’s own.")
    )
    authors = AuthorsField(label=_("Authors"), required=False, help_text=_("One per line."))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("As in the text")), *LANGUAGES], required=False
    )
    rights = forms.CharField(
        label=_("Rights"),
        max_length=300,
        required=False,
        help_text=_("Why it may be shared, such as “public domain” or “CC BY 4.0”."),
    )
    source = AddressField(
        label=_("Source"), help_text=_("The web address it comes from, such as https://example.org/essay.")
    )

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if not self.errors and len(self.brought_names()) > 1 and known["title"]:
            self.add_error(
                "title", _("You are uploading several texts. Leave this empty and name each of them later.")
            )
        return known


class CorrectionForm(SourceForm):
    """One file, or pasted words, that are to be the next edition of a text. The facts about it stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("File")

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if not self.errors and len(self.brought_names()) > 1:
            self.add_error("file", _("One file at a time, please: each edition is made from one."))
        return known
