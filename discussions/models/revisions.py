"""What a comment said before it was edited."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from discussions.models.comments import Comment


class Revision(models.Model):
    """Earlier words of a comment: seen by whoever sees the comment, and gone with its words when they are removed."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    body = models.TextField(_("comment"))
    html = models.TextField(help_text=_("the body as cleaned HTML"))
    written_at = models.DateTimeField(help_text=_("since when they stood"))

    class Meta:
        ordering = ["comment", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="revision_body_given"),
        ]

    def __str__(self) -> str:
        return self.body[:60]
