"""The notice that a comment was reported, to those who decide on it: when it is sent, and how it is worded.

It tells neither the words nor whose they are: they may be ahead of where its reader is.
"""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.models import Report
from discussions.telling import hearing, name_of, reachable
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import TALK

KIND = "comment_reported"


def tell_deciders(report: Report, *, now: dt.datetime) -> None:
    """Have those told who may decide, within the transaction that reports; whoever reported it knows."""
    Delivery.objects.bulk_create(
        Delivery(user=person, kind=KIND, subject=report.pk, due_at=now, created_at=now, next_attempt_at=now)
        for person in deciders(report)
        if person.pk != report.by_id
    )


def deciders(report: Report) -> list[User]:
    """Who may decide on a report and wishes to hear of the talk, at a verified address (a query for each member).

    In a commons the curators, in whom there is always somebody to look: whether they are in it or not.
    """
    group = report.comment.thread.group
    members = hearing().filter(is_curator=True) if group.text_id else reachable(group.pk)
    return [
        one
        for one in members.order_by("pk")
        if Report.objects.for_deciding(one).filter(pk=report.pk).exists()
    ]


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those about a report that waits still, to somebody who may still decide on it and wishes to hear of it."""
    waiting = Report.objects.waiting().select_related("comment__thread__group")
    reports = waiting.in_bulk({delivery.subject for delivery in deliveries})
    hearing = {pk: {one.pk for one in deciders(report)} for pk, report in reports.items()}
    return {row.pk for row in deliveries if row.user_id in hearing.get(row.subject, ())}


def compose(delivery: Delivery) -> Letter:
    """Word it in the language that is active."""
    report = (
        Report.objects.waiting().select_related("comment__thread__group").filter(pk=delivery.subject).first()
    )
    if report is None:
        raise UnwritableError("somebody has looked at it")
    group = report.comment.thread.group
    name = name_of(group)
    comment = report.comment
    link = reverse("comment_place", args=[group.slug, comment.thread_id, comment.number])
    return letters.write(
        "comment_reported",
        delivery=delivery,
        subject=_("Please look at a comment in %(group)s") % {"group": name},
        context={"group": name, "is_commons": bool(group.text_id), "link": letters.absolute(link)},
        stops=TALK,
    )
