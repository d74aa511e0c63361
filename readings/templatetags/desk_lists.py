"""The places of a doubt at the desk as links, joined by hand: a long text has five hundred, in the answer to each key."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def place_links(places: Sequence[dict[str, Any]], root: str) -> SafeString:
    """Link each place with its paragraph on the desk at `root`; what is no paragraph says so in words."""
    address, apart = escape(root), escape(_("Show what was set apart"))
    return SafeString(
        " ".join(
            f'<a class="number" data-place="{place["place"]}" href="{address}?at={place["key"]}#b{place["key"]}">'
            f"{f'¶ {place["number"]}' if place['number'] else apart}</a>"
            for place in places
        )
    )
