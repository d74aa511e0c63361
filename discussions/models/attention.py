"""What a person has had before them of a thread, and what they should hear of."""

from django.conf import settings
from django.db import models
from django.db.models import F

from discussions.models.comments import Comment
from discussions.models.threads import Thread
from readings.fields import MultirangeField


class SeenQuerySet(models.QuerySet["Seen"]):
    def following(self) -> "SeenQuerySet":
        """Those of people who wish to hear of what is said in the thread."""
        return self.filter(is_followed=True, is_muted=False)


class Seen(models.Model):
    """What one person has had before them of a thread, as ranges of its comments' numbers. Private to them.

    In a thread that they muted nothing is new to them. They hear of what is said in one that they follow, as whoever
    says something there does from then on.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="seen")
    numbers = MultirangeField(db_default=[])
    is_muted = models.BooleanField(db_default=False)
    is_followed = models.BooleanField(db_default=False)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "seen"
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="seen_once_per_thread")]

    def __str__(self) -> str:
        return f"{self.user} · {self.thread}"


class Mention(models.Model):
    """That a comment speaks to a member by name."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.comment} · {self.user}"


class StuckQuerySet(models.QuerySet["Stuck"]):
    def present(self) -> "StuckQuerySet":
        """Those of people who are in the group now."""
        return self.filter(
            thread__group__memberships__user=F("user"), thread__group__memberships__left_at=None
        )


class Stuck(models.Model):
    """That a question is where somebody does not get on. The group sees how many, never who."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="stuck")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stuck")

    objects = StuckQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stuck"
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="stuck_once_per_thread")]

    def __str__(self) -> str:
        return f"{self.user} · {self.thread}"
