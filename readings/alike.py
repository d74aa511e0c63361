"""Texts that a draft may be an edition of: which they are, and making it the next one of theirs.

A guess by names, for a curator who brings what is here already. It keeps nobody from publishing.
"""

from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from readings.desk import editing
from readings.desk.opening import held, locked
from readings.importing import next_number
from readings.models import Edition, Import, Text
from readings.names import likely


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
    found = likely(text.title, text.byline, among=Text.objects.exclude(pk=text.pk))
    drafts: dict[int, list[int]] = {one.pk: [] for one in found}
    waiting = Edition.objects.yet_to_publish().filter(text__in=found) if found else Edition.objects.none()
    for pk, number in waiting.order_by("number").values_list("text", "number"):
        drafts[pk].append(number)
    return [Alike(one, drafts[one.pk]) for one in found]


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
