"""How forms come back with an error: the cursor in the first wrong field, without a script, and in our own words.

What is wrong with the form as a whole stands above its fields, and asks for the cursor itself
(`templates/django/forms/errors/list/ul.html`).
"""

from typing import Any

from django import forms
from django.core import validators
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

# What is said of an empty field that says nothing of its own, by what it is filled in with.
EMPTY: tuple[tuple[type[forms.Widget], Promise], ...] = (
    (forms.FileInput, _("Please choose a file.")),
    (forms.CheckboxInput, _("Please tick this.")),
    (ChoiceWidget, _("Please choose one.")),
    (forms.Widget, _("Please fill this in.")),
)


# What the framework says of a field that was filled in wrongly, and what we say instead. A field's own words stay.
STOCK: tuple[tuple[object, Any], ...] = (
    (forms.IntegerField.default_error_messages["invalid"], _("Write a whole number.")),
    (validators.MinValueValidator.message, _("At least %(limit_value)s, please.")),
    (validators.MaxValueValidator.message, _("At most %(limit_value)s, please.")),
    (
        validators.MinLengthValidator.message,
        ngettext_lazy(
            "That is %(show_value)d character. It takes at least %(limit_value)d.",
            "That is %(show_value)d characters. It takes at least %(limit_value)d.",
            "show_value",
        ),
    ),
    (
        validators.MaxLengthValidator.message,
        ngettext_lazy(
            "That is %(show_value)d character. Up to %(limit_value)d fit.",
            "That is %(show_value)d characters. Up to %(limit_value)d fit.",
            "show_value",
        ),
    ),
    (validators.EmailValidator.message, _("This is no e-mail address. One looks like ada@example.org.")),
    (
        forms.DateField.default_error_messages["invalid"],
        _("This is no day of the calendar. One looks like 2026-12-31."),
    ),
    (
        forms.TimeField.default_error_messages["invalid"],
        _("This is no time of day. One looks like 19:00."),
    ),
    (forms.ChoiceField.default_error_messages["invalid_choice"], _("Choose one of these.")),
    (
        forms.ModelChoiceField.default_error_messages["invalid_choice"],
        _("This can’t be chosen any more. Choose another."),
    ),
    (
        validators.ProhibitNullCharactersValidator.message,
        _("There is a character in this that can’t be kept (a NUL). Take it out and send again."),
    ),
)


class Field(BoundField):
    @property
    def errors(self) -> ErrorList:
        found = super().errors
        for error in found.as_data():
            if error.message is forms.Field.default_error_messages["required"]:
                error.message = str(next(said for kind, said in EMPTY if isinstance(self.field.widget, kind)))
            else:
                error.message = next((said for stock, said in STOCK if error.message is stock), error.message)
        return found

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.errors and not self.form.non_field_errors():
            wrong = next((field for field in self.form.visible_fields() if field.errors), None)
            if wrong and wrong.name == self.name:
                attrs["autofocus"] = True
        return attrs


class Renderer(TemplatesSetting):
    """Draws every form of the site."""

    bound_field_class = Field
