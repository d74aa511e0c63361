"""The outbox: what a person should hear of, and each attempt to tell them over one channel.

Knows neither groups nor texts: `kind` names a module in settings.NOTICE_KINDS that decides and words it,
`subject` is that module's own key.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Preference(models.Model):
    """What a person wants to hear of. Without a row the defaults hold: all of it, reminders a day before."""

    class Lead(models.IntegerChoices):
        AT_ONCE = 0, _("when it is due")
        HOUR = 60, _("an hour before")
        DAY = 1440, _("a day before")
        TWO_DAYS = 2880, _("two days before")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference")
    reminders = models.BooleanField(_("Remind me of a sitting I haven’t finished"), default=True)
    lead_minutes = models.PositiveIntegerField(_("When"), choices=Lead.choices, default=Lead.DAY)
    plan_changes = models.BooleanField(_("Tell me when somebody changes a plan that I read by"), default=True)
    talk = models.BooleanField(_("Tell me what is said in threads that I follow"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lead_minutes__lte=20160), name="preference_lead_within_two_weeks"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class Delivery(models.Model):
    """One notice to one person over one channel. The key makes it the only one of its kind.

    `letter` holds a mail that was written when it was queued (see posting.py), encrypted, until it has left.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("no longer wanted")
        FAILED = "failed", _("failed")

    class Channel(models.TextChoices):
        MAIL = "mail", _("mail")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField(help_text=_("primary key of what it is about"))
    due_at = models.DateTimeField(
        help_text=_("of the thing itself; part of the key, so moving it re-arms it")
    )
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.MAIL)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, help_text=_("a sender is at it until then"))
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    urgent = models.BooleanField(default=False, help_text=_("somebody sits and waits for it"))
    letter = models.TextField(blank=True, help_text=_("a mail written beforehand, encrypted"))

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "due_at", "channel"], name="delivery_once_per_key"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="delivery_sent_has_instant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sent", "dropped", "failed"]), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="queued") | Q(letter=""), name="delivery_letter_kept_no_longer"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-urgent", "next_attempt_at", "id"],
                condition=Q(state="queued"),
                name="delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} → {self.user}"
