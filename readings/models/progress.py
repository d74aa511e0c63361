"""What a person has read of an edition. Private to them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from readings.fields import MultirangeField
from readings.models.editions import Edition


class Progress(models.Model):
    """What one person has read of one edition, as ranges, and where they were last. Private to them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="progress")
    read = MultirangeField(default=list)
    position = models.PositiveIntegerField(
        default=0, help_text=_("end of what was read last, in code points")
    )
    updated_at = models.DateTimeField(default=timezone.now)
    carried = MultirangeField(
        db_default=[], editable=False, help_text=_("what of it was noted in the next edition already")
    )
    changed = MultirangeField(
        db_default=[],
        editable=False,
        help_text=_("what of it was read in an earlier edition, in other words, and not again since"),
    )

    paced_words = models.PositiveIntegerField(
        db_default=0, editable=False, help_text=_("read while the time was taken")
    )
    paced_seconds = models.PositiveIntegerField(db_default=0, editable=False)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["user", "edition"], name="progress_once_per_edition"),
            models.CheckConstraint(
                condition=models.Func(
                    models.F("changed"),
                    models.F("read"),
                    arg_joiner=" <@ ",
                    template="%(expressions)s",
                    output_field=models.BooleanField(),
                ),
                name="progress_changed_is_read",
            ),
        ]

    def __str__(self) -> str:
        return ngettext("%(count)d stretch read", "%(count)d stretches read", len(self.read)) % {
            "count": len(self.read)
        }
