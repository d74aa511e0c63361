"""Unfolding a thread: what its page, and the panel beside the text, show of it."""

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.text import Truncator
from django.utils.translation import gettext

from accounts.models import User
from accounts.requests import PersonRequest
from discussions.blanks import blank_answer
from discussions.branches import (
    Path,
    comment_address,
    view_address,
)
from discussions.choosing import chosen
from discussions.ends import connection_of, doubts_of
from discussions.forms import CommentForm, KindForm
from discussions.leading import leads_in
from discussions.models import Correction, Move, Report, Stuck, Thread
from discussions.models.novelty import known_to
from discussions.noticing import news_in
from discussions.openings import is_begun
from discussions.rendering import comments_html, said_among, said_in
from discussions.reported import marks_for
from discussions.sheets import Said
from discussions.widening import may_be_widened
from discussions.wording import plain
from groups.models import Group, Schedule
from readings.models import Paragraph
from readings.prepared import Given, Models, Question, worded, worded_models
from readings.rendering import without_notes

NEAREST = 3  # comments above a branch that are shown, besides the first of the thread; or all, rather than leave out a single one
EXCERPT = 90  # characters of each
AT_FOOT = "answer_0_%s"  # ids of the fields in the box at the foot


def thread_context(
    request: PersonRequest, thread: Thread, now: dt.datetime, *, page: int = 1, branch: Path = ()
) -> dict[str, Any]:
    """What the page and the panel of a thread show (five queries), with how much is new in the whole group.

    Where something in it was reported, one more: is it for this person to decide?

    Of a branch, where a path to one is given, and then what stands above it, too.

    The plan is the circle's for the thread's edition, None when there no longer is one; `later_plan` is the one for
    a later edition, in which the thread has no place. A page that the thread does not have is a 404.
    """
    shown, more = said_in(thread, page, viewer_id=request.user.pk, branch=branch)
    if page > 1 and not shown:
        raise Http404
    first = shown[0] if shown and page == 1 else None  # of the tree; the others came later
    begun = first.number == 1 and first.is_in_sight if first else None
    address = view_address(thread.group.slug, thread.pk, branch)
    new = sum(said.is_new + len(said.new_under or []) for said in shown)
    last = max((max(said.number, *(said.under or [0])) for said in shown), default=0)
    news = news_in(thread.group, request.user)
    noted = attention(thread, request.user)
    reported = marks_for(request.user, thread) if noted.pop("is_reported") else {}
    plan, newest = plans_of(thread)
    if plan:
        chosen(request, plan)
    return {
        "group": thread.group,
        "thread": thread,
        "plan": plan,
        "later_plan": None if plan else newest,
        "move": _move_asked().first(passage=thread.passage_id, edition=thread.passage.edition_id),
        "may_place": thread.may_be_placed_by(request.user),
        "mine": thread.author_id == request.user.pk,
        "may_widen": may_be_widened(thread, request.user),
        "comments": comments_html(
            shown,
            thread,
            thread.group.slug,
            address=f"{address}?page={page}" if page > 1 else address,
            branch=branch[-1] if branch else 0,
            viewer_id=request.user.pk,
            may_open_again=thread.answer_id is not None and thread.may_open_again(request.user),
            reported=reported,
            leads=leads_in((said.html for said in shown), request.user),
            now=now,
        ),
        "answer_at": answer_address(thread, [said.pk for said in shown]),
        "kinds": KindForm.KINDS,
        "correction": correction_of(thread, request.user),
        "connection": connection_of(thread),
        "far": doubts_of(thread) if thread.kind == Thread.Kind.CONNECTION else None,
        "stuck": stuck_at(thread, request.user),
        "new": new,
        "last_number": last,
        **noted,
        "has_reports": bool(reported),
        "news": sum(news.values()),
        "new_elsewhere": bool(news.keys() - {thread.pk}) or (bool(branch) and news.get(thread.pk, 0) > new),
        "view_address": address,
        "earlier": page - 1,
        "later": page + 1 if more else 0,
        "branch": branch[-1] if branch else 0,
        **foot(request, thread, branch, begun=begun, is_named=bool(first and first.is_in_sight)),
    }


def foot(
    request: PersonRequest, thread: Thread, branch: Path, *, begun: bool | None, is_named: bool
) -> dict[str, Any]:
    """The box at the foot: an answer to the first comment; or to that which begins a branch, with the way up from there.

    A branch takes two queries more, and one where it is not known whether the first comment stands (`begun`).
    """
    if not branch:
        if begun is None:
            begun = is_begun(thread)
        # Nobody is told to answer themselves by name.
        whom = thread.author.display_name if begun and thread.author != request.user else ""
        return {"blank_answer": blank_answer(request, thread, whom), "parent": None}
    parent = thread.comments.select_related("author").get(number=branch[-1])
    form = CommentForm(thread=thread, by=request.user, parent=parent, is_ahead=not is_named, in_branch=True)
    form.auto_id = AT_FOOT
    return {"form": form, "parent": parent, "at_foot": True, "way": way_up(request, thread, branch)}


def way_up(request: PersonRequest, thread: Thread, branch: Path) -> dict[str, Any]:
    """What stands above a branch: the first comment of the thread, those nearest to it, and how many are between (one query)."""
    above = branch[:-1]
    numbers = above if len(above) <= NEAREST + 2 else [*above[:1], *above[-NEAREST:]]
    steps = said_among(thread, numbers, viewer_id=request.user.pk)
    return {
        "steps": [(said, excerpt(said, thread.group)) for said in steps],
        "between": len(above) - len(numbers),
    }


def excerpt(said: Said, group: Group) -> str:
    """How a comment begins, in one line; or why its words are not shown."""
    if said.removed_at:
        return gettext("Removed by its author.")
    if said.aside and said.aside.startswith("law"):
        return gettext("Taken down.")
    if said.aside:
        return gettext("Set aside by a curator.") if group.text_id else gettext("Set aside by the group.")
    if said.is_hidden:
        return gettext("Hidden by you")
    return Truncator(plain(said.html)).chars(EXCERPT, truncate="…")


def correction_of(thread: Thread, user: User) -> Correction | None:
    """What a correction proposes, and what became of it (one query for one, none else).

    None where that was set aside, but for its author.
    """
    if thread.kind != Thread.Kind.CORRECTION:
        return None
    proposed = Correction.objects.legible_to(user).select_related("draft__text").defer("draft__content")
    return proposed.filter(thread=thread).first()


def stuck_at(thread: Thread, user: User) -> dict[str, Any] | None:
    """How many do not get on at an open question, and whether this person is one of them (one query; none else)."""
    if not thread.is_open:
        return None
    here = Stuck.objects.present().filter(thread=thread)
    return here.aggregate(count=Count("pk"), mine=Count("pk", filter=Q(user=user)))


def answer_address(thread: Thread, shown: Sequence[int]) -> str:
    """Where the marked answer of a question stands: on the page that shows these comments, or on another (two queries).

    Empty without one.
    """
    answer = thread.answer
    if answer is None:
        return ""
    if answer.pk in shown:
        return f"#c{answer.number}"
    return comment_address(thread.group.slug, answer)


def part_for(request: PersonRequest) -> str:
    """What htmx gets of a thread: for the panel all of it; the thread's own page keeps its head."""
    return "#talk" if request.htmx.target == "talk" else "#thread"


def attention(thread: Thread, user: User) -> dict[str, Any]:
    """Whether this person muted a thread or follows it, and its words as they are shown by themselves (one query).

    And whether anything in it was reported to anybody.
    """
    is_muted, is_followed, is_reported, marks = _attention_asked().rows(person=user.pk, thread=thread.pk)[0]
    passage, noted = thread.passage, [mark for found in marks for mark in json.loads(found)]
    quote = without_notes(passage.quote, passage.start, noted)
    return {"is_muted": is_muted, "is_followed": is_followed, "is_reported": is_reported, "quote": quote}


@cache
def _attention_asked() -> Question:
    noted = Paragraph.objects.filter(
        edition=OuterRef("passage__edition"),
        span__overlap=OuterRef("passage__span"),
        marks__contains=[{"kind": "note_ref"}],
    )
    thread = Thread.objects.filter(pk=Given("thread")).alias(**known_to(Given("person"))).order_by()
    return worded(
        thread.values_list(
            Coalesce("had__is_muted", False),
            Coalesce("had__is_followed", False),
            Exists(Report.objects.filter(comment__thread=OuterRef("pk"), decided_at=None)),
            ArraySubquery(noted.order_by("number").values("marks")),
        )
    )


def plans_of(thread: Thread) -> tuple[Schedule | None, Schedule | None]:
    """The circle's plan for the edition that a thread is on, if there still is one, and its newest for the text (one query)."""
    newest = _newest_plan_asked().first(circle=thread.group_id, text=thread.passage.edition.text_id)
    if newest is None or newest.edition_id != thread.passage.edition_id:
        return None, newest
    newest.group, newest.edition = thread.group, thread.passage.edition
    return newest, newest


@cache
def _newest_plan_asked() -> Models[Schedule]:
    """The plans of a circle for a text, that of the latest edition first."""
    plans = Schedule.objects.filter(group=Given("circle"), edition__text=Given("text"))
    return worded_models(plans.order_by("-edition__number"))


@cache
def _move_asked() -> Models[Move]:
    """What a new edition did to a passage, where nobody has said yet whether it is right."""
    return worded_models(Move.objects.asked().filter(passage=Given("passage"), new_edition=Given("edition")))
