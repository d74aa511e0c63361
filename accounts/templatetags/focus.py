"""Where the cursor stands when a form opens, without a script."""

from django import forms, template

register = template.Library()


@register.simple_tag
def focus(form: forms.BaseForm) -> str:
    """Put the cursor into the first field that is wrong; when none is, into the first that is still empty.

    Called before the fields are drawn; draws nothing itself. What is wrong with a field is its description, so
    whoever hears the page hears it with the field's name.
    """
    fields = form.visible_fields()
    wrong = next((field for field in fields if field.errors), None)
    empty = next((field for field in fields if not field.value() or field.widget_type == "password"), None)
    for field in fields:
        field.field.widget.attrs.pop("autofocus", None)
    if found := wrong or empty:
        found.field.widget.attrs["autofocus"] = True
    return ""
