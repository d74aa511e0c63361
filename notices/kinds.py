"""The kinds of notice: which module decides whether one is still wanted, and words it.

`settings.NOTICE_KINDS` names the modules of the rooms by dotted path, so that this room imports none of them.
"""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings

from notices.letters import Letter
from notices.models import Delivery

OWN = {"letter": "notices.posting"}


class UnwritableError(Exception):
    """There is nothing to word: what the notice is about cannot be read any more. Trying again won't help."""


class Kind(Protocol):
    """What a module named in NOTICE_KINDS offers."""

    def wanted(self, deliveries: Sequence[Delivery], now: datetime) -> set[int]:
        """Primary keys of those deliveries, all of this kind, that should still go out."""
        ...

    def compose(self, delivery: Delivery) -> Letter:
        """Word one of them; the person's language and zone are active. Raises UnwritableError."""
        ...


def kind_named(name: str) -> Kind | None:
    """The module for a kind; None for one that this installation doesn't know (any more)."""
    path = {**OWN, **settings.NOTICE_KINDS}.get(name)
    return cast(Kind, import_module(path)) if path else None
