"""What templates of every room draw alike: an icon, and a person's face (initials on their own colour)."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import NOBODY, User

register = template.Library()

# In this order: most browsers claim to be several others besides.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """What a person calls the browser that sent this header ("Firefox, Linux"), or the header if unknown."""
    names = (BROWSERS, SYSTEMS)
    known = [next((name for sign, name in pairs if sign in user_agent), "") for pairs in names]
    return ", ".join(filter(None, known)) or user_agent


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw an icon of `icons/icons.svg`. It says nothing to a screen reader: the words beside it do."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons/icons.svg"), name
    )


@register.simple_tag
def face(person: User | None, size: str = "") -> SafeString:
    """Draw a person's initials on the colour that is theirs; `size` may be "large". The name stands beside it."""
    hue = f" hue-{person.hue}" if person else ""
    extra = f" {size}" if size else ""
    letters = person.initials if person else NOBODY
    return format_html('<span class="face{}{}" aria-hidden="true">{}</span>', hue, extra, letters)
