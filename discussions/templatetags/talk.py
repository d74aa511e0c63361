"""The latest talk of a circle, for its home: that page belongs to a room which knows nothing of this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django import template
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from discussions.models import Comment, Correction, Move, Passage, Report, Stuck, Thread, blocked_by
from discussions.noticing import news_in
from discussions.openings import Opening, openings, texts_of
from discussions.passages import former_quote, shown_quote
from discussions.signs import ASKS, SIGNS
from discussions.wording import literally
from groups.models import Group, Schedule
from groups.pace import Standing
from readings.models import Text

LATEST = 4  # threads on the home of a group, and beside them
NEEDED = 3  # questions

register = template.Library()


@register.filter
def sign(kind: str) -> str:
    """The sign of a kind of thread, to stand before its word."""
    return SIGNS.get(kind, "")


@register.filter
def asks(kind: str) -> str:
    """What the box of a new thread of a kind asks for."""
    return str(ASKS[kind])


@register.filter
def as_quoted(passage: Passage) -> str:
    """The words of a passage by themselves (one query)."""
    return shown_quote(passage)


@register.filter
def says_it_below(correction: Correction) -> bool:
    """Whether the first comment of a thread is the words that it proposes and no more: they need not stand above it, too.

    One query.
    """
    said = Comment.objects.filter(thread=correction.pk, number=1).values_list("body", flat=True).first() or ""
    return bool(correction.words) and said.endswith(f":\n\n{literally(correction.words)}")


@register.filter
def as_it_stood(move: Move) -> str:
    """The words that a passage was moved away from (one query)."""
    return former_quote(move)


@register.simple_tag
def contact() -> str:
    """The address at which those who run the site are written to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@register.simple_tag
def needed(group: Group, user: User) -> list[Opening]:
    """Open questions of others in a group, of those that this person sees: first where somebody is stuck (four queries)."""
    others = Stuck.objects.present().filter(thread=OuterRef("pk")).exclude(user=user)
    threads = (
        Thread.objects.open_to(user)
        .open_questions()
        .filter(group=group)
        .exclude(author=user)
        .with_places()
        .annotate(is_stuck=Exists(others))
        .select_related("author", "passage__edition__text")
        .defer("passage__edition__content")
        .order_by("-is_stuck", "-last_comment_at", "-pk")
    )
    return openings(threads[:NEEDED], timezone.now(), viewer=user)


@register.simple_tag
def talk_ahead(group: Group, user: User) -> int:
    """How many threads of a group are ahead of where this person is (one query)."""
    return Thread.objects.ahead_of(user).filter(group=group).count()


@register.simple_tag
def reported_to(user: User, group: Group) -> int:
    """How many comments of a group wait for this person to look at, since somebody reported them (one query)."""
    mine = Report.objects.waiting().for_deciding(user).filter(comment__thread__group=group)
    return mine.order_by().values("comment").distinct().count()


@register.simple_tag
def reported_in_commons(user: User, text: Text) -> int:
    """How many comments in the commons of a text wait for a curator, who need not be in it (one query)."""
    mine = Report.objects.waiting().for_deciding(user).filter(comment__thread__group__text=text)
    return mine.order_by().values("comment").distinct().count()


@register.simple_tag
def commons_reported(user: User) -> list[Text]:
    """The texts in whose commons something was reported that waits for a curator (one query)."""
    mine = Report.objects.waiting().for_deciding(user).filter(comment__thread__group__text__isnull=False)
    return list(Text.objects.filter(pk__in=mine.order_by().values("comment__thread__group__text")))


@register.simple_tag
def corrections_waiting(user: User) -> int:
    """How many corrections wait for a curator (one query)."""
    return Correction.objects.for_curators(user).waiting().count()


@dataclass(frozen=True, slots=True)
class Summing:
    """A summary as a plan lists it with its sitting."""

    author: str
    address: str


@register.simple_tag
def summaries_of(plan: Schedule, rows: Sequence[Standing], user: User) -> dict[int, list[Summing]]:
    """List the summaries that begin in each sitting of a plan and that this person sees, by the sitting's number (one query).

    Not those of people whose words they have hidden.
    """
    threads = (
        Thread.objects.open_to(user)
        .talked_in()
        .filter(group=plan.group_id, kind=Thread.Kind.SUMMARY, passage__edition=plan.edition_id)
        .exclude(author__in=blocked_by(user.pk))
    )
    placed = threads.order_by("passage__span", "pk").values_list(
        "pk", "passage__span", "author__display_name"
    )
    found: dict[int, list[Summing]] = {row.sitting.number: [] for row in rows}
    for pk, span, name in placed:
        for row in rows:
            if row.sitting.start <= span.lower < row.sitting.end:
                address = reverse("thread_detail", args=[plan.group.slug, pk])
                found[row.sitting.number].append(Summing(name, address))
    return found


@register.simple_tag
def latest_talk(group: Group, user: User, listed: Sequence[Opening] = ()) -> list[Opening]:
    """List the threads last spoken in, on whatever text of the group, but those that are listed already (four queries)."""
    threads = (
        Thread.objects.open_to(user)
        .talked_in()
        .filter(group=group)
        .exclude(pk__in=[opening.thread.pk for opening in listed])
        .select_related("author", "passage__edition__text")
        .defer("passage__edition__content")
    )
    return openings(threads[:LATEST], timezone.now(), viewer=user)


@register.simple_tag(takes_context=True)
def new_talk(context: Context, group: Group, user: User) -> int:
    """How many comments in a group this person has not had before them; of very many not all.

    One query, none where the page knows it as `news`.
    """
    known = context.get("news")
    return sum(news_in(group, user).values()) if known is None else known


@register.simple_tag
def unsettled(group: Group, user: User, text_id: int) -> dict[str, int]:
    """How many threads a new edition of a text left to be answered for, of those that this person sees (one query)."""
    return Thread.objects.open_to(user).placeable_by(user).unsettled(group, text_id)


@register.simple_tag
def several_texts(listed: Sequence[Opening], plan: Schedule | None, others: Sequence[Schedule]) -> bool:
    """Whether a group's talk is about more than one text, so that each thread must name its own."""
    planned = {schedule.edition.text_id for schedule in (plan, *others) if schedule}
    return len(planned | texts_of(listed)) > 1
