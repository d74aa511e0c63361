"""Where the cursor stands when a form opens, without a script."""

from django import forms, template

register = template.Library()


@register.simple_tag
def focus(form: forms.BaseForm) -> str:
    """Put the cursor into the first field that is still empty, unless one is wrong: then it stands there by itself.

    Called before the fields are drawn; draws nothing itself.
    """
    fields = form.visible_fields()
    for field in fields:
        field.field.widget.attrs.pop("autofocus", None)
    empty = (field for field in fields if not field.value() or field.widget_type == "password")
    if not any(field.errors for field in fields) and (found := next(empty, None)):
        found.field.widget.attrs["autofocus"] = True
    return ""
