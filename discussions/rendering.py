"""What a page shows hundreds of, made fast: the comments of a thread, the links in the margin of a text.

How they look stands in partials of `thread_detail.html` and `reader.html`. Such a partial is rendered once, with
the names of its fields in braces where their values will be, and then filled for each by plain string
formatting: a fifth of the time that a template loop takes. Every value is escaped here, but for a comment's own
HTML, which was cleaned when it was stored.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.models import User
from discussions.models import Comment, Thread
from discussions.passages import Margin
from discussions.tree import Turn, with_depth_changes
from discussions.wording import plain, vouched
from groups.models import Schedule

COMMENT = [
    "number",
    "pk",
    "classes",
    "hue",
    "initials",
    "name",
    "iso",
    "when",
    "html",
    "address",
    "answering",
]
TALK = ["number", "heat", "href", "label", "comments"]


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


def said_in(thread: Thread) -> list[Said]:
    """Fetch all of a thread's comments in the order of the tree, in one query."""
    rows = thread.comments.in_tree_order().values_list(
        "pk", "number", "path__len", "author_id", "author__display_name", "html", "created_at"
    )
    return [Said(*row) for row in rows]


def markup(partial: str, fields: Iterable[str], **context: object) -> str:
    """A partial in the language of the moment, with `{name}` in the place of each field's value."""
    return render_to_string(f"discussions/{partial}", {name: f"{{{name}}}" for name in fields} | context)


def comments_html(thread: Thread, group_slug: str, *, viewer_id: int, now: dt.datetime) -> SafeString:
    """Render all comments of a thread as nested lists (one query)."""
    item = markup("thread_detail.html#comment", COMMENT)
    address = reverse("thread_detail", args=[group_slug, thread.pk])
    answering = reverse("comment_create", args=[group_slug, thread.pk])
    moment = Moments(now)
    faces: dict[int, dict[str, object]] = {}
    parts = []
    for turn in with_depth_changes(said_in(thread)):
        said = turn.comment
        if said.author_id not in faces:
            author = User(pk=said.author_id, display_name=said.name)
            faces[said.author_id] = {
                "hue": author.hue,
                "initials": escape(author.initials),
                "name": escape(author.display_name),
                "classes": "mine" if said.author_id == viewer_id else "",
            }
        parts.append(_before(turn))
        parts.append(
            item.format_map(
                {
                    **faces[said.author_id],
                    "number": said.number,
                    "pk": said.pk,
                    "iso": said.created_at.isoformat(timespec="seconds"),
                    "when": moment(said.created_at),
                    "html": said.html,
                    "address": address,
                    "answering": answering,
                }
            )
        )
    if parts:
        parts.append("</li></ol>" * turn.depth)
    return vouched("".join(parts))


def _before(turn: Turn[Said]) -> str:
    if turn.opens:
        return '<ol class="comments">' if turn.depth == 1 else "<ol>"
    return "</li></ol>" * turn.closes + "</li>"


def talk_links(
    plan: Schedule, numbers: Iterable[int], margins: Mapping[int, Margin], *, oob: bool = False
) -> dict[int, SafeString]:
    """Render the margin's link for each paragraph number: to its threads, or to opening the first one.

    With `oob` they are for htmx, to take the place of those in the page.
    """
    some, none = markup("reader.html#talk", TALK, oob=oob), markup("reader.html#talk_none", TALK)
    root = paragraph_root(plan)
    opening = reverse("thread_create", args=[plan.group.slug, plan.pk])
    invitation = gettext("Comment on paragraph %(number)d")
    links = {}
    for number in numbers:
        margin = margins.get(number)
        if margin:
            label = ngettext(
                "%(comments)d comment on paragraph %(number)d",
                "%(comments)d comments on paragraph %(number)d",
                margin.comments,
            ) % {"comments": margin.comments, "number": number}
            link = some.format_map(
                {
                    "number": number,
                    "heat": margin.heat,
                    "href": f"{root}{number}/threads/",
                    "label": escape(label),
                    "comments": margin.comments,
                }
            )
        else:
            label = invitation % {"number": number}
            link = none.format_map(
                {"number": number, "href": f"{opening}?paragraph={number}", "label": escape(label)}
            )
        links[number] = vouched(link)
    return links


def paragraph_root(plan: Schedule) -> str:
    """The address that all paragraphs of a plan begin with: a number and a slash make it whole."""
    return reverse("reader_paragraph", args=[plan.group.slug, plan.pk, 0]).removesuffix("0/")


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


@dataclass(frozen=True, slots=True)
class Opening:
    """A thread as a list shows it: its passage, who opened it, the first thing said, how many answers."""

    thread: Thread
    html: SafeString
    excerpt: str
    when: str
    latest: str

    @property
    def answers(self) -> int:
        return max(0, self.thread.comment_count - 1)


def openings(threads: Iterable[Thread], now: dt.datetime) -> list[Opening]:
    """Pair threads with their first comments, in their order (one query besides the threads' own)."""
    listed = list(threads)
    first = dict(
        Comment.objects.filter(thread__in=[thread.pk for thread in listed], number=1).values_list(
            "thread_id", "html"
        )
    )
    moment = Moments(now)
    return [
        Opening(
            thread=thread,
            html=vouched(first.get(thread.pk, "")),
            excerpt=plain(first.get(thread.pk, "")),
            when=moment(thread.created_at),
            latest=moment(thread.last_comment_at),
        )
        for thread in listed
    ]
