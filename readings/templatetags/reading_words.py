"""Lengths and languages in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from readings import doubts
from readings.forms import LANGUAGES
from readings.models import WORDS_A_MINUTE

register = template.Library()


@register.filter
def duration(minutes: int) -> str:
    """Say minutes as people do: "16 min", "4 h 10 min"; from three hours on by ten minutes. No line breaks in it."""
    return _in_words(minutes).replace(" ", "\N{NO-BREAK SPACE}")


def _in_words(minutes: int) -> str:
    if minutes < 60:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes >= 180:
        minutes = round(minutes, -1)
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


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
    """Name a text's language in the reader's own; one we have no name for keeps its code."""
    return str(dict(LANGUAGES).get(code, code))
