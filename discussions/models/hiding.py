"""What somebody wishes not to see for themselves: one comment, or all that one person says. One rule, which every channel asks.

Nobody else learns of it. `CommentQuerySet` offers it; what is hidden folds into a line, and is never new.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class HidingQuerySet(models.QuerySet["Hiding"]):
    def of_people(self) -> "HidingQuerySet":
        """Those of everything that a person says."""
        return self.filter(person__isnull=False)

    def of_comments(self) -> "HidingQuerySet":
        return self.filter(comment__isnull=False)


class Hiding(models.Model):
    """That somebody has hidden a comment for themselves, or a person's words altogether: exactly one of the two."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hidings")
    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    objects = HidingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "comment", "person"], name="hiding_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(comment__isnull=False) ^ Q(person__isnull=False),
                name="hiding_of_a_comment_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=F("user")), name="hiding_not_of_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.comment or self.person}"


def blocked_by(user: Any) -> models.QuerySet[Any, Any]:
    """The people (primary keys) whose words somebody has hidden for themselves."""
    return Hiding.objects.of_people().filter(user=user).values("person")


def hidden_from(user: Any) -> Q:
    """What holds of a comment that this person has hidden for themselves, by itself or with all that its author says."""
    one_by_one = Hiding.objects.of_comments().filter(user=user).values("comment")
    return Q(pk__in=one_by_one) | Q(author__in=blocked_by(user))
