"""What a page shows hundreds of, made fast: the comments of a thread, and (`beside.py`) the links in the margin of a text.

How they look stands in partials of `thread_detail.html` and `reader.html`. Such a partial is rendered once, with
the names of its fields in braces where their values will be, and then filled for each by plain string
formatting: a fifth of the time that a template loop takes. Every value is escaped here, but for a comment's own
HTML, which was cleaned when it was stored.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from accounts.models import User
from discussions.models import Comment, Revision, Thread
from discussions.revising import SECOND_THOUGHTS
from discussions.tree import Turn, with_depth_changes
from discussions.wording import beginning, vouched
from readings.models import Paragraph
from readings.rendering import paragraph_html

COMMENT = [
    "number",
    "pk",
    "classes",
    "sign",
    "hue",
    "initials",
    "name",
    "iso",
    "when",
    "html",
    "address",
    "answering",
    "edited",
    "whom",
    "own",
    "answers",
    "settle",
]
OWN = ["address", "pk"]
REST = ["address"]
EARLIER = ["address", "pk", "edited"]
WHOLE = 4_000  # characters of HTML: a longer comment shows how it begins, and the rest when asked for
BEGINNING = 2_500
AT_ONCE = 500  # comments on one page of a thread
SETTLE = ["number", "whom"]


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as it is shown."""

    pk: int
    number: int
    depth: int
    author_id: int
    name: str
    html: str
    created_at: dt.datetime
    edited_at: dt.datetime | None
    removed_at: dt.datetime | None
    is_new: bool
    has_earlier: bool


def said_in(thread: Thread, page: int = 1, *, viewer_id: int) -> tuple[list[Said], bool]:
    """Fetch the comments of a thread that is in sight, in the order of the tree, a page at most, in one query.

    Says too whether more come after them. Of a long comment only so much comes that one sees it is long.
    """
    first = (page - 1) * AT_ONCE
    said = _fetched(thread, Q(), slice(first, first + AT_ONCE + 1), viewer_id)
    return said[:AT_ONCE], len(said) > AT_ONCE


def said_among(thread: Thread, numbers: Collection[int], *, viewer_id: int) -> list[Said]:
    """Fetch some comments of a thread that is in sight, by their numbers, in the order of the tree, in one query."""
    return _fetched(thread, Q(number__in=numbers), slice(AT_ONCE), viewer_id)


def _fetched(thread: Thread, which: Q, part: slice, viewer_id: int) -> list[Said]:
    new = Comment.objects.unseen_by(viewer_id).filter(thread=thread)
    earlier = Exists(Revision.objects.filter(comment=OuterRef("pk")))
    rows = (
        thread.comments.filter(which)
        .in_tree_order()
        .annotate(shown=Left("html", WHOLE + 1), is_new=Q(pk__in=new.values("pk")), has_earlier=earlier)
        .values_list(
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
        )
    )
    return [Said(*row) for row in rows[part]]


def page_in_thread(comment: Comment) -> int:
    """On which page of its thread a comment stands, from 1."""
    before = Comment.objects.filter(thread=comment.thread_id, path__lt=comment.path).count()
    return before // AT_ONCE + 1


def markup(partial: str, fields: Iterable[str], **context: object) -> str:
    """A partial in the language of the moment, with `{name}` in the place of each field's value."""
    return render_to_string(f"discussions/{partial}", {name: f"{{{name}}}" for name in fields} | context)


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
) -> SafeString:
    """Render the comments on a page of a thread, in the order of the tree, as nested lists (`each_html`)."""
    shown = list(said_now)
    items = each_html(
        shown, thread, group_slug, page=page, viewer_id=viewer_id, may_open_again=may_open_again, now=now
    )
    parts: list[str] = []
    for turn, html in zip(with_depth_changes(shown), items, strict=True):
        parts += (_before(turn), html)
    if parts:
        parts.append("</li></ol>" * turn.depth)
    return vouched("".join(parts))


def each_html(
    shown: Sequence[Said],
    thread: Thread,
    group_slug: str,
    *,
    page: int = 1,
    viewer_id: int,
    may_open_again: bool = False,
    now: dt.datetime,
) -> Iterator[str]:
    """Render comments of a page of a thread one by one, each an item of a list that is still open.

    In an open question each but the first can be marked as the answer; `may_open_again` is whether the viewer may
    take such a mark back.
    """
    item, gone = markup("thread_detail.html#comment", COMMENT), markup("thread_detail.html#gone", COMMENT)
    rest, own = markup("thread_detail.html#rest", REST), markup("thread_detail.html#own", OWN)
    earlier = markup("thread_detail.html#earlier", EARLIER)
    settle = markup("thread_detail.html#settle", SETTLE) if thread.is_open else ""
    answers = markup("thread_detail.html#answers", [])
    unsettle = markup("thread_detail.html#unsettle", SETTLE) if may_open_again else ""
    edited = gettext("edited %(when)s")
    fresh = f'<span class="visually-hidden">{escape(pgettext("a comment", "New"))}</span>'
    address = page_address(group_slug, thread.pk, page)
    answering = reverse("comment_create", args=[group_slug, thread.pk])
    moment = Moments(now)
    faces: dict[int, dict[str, object]] = {}  # what is the same in all that one person said
    for place, said in enumerate(shown):
        if said.author_id not in faces:
            author = User(pk=said.author_id, display_name=said.name)
            faces[said.author_id] = {
                "hue": author.hue,
                "initials": escape(author.initials),
                "name": escape(author.display_name),
                "whom": "" if said.author_id == viewer_id else f"&nbsp;{escape(author.display_name)}",
            }
        about = f"{answering}{said.number}/"
        mine = said.author_id == viewer_id
        is_answer = said.pk == thread.answer_id
        whom = faces[said.author_id]["whom"]
        may_answer = said.number > 1
        yield (gone if said.removed_at else item).format_map(
            {
                **faces[said.author_id],
                "classes": ("mine" if mine else "new" if said.is_new else "") + " answer" * is_answer,
                "sign": fresh if said.is_new else "",
                "number": said.number,
                "pk": said.pk,
                "iso": said.created_at.isoformat(timespec="seconds"),
                "when": moment(said.created_at),
                "html": said.html if len(said.html) <= WHOLE else folded(said.html, rest, about),
                "edited": (earlier if said.has_earlier else "{edited}").format_map(
                    {
                        "edited": escape(edited % {"when": moment(said.edited_at)}),
                        "address": about,
                        "pk": said.pk,
                    }
                )
                if said.edited_at and (said.has_earlier or is_told(shown, place))
                else "",
                "answers": answers if is_answer else "",
                "settle": (unsettle if is_answer else settle if may_answer else "").format_map(
                    {"number": said.number, "whom": whom}
                ),
                "own": own.format_map({"address": about, "pk": said.pk}) if mine else "",
                "address": address,
                "answering": answering,
            }
        )


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


def _before(turn: Turn[Said]) -> str:
    if turn.opens:
        return '<ol class="comments">' if turn.depth == 1 else "<ol>"
    return "</li></ol>" * turn.closes + "</li>"


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
        self.days: dict[dt.date, str] = {self.today: ""}

    def __call__(self, at: dt.datetime) -> str:
        local = at.astimezone(self.zone)
        day = local.date()
        if day not in self.days:
            self.days[day] = f"{escape(self._worded(day))} "
        return f"{self.days[day]}{local:%H:%M}"

    def _worded(self, day: dt.date) -> str:
        if dt.timedelta(0) < self.today - day < dt.timedelta(days=7):
            return date_format(day, "D")
        return f"{date_format(day, 'MONTH_DAY_FORMAT' if day.year == self.today.year else 'DATE_FORMAT')},"
