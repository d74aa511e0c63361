"""What curators type about a text that is here, and who curates; and which paragraphs a reader has read."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from readings.booklets.repairing import moved
from readings.browsing import subjects_known
from readings.form_fields import AddressField, AuthorsField, SubjectsField, YearField
from readings.language_names import LANGUAGES
from readings.models import Edition, Paragraph, Text
from readings.prepared import Among, Given, Question, worded


def _with_language(choices: Iterable[tuple[str, Any]], code: str) -> list[tuple[str, Any]]:
    """Offer a language that the list lacks: "en-US" in the place of "en", any other by its code."""
    general = code.partition("-")[0].lower()
    named = [(code if value == general else value, name) for value, name in choices]
    return named if code in dict(named) else [*named, (code, code)]


class TextForm(forms.ModelForm):
    """The facts about a text, which stay editable when its editions no longer are."""

    authors = AuthorsField(label=_("Authors"), required=False, help_text=_("One per line."))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    year = YearField(label=_("Year"), help_text=_("When it was first published, such as 1934."))
    source = AddressField(
        label=_("Source"), help_text=_("The web address it comes from, such as https://example.org/essay.")
    )
    subjects = SubjectsField(
        label=_("Subjects"), required=False, help_text=_("Separated by commas, such as “education, cities”.")
    )

    class Meta:
        model = Text
        fields = ["title", "authors", "year", "language", "rights", "source", "subjects", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A text imported in a language that the list lacks must not lose it by being saved.
        choices = self.fields["language"].choices  # type: ignore[attr-defined]
        if self.instance.language not in dict(choices):
            self.fields["language"].choices = _with_language(choices, self.instance.language)  # type: ignore[attr-defined]

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
            shown = [
                int(number) for number in known["shown"].split() if len(number) < 6 and number.isdecimal()
            ]
            if sorted(shown) != self.as_found:
                raise ValidationError(_("The pages have changed since. Please try again."))
            typed = {number: known[f"place_{number}"] for number in shown}
            known["order"] = moved(shown, {number: place for number, place in typed.items() if place})
        else:
            known["order"] = self.as_found if known["choice"] == "found" else self.proposed
        return known


class ProgressForm(forms.Form):
    """Which paragraphs were read, such as "12-15,18", or that they were not; by hand, from a `first` to a `last` one.

    `seconds` is how long they were read, when a page took the time.
    """

    ranges = forms.CharField(max_length=4000, required=False)
    first = forms.CharField(max_length=9, required=False)
    last = forms.CharField(max_length=9, required=False)
    unread = forms.BooleanField(required=False)
    seconds = forms.IntegerField(min_value=0, max_value=3600, required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_ranges(self) -> list[tuple[int, int]]:
        """Turn paragraph numbers into ranges of code points; all of them must be in the edition."""
        pairs = []
        try:
            for part in (self.cleaned_data["ranges"] or self._by_hand()).split(","):
                first, _dash, last = part.partition("-")
                pairs.append((int(first), int(last or first)))
        except ValueError as error:
            raise ValidationError(_("That is not a range of paragraphs.")) from error
        ends = {number for pair in pairs for number in pair}
        known = [number for number in ends if 0 < number < 2**31]
        found = _places_asked().rows(edition=self.edition.pk, numbers=known)
        places = {number: (start, end) for number, start, end in found}
        if places.keys() != ends or any(first > last for first, last in pairs):
            raise ValidationError(_("That is not a range of paragraphs."))
        return [(places[first][0], places[last][1]) for first, last in pairs]

    def _by_hand(self) -> str:
        """From one paragraph to another in whatever order, and no further than the last. Raises ValueError for no numbers."""
        first, last = sorted(int(self.data.get(name, "")) for name in ("first", "last"))
        end = self.edition.paragraphs.order_by("number").values_list("number", flat=True).last() or 0
        return f"{first}-{min(last, end)}"


@cache
def _places_asked() -> Question:
    """Where some paragraphs of an edition stand, by their numbers."""
    named = Paragraph.objects.filter(Among("number", "numbers"), edition=Given("edition")).order_by()
    return worded(named.values_list("number", "span__startswith", "span__endswith"))


class CuratorForm(forms.Form):
    """Who is to keep the library, by e-mail."""

    email = forms.EmailField(label=_("E-mail"))

    def clean_email(self) -> User:
        """Turn the address into whom it belongs to."""
        person = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody here uses this address. Ask them to join first."))
        return person
