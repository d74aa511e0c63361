"""Lengths, languages and kinds of paragraphs in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from readings import doubts
from readings.excerpts import Part
from readings.language_names import LANGUAGES
from readings.models import WORDS_A_MINUTE

register = template.Library()


@register.filter
def duration(minutes: int) -> str:
    """Say minutes as people do: "16 min", "4 h 10 min"; from three hours on by ten minutes. No line breaks in it.

    None at all are "less than a minute".
    """
    return _in_words(minutes).replace(" ", "\N{NO-BREAK SPACE}")


def _in_words(minutes: int) -> str:
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes >= 180:
        minutes = round(minutes, -1)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """Words around what was found, with that marked: all of a page's in a fraction of the time that a template takes."""
    words = ((escape(one.words), one.found) for one in parts)
    return mark_safe("".join(f"<mark>{said}</mark>" if is_found else said for said, is_found in words))  # noqa: S308 - every part is escaped


@register.simple_tag
def options(values: Iterable[str], chosen: str) -> SafeString:
    """Values to choose from, each called by itself; there may be very many."""
    said = ((" selected" if one == chosen else "", escape(one)) for one in values)
    return mark_safe("".join(f"<option{chosen}>{one}</option>" for chosen, one in said))  # noqa: S308 - every part is escaped


@register.filter
def size(count: int) -> str:
    """Say how large a file is, as the list of chosen files does (js/upload/looking.js): "0.4 kB", "10 kB", "1.2 MB"."""
    value, unit = (
        (count / 1_000_000, "MB") if count >= 1_000_000 else (max(count / 1_000, min(count, 0.1)), "kB")
    )
    shown = round(value, 1) if value < 10 else round(value)
    return f"{number_format(shown, decimal_pos=0 if shown == int(shown) else 1)} {unit}"


@register.filter
def kinds_named(kind: str, count: int) -> str:
    """Name a kind of paragraph as so many of them are called: "List item" for one, "List items" for three."""
    names = {
        "prose": _("Prose"),
        "heading": ngettext("Heading", "Headings", count),
        "quotation": ngettext("Quotation", "Quotations", count),
        "list_item": ngettext("List item", "List items", count),
        "verse": _("Verse"),
        "note": ngettext("Note", "Notes", count),
        "table": ngettext("Table", "Tables", count),
        "code": ngettext("Code block", "Code blocks", count),
        "figure": ngettext("Picture", "Pictures", count),
    }
    return names[kind]


@register.filter
def sentence(warning: Mapping[str, Any]) -> str:
    """What a doubt says."""
    return doubts.sentence(warning)


@register.simple_tag
def pace() -> int:
    """The words a minute at which all lengths are reckoned."""
    return WORDS_A_MINUTE


@register.filter
def language_name(code: str) -> str:
    """Name a text's language in the reader's own, "en-US" as "en" is; one we have no name for keeps its code."""
    names = dict(LANGUAGES)
    general = code.partition("-")[0].lower()
    return str(names[code] if code in names else names.get(general) or code)


@register.filter
def other_language(code: str) -> str:
    """Name a text's language in brackets, after a space, where it is not the one of the page; else nothing."""
    here = (get_language() or code).partition("-")[0]
    return "" if not code or code.partition("-")[0] == here else f" ({language_name(code)})"
