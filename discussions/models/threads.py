"""A thread on a passage: of which kind it is, who may see it, and what each person has had before them of it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, Exists, Func, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from discussions.models.novelty import NewIn, known_to
from discussions.models.passages import Move, Passage
from discussions.models.veil import in_sight
from groups.models import Group, Schedule
from readings.models import Edition, Paragraph
from readings.prepared import stretch

OPEN = Q(kind="question", answer=None)
MOVED = Q(asked=True) | Q(far_asked=True)  # of what `with_doubts` gave
LOST = Q(left_behind=True) | Q(far_left_behind=True)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: Any) -> "ThreadQuerySet":
        """Threads this person may know of: those of the groups they are in now. Some are ahead of where they are."""
        return self.filter(group__in=Group.objects.visible_to(user))

    def beside(self, plan: Schedule, reader: Any) -> "ThreadQuerySet":
        """Threads that a plan shows beside its text: its circle's, or those of all this reader's circles when it shows all.

        `discussions.choosing` says which. The reader is given as such or by their key, and is in the plan's circle.
        """
        return (
            self.filter(group__in=Group.objects.joined_by(reader))
            if plan.shows_all
            else self.filter(group=plan.group_id)
        )

    def open_to(self, user: Any) -> "ThreadQuerySet":
        """Threads this person may see and that are not ahead of where they are: what every channel shows."""
        return self.visible_to(user).in_sight_of(user)

    def in_sight_of(self, user: Any) -> "ThreadQuerySet":
        """Those that are not ahead of where this person is, in whatever group: for one of which they are a member."""
        return self.filter(in_sight(user))

    def ahead_of(self, user: Any) -> "ThreadQuerySet":
        """Threads of this person's groups that are veiled to them: they may know how many, not what."""
        return self.visible_to(user).talked_in().exclude(in_sight(user))

    def placeable_by(self, user: Any) -> "ThreadQuerySet":
        """Threads of which this person may say where they stand: in a commons their own, or a curator any."""
        return self if user.is_curator else self.filter(Q(group__text=None) | Q(author=user))

    def with_veil(self, user: Any, edition: Any = None) -> "ThreadQuerySet":
        """Add `is_ahead`, whether each thread is veiled to this person; `edition` where all stand on that one."""
        return self.annotate(is_ahead=~in_sight(user, edition))

    def with_news(self, user: Any) -> "ThreadQuerySet":
        """Add `new`, how many comments of each thread are new to this person; the veil is not asked."""
        return self.alias(**known_to(user)).annotate(new=NewIn(user))

    def talked_in(self) -> "ThreadQuerySet":
        """Threads in which something still stands; a thread whose every comment was removed is none."""
        return self.filter(comment_count__gt=0)

    def open_questions(self) -> "ThreadQuerySet":
        """Questions whose answer nobody has marked yet, in which something still stands."""
        return self.talked_in().filter(OPEN)

    def questions_first(self, *order: str) -> "ThreadQuerySet":
        """Open questions before all else; within both in the order that is given."""
        return self.order_by(Case(When(OPEN, then=0), default=1), *order)

    def leading_to(self, edition_id: Any, start: Any, end: Any) -> "ThreadQuerySet":
        """Connections from elsewhere to words between two places of an edition (code points, half open)."""
        return self.filter(
            connection__passage__edition_id=edition_id,
            connection__passage__span__overlap=stretch(start, end),
        )

    def touching(self, edition_id: Any, start: Any, end: Any) -> "ThreadQuerySet":
        """Threads on words between two places of an edition, and those that lead there from elsewhere."""
        here = Thread.objects.overlapping(edition_id, start, end).order_by().values("pk")
        from_elsewhere = Thread.objects.leading_to(edition_id, start, end).order_by().values("pk")
        return self.filter(Q(pk__in=here) | Q(pk__in=from_elsewhere))

    def with_doubts(self) -> "ThreadQuerySet":
        """Add `asked`, whether it was moved and nobody has said that this is right, and `left_behind`.

        `moved_from` are the words that one which is asked about stood on. A thread is left behind that stands on an edition before the one that its group reads now.
        `far_asked`, `far_left_behind` and `far_moved_from` say the same of the end that a connection leads to, in the library as it is now. What was connected with words
        that were gone already is not left behind, nor is what leads to a text that was withdrawn.
        """
        later = Schedule.objects.filter(
            group=OuterRef("group"),
            edition__text=OuterRef("passage__edition__text"),
            edition__number__gt=OuterRef("passage__edition__number"),
        )
        far = "connection__passage__edition"
        came_out = Edition.objects.filter(
            published_at__isnull=False,
            text__withdrawn_at=None,
            text=OuterRef(f"{far}__text"),
            number__gt=OuterRef(f"{far}__number"),
        )
        before = came_out.filter(published_at__lte=OuterRef("created_at"))
        moves, far_moves = _asked("passage"), _asked("connection__passage")
        return self.annotate(
            asked=Exists(moves),
            left_behind=Exists(later),
            moved_from=Subquery(moves.values("old_quote")[:1]),
            far_asked=Exists(far_moves),
            far_left_behind=Q(Exists(came_out)) & ~Q(Exists(before)),
            far_moved_from=Subquery(far_moves.values("old_quote")[:1]),
        )

    def with_commons(self) -> "ThreadQuerySet":
        """Add `in_commons`, the key of the thread that its author opened with it in the commons; 0 when nothing stands there.

        None when it was never opened outwards.
        """
        standing = When(commons_thread__comment_count__gt=0, then="commons_thread")
        there = Outward.objects.filter(thread=OuterRef("pk")).annotate(key=Case(standing, default=0))
        return self.annotate(in_commons=Subquery(there.values("key")))

    def with_places(self) -> "ThreadQuerySet":
        """Add `paragraph`, the number of the one that each thread's words begin in."""
        touched = Paragraph.objects.filter(
            edition=OuterRef("passage__edition"), span__overlap=OuterRef("passage__span")
        )
        return self.annotate(paragraph=Subquery(touched.order_by("number").values("number")[:1]))

    def unsettled(self, group: Group, text_id: int | None = None) -> dict[str, int]:
        """How many threads of a group were moved and not yet answered for, and how many lost their place, at either end.

        On one text, or on all. One query; the keys are "moved" and "lost".
        """
        near = Q(passage__edition__text=text_id) if text_id else Q()
        far = Q(connection__passage__edition__text=text_id) if text_id else Q()
        threads = self.talked_in().with_doubts().filter(near | far, group=group)
        return threads.aggregate(
            moved=Count("pk", filter=near & Q(asked=True) | far & Q(far_asked=True)),
            lost=Count("pk", filter=near & Q(left_behind=True) | far & Q(far_left_behind=True)),
        )

    def overlapping(self, edition_id: Any, start: Any, end: Any) -> "ThreadQuerySet":
        """Threads on words between two places of an edition (code points, half open)."""
        return self.filter(passage__edition_id=edition_id, passage__span__overlap=stretch(start, end))


def _asked(passage: str) -> models.QuerySet[Move]:
    """The moves of a thread's passage, its own or the other one, of which nobody has said whether they are right."""
    return Move.objects.asked().filter(passage=OuterRef(passage), new_edition=OuterRef(f"{passage}__edition"))


class Thread(models.Model):
    """A discussion on a passage, in one group.

    `authors` says by the number of each comment whose it is, or 0 where it does not stand: what is new to somebody is
    mostly counted by it alone (`novelty.py`). `comment_count` counts those that stand.

    A question is open until somebody marks the comment of it that answers it (`discussions/settling.py`).
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", pgettext_lazy("a kind of thread", "Comment")
        QUESTION = "question", pgettext_lazy("a kind of thread", "Question")
        DEFINITION = "definition", pgettext_lazy("a kind of thread", "Definition")
        SUMMARY = "summary", pgettext_lazy("a kind of thread", "Summary")
        CORRECTION = "correction", pgettext_lazy("a kind of thread", "Correction")
        CONNECTION = "connection", pgettext_lazy("a kind of thread", "Connection")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="threads")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="thread")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    authors = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    comment_count = models.GeneratedField(
        expression=Func("authors", template="cardinality(array_remove(%(expressions)s, 0))"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    last_comment_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(
        max_length=10, choices=Kind.choices, default=Kind.COMMENT, db_default=Kind.COMMENT
    )
    answer = models.ForeignKey("Comment", on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who marked the answer"),
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    is_ahead: bool  # on what `with_veil` gave
    paragraph: int  # on what `with_places` gave
    in_commons: int | None  # on what `with_commons` gave

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_comment_at", "-pk"]
        indexes = [
            models.Index(fields=["group", "-last_comment_at"], name="thread_group_latest"),
            models.Index(fields=["group", "created_at"], name="thread_group_open", condition=OPEN),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["comment", "question", "definition", "summary", "correction", "connection"]
                ),
                name="thread_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(answer=None, answered_by=None, answered_at=None)
                | Q(
                    kind="question",
                    answer__isnull=False,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                name="thread_answer_of_a_question_marked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.passage}"

    def get_absolute_url(self) -> str:
        return reverse("thread_detail", args=[self.group.slug, self.pk])

    def may_open_again(self, user: Any) -> bool:
        """Whether this person may take back the mark on the answer: who asked and who marked it may.

        When neither is in the group any more, anybody who is in it (one query then at most).
        """
        those = {self.author_id, self.answered_by_id}
        return user.pk in those or not self.group.memberships.current().filter(user__in=those).exists()

    def may_be_placed_by(self, user: Any) -> bool:
        """Whether this person may say on which words it stands (see `placeable_by`)."""
        return self.group.text_id is None or user.is_curator or user.pk == self.author_id

    @property
    def is_open(self) -> bool:
        """Whether it is a question that waits for its answer."""
        return self.kind == self.Kind.QUESTION and self.answer_id is None


class Connection(models.Model):
    """The other end of a thread of the kind "connection": a passage of some text of the library."""

    thread = models.OneToOneField(
        Thread, on_delete=models.CASCADE, primary_key=True, related_name="connection"
    )
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="connection")

    def __str__(self) -> str:
        return f"{self.thread_id} → {self.passage}"


class Outward(models.Model):
    """That whoever began a circle's thread has opened it outwards, once: by a thread of its own in the commons of the text.

    From that one nothing leads back.
    """

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, primary_key=True, related_name="outward")
    commons_thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(thread=models.F("commons_thread")), name="outward_to_another_thread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} → {self.commons_thread_id}"
