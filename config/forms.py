"""Where the cursor stands when a form comes back with an error: in the first wrong field, without a script.

What is wrong with the form as a whole stands above its fields, and asks for the cursor itself
(`templates/django/forms/errors/list/ul.html`).
"""

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting


class Field(BoundField):
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
