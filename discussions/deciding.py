"""The news of what curators decided on corrections, to whoever proposed them: when it is sent, and how it is worded.

The outbox (notices) sends it as the news of the talk (`telling.py`): one mail tells of all that was decided of a
circle's corrections by then, to somebody who follows the thread and wishes to hear of the talk.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from discussions.models import Correction, Seen, Thread
from discussions.noticing import unsee_first
from discussions.passages import in_context, marks_around
from discussions.telling import QUOTE, SHOWN, about, last_sent, name_of, queue, reachable
from groups.models import Group
from notices import letters
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import TALK

KIND = "correction_decided"


def tell_decided(correction: Correction, *, by: User, now: dt.datetime) -> None:
    """Have somebody told of what another has decided on their correction, within the transaction that decides (three queries).

    The thread is new to them again, too.
    """
    thread = correction.thread
    unsee_first([thread.pk])
    queue(
        _authors(thread.group_id, [thread.pk]).exclude(pk=by.pk), kind=KIND, group_id=thread.group_id, now=now
    )


def tell_asked_again(threads: Collection[int], *, now: dt.datetime) -> None:
    """Have the authors of corrections told that curators are asked once more: an edition came out without their words.

    Within the transaction that publishes it; two queries, and two for each circle. The threads are new to them, too.
    """
    unsee_first(threads)
    for group_id in (
        Thread.objects.filter(pk__in=threads).order_by().values_list("group", flat=True).distinct()
    ):
        queue(_authors(group_id, threads), kind=KIND, group_id=group_id, now=now)


def _authors(group_id: int, threads: Collection[int]) -> QuerySet[User]:
    """Who began threads of a circle, follows them, and can be told."""
    following = Seen.objects.following().filter(thread__in=threads, user=F("thread__author"))
    return reachable(group_id).filter(pk__in=following.filter(thread__group=group_id).values("user"))


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those that have something to tell, to somebody who still wishes to hear of it."""
    return {
        row.pk
        for row in deliveries
        if reachable(row.subject).filter(pk=row.user_id).exists() and untold(row).exists()
    }


def untold(delivery: Delivery) -> QuerySet[Correction]:
    """What a mail tells: corrections of its reader in the circle that were decided on, or asked for again, since the last one.

    `treated_at` is when. Not those whose draft was deleted, and so wait as before, or whose words they took back.
    """
    following = Seen.objects.following().filter(user=delivery.user_id).values("thread")
    mine = Correction.objects.filter(
        thread__author=delivery.user_id, thread__group=delivery.subject, thread__in=following
    )
    waiting = Correction.objects.waiting().filter(asked_again_at=None)
    mine = mine.exclude(words="").exclude(pk__in=waiting.values("pk")).exclude(decided_by=delivery.user_id)
    mine = mine.annotate(treated_at=Coalesce("asked_again_at", "decided_at"))
    last = last_sent(delivery)
    return mine.filter(treated_at__gt=last) if last else mine


def compose(delivery: Delivery) -> Letter:
    """Word what was decided in the language that is active: the words, those that were proposed, and what became of them."""
    decided = untold(delivery)
    group, count = about(delivery, decided)
    shown = decided.select_related("thread__passage__edition__text", "draft").defer(
        "thread__passage__edition__content", "draft__content"
    )
    listed = list(shown.order_by(F("treated_at"), "pk")[:SHOWN])
    marks = marks_around(correction.thread.passage_id for correction in listed)
    corrections = [_about(correction, group, marks[correction.thread.passage_id]) for correction in listed]
    first = corrections[0]
    some_again = any(one["again"] for one in corrections)
    if count > 1 and some_again:
        subject = ngettext(
            "About %(count)d of your corrections", "About %(count)d of your corrections", count
        ) % {"count": count}
    elif count > 1:
        subject = ngettext(
            "%(count)d of your corrections is decided", "%(count)d of your corrections are decided", count
        ) % {"count": count}
    elif first["declined"] or first["again"]:
        subject = _("About your correction of “%(title)s”") % first
    else:
        subject = _("Your correction of “%(title)s” is accepted") % first
    return letters.write(
        "correction_decided",
        delivery=delivery,
        subject=subject,
        context={
            "group": name_of(group),
            "corrections": corrections,
            "some_again": some_again,
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
        "again": correction.is_waiting,
        "reason": letters.one_line(correction.reason),
        "edition": draft.number if draft and draft.published_at else None,
        "link": letters.absolute(reverse("thread_detail", args=[group.slug, correction.pk])),
    }


def _beginning(words: str) -> str:
    return Truncator(letters.one_line(words)).chars(QUOTE, truncate="…")
