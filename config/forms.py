"""How forms come back with an error: the cursor in the first wrong field, without a script, and in our own words.

What is wrong with the form as a whole stands above its fields, and asks for the cursor itself
(`templates/django/forms/errors/list/ul.html`).
"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.forms.widgets import ChoiceWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What is said of an empty field that says nothing of its own, by what it is filled in with.
EMPTY: tuple[tuple[type[forms.Widget], Promise], ...] = (
    (forms.FileInput, _("Please choose a file.")),
    (forms.CheckboxInput, _("Please tick this.")),
    (ChoiceWidget, _("Please choose one.")),
    (forms.Widget, _("Please fill this in.")),
)


class Field(BoundField):
    @property
    def errors(self) -> ErrorList:
        found = super().errors
        for error in found.as_data():
            if error.message is forms.Field.default_error_messages["required"]:
                error.message = str(next(said for kind, said in EMPTY if isinstance(self.field.widget, kind)))
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
