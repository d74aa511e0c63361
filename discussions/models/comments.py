"""One contribution in a thread."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.novelty import IsNew, known_to
from discussions.models.removals import set_aside
from discussions.models.threads import Thread


class CommentQuerySet(models.QuerySet["Comment"]):
    def open_to(self, user: Any) -> "CommentQuerySet":
        """Comments in threads that this person sees."""
        return self.filter(thread__in=Thread.objects.open_to(user))

    def standing(self) -> "CommentQuerySet":
        """Those that neither their authors have removed nor their circle has set aside."""
        return self.filter(removed_at__isnull=True).exclude(pk__in=set_aside())

    def legible_to(self, user: Any) -> "CommentQuerySet":
        """Those whose words this person may read, if they have any: what was set aside is its author’s alone."""
        return self.exclude(~Q(author=user), pk__in=set_aside())

    def new_to(self, user: Any) -> "CommentQuerySet":
        """What others have said in this person's groups since they joined, and what they have not had before them.

        Not what stands in threads that they muted, nor in those ahead of where they are, nor what they have hidden.
        """
        return self.unseen_by(user).filter(thread__in=Thread.objects.in_sight_of(user))

    def unseen_by(self, user: Any) -> "CommentQuerySet":
        """As `new_to`, but the veil is not asked: for threads of which one knows whether they are in sight."""
        return self.alias(**known_to(user, "thread__")).filter(IsNew(user))

    def with_news(self, user: Any) -> "CommentQuerySet":
        """Add `is_new`, whether each is `unseen_by` this person."""
        return self.alias(**known_to(user, "thread__")).annotate(is_new=Coalesce(IsNew(user), False))

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
