"""Unfolding a thread: what its page, and the panel beside the text, show of it."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404

from accounts.models import User
from accounts.requests import PersonRequest
from discussions.forms import CommentForm
from discussions.models import Comment, Seen, Thread
from discussions.passages import first_paragraph
from discussions.rendering import comments_html, said_in
from groups.models import Schedule


def thread_context(
    request: PersonRequest, thread: Thread, now: dt.datetime, *, page: int = 1
) -> dict[str, Any]:
    """What the page and the panel of a thread show (five queries).

    The plan is the circle's for the thread's edition, None when there no longer is one; `later_plan` is the one for
    a later edition, in which the thread has no place. A page that the thread does not have is a 404.
    """
    shown, more = said_in(thread, page, viewer_id=request.user.pk)
    if page > 1 and not shown:
        raise Http404
    plans = Schedule.objects.filter(group=thread.group_id, edition__text=thread.passage.edition.text_id)
    newest = plans.order_by("-edition__number").first()
    plan = newest if newest and newest.edition_id == thread.passage.edition_id else None
    if plan:
        plan.group, plan.edition = thread.group, thread.passage.edition
    return {
        "group": thread.group,
        "thread": thread,
        "plan": plan,
        "later_plan": None if plan else newest,
        "move": thread.passage.moves.asked().filter(new_edition=thread.passage.edition_id).first(),
        "paragraph": first_paragraph(thread.passage),
        "mine": thread.author_id == request.user.pk,
        "comments": comments_html(
            shown,
            thread,
            thread.group.slug,
            page=page,
            viewer_id=request.user.pk,
            now=now,
        ),
        "new": sum(said.is_new for said in shown),
        "last_number": max((said.number for said in shown), default=0),
        **attention(thread, request.user),
        "earlier": page - 1,
        "later": page + 1 if more else 0,
        "form": CommentForm(thread=thread, by=request.user),
        "parent": None,
    }


def attention(thread: Thread, user: User) -> dict[str, Any]:
    """Whether this person muted a thread, and whether another of the group's has something new to them (one query)."""
    muted = Seen.objects.filter(user=user, thread=OuterRef("pk"), is_muted=True)
    elsewhere = Comment.objects.new_to(user).filter(thread__group=thread.group_id).exclude(thread=thread)
    asked = Thread.objects.filter(pk=thread.pk).annotate(
        is_muted=Exists(muted), new_elsewhere=Exists(elsewhere)
    )
    return {**asked.values("is_muted", "new_elsewhere").get()}
