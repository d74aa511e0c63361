"""Texts that a draft may be an edition of: which they are, and making it the next one of theirs.

A guess by names, for a curator who brings what is here already. It keeps nobody from publishing.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db import transaction
from django.db.models import Q

from readings.desk import editing
from readings.desk.opening import held, locked
from readings.importing import next_number
from readings.models import Edition, Import, Text
from readings.searching import fold, meant, named
from readings.words import word_set

MOST = 3
_NEAR = 0.8  # of the letters of two words, or titles, that are the same but for how they are spelt
_FEWEST = 2  # words that tell a text: by one alone, of several, none is told
_SHORT = 3  # letters of a word that tells nothing
_MOST_WORDS = 30  # of a title that are compared
# What very many texts are called, whatever they are about.
_COMMON = word_set(
    "notes note essays essay letters letter poems poem songs song stories story tales tale history introduction lectures "
    "lecture book text texts writings works collected selected with from about towards toward volume part some what "
    "their this that geschichte gedichte lieder briefe notizen aufsätze schriften werke einführung über eine"
)
_WORD = re.compile(r"\w+")
_SUBTITLE = re.compile(r"[:;(]|\s[-–—]\s|\.\s")


class Alike(NamedTuple):
    """A text that a draft may be an edition of, and the numbers of its own drafts that may still be published."""

    text: Text
    drafts: list[int]

    @property
    def draft(self) -> int | None:
        """The newest draft of one that was never published."""
        return self.drafts[-1] if self.drafts and self.text.current_edition_id is None else None


def alike(text: Text) -> list[Alike]:
    """Up to three other texts, in the library or among the drafts, that are named like this one; the likest first."""
    others = Text.objects.exclude(pk=text.pk)
    if not any(map(str.isalnum, text.title)):
        return []
    likeness = TrigramSimilarity("names", fold(f"{text.title} {text.byline}"))
    found = _likely(text.title, named(text.title, among=others).order_by(likeness.desc(), "pk")[: 4 * MOST])
    found = found or _likely(text.title, meant(text.title, among=others))
    drafts: dict[int, list[int]] = {one.pk: [] for one in found}
    waiting = Edition.objects.yet_to_publish().filter(text__in=found) if found else Edition.objects.none()
    for pk, number in waiting.order_by("number").values_list("text", "number"):
        drafts[pk].append(number)
    return [Alike(one, drafts[one.pk]) for one in found]


def _likely(title: str, texts: Iterable[Text]) -> list[Text]:
    """Those of the texts whose whole title, or two telling words of it and most of them, are those of this one."""
    return [one for one in texts if _is_likely(title, one.title)][:MOST]


def _is_likely(title: str, other: str) -> bool:
    if any(_are_near(one, another) for one in _names_in(title) for another in _names_in(other)):
        return True
    words, others = (
        [word for word in _words(one) if len(word) > _SHORT and word not in _COMMON] for one in (title, other)
    )
    met = sum(any(_is_near(word, another) for another in others) for word in words)
    return met >= _FEWEST and 3 * met >= 2 * len(words)


def _names_in(title: str) -> list[list[str]]:
    """The words of a title, and those of what stands in it before a subtitle."""
    said = (_words(one) for one in (title, _SUBTITLE.split(title, maxsplit=1)[0]))
    return [one for one in said if one]


def _words(title: str) -> list[str]:
    return _WORD.findall(fold(title))[:_MOST_WORDS]


def _are_near(words: Sequence[str], others: Sequence[str]) -> bool:
    return len(words) == len(others) and all(map(_is_near, words, others))


def _is_near(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _NEAR


class StillReadError(Exception):
    """A file waits, or is being read, that is to be another edition of a draft's own text."""


def make_next(*, draft: Edition, text: Text) -> Edition | None:
    """Make the only edition of a text that was never published the next edition of another, whose facts stay.

    None when it is no draft any more, or not the only edition, or when the other is not in the library. Raises
    StillReadError while a file is to become another edition of the draft's text: it would go with that text.
    """
    with transaction.atomic():
        keys = sorted([draft.text_id, text.pk])
        rows = Text.objects.select_for_update(of=["self"]).filter(pk__in=keys).order_by("pk")
        texts = {row.pk: row for row in rows}
        found = held(draft)
        former, into = texts.get(draft.text_id), texts.get(text.pk)
        if found is None or former is None or into is None or former == into:
            return None
        if into.current_edition_id is None or into.withdrawn_at or former.editions.count() != 1:
            return None
        brought = Import.objects.filter(text=former)  # none comes to it while it is locked
        if brought.filter(state__in=[Import.State.WAITING, Import.State.READING]).exists():
            raise StillReadError
        locked(found)
        Edition.objects.filter(pk=found.pk).update(text=into, number=next_number(into))
        Import.objects.filter(Q(edition=found.pk) | Q(text=former)).update(text=into)
        former.delete()
        for fact in ("title", "authors", "language"):
            if getattr(into, fact):
                editing.fact_given(edition=found, fact=fact)
        return Edition.objects.without_content().select_related("text").get(pk=found.pk)
