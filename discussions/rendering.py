"""What a page shows hundreds of, made fast: the comments of a thread, and (`beside.py`) the links in the margin of a text.

How they look stands in partials of `thread_detail.html` and `reader.html`. Such a partial is rendered once, with
the names of its fields in braces where their values will be, and then filled for each by plain string
formatting: a fifth of the time that a template loop takes. Every value is escaped here, but for a comment's own
HTML, which was cleaned when it was stored.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from discussions.models import (
    Comment,
    Reaction,
    Removal,
    Revision,
    Thread,
    blocked_by,
    hidden_from,
    set_aside,
)
from discussions.models.comments import CommentQuerySet
from discussions.reacted import reacted_html
from discussions.revising import SECOND_THOUGHTS
from discussions.sheets import EARLIER, REST, Said, Sheets, markup
from discussions.tree import Turn, with_depth_changes
from discussions.wording import beginning
from readings.around import Pieces
from readings.models import Paragraph
from readings.prepared import Given, Question, worded
from readings.rendering import paragraph_html

WHOLE = 4_000  # characters of HTML: a longer comment shows how it begins, and the rest when asked for
BEGINNING = 2_500
AT_ONCE = 500  # comments on one page of a thread


def said_in(thread: Thread, page: int = 1, *, viewer_id: int) -> tuple[list[Said], bool]:
    """Fetch the comments of a thread that is in sight, in the order of the tree, a page at most, in one query.

    Says too whether more come after them. Of a long comment only so much comes that one sees it is long.
    """
    said = [
        Said(*row)
        for row in _said_asked().rows(
            thread=thread.pk, viewer=viewer_id, first=(page - 1) * AT_ONCE, most=AT_ONCE + 1
        )
    ]
    return said[:AT_ONCE], len(said) > AT_ONCE


def said_among(thread: Thread, numbers: Collection[int], *, viewer_id: int) -> list[Said]:
    """Fetch some comments of a thread that is in sight, by their numbers, in the order of the tree, in one query."""
    among = thread.comments.filter(number__in=numbers)
    return [Said(*row) for row in _as_said(among, viewer_id)[:AT_ONCE]]


@cache
def _said_asked() -> Question:
    return worded(_as_said(Comment.objects.filter(thread=Given("thread")), Given("viewer")))


def _as_said(comments: CommentQuerySet, viewer: Any) -> QuerySet[Any, Any]:
    """Comments as the fields of `Said`, in the order of the tree."""
    earlier = Exists(Revision.objects.filter(comment=OuterRef("pk")))
    with_news = comments.with_news(viewer).in_tree_order()
    return with_news.annotate(
        is_hidden=hidden_from(viewer),
        aside=_set_aside(),
        shown=Case(
            When(hidden_from(viewer) | Q(pk__in=set_aside()) & ~Q(author=viewer), then=Value("")),
            default=Left("html", WHOLE + 1),
            output_field=TextField(),
        ),
        has_earlier=earlier,
        given=_reactions(viewer),
    ).values_list(
        "pk",
        "number",
        "path__len",
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
    )


def _reactions(viewer: Any) -> ArraySubquery:
    """Who reacted to a comment and how, as `reacted.given` reads it: part of the comments' query, so that none is asked more.

    Not those whose words the viewer has hidden.
    """
    row = Concat(F("kind"), Value(" "), Cast("user", CharField()), Value(" "), F("user__display_name"))
    seen = Reaction.objects.filter(comment=OuterRef("pk")).exclude(user__in=blocked_by(viewer))
    return ArraySubquery(seen.order_by("pk").values_list(row))


def _set_aside() -> Case:
    """Who set a comment aside, and in the next line why; nothing for one that stands, of which no more is asked."""
    told = Concat(F("by__display_name"), Value("\n"), F("reason"), output_field=TextField())
    why = Removal.objects.standing().filter(comment=OuterRef("pk")).order_by().values_list(told)
    return Case(When(pk__in=set_aside(), then=Subquery(why[:1])))


def page_in_thread(comment: Comment) -> int:
    """On which page of its thread a comment stands, from 1."""
    before = Comment.objects.filter(thread=comment.thread_id, path__lt=comment.path).count()
    return before // AT_ONCE + 1


def page_address(group_slug: str, thread_id: int, page: int) -> str:
    """The address of a page of a thread."""
    address = reverse("thread_detail", args=[group_slug, thread_id])
    return f"{address}?page={page}" if page > 1 else address


def comments_html(
    said_now: Iterable[Said],
    thread: Thread,
    group_slug: str,
    *,
    page: int,
    viewer_id: int,
    may_open_again: bool = False,
    now: dt.datetime,
) -> Pieces:
    """Render the comments on a page of a thread, in the order of the tree, as nested lists (`each_html`)."""
    shown = list(said_now)
    items = each_html(
        shown, thread, group_slug, page=page, viewer_id=viewer_id, may_open_again=may_open_again, now=now
    )
    parts: list[bytes] = []
    for turn, pieces in zip(with_depth_changes(shown), items, strict=True):
        parts.append(_before(turn))
        parts += pieces
    if parts:
        parts.append(b"</li></ol>" * turn.depth)
    return Pieces(parts)


def each_html(
    shown: Sequence[Said],
    thread: Thread,
    group_slug: str,
    *,
    page: int = 1,
    viewer_id: int,
    may_open_again: bool = False,
    now: dt.datetime,
) -> Iterator[Sequence[bytes]]:
    """Render comments of a page of a thread one by one, in pieces to be joined: an item of a list that is still open.

    In an open question each but the first can be marked as the answer; `may_open_again` is whether the viewer may
    take such a mark back.
    """
    sheets = Sheets(
        thread,
        address=page_address(group_slug, thread.pk, page),
        answering=reverse("comment_create", args=[group_slug, thread.pk]),
        viewer_id=viewer_id,
        may_open_again=may_open_again,
    )
    rest, earlier = markup("thread_detail.html#rest", REST), markup("thread_detail.html#earlier", EARLIER)
    edited = gettext("edited %(when)s")
    moment = Moments(now)
    for place, said in enumerate(shown):
        html, told = said.html, ""
        if len(html) > WHOLE:
            html = folded(html, rest, sheets.about(said))
        if said.aside:
            html = aside_html(said, html, thread, is_mine=said.author_id == viewer_id)
        if said.edited_at and (said.has_earlier or is_told(shown, place)):
            told = escape(edited % {"when": moment(said.edited_at)})
            if said.has_earlier:
                told = earlier.format(edited=told, address=sheets.about(said), pk=said.pk)
        reactions = reacted_html(said, viewer_id=viewer_id) if said.reactions else ""
        yield sheets.of(said).filled(
            {
                "number": b"%d" % said.number,
                "pk": b"%d" % said.pk,
                "iso": said.created_at.isoformat(timespec="seconds").encode(),
                "when": moment(said.created_at).encode(),
                "html": html.encode(),
                "edited": told.encode(),
                "reactions": reactions.encode(),
            }
        )


def aside_html(said: Said, words: str, thread: Thread, *, is_mine: bool) -> str:
    """What stands in the place of a comment that was set aside: why; for its author who did, too, and their words."""
    name, _line, reason = (said.aside or "").partition("\n")
    part = ("aside_own" if is_mine else "aside_why") + ("_commons" if thread.group.text_id else "")
    note = markup(f"thread_detail.html#{part}", ["name", "reason", "record"])
    record = reverse("removal_list", args=[thread.group.slug])
    return note.format(name=escape(name), reason=escape(reason), record=record) + (words if is_mine else "")


def is_told(shown: Sequence[Said], place: int) -> bool:
    """Whether a page says that a comment was edited: later than `SECOND_THOUGHTS`, or when somebody had answered it."""
    said = shown[place]
    if said.edited_at is None or said.edited_at - said.created_at > SECOND_THOUGHTS:
        return said.edited_at is not None
    under = takewhile(lambda other: other.depth > said.depth, shown[place + 1 :])
    return any(other.author_id != said.author_id for other in under)


def folded(html: str, rest: str, address: str) -> str:
    """How a long comment begins, with a link to all of it."""
    return beginning(html, BEGINNING) + rest.format_map({"address": address})


def _before(turn: Turn[Said]) -> bytes:
    if turn.opens:
        return b'<ol class="comments">' if turn.depth == 1 else b"<ol>"
    return b"</li></ol>" * turn.closes + b"</li>"


def paragraph_quote(paragraph: Paragraph, text: str) -> SafeString:
    """A whole paragraph as it looks in its text, with its notes' numbers raised; they lead nowhere from here."""
    marks = [mark for mark in paragraph.marks if mark["kind"] != "link"]
    return paragraph_html(
        text,
        paragraph.start,
        [mark | {"data": {}} if mark["kind"] == "note_ref" else mark for mark in marks],
    )


class Moments:
    """Instants as people say them, in the reader's zone: "14:02", "Mon 21:10", "3 November, 14:02".

    Calling it with an instant gives its words. Each day is worded once, since that is what takes long.
    """

    def __init__(self, now: dt.datetime) -> None:
        self.zone = timezone.get_current_timezone()
        self.today = now.astimezone(self.zone).date()
        self.days = {self.today.isoformat(): ""}

    def __call__(self, at: dt.datetime) -> str:
        local = at.astimezone(self.zone).isoformat(timespec="minutes")
        day = local[:10]
        if day not in self.days:
            self.days[day] = f"{escape(self._worded(dt.date.fromisoformat(day)))} "
        return self.days[day] + local[11:16]

    def _worded(self, day: dt.date) -> str:
        if dt.timedelta(0) < self.today - day < dt.timedelta(days=7):
            return date_format(day, "D")
        return f"{date_format(day, 'MONTH_DAY_FORMAT' if day.year == self.today.year else 'DATE_FORMAT')},"
