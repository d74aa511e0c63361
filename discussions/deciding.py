"""The news of what curators decided on corrections, to whoever proposed them: when it is sent, and how it is worded.

The outbox (notices) sends it as the news of the talk (`telling.py`): one mail tells of all that was decided of a
circle's corrections by then, to somebody who follows the thread and wishes to hear of the talk.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from discussions.models import Correction, Seen
from discussions.noticing import unsee_first
from discussions.passages import in_context, marks_around
from discussions.telling import QUOTE, SHOWN, last_sent, queue, reachable
from groups.models import Group
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import TALK

KIND = "correction_decided"


def tell_decided(correction: Correction, *, by: User, now: dt.datetime) -> None:
    """Have somebody told of what another has decided on their correction, within the transaction that decides (three queries).

    The thread is new to them again, too.
    """
    thread = correction.thread
    if thread.author_id:
        unsee_first(user_id=thread.author_id, thread=thread)
    following = Seen.objects.following().filter(thread=thread).values("user")
    people = reachable(thread.group_id).filter(pk__in=following).filter(pk=thread.author_id)
    queue(people.exclude(pk=by.pk), kind=KIND, group_id=thread.group_id, now=now)


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those that have something to tell, to somebody who still wishes to hear of it."""
    return {
        row.pk
        for row in deliveries
        if reachable(row.subject).filter(pk=row.user_id).exists() and untold(row).exists()
    }


def untold(delivery: Delivery) -> QuerySet[Correction]:
    """What a mail tells: corrections of its reader in the circle that were decided on since the last one.

    Not those that wait again, or whose words they took back.
    """
    following = Seen.objects.following().filter(user=delivery.user_id).values("thread")
    decided = Correction.objects.filter(
        thread__author=delivery.user_id,
        thread__group=delivery.subject,
        thread__in=following,
        decided_at__isnull=False,
    )
    decided = decided.exclude(words="").exclude(pk__in=Correction.objects.waiting().values("pk"))
    decided = decided.exclude(decided_by=delivery.user_id)
    last = last_sent(delivery)
    return decided.filter(decided_at__gt=last) if last else decided


def compose(delivery: Delivery) -> Letter:
    """Word what was decided in the language that is active: the words, those that were proposed, and what became of them."""
    group = Group.objects.filter(pk=delivery.subject).first()
    decided = untold(delivery)
    count = decided.count()
    if group is None or not count:
        raise UnwritableError("there is nothing to tell any more")
    shown = decided.select_related("thread__passage__edition__text", "draft").defer(
        "thread__passage__edition__content", "draft__content"
    )
    listed = list(shown.order_by("decided_at", "pk")[:SHOWN])
    marks = marks_around(correction.thread.passage_id for correction in listed)
    corrections = [_about(correction, group, marks[correction.thread.passage_id]) for correction in listed]
    first = corrections[0]
    if count > 1:
        subject = ngettext(
            "%(count)d of your corrections is decided", "%(count)d of your corrections are decided", count
        ) % {"count": count}
    elif first["declined"]:
        subject = _("About your correction of “%(title)s”") % first
    else:
        subject = _("Your correction of “%(title)s” is accepted") % first
    return letters.write(
        "correction_decided",
        delivery=delivery,
        subject=subject,
        context={
            "group": letters.one_line(group.name),
            "corrections": corrections,
            "count": count,
            "more": max(0, count - SHOWN),
            "link": first["link"]
            if count == 1
            else letters.absolute(reverse("thread_list", args=[group.slug]) + "?kind=correction"),
        },
        stops=TALK,
    )


def _about(correction: Correction, group: Group, marks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """A correction as the mail shows it; the marks are those of the paragraph around it."""
    passage, draft = correction.thread.passage, correction.draft
    return {
        "title": letters.one_line(passage.edition.text.title),
        "language": passage.edition.text.language,
        "quote": _beginning(in_context(passage, marks).quote),
        "words": _beginning(correction.words),
        "declined": correction.state == Correction.State.DECLINED,
        "reason": letters.one_line(correction.reason),
        "edition": draft.number if draft and draft.published_at else None,
        "link": letters.absolute(reverse("thread_detail", args=[group.slug, correction.pk])),
    }


def _beginning(words: str) -> str:
    return Truncator(letters.one_line(words)).chars(QUOTE, truncate="…")
