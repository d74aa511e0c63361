"""What a visitor asks of the library page: its filters, read from the address, and the texts that are left.

Which texts groups read now is not known here: `settings.READING_NOW` names the module that does.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import F, Func, QuerySet, TextField, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from readings.models import WORDS_A_MINUTE, Shelf, ShelfPlace, Text, TextQuerySet

LONGEST_QUERY = 200

# By the minutes that an attentive reader takes: name, how it is said, from, to.
LENGTHS = [
    ("short", _("up to half an hour"), 0, 30),
    ("evening", _("half an hour to two hours"), 30, 120),
    ("weeks", _("two to eight hours"), 120, 480),
    ("long", _("more than eight hours"), 480, None),
]


class ReadingNow(Protocol):
    """What the module named in READING_NOW offers."""

    def texts_read(self, now: datetime) -> QuerySet:
        """The primary keys of the texts that some group reads at this moment."""
        ...

    def groups_reading(self, text_id: int, now: datetime) -> int:
        """How many groups read a text at this moment; a number, and nothing else about them."""
        ...


class KeptByCircles(Protocol):
    """What the module named in KEPT_BY_CIRCLES offers besides what the models ask it."""

    def speakers(self, text_id: int) -> int:
        """How many people keep the commons of a text when it is withdrawn, as they spoke there."""
        ...


def reading_now() -> ReadingNow:
    return cast(ReadingNow, import_module(settings.READING_NOW))


def kept_by_circles() -> KeptByCircles:
    return cast(KeptByCircles, import_module(settings.KEPT_BY_CIRCLES))


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for. Empty parts ask for nothing; what makes no sense has become empty."""

    words: str = ""
    language: str = ""
    length: str = ""
    subject: str = ""
    rights: str = ""
    shelf: str = ""
    now: bool = False

    @property
    def filters(self) -> bool:
        """Whether anything but words is asked for."""
        return replace(self, words="") != Asked()

    @property
    def anything(self) -> bool:
        return self != Asked()


def asked_for(query: QueryDict) -> Asked:
    """Read what is asked from an address."""

    def said(name: str, longest: int = 300) -> str:
        return " ".join(query.get(name, "").replace("\0", "").split())[:longest]

    length = said("length")
    return Asked(
        words=said("q", LONGEST_QUERY),
        language=said("language", 12),
        length=length if length in {name for name, *_rest in LENGTHS} else "",
        subject=said("subject", 40),
        rights=said("rights"),
        shelf=said("shelf", 80),
        now=bool(said("now")),
    )


def page_number(query: QueryDict) -> int:
    """The number of a page that an address asks for, 1 when it makes no sense."""
    asked = query.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def texts_for(asked: Asked, among: TextQuerySet, now: datetime) -> TextQuerySet:
    """Keep those of the texts that the filters leave; words are the search's matter."""
    if asked.language:
        among = among.filter(language=asked.language)
    if asked.subject:
        among = among.filter(subjects__contains=[asked.subject])
    if asked.rights:
        among = among.filter(rights=asked.rights)
    if asked.shelf:
        among = among.filter(places__shelf__slug=asked.shelf).order_by("places__position")
    if asked.length:
        shortest, longest = next((low, high) for name, _said, low, high in LENGTHS if name == asked.length)
        among = among.filter(current_edition__words__gte=shortest * WORDS_A_MINUTE)
        if longest is not None:
            among = among.filter(current_edition__words__lt=longest * WORDS_A_MINUTE)
    if asked.now:
        among = among.filter(pk__in=reading_now().texts_read(now))
    return among


def languages_of(among: TextQuerySet) -> list[str]:
    """The languages that texts are in (one query)."""
    return languages_and_rights(among)[0]


def languages_and_rights(among: TextQuerySet) -> tuple[list[str], list[str]]:
    """The languages that texts are in, and by what rights they may be shared (one query: there are few pairs)."""
    pairs = among.order_by("rights").values_list("language", "rights").distinct()
    languages, rights = zip(*pairs, strict=True) if pairs else ((), ())
    return sorted(set(languages)), [one for one in dict.fromkeys(rights) if one]


def subjects_known(among: TextQuerySet | None = None) -> list[str]:
    """The subjects that texts have, all or some of them, in alphabetical order."""
    texts = Text.objects.all() if among is None else among
    each = Func(F("subjects"), function="unnest", output_field=TextField())
    return sorted(texts.order_by().annotate(subject=each).values_list("subject", flat=True).distinct())


def shelf_named(slug: str) -> Shelf | None:
    return Shelf.objects.filter(slug=slug).first() if slug else None


def on_shelves(among: TextQuerySet, each: int) -> list[tuple[Shelf, list[Text]]]:
    """The shelves in their order, with the first texts of each (two queries); empty ones are left out."""
    shelves = list(Shelf.objects.all())
    order = Window(RowNumber(), partition_by="shelf", order_by="position")
    first = ShelfPlace.objects.filter(text__in=among).annotate(order=order).filter(order__lte=each)
    standing: dict[int, list[Text]] = {shelf.pk: [] for shelf in shelves}
    for place in first.select_related("text__current_edition").defer("text__current_edition__content"):
        standing[place.shelf_id].append(place.text)
    return [(shelf, standing[shelf.pk]) for shelf in shelves if standing[shelf.pk]]
