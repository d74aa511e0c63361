"""What a page shows hundreds of, made fast: the comments of a thread, and (`beside.py`) the links in the margin of a text.

How they look stands in partials of `thread_detail.html` and `reader.html`. Such a partial is rendered once, with
the names of its fields in braces where their values will be, and then filled for each by plain string
formatting: a fifth of the time that a template loop takes. Every value is escaped here, but for a comment's own
HTML, which was cleaned when it was stored.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    PositiveIntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from discussions.asides import aside_html, told_of_asides
from discussions.branches import (
    AT_ONCE,
    Path,
    bounds,
    branch_html,
    deepest_in,
    shown_between,
    steps_above,
    under,
)
from discussions.leading import Leads
from discussions.models import (
    Comment,
    Reaction,
    Revision,
    Thread,
    blocked_by,
    hidden_from,
    set_aside,
)
from discussions.models.comments import CommentQuerySet
from discussions.moments import Moments
from discussions.reacted import reacted_html
from discussions.revising import SECOND_THOUGHTS
from discussions.sheets import EARLIER, REST, Said, Sheets, markup
from discussions.tree import Turn, with_depth_changes
from discussions.wording import beginning
from readings.around import Pieces
from readings.prepared import Given, Question, worded

WHOLE = 4_000  # characters of HTML: a longer comment shows how it begins, and the rest when asked for
BEGINNING = 2_500


def said_in(thread: Thread, page: int = 1, *, viewer_id: int, branch: Path = ()) -> tuple[list[Said], bool]:
    """Fetch the comments of a thread that is in sight, or of a branch, in the order of the tree, a page at most, in one query.

    Says too whether more come after them. Of a long comment only so much comes that one sees it is long.
    """
    low, high = bounds(branch)
    rows = _said_asked().rows(
        **_given(thread, viewer_id, branch),
        low=low,
        high=high,
        first=(page - 1) * AT_ONCE,
        most=AT_ONCE + 1,
    )
    said = [Said(*row) for row in rows]
    return said[:AT_ONCE], len(said) > AT_ONCE


def said_among(thread: Thread, numbers: Collection[int], *, viewer_id: int, branch: Path = ()) -> list[Said]:
    """Fetch some comments of a thread that is in sight, by their numbers, in the order of the tree, in one query.

    They are those of a view, that of a branch or of the thread, or stand above it.
    """
    among = thread.comments.filter(number__in=numbers)
    given = _given(thread, viewer_id, branch)
    return [Said(*row) for row in _as_said(among, **given)[:AT_ONCE]]


@cache
def _said_asked() -> Question:
    numbers, number = ArrayField(PositiveIntegerField()), IntegerField()
    asked = {"thread": Given("thread"), "viewer": Given("viewer"), "above": Given("above", number)}
    deepest = Given("deepest", number)
    comments = shown_between(asked["thread"], Given("low", numbers), Given("high", numbers), deepest)
    return worded(_as_said(comments, deepest=deepest, **asked))


def _given(thread: Thread, viewer_id: int, branch: Path) -> dict[str, int]:
    """What a question about the comments of a view is asked with."""
    view = {"above": steps_above(branch), "deepest": deepest_in(branch)}
    return {"thread": thread.pk, "viewer": viewer_id} | view


def _as_said(
    comments: CommentQuerySet, thread: Any, viewer: Any, above: Any, deepest: Any
) -> QuerySet[Any, Any]:
    """Comments of a thread as the fields of `Said`, in the order of the tree."""
    earlier = Q(edited_at__isnull=False) & Exists(Revision.objects.filter(comment=OuterRef("pk")))
    with_news = comments.with_news(viewer).in_tree_order()
    return with_news.annotate(
        is_hidden=hidden_from(viewer),
        aside=told_of_asides(),
        shown=Case(
            When(hidden_from(viewer) | Q(pk__in=set_aside()) & ~Q(author=viewer), then=Value("")),
            default=Left("html", WHOLE + 1),
            output_field=TextField(),
        ),
        has_earlier=ExpressionWrapper(earlier, BooleanField()),
        given=_reactions(thread, viewer),
        depth_here=F("path__len") - above,
        under=under(thread, deepest, Comment.objects.filter(removed_at=None)),
        new_under=under(thread, deepest, Comment.objects.unseen_by(viewer)),
    ).values_list(
        "pk",
        "number",
        "depth_here",
        "author_id",
        "author__display_name",
        "shown",
        "created_at",
        "edited_at",
        "removed_at",
        "is_new",
        "has_earlier",
        "is_hidden",
        "aside",
        "given",
        "under",
        "new_under",
    )


def _reactions(thread: Any, viewer: Any) -> Case:
    """Who reacted to a comment and how, as `reacted.given` reads it: part of the comments' query, so that none is asked more.

    Not those whose words the viewer has hidden. Asked of those comments alone that have any: which these are is found once.
    """
    row = Concat(F("kind"), Value(" "), Cast("user", CharField()), Value(" "), F("user__display_name"))
    seen = Reaction.objects.filter(comment=OuterRef("pk")).exclude(user__in=blocked_by(viewer))
    some = Reaction.objects.filter(comment__thread=thread).values("comment")
    given = ArraySubquery(seen.order_by("pk").values_list(row))
    return Case(When(pk__in=some, then=given), default=Value([], output_field=ArrayField(TextField())))


def comments_html(
    said_now: Iterable[Said],
    thread: Thread,
    group_slug: str,
    *,
    address: str,
    branch: int = 0,
    viewer_id: int,
    may_open_again: bool = False,
    reported: Mapping[int, str] | None = None,
    leads: Leads,
    now: dt.datetime,
) -> Pieces:
    """Render the comments on a page of a thread, in the order of the tree, as nested lists (`each_html`).

    `branch` is the number of the comment that begins the branch whose view it is; what is done there leads back to it.
    """
    shown = list(said_now)
    items = each_html(
        shown,
        thread,
        group_slug,
        address=address,
        viewer_id=viewer_id,
        may_open_again=may_open_again,
        reported=reported,
        leads=leads,
        now=now,
    )
    parts: list[bytes] = []
    for turn, pieces in zip(with_depth_changes(shown), items, strict=True):
        parts.append(_before(turn, branch))
        parts += pieces
        parts.append(branch_html(turn.comment, thread).encode())
    if parts:
        parts.append(b"</li></ol>" * turn.depth)
    return Pieces(parts)


def each_html(
    shown: Sequence[Said],
    thread: Thread,
    group_slug: str,
    *,
    address: str,
    viewer_id: int,
    may_open_again: bool = False,
    reported: Mapping[int, str] | None = None,
    leads: Leads,
    now: dt.datetime,
) -> Iterator[Sequence[bytes]]:
    """Render comments of a page (`address`) one by one, in pieces to be joined: an item of a list that is still open.

    In an open question each but the first can be marked as the answer; `may_open_again` is whether the viewer may
    take such a mark back. `reported` is what stands under some of them, by their numbers (`reported.py`).
    `leads` is what links in them lead to.
    """
    sheets = Sheets(
        thread,
        address=address,
        answering=reverse("comment_create", args=[group_slug, thread.pk]),
        viewer_id=viewer_id,
        may_open_again=may_open_again,
        reported=reported or {},
    )
    rest, earlier = markup("thread_detail.html#rest", REST), markup("thread_detail.html#earlier", EARLIER)
    edited = gettext("edited %(when)s")
    moment = Moments(now)
    for place, said in enumerate(shown):
        html, told = said.html, ""
        if len(html) > WHOLE:
            html = folded(html, rest, sheets.about(said))
        html = leads.shown(html, f"c{said.pk}")
        if said.aside:
            html = aside_html(said, html, thread, is_mine=said.author_id == viewer_id)
        if said.edited_at and (said.has_earlier or is_told(shown, place)):
            told = escape(edited % {"when": moment(said.edited_at)})
            if said.has_earlier:
                told = earlier.format(edited=told, address=sheets.about(said), pk=said.pk)
        reactions = reacted_html(said, viewer_id=viewer_id) if said.reactions else ""
        yield sheets.of(said).filled(
            (
                b"%d" % said.number,
                b"%d" % said.pk,
                moment.exact(said.created_at).encode(),
                moment(said.created_at).encode(),
                html.encode(),
                told.encode(),
                reactions.encode(),
            )
        )


def is_told(shown: Sequence[Said], place: int) -> bool:
    """Whether a page says that a comment was edited: later than `SECOND_THOUGHTS`, or when somebody had answered it."""
    said = shown[place]
    if said.edited_at is None or said.edited_at - said.created_at > SECOND_THOUGHTS:
        return said.edited_at is not None
    answers = takewhile(lambda other: other.depth > said.depth, shown[place + 1 :])
    return bool(said.under) or any(other.author_id != said.author_id for other in answers)


def folded(html: str, rest: str, address: str) -> str:
    """How a long comment begins, with a link to all of it."""
    return beginning(html, BEGINNING) + rest.format_map({"address": address})


def _before(turn: Turn[Said], branch: int) -> bytes:
    if turn.opens and turn.depth == 1:
        leads_back = f""" hx-vals='{{"branch": {branch}}}'""" if branch else ""
        return f'<ol class="comments"{leads_back}>'.encode()
    return b"<ol>" if turn.opens else b"</li></ol>" * turn.closes + b"</li>"
