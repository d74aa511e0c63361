"""The news of what was said in threads that somebody follows, or to them by name: who should have it, and how it is worded.

The outbox (notices) sends it, and asks here again, right before, whether it is still wanted. One mail tells of
everything in a circle that its reader has not seen by then: it waits a while after the first comment, and the next
one waits longer, so that a lively talk is not a mail for each sentence. What was read on the page meanwhile is not told.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Case, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from discussions.branches import comment_address
from discussions.models import Comment, Hiding, Mention, Seen, Thread
from discussions.passages import marks_around
from discussions.wording import plain
from groups.models import Group, Membership
from notices import letters
from notices.kinds import UnwritableError
from notices.letters import Letter
from notices.models import Delivery
from notices.stopping import TALK
from readings.prepared import Given, Question, worded
from readings.rendering import without_notes

KIND = "talk_news"
WAIT = dt.timedelta(
    minutes=10
)  # after a comment, for those that come with it and for whoever reads it on the page
APART = dt.timedelta(hours=2)  # between two mails of one circle to one person
SHOWN = 12  # comments in one mail
EXCERPT = 400  # characters of a comment
QUOTE = 200  # characters of the words that a thread is about


def tell(comment: Comment, *, now: dt.datetime) -> None:
    """Have those who follow a thread told of a comment, within the transaction that makes it (two queries)."""
    thread = comment.thread
    asked = {
        "comment": comment.pk,
        "author": comment.author_id,
        "thread": thread.pk,
        "circle": thread.group_id,
    }
    _keep(_listeners_asked().rows(**asked, soon=now + WAIT), kind=KIND, group_id=thread.group_id, now=now)


@cache
def _listeners_asked() -> Question:
    """Asked with each comment: whom to tell of it, and when."""
    keys = {name: Given(name) for name in ("comment", "author", "thread", "circle")}
    soon = Given("soon", DateTimeField())
    return worded(_to_tell(_listeners(**keys), kind=KIND, group_id=keys["circle"], soon=soon))


def queue(people: QuerySet[User], *, kind: str, group_id: int, now: dt.datetime) -> None:
    """Queue a mail of a circle's news of a kind for each of some people.

    Whoever has one waiting gets no second one: that one tells of what is new now, too.
    """
    soon = Value(now + WAIT, output_field=DateTimeField())
    _keep(_to_tell(people, kind=kind, group_id=group_id, soon=soon), kind=kind, group_id=group_id, now=now)


def _to_tell(people: QuerySet[User], *, kind: str, group_id: Any, soon: Any) -> QuerySet[Any, Any]:
    """Those of some people who have no mail of a kind waiting, by their keys, and when theirs may be sent."""
    mails = Delivery.objects.filter(user=OuterRef("pk"), kind=kind, subject=group_id)
    waiting = mails.filter(state=Delivery.State.QUEUED)
    last = mails.filter(state=Delivery.State.SENT).order_by("-sent_at").values("sent_at")[:1]
    people = people.filter(~Exists(waiting)).annotate(last=Subquery(last)).order_by("pk")
    at = Case(When(last=None, then=soon), default=Greatest(soon, F("last") + APART))
    return people.annotate(send_at=at).values_list("pk", "send_at")


def _keep(people: Iterable[tuple[int, dt.datetime]], *, kind: str, group_id: int, now: dt.datetime) -> None:
    Delivery.objects.bulk_create(
        Delivery(
            user_id=person,
            kind=kind,
            subject=group_id,
            due_at=now,
            created_at=now,
            next_attempt_at=send_at,
        )
        for person, send_at in people
    )


def last_sent(delivery: Delivery) -> dt.datetime | None:
    """When its reader got a mail of this kind from this circle last."""
    mails = Delivery.objects.filter(user=delivery.user_id, kind=delivery.kind, subject=delivery.subject)
    return mails.filter(state=Delivery.State.SENT).aggregate(last=Max("sent_at"))["last"]


def about(delivery: Delivery, news: QuerySet[Any]) -> tuple[Group, int]:
    """The circle that a mail is about, and how much there is to tell (two queries). Raises UnwritableError for nothing."""
    group = Group.objects.filter(pk=delivery.subject).first()
    count = news.count()
    if group is None or not count:
        raise UnwritableError("there is nothing to tell any more")
    return group, count


def hearing() -> QuerySet[User]:
    """Those who wish to hear of any talk, at a verified address."""
    own = EmailAddress.objects.filter(user=OuterRef("pk"), primary=True, verified=True)
    return User.objects.filter(Exists(own), is_active=True).exclude(preference__talk=False)


def reachable(group_id: Any) -> QuerySet[User]:
    """Those of a circle who wish to hear of its talk, at a verified address."""
    return hearing().filter(Exists(Membership.objects.inside().filter(user=OuterRef("pk"), group=group_id)))


def name_of(group: Group) -> str:
    """What a mail calls a circle; of a commons also of which text, as there are many (one query then)."""
    if group.text is None:
        return letters.one_line(group.name)
    return _("the commons of “%(title)s”") % {"title": letters.one_line(group.text.title)}


def _listeners(comment: Given, author: Given, thread: Given, circle: Given) -> QuerySet[User]:
    """Who follows a comment's thread, or is spoken to in it, and wishes to hear of it at a verified address.

    But for whoever says it, and for those who have hidden what that person says.
    """
    kept = Seen.objects.filter(user=OuterRef("pk"), thread=thread)
    spoken_to = Mention.objects.filter(user=OuterRef("pk"), comment=comment)
    following = Exists(kept.following()) | Exists(spoken_to) & ~Exists(kept.filter(is_muted=True))
    hiding = Hiding.objects.filter(user=OuterRef("pk"), person=author)
    return reachable(circle).exclude(pk=author).filter(following, ~Exists(hiding))


def wanted(deliveries: Sequence[Delivery], now: dt.datetime) -> set[int]:
    """Those that have something to tell, to somebody who still wishes to hear of it."""
    wishing = User.objects.filter(pk__in={row.user_id for row in deliveries}, is_active=True).exclude(
        preference__talk=False
    )
    hearing = set(wishing.values_list("pk", flat=True))
    return {row.pk for row in deliveries if row.user_id in hearing and untold(row).exists()}


def untold(delivery: Delivery) -> QuerySet[Comment]:
    """What a mail tells: comments of the circle in threads that its reader follows or that speak to them, new to them and in no mail yet.

    None when they have left: what is new to somebody is so in the circles that they are in.
    """
    last = last_sent(delivery)
    following = Seen.objects.following().filter(user=delivery.user_id).values("thread")
    spoken_to = Mention.objects.filter(user=delivery.user_id).values("comment")
    inside = Membership.objects.inside().filter(user=delivery.user_id, group=delivery.subject).values("group")
    comments = Comment.objects.new_to(delivery.user).filter(
        Q(thread__in=following) | Q(pk__in=spoken_to), thread__group__in=inside
    )
    comments = comments.exclude(
        author=delivery.user_id
    )  # what was decided of their own is told by `deciding`
    if not last:
        return comments
    return comments.filter(Q(created_at__gt=last) | Q(pk__in=spoken_to, edited_at__gt=last))


def compose(delivery: Delivery) -> Letter:
    """Word the news in the language and zone that are active: thread by thread, the words and what was said of them."""
    news = untold(delivery)
    group, count = about(delivery, news)
    shown = news.select_related("author", "thread__passage__edition__text").defer(
        "thread__passage__edition__content"
    )
    shown = shown.order_by("thread__passage__span", "thread", "number")[:SHOWN]
    marks = marks_around(comment.thread.passage_id for comment in shown)
    threads = [
        _about(thread, list(comments), group, marks[thread.passage_id])
        for thread, comments in groupby(shown, lambda one: one.thread)
    ]
    name = name_of(group)
    authors = {comment["author"] for thread in threads for comment in thread["comments"]}
    if count == 1:
        subject = _("%(name)s in %(group)s: “%(words)s”") % {
            "name": authors.pop(),
            "group": name,
            "words": Truncator(threads[0]["comments"][0]["words"]).chars(60, truncate="…"),
        }
    else:
        subject = ngettext(
            "%(count)d new comment in %(group)s", "%(count)d new comments in %(group)s", count
        ) % {"count": count, "group": name}
    return letters.write(
        "talk_news",
        delivery=delivery,
        subject=subject,
        context={
            "group": name,
            "threads": threads,
            "count": count,
            "more": max(0, count - SHOWN),
            "link": threads[0]["link"]
            if len(threads) == 1
            else letters.absolute(reverse("thread_next", args=[group.slug])),
        },
        stops=TALK,
    )


def _about(
    thread: Thread, comments: Sequence[Comment], group: Group, marks: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """A thread as the mail shows it: the words, each comment's author and beginning, and the way to the first of them.

    The marks are those of the paragraphs around the words.
    """
    passage = thread.passage
    quote = without_notes(passage.quote, passage.start, marks)
    first = comments[0]
    return {
        "title": letters.one_line(passage.edition.text.title),
        "language": passage.edition.text.language,
        "quote": Truncator(letters.one_line(quote)).chars(QUOTE, truncate="…"),
        "link": letters.absolute(comment_address(group.slug, first)),
        "comments": [
            {
                "author": letters.one_line(comment.author.display_name),
                "words": Truncator(plain(comment.html)).chars(EXCERPT, truncate="…"),
            }
            for comment in comments
        ],
    }
