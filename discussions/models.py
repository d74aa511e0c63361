"""Talk on exact words: a passage of an edition, the thread that stands on it, and the comments in the thread."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import BooleanField, Count, Exists, F, FilteredRelation, Func, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Schedule
from readings.fields import MultirangeField
from readings.models import Edition

CONTEXT = 32  # code points kept on each side of a quote, to find it again when the text is corrected


class PassageQuerySet(models.QuerySet["Passage"]):
    def awaiting_place_in(self, edition: Edition) -> "PassageQuerySet":
        """Those on other editions of the same text: on the one before it, and left behind on still earlier ones.

        Not those of which somebody said that they belong on their old words: they wait for words chosen by hand.
        """
        here = Move.objects.filter(
            passage=OuterRef("pk"), old_edition=OuterRef("edition"), answer=Move.Answer.NO
        )
        others = self.filter(~Exists(here), edition__text=edition.text_id)
        return others.exclude(edition=edition)


class Passage(models.Model):
    """The stretch of an edition that a thread is about, with the words as they stood."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="passages")
    span = IntegerRangeField()
    quote = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["edition", "span"], name="passage_edition_span")]
        constraints = [
            models.CheckConstraint(condition=Q(span__isempty=False), name="passage_span_not_empty"),
            models.CheckConstraint(condition=~Q(quote=""), name="passage_quote_given"),
        ]

    def __str__(self) -> str:
        return self.quote[:60]

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper


class MoveQuerySet(models.QuerySet["Move"]):
    def asked(self) -> "MoveQuerySet":
        """Those of which nobody has said yet whether they are right."""
        return self.filter(answer=Move.Answer.NONE)


class Move(models.Model):
    """A passage that came over to a new edition, but not quite as it stood, and whether people say that it is right.

    Where the words are the very same there is nothing to ask, and no row.
    """

    class Answer(models.TextChoices):
        NONE = "", _("not answered")
        YES = "yes", _("right")
        NO = "no", _("wrong")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="moves")
    old_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    old_span = IntegerRangeField()
    old_quote = models.TextField()
    new_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    confidence = models.FloatField(help_text=_("how much the words are alike, from 0 to 1"))
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.CharField(max_length=3, choices=Answer.choices, default=Answer.NONE, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "new_edition"], name="move_once_per_edition"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lt=1), name="move_is_less_than_certain"
            ),
            models.CheckConstraint(condition=Q(answer__in=["", "yes", "no"]), name="move_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False), name="move_answered_at_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} · {self.confidence:.2f}"


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: Any) -> "ThreadQuerySet":
        """Threads this person may read: those of the groups they are in now."""
        return self.filter(group__in=Group.objects.visible_to(user))

    def talked_in(self) -> "ThreadQuerySet":
        """Threads in which something still stands; a thread whose every comment was removed is none."""
        return self.filter(comment_count__gt=0)

    def with_doubts(self) -> "ThreadQuerySet":
        """Add `asked`, whether it was moved and nobody has said that this is right, and `left_behind`.

        `moved_from` are the words that one which is asked about stood on. A thread is left behind that stands on an edition before the one that its group reads now.
        """
        moves = Move.objects.asked().filter(
            passage=OuterRef("passage"), new_edition=OuterRef("passage__edition")
        )
        later = Schedule.objects.filter(
            group=OuterRef("group"),
            edition__text=OuterRef("passage__edition__text"),
            edition__number__gt=OuterRef("passage__edition__number"),
        )
        words = Subquery(moves.values("old_quote")[:1])
        return self.annotate(asked=Exists(moves), left_behind=Exists(later), moved_from=words)

    def unsettled(self, group: Group, text_id: int | None = None) -> dict[str, int]:
        """How many threads of a group were moved and not yet answered for, and how many lost their place.

        On one text, or on all. One query; the keys are "moved" and "lost".
        """
        threads = self.talked_in().with_doubts().filter(group=group)
        if text_id:
            threads = threads.filter(passage__edition__text=text_id)
        return threads.aggregate(
            moved=Count("pk", filter=Q(asked=True)), lost=Count("pk", filter=Q(left_behind=True))
        )

    def overlapping(self, edition_id: int, start: int, end: int) -> "ThreadQuerySet":
        """Threads on words between two places of an edition (code points, half open)."""
        return self.filter(passage__edition_id=edition_id, passage__span__overlap=(start, end))


class Thread(models.Model):
    """A discussion on a passage, in one group. `comment_count` counts what has not been removed."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="threads")
    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, related_name="thread")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    comment_count = models.PositiveIntegerField(default=0)
    last_comment_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_comment_at", "-pk"]
        indexes = [models.Index(fields=["group", "-last_comment_at"], name="thread_group_latest")]

    def __str__(self) -> str:
        return f"{self.group} · {self.passage}"

    def get_absolute_url(self) -> str:
        return reverse("thread_detail", args=[self.group.slug, self.pk])


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: Any) -> "CommentQuerySet":
        return self.filter(thread__in=Thread.objects.visible_to(user))

    def new_to(self, user: Any) -> "CommentQuerySet":
        """What others have said in this person's groups since they joined, and what they have not had before them.

        Not what stands in threads that they muted.
        """
        had = Func(
            F("seen_by_them__numbers"),
            F("number"),
            template="%(expressions)s",
            arg_joiner=" @> ",
            output_field=BooleanField(),
        )
        mine = {
            "thread__group__memberships__user": user,
            "thread__group__memberships__left_at": None,
            "thread__group__memberships__joined_at__lte": F("created_at"),
        }
        seen_by_them = FilteredRelation("thread__seen", condition=Q(thread__seen__user=user))
        others = self.filter(**mine, removed_at__isnull=True).exclude(author=user)
        return others.annotate(seen_by_them=seen_by_them, had=had).filter(
            Q(seen_by_them__isnull=True) | Q(seen_by_them__is_muted=False, had=False)
        )

    def in_tree_order(self) -> "CommentQuerySet":
        """Every comment after the one it answers, siblings in the order they were said: one ordered query."""
        return self.order_by("path")


class Comment(models.Model):
    """One contribution in a thread. Its author may edit it, or remove it: then its place stays, without the words.

    `number` counts from 1 in its thread in the order of arrival. `path` is the numbers from the root to
    itself, so that ordering by it is the order of the tree and its length the depth.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="answers"
    )
    number = models.PositiveIntegerField()
    path = ArrayField(models.PositiveIntegerField())
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    body = models.TextField(_("comment"))
    html = models.TextField(help_text=_("the body as cleaned HTML"))
    submission = models.UUIDField(default=uuid.uuid4, help_text=_("makes a form sent twice one comment"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["thread", "number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="comment_number_unique"),
            models.UniqueConstraint(fields=["thread", "path"], name="comment_path_unique"),
            models.UniqueConstraint(fields=["author", "submission"], name="comment_submission_once"),
            models.CheckConstraint(
                condition=~Q(body="") | Q(removed_at__isnull=False), name="comment_body_given"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(body="", html=""),
                name="comment_removed_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True) | Q(edited_at__gte=F("created_at")),
                name="comment_edited_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("created_at")),
                name="comment_removed_after_it_was_made",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="comment_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def depth(self) -> int:
        """How far from the root, from 1."""
        return len(self.path)


class Seen(models.Model):
    """What one person has had before them of a thread, as ranges of its comments' numbers. Private to them.

    In a thread that they muted nothing is new to them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="seen")
    numbers = MultirangeField(db_default=[])
    is_muted = models.BooleanField(db_default=False)

    class Meta:
        verbose_name_plural = "seen"
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="seen_once_per_thread")]

    def __str__(self) -> str:
        return f"{self.user} · {self.thread}"
