"""What curators bring: files or pasted words, to be a text or the next edition of one."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from readings.form_fields import AddressField, AuthorsField, FilesField, SubmissionField, YearField
from readings.importers import ImportRefused, glance
from readings.importers.decoding import LARGEST_TEXT
from readings.importers.glancing import for_a_browser
from readings.language_names import LANGUAGES
from readings.models import Suggestion
from readings.uploading import NOTHING_DROPPED, Dropped

TOO_MUCH_PASTED = _("That is more than can be pasted here. Save it as a file and bring the file.")
MOST_PASTED = 500_000  # characters; longer ones come as files
CALLED = {"docx": "DOCX", "epub": "EPUB", "odt": "ODT"}  # packages, by the endings of their names


class Brought(NamedTuple):
    """One thing that came, its name, and the number by which it is known when the form comes again."""

    name: str
    file: File
    submission: uuid.UUID


class Refused(NamedTuple):
    """A file that is not taken: where it stood among those that came, its name, and why."""

    place: int
    name: str
    why: str


def size_in_words(size: int) -> str:
    """Say a number of bytes as people do: "50 MB", not "50.0 MB"."""
    whole, rest = divmod(size, 1024 * 1024)
    if whole and not rest:
        return gettext("%(number)d MB") % {"number": whole}
    return filesizeformat(size)


def size_of_words() -> str:
    """Say how large a file may be that has only words in it: a page, Markdown, plain text."""
    return gettext("%(number)d MB") % {"number": LARGEST_TEXT // 1_000_000}


def too_large() -> str:
    """Say of a file that it is larger than any may be."""
    return gettext("This file is too large. The limit is %(size)s.") % {
        "size": size_in_words(settings.UPLOAD_LIMIT)
    }


def up_to(most: int) -> str:
    """Say that more files came than may."""
    return gettext("Up to %(number)d files at a time, please.") % {"number": most}


def no_such(kind: str) -> str:
    """Say of a file that is nothing which is read here that it is not what its name says, either."""
    return gettext("This is no %(kind)s file, though its name says so.") % {"kind": kind}


def why_refused(refusal: ImportRefused, name: str) -> str:
    """Say why a file is refused; of what is no text at all, that its name promised one."""
    kind = CALLED.get(name.rpartition(".")[2].lower())
    return no_such(kind) if kind and refusal.code == "binary" else str(refusal)


class SourceForm(forms.Form):
    """Files or pasted words. What is no text at first glance is refused here by its name; the others are taken.

    `stays` is whether the page that sent the form stays open, as it does for a script: then the files are still in it.
    """

    suggested: Suggestion | None = None  # whose file is taken when nothing else comes
    submission = SubmissionField(required=False, initial=uuid.uuid4)
    file = FilesField(label=_("Files"), required=False)  # or pasted words
    words = forms.CharField(
        label=_("Or paste the text here"),
        required=False,
        max_length=MOST_PASTED,
        error_messages={"max_length": TOO_MUCH_PASTED},
        widget=forms.Textarea(attrs={"rows": 4, "class": "roomy"}),
    )

    def __init__(
        self, *args: Any, dropped: Dropped = NOTHING_DROPPED, stays: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # With it a browser cuts what is pasted, and says nothing.
        self.fields["words"].widget.attrs.pop("maxlength")
        # Said here and not with the field, which is made once, before anyone's language is known.
        self.fields["file"].help_text = _(
            "EPUB, PDF with a text layer, DOCX, ODT, a saved web page (HTML or MHTML), Markdown or plain text, up to %(size)s each. HTML, Markdown and plain text: up to %(words)s."
        ) % {"size": size_in_words(settings.UPLOAD_LIMIT), "words": size_of_words()}
        self.dropped = dropped
        self.stays = stays
        self.refused: list[Refused] = []
        self.taken: list[str] = []

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or not (self.errors or (self.refused and not self.brought_names())):
            return
        self._say_refused()
        if not self.stays and (self.dropped or self.files):
            # A browser neither keeps them nor lets a page choose them again. It is said with the first thing that is
            # wrong, below what is: that is where the cursor stands.
            first = next((name for name in self.fields if name in self.errors), "file")
            self.add_error(first, _("Please choose the files again: the browser has forgotten them."))

    def clean_file(self) -> list[UploadedFile]:
        """Return the files that can be read as far as a glance tells; `refused` names the others."""
        if self.dropped.too_many:
            raise ValidationError(up_to(settings.UPLOAD_MOST_FILES))
        self.refused = [Refused(place, name, too_large()) for place, name in self.dropped.too_large.items()]
        files = self.cleaned_data["file"]
        came = len(files) + len(self.refused)
        places = (place for place in range(came) if place not in self.dropped.too_large)
        good = []
        for place, file in zip(places, files, strict=False):
            file.seek(0)
            try:
                glance(file.read())
            except ImportRefused as refusal:
                self.refused.append(Refused(place, file.name, why_refused(refusal, file.name)))
            else:
                good.append(file)
        self.refused.sort()
        return good

    def clean(self) -> dict[str, Any]:
        known = super().clean() or self.cleaned_data
        if {"file", "words"} & self.errors.keys():
            return known
        if not self.brought_names() and not self.refused:
            self.add_error("file", _("Choose a file first, or paste the text below."))
        return known

    def brought_names(self) -> list[str]:
        """One name for each text that came and can be taken; what was pasted has an empty one."""
        pasted = [""] if self.cleaned_data.get("words", "").strip() else []
        names = [*(file.name or "" for file in self.cleaned_data.get("file", ())), *pasted]
        return names or ([self.suggested.file_name] if self.suggested and not self.refused else [])

    def brought(self) -> Iterator[Brought]:
        """Yield what came, to be read one after the other; what was pasted has no name.

        Each has a number made of the form's and of its bytes, of the same bytes twice also of which they are. So the
        form sent again brings nothing new, with other files beside them neither, and a form that somebody went back to
        and sent with another file does.
        """
        pasted = self.cleaned_data["words"]
        files: list[tuple[str, File]] = [(file.name or "", file) for file in self.cleaned_data["file"]]
        if pasted.strip():
            files.append(("", ContentFile(pasted.encode())))
        if not files and self.suggested and self.suggested.original:
            files.append((self.suggested.file_name, ContentFile(bytes(self.suggested.original.data))))
        seen = Counter[str]()
        for name, file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
            bytes_known = digest.hexdigest()
            number = f"{seen[bytes_known]} {bytes_known}"
            seen[bytes_known] += 1
            yield Brought(name, file, uuid.uuid5(self.cleaned_data["submission"], number))

    def keep_refused(self) -> None:
        """Make this the form for what was refused, once the rest of what came was taken."""
        self.taken = [name or gettext("Pasted text") for name in self.brought_names()]
        self.data = {name: self.data[name] for name in self.data} | {"words": ""}  # they were taken too
        self._say_refused()

    def _say_refused(self) -> None:
        """Name each refused file with the reason; where a script does that beside the files, say how many they are."""
        if self.refused and self.stays:
            count = len(self.refused)
            said = ngettext("%(count)d file cannot be taken.", "%(count)d files cannot be taken.", count)
            self.add_error("file", said % {"count": count})
        elif self.refused:
            self.add_error("file", [ValidationError(f"{one.name}: {one.why}") for one in self.refused])

    def outcome(self) -> dict[str, Any]:
        """For the script that keeps the files: which of those that it sent were refused, and whether others were taken."""
        return {"refused": {one.place: one.why for one in self.refused}, "taken": bool(self.taken)}

    def first_look(self) -> dict[str, object]:
        """What a browser needs to say at once of a chosen file what would be said of it here."""
        return for_a_browser() | {
            "largest": settings.UPLOAD_LIMIT,
            "too_large": too_large(),
            "most": settings.UPLOAD_MOST_FILES,
            "too_many": up_to(settings.UPLOAD_MOST_FILES),
            "called": {ending: no_such(kind) for ending, kind in CALLED.items()},
        }


class ImportForm(SourceForm):
    """What comes in, and what is known about it. What is left empty is taken from the file itself.

    `suggested` is the suggestion that is taken up: the file that came with it is taken, unless another one comes.
    """

    def __init__(self, *args: Any, suggested: Suggestion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suggested and suggested.original_id:
            self.suggested = suggested
            self.fields["file"].label = _("Another file")

    title = forms.CharField(
        label=_("Title"), max_length=300, required=False, help_text=_("Leave empty to take the text’s own.")
    )
    authors = AuthorsField(label=_("Authors"), required=False, help_text=_("One per line."))
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("As in the text")), *LANGUAGES], required=False
    )
    year = YearField(
        label=_("Year"),
        help_text=_("When it was first published, such as 1934. Leave empty if you don’t know."),
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
        several = len(self.brought_names()) + len(self.refused) > 1
        if not self.errors and several and known["title"]:
            self.add_error(
                "title", _("You are uploading several texts. Leave this empty and name each of them later.")
            )
        return known


def one_at_a_time() -> str:
    """Say that an edition has one source."""
    return gettext("One file at a time, please: each edition is made from one.")


class CorrectionForm(SourceForm):
    """One file, or pasted words, that are to be the next edition of a text. The facts about it stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("File")
        self.fields["file"].widget.attrs["multiple"] = False

    def clean(self) -> dict[str, Any]:
        known = super().clean()
        if not self.errors and len(self.brought_names()) + len(self.refused) > 1:
            self.add_error("file", one_at_a_time())
        return known

    def first_look(self) -> dict[str, object]:
        return super().first_look() | {"most": 1, "too_many": one_at_a_time()}
