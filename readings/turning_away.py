"""Files that somebody chose and that were not taken while others were: said at once, and kept in the list of uploads.

A file of which nothing came that could be read is refused by the worker (`importing.py`), in the same list.
"""

import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from accounts.models import User
from readings.models import Import

LONGEST_NAMED = 60  # code points
LONGEST_WHY = 200
MOST_NAMED = 5  # files that were left out; of more, the rest is counted

type NotTaken = list[tuple[str, str]]  # the names of files, each with the reason, "" where none is known


def not_sent(names: Sequence[str], whys: Sequence[str]) -> NotTaken:
    """Which of the files that somebody chose their browser has not sent with the others, and why.

    Signs that nobody sees are left out of what it says: some turn the rest of a sentence round.
    """
    names, whys = ([_seen(words) for words in said] for said in (names, whys))
    reasons = {at: Truncator(why).chars(LONGEST_WHY, truncate="…") for at, why in enumerate(whys)}
    return [(name, reasons.get(at, "")) for at, name in enumerate(names) if name]


def told(left: NotTaken) -> str:
    """Say which files were not taken, and why; nothing where all were."""
    if not left:
        return ""
    sentence = ngettext(
        "%(count)d file was not taken: %(names)s.", "%(count)d files were not taken: %(names)s.", len(left)
    )
    named = []
    for name, why in left[:MOST_NAMED]:
        shown = Truncator(name).chars(LONGEST_NAMED, truncate="…")
        reason = why.removesuffix(".")
        named.append(f"{shown} ({reason})" if reason else shown)
    if more := len(left[MOST_NAMED:]):
        named.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    return sentence % {"count": len(left), "names": ", ".join(named)}


def turn_away(*, user: User, left: Iterable[tuple[str, str]], submission: uuid.UUID, now: datetime) -> None:
    """Keep the names of files that were not taken, with the reasons, for the list of uploads; nothing of the files.

    The form that comes again, with its `submission`, names each of them once.
    """
    known = dict(list(left)[: settings.UPLOAD_MOST_FILES])
    Import.objects.bulk_create(
        [
            Import(
                user=user,
                name=name[:255],
                submission=_number(submission, name),
                state=Import.State.REFUSED,
                refusal={"message": "%(why)s", "values": {"why": why or gettext("It was not taken.")}},
                created_at=now,
                ended_at=now,
            )
            for name, why in known.items()
        ],
        ignore_conflicts=True,
    )


def take_after_all(*, user: User, names: Iterable[str], submission: uuid.UUID) -> None:
    """Say no more of files that they were not taken: the form came again, and with it what can be read under their names."""
    numbers = [_number(submission, name) for name in names]
    Import.objects.filter(user=user, submission__in=numbers, state=Import.State.REFUSED).delete()


def clear_away(*, pk: int, user: User) -> str:
    """Keep a refused file on no list any more; return what it was called there, "" when there is no such one."""
    refused = Import.objects.visible_to(user).received().filter(pk=pk, state=Import.State.REFUSED)
    found = refused.select_related("text").first()
    if found is None or not refused.delete()[0]:
        return ""
    return (found.text.title if found.text else "") or found.title or found.name or gettext("Pasted text")


def _number(submission: uuid.UUID, name: str) -> uuid.UUID:
    return uuid.uuid5(submission, f"not taken: {name}")


def _seen(words: str) -> str:
    return "".join(sign for sign in words if unicodedata.category(sign)[0] != "C").strip()
