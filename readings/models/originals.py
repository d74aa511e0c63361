"""A file as it came into the library, kept for good: a trigger of the database refuses changes (migration 0021)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    """A file as somebody brought it. The same bytes are kept once, whoever brings them and however often."""

    digest = models.CharField(max_length=64, unique=True, help_text=_("SHA-256, in hexadecimal"))
    data = models.BinaryField()
    size = models.PositiveIntegerField(help_text=_("in bytes"))
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gte=1), name="original_not_empty")]

    def __str__(self) -> str:
        return self.digest[:12]
