"""Threads as a list shows them: what each is about, how it begins, how much was answered. Whole threads: `rendering.py`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, Min
from django.db.models.functions import Left
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from discussions.leading import leads_in
from discussions.models import Comment, Thread, hidden_from
from discussions.moments import Moments
from discussions.passages import marks_around
from discussions.rendering import BEGINNING, WHOLE
from discussions.wording import beginning, plain, vouched
from readings.prepared import Among, Given, Question, worded
from readings.rendering import without_notes

LINE = 280  # characters of what was said in a line of a list


@dataclass(frozen=True, slots=True)
class Opening:
    """A thread as a list shows it: its passage, the first thing said that still stands, how many answers."""

    thread: Thread
    quote: str  # its passage without the figures of notes
    author: User  # of what is shown: whoever opened the thread may have taken back what they said
    created_at: dt.datetime
    html: SafeString
    excerpt: str
    line: SafeString  # the excerpt with its links
    when: str
    latest: str
    new: int  # comments that the viewer has not had before them
    first_new: int  # the number of the first of these, 0 without any

    @property
    def answers(self) -> int:
        return max(0, self.thread.comment_count - 1)


def openings(threads: Iterable[Thread], now: dt.datetime, *, viewer: Any) -> list[Opening]:
    """Pair threads with the first comments that stand in them, in their order.

    Three queries besides the threads' own; with links to words in what was said four or five.

    What the viewer has hidden is passed over; of a thread in which nothing else stands, only that is said.
    """
    listed = list(threads)
    asked: dict[str, Any] = {"threads": [thread.pk for thread in listed], "viewer": viewer.pk}
    first: dict[int, tuple[Any, ...]] = {row[0]: row[1:] for row in _first_asked().rows(**asked)}
    news = {row[0]: row[1:] for row in _news_asked().rows(**asked)}
    marks = marks_around(thread.passage_id for thread in listed)
    moment = Moments(now)
    leads = leads_in((row[3] for row in first.values()), viewer)
    hidden = _("Hidden by you")
    made = []
    for thread in listed:
        author_id, name, created_at, html = first.get(
            thread.pk,
            (thread.author_id, thread.author.display_name, thread.created_at, f"<p>{escape(hidden)}</p>"),
        )
        shown = html if len(html) <= WHOLE else beginning(html, BEGINNING)
        made.append(
            Opening(
                thread=thread,
                quote=without_notes(thread.passage.quote, thread.passage.start, marks[thread.passage_id]),
                author=User(pk=author_id, display_name=name),
                created_at=created_at,
                html=vouched(leads.shown(shown, f"t{thread.pk}")),
                excerpt=plain(leads.named(shown)),
                line=leads.line(shown, LINE),
                when=moment(created_at),
                latest=moment(thread.last_comment_at),
                new=news.get(thread.pk, (0, 0))[0],
                first_new=news.get(thread.pk, (0, 0))[1],
            )
        )
    return made


@cache
def _first_asked() -> Question:
    """The first comment of each thread that stands and that somebody has not hidden."""
    standing = Comment.objects.standing().filter(Among("thread", "threads"))
    return worded(
        standing.exclude(hidden_from(Given("viewer")))
        .order_by("thread_id", "number")
        .distinct("thread_id")
        .annotate(shown=Left("html", WHOLE + 1))
        .values_list("thread_id", "author_id", "author__display_name", "created_at", "shown")
    )


@cache
def _news_asked() -> Question:
    """How much of each thread is new to somebody, and where that begins."""
    unseen = Comment.objects.new_to(Given("viewer")).filter(Among("thread", "threads")).order_by()
    return worded(unseen.values_list("thread").annotate(Count("pk"), Min("number")))


def is_begun(thread: Thread) -> bool:
    """Whether the first thing that was said in a thread still stands (one query)."""
    return bool(_begun_asked().rows(most=1, thread=thread.pk))


@cache
def _begun_asked() -> Question:
    said = Comment.objects.standing().filter(thread=Given("thread"), number=1)
    return worded(said.order_by().values_list("pk"))


def texts_of(listed: Iterable[Opening]) -> set[int]:
    """The texts (primary keys) that listed threads stand on."""
    return {opening.thread.passage.edition.text_id for opening in listed}
