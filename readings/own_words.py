"""What somebody noted to themselves beside a page, and what leads there from elsewhere: the library knows nothing of it, and asks.

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

    def said_beside(self, user: Any, edition: Edition, page: Sequence[Place]) -> Mapping[int, SafeString]:
        """The links beside some paragraphs, by number, to what is said there (two queries; none for a visitor)."""
        ...


def with_own_words(
    ribbons: Mapping[int, str], user: Any, edition: Edition, page: Sequence[Place]
) -> dict[int, str]:
    """What stands beside each paragraph of a page, by number, with the links to what this person's notes and circles say."""
    said = cast(OwnWords, import_module(settings.OWN_WORDS)).said_beside(user, edition, page)
    return {**ribbons, **{number: ribbons.get(number, "") + links for number, links in said.items()}}
