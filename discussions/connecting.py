"""The other end of a connection: from what somebody typed, or chose among what was found, to a stretch of some text.

Reads only, and holds what it leads to. All places are code points of `Edition.content`, ranges are half open.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from accounts.models import User
from discussions.typed_words import find_typed
from groups.models import Schedule
from readings.browsing import languages_of
from readings.models import Edition, Paragraph, Text
from readings.pointing import now_at, trimmed
from readings.publishing import hold_current
from readings.reading import content_between
from readings.searching import FoundText, search

MOST_TEXTS = 5  # that are offered
FEWEST_QUOTED = 3  # words that are taken for a phrase of the text; fewer were typed to find the place
_NUMBER = re.compile(r"¶?\s*([0-9]{1,9})", re.ASCII)
_RANGE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
_CHOSEN = re.compile(r"([0-9]{1,9}):([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class End:
    """Where a connection leads."""

    edition_id: int
    start: int
    end: int


def meant(typed: str, *, edition: Edition, user: User) -> End | None:
    """What somebody means by the number of a paragraph of this edition, or by the address of words on this site."""
    if number := _NUMBER.fullmatch(typed):
        return _paragraph(edition, int(number[1]))
    if "/" not in typed:
        return None
    try:
        parts = urlsplit(typed)
        named = resolve(parts.path).kwargs
    except (Resolver404, ValueError):  # ValueError: it is no address at all
        return None
    if parts.netloc and parts.hostname != urlsplit(settings.SITE_ADDRESS).hostname:
        return None  # a place of another site, however much it looks like one of ours
    there = _edition(named, user)
    if there is None:
        return None
    if "start" in named and "end" in named:
        return _range(there, named["start"], named["end"])
    if at := _RANGE.fullmatch("".join(parse_qs(parts.query).get("at", []))):
        return _range(there, int(at[1]), int(at[2]))
    number = _NUMBER.fullmatch(parts.fragment.removeprefix("p"))
    asked = named.get("paragraph") or (int(number[1]) if number else 0)
    return _paragraph(there, asked)


def chosen(place: str, typed: str) -> End | None:
    """What somebody chose among what was found by words: "edition:paragraph", of a text that everybody may read.

    Where the words that they typed stand there as a phrase, it is the phrase, else the whole paragraph.
    """
    asked = _CHOSEN.fullmatch(place)
    if not asked:
        return None
    texts = Text.objects.published().filter(current_edition=int(asked[1]))
    there = Edition.objects.without_content().filter(pk__in=texts.values("current_edition")).first()
    whole = _paragraph(there, int(asked[2])) if there else None
    if whole is None or len(typed.split()) < FEWEST_QUOTED:
        return whole
    paragraph = Paragraph.objects.get(edition=whole.edition_id, span=(whole.start, whole.end))
    words = content_between(whole.edition_id, whole.start, whole.end)
    phrase = find_typed(typed, words, whole.start, paragraph.marks)
    return End(whole.edition_id, *phrase) if phrase else whole


def standing(end: End) -> End | None:
    """Where an end's words stand today, in an edition that is the current one until this transaction ends.

    Where they are gone it stays on its own edition. None while the worker publishes the next one.
    """
    there = Edition.objects.without_content().get(pk=end.edition_id)
    if not hold_current(there.text_id):
        return None
    of_text = Text.objects.filter(pk=there.text_id)
    current = Edition.objects.without_content().get(pk__in=of_text.values("current_edition"))
    now = now_at(there, end.start, end.end, current)
    return End(current.pk, now.start, now.end) if now else end


def found(words: str) -> list[FoundText]:
    """Where in the library words stand, the best places first."""
    library = Text.objects.published()
    return list(search(words, among=library, languages=languages_of(library)).texts[:MOST_TEXTS])


def _edition(named: Mapping[str, Any], user: User) -> Edition | None:
    """The edition that an address names, when this person may read it and everybody may."""
    published = Edition.objects.without_content().filter(
        published_at__isnull=False, text__withdrawn_at__isnull=True
    )
    if "schedule" in named:
        plans = Schedule.objects.visible_to(user).filter(pk=named["schedule"], group__slug=named.get("group"))
        return published.filter(pk__in=plans.values("edition")).first()
    if "slug" not in named:
        return None
    of_text = published.filter(text__slug=named["slug"])
    if "edition" in named:
        return of_text.filter(number=named["edition"]).first()
    return of_text.filter(pk__in=Text.objects.published().values("current_edition")).first()


def _range(edition: Edition, start: int, end: int) -> End | None:
    stretch = trimmed(edition, start, end)  # between two paragraphs there is nothing to lead to
    return End(edition.pk, *stretch) if stretch else None


def _paragraph(edition: Edition, number: int) -> End | None:
    place = Paragraph.objects.filter(edition=edition, number=min(number, 2**31 - 1)).first()
    return End(edition.pk, place.start, place.end) if place else None
