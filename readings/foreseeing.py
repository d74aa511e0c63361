"""What publishing a draft will do with the threads on its text, counted before anybody presses. Reads only.

Threads are the circles', of which this room knows nothing: `settings.FORESEEN_BY` names the module that counts them.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.utils.translation import ngettext

from readings.models import Edition


class Foreseeing(Protocol):
    """What the module named in FORESEEN_BY offers."""

    def foresee(self, old: Edition, new: Edition) -> Mapping[str, int]:
        """Count the threads that go along as they are ("kept"), that will ask ("asked"), or lose their words ("lost").

        "back" are those left on earlier editions that find their words again.
        """
        ...


def foreseen(former: Edition, draft: Edition) -> list[str]:
    """Say what becomes of the threads when a draft takes the place of an edition; nothing where there are none."""
    told = cast(Foreseeing, import_module(settings.FORESEEN_BY)).foresee(former, draft)
    kept, asked, lost, back = (told.get(name, 0) for name in ("kept", "asked", "lost", "back"))
    sentences = [
        (kept, ngettext(
            "%(count)d thread goes along as it is.", "%(count)d threads go along as they are.", kept
        )),
        (asked, ngettext(
            "%(count)d thread moves to words that are not quite the same, and asks whether that is right.",
            "%(count)d threads move to words that are not quite the same, and ask whether that is right.",
            asked,
        )),
        (lost, ngettext(
            "%(count)d thread loses its words, and waits until somebody chooses others.",
            "%(count)d threads lose their words, and wait until somebody chooses others.",
            lost,
        )),
        (back, ngettext(
            "%(count)d thread left on an earlier edition comes back to its words.",
            "%(count)d threads left on earlier editions come back to their words.",
            back,
        )),
    ]  # fmt: skip
    return [sentence % {"count": count} for count, sentence in sentences if count]
