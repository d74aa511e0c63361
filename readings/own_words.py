"""What somebody noted to themselves beside a page: the library knows nothing of it, and asks.

`settings.OWN_WORDS` names the module that does.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.safestring import SafeString

from readings.models import Edition
from readings.reading import Place


class OwnWords(Protocol):
    """What the module named in OWN_WORDS offers."""

    def jotted_beside(self, user: Any, edition: Edition, page: Sequence[Place]) -> Mapping[int, SafeString]:
        """The links to this person's notes beside some paragraphs, by number (one query; none for a visitor)."""
        ...


def with_own_words(
    ribbons: Mapping[int, str], user: Any, edition: Edition, page: Sequence[Place]
) -> dict[int, str]:
    """What stands beside each paragraph of a page, by number, with the links to this person's notes."""
    jotted = cast(OwnWords, import_module(settings.OWN_WORDS)).jotted_beside(user, edition, page)
    return {**ribbons, **{number: ribbons.get(number, "") + link for number, link in jotted.items()}}
