"""A word that somebody gives to another's comment without writing one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from discussions.models.comments import Comment


class Reaction(models.Model):
    """That somebody says one of three things to a comment: which, and who, the circle sees. Never to one's own.

    It is no news to anybody: nothing is sent, nothing is counted as new (docs/decisions/0031-reactions.md).
    """

    class Kind(models.TextChoices):
        HELPS = "helps", pgettext_lazy("a reaction", "This helps me")
        OTHERWISE = "otherwise", pgettext_lazy("a reaction", "I see it differently")
        MORE = "more", pgettext_lazy("a reaction", "Tell me more")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=9, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "user", "kind"], name="reaction_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["helps", "otherwise", "more"]), name="reaction_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
