"""What publishing a draft will do with the talk on its text, counted before anybody presses. Reads only.

Threads are the circles', of which this room knows nothing: `settings.FORESEEN_BY` names the module that counts them.
To count, the text is compared as if it were published. Of a long one the worker does that (`foresee_asked`), and what
it finds stands in the cache for a page to show; `readings.desk.awaiting` wakes it.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol, TypedDict, cast

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from readings.models import Desk, Edition

KEPT = 300  # seconds; people go on talking meanwhile
NAMED = 5  # corrections that are missing in a draft
LONGEST = 60  # code points of one of them
MUCH = "much"  # stands in the cache where there was no time to count
KEY = 1_886_745_198  # of the advisory locks of those who count


class Foreseeing(Protocol):
    """What the module named in FORESEEN_BY offers."""

    def foresee(self, old: Edition, new: Edition) -> Mapping[str, int]:
        """Count the threads that go along as they are ("kept"), that will ask ("asked"), or lose their words ("lost").

        "back" are those left on earlier editions that find their words again, "waits" those that do not.
        """
        ...

    def missing(self, old: Edition, new: Edition) -> Sequence[tuple[int, str]]:
        """Words that were accepted as a correction and are not in a draft: the paragraph of each, and the words."""
        ...


class Counted(TypedDict):
    """What publishing a draft would do, as the cache keeps it."""

    threads: dict[str, int]
    missing: list[tuple[int, str]]


def foreseen(former: Edition, draft: Edition) -> list[str]:
    """Say what becomes of the threads when a draft takes the place of an edition; nothing where there are none."""
    return _said(_counted(former, draft))


def known(former: Edition, draft: Edition) -> list[str] | None:
    """The same, of what the worker has counted; None when it has not, or something was changed since."""
    told = cache.get(key(former, draft))
    if told is None:
        return None
    return (
        [gettext("So much has changed that the threads cannot be counted.")] if told == MUCH else _said(told)
    )


def key(former: Edition, draft: Edition) -> str:
    """What is counted, as the cache knows it: two editions, and the state in which the draft was laid."""
    laid = Desk.objects.filter(edition=draft.pk).values_list("laid", flat=True).first()
    return f"foretold:{former.pk}:{draft.pk}:{laid}"


def foresee_asked(*, edition_id: int) -> None:
    """Count what publishing a draft would do, for a page that waits. Of two at once the second has nothing to do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [KEY, edition_id])
        found = _of(edition_id) if cursor.fetchone()[0] else None
        if found and cache.get(name := key(*found)) is None:
            cache.set(name, _counted(*found), KEPT)


def give_up(*, edition_id: int) -> None:
    """Note of a draft that there was no time to count."""
    if found := _of(edition_id):
        cache.set(key(*found), MUCH, KEPT)


def _of(edition_id: int) -> tuple[Edition, Edition] | None:
    """The current edition and a draft that is to follow it."""
    drafts = Edition.objects.filter(pk=edition_id, published_at=None)
    draft = drafts.select_related("text").without_content().first()
    if draft is None or draft.text.current_edition_id is None:
        return None
    return Edition.objects.without_content().get(pk=draft.text.current_edition_id), draft


def _counted(former: Edition, draft: Edition) -> Counted:
    room = cast(Foreseeing, import_module(settings.FORESEEN_BY))
    return {"threads": dict(room.foresee(former, draft)), "missing": list(room.missing(former, draft))}


def _said(counted: Counted) -> list[str]:
    told, missing = counted["threads"], counted["missing"]
    kept, asked, lost, back, waits = (
        told.get(name, 0) for name in ("kept", "asked", "lost", "back", "waits")
    )
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
        (waits, ngettext(
            "%(count)d thread had lost its words before, and goes on waiting until somebody chooses others.",
            "%(count)d threads had lost their words before, and go on waiting until somebody chooses others.",
            waits,
        )),
    ]  # fmt: skip
    said = [sentence % {"count": count} for count, sentence in sentences if count]
    return [_said_missing(missing), *said] if missing else said


def _said_missing(missing: Sequence[tuple[int, str]]) -> str:
    """Name the accepted corrections that are not in a draft, the first few of many."""
    count, more = len(missing), max(0, len(missing) - NAMED)
    named = [
        gettext("¶ %(number)d, “%(words)s”")
        % {"number": number, "words": Truncator(" ".join(words.split())).chars(LONGEST, truncate="…")}
        for number, words in missing[:NAMED]
    ]
    if more:
        named.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    sentence = ngettext(
        "%(count)d accepted correction is not in this draft, and will wait for a curator again: %(named)s.",
        "%(count)d accepted corrections are not in this draft, and will wait for a curator again: %(named)s.",
        count,
    )
    return sentence % {"count": count, "named": "; ".join(named)}
