"""That a member asks their circle, or in a commons the curators, to look at a comment, and that somebody has."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.comments import Comment
from discussions.models.removals import facilitated_by, in_commons_for, left_to_others
from groups.models import Group


class ReportQuerySet(models.QuerySet["Report"]):
    def waiting(self) -> "ReportQuerySet":
        """Those that nobody has looked at, of comments that stand."""
        return self.filter(decided_at=None, comment__in=Comment.objects.standing())

    def for_deciding(self, user: Any) -> "ReportQuerySet":
        """Those that this person may decide on: in a circle who facilitates, and of the site nobody.

        Nobody decides on their own words. Where that leaves nobody, since nobody else facilitates, every other member
        does, but for whoever reported it. In a commons the curators do, who come in to look.
        """
        group = "comment__thread__group"
        mine = Q(**{f"{group}__in": Group.objects.visible_to(user)})
        deciding = facilitated_by(user, group) | left_to_others("comment") & ~Q(by=user)
        open_commons = in_commons_for(user, group) & Q(**{f"{group}__text__withdrawn_at": None})
        return self.filter(mine & deciding | open_commons).exclude(comment__author=user)


class Report(models.Model):
    """A member’s request to look at a comment, with a reason. Seen by those who decide, and by nobody else."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=500)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by"], condition=Q(decided_at__isnull=True), name="report_waiting_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="report_reason_given"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="report_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]
