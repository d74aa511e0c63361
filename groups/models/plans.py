"""The plan by which a circle reads an edition: its sittings, changes of it, what is told of it day by day."""

import zoneinfo
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Count, Deferrable, F, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import validate_time_zone
from groups.models.circles import Group, Membership
from readings.models import Edition, Text, minutes_for


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def visible_to(self, user: Any) -> "ScheduleQuerySet":
        return self.filter(group__in=Group.objects.visible_to(user))

    def current_first(self, now: datetime) -> "ScheduleQuerySet":
        """What is read now before what is finished; adds `next_due_at`, `last_due_at` and `sitting_count`."""
        return (
            self.select_related("edition__text")
            .defer("edition__content")
            .annotate(
                next_due_at=Min("sittings__due_at", filter=Q(sittings__due_at__gt=now)),
                last_due_at=Max("sittings__due_at"),
                sitting_count=Count("sittings"),
            )
            .order_by(F("next_due_at").asc(nulls_last=True), "-last_due_at", "-pk")
        )


class Schedule(models.Model):
    """A group's plan for reading one edition. That of a commons has no sittings: it says which edition is talked about."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="schedules")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="schedules")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    pause = DateRangeField(null=True)  # days on which no sitting is planned
    submission = models.UUIDField(
        null=True,
        editable=False,
        help_text=_("makes a form sent twice one plan; not of what no form brought"),
    )

    shows_all = False  # whether the talk of all circles of whoever reads stands beside it: they choose that

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "edition"], name="schedule_once_per_edition"),
            models.UniqueConstraint(fields=["group", "submission"], name="schedule_submission_once"),
            models.CheckConstraint(
                condition=Q(pause__isempty=False, pause__lower_inf=False, pause__upper_inf=False),
                name="schedule_pause_has_both_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.edition}"

    def get_absolute_url(self) -> str:
        """Where its sittings are listed; that of a commons has none."""
        if self.group.text_id:
            return self.group.get_absolute_url()
        return reverse("schedule_detail", args=[self.group.slug, self.pk])

    @property
    def pause_days(self) -> tuple[date, date] | None:
        """The first and the last of the days that the plan leaves out, if it does."""
        return (self.pause.lower, self.pause.upper - timedelta(days=1)) if self.pause else None


class SittingQuerySet(models.QuerySet["Sitting"]):
    def visible_to(self, user: Any) -> "SittingQuerySet":
        return self.filter(schedule__in=Schedule.objects.visible_to(user))


class Sitting(models.Model):
    """One stretch of a schedule, with the wall time and zone agreed on and the instant they mean."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="sittings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    span = IntegerRangeField()
    first_paragraph = models.PositiveIntegerField()
    last_paragraph = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
    due_on = models.DateField(_("day"))
    due_time = models.TimeField(_("time"))
    time_zone = models.CharField(max_length=64, validators=[validate_time_zone])
    due_at = models.DateTimeField()
    confidence = models.FloatField(
        default=1,
        db_default=1,
        editable=False,
        help_text=_(
            "how much of its words is what it was planned for, from 0 to 1, until somebody says it is right"
        ),
    )
    planned_first = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text=_(
            "which paragraphs it was planned for, while it covers others and nobody said it is right"
        ),
    )
    planned_last = models.PositiveIntegerField(null=True, editable=False)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["schedule", "number"]
        indexes = [models.Index(fields=["due_at"], name="sitting_due_at")]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "number"], name="sitting_number_unique"),
            models.CheckConstraint(condition=Q(span__isempty=False), name="sitting_span_not_empty"),
            models.CheckConstraint(
                condition=Q(last_paragraph__gte=F("first_paragraph")), name="sitting_paragraphs_in_order"
            ),
            ExclusionConstraint(
                name="sittings_do_not_overlap",
                expressions=[(F("schedule"), RangeOperators.EQUAL), (F("span"), RangeOperators.OVERLAPS)],
                deferrable=Deferrable.IMMEDIATE,  # asked at the end of a statement, which may move several
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="sitting_confidence_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)

    @property
    def clock(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class LeftSitting(models.Model):
    """A sitting whose words are gone from a corrected text: no part of the plan any more, and listed where it was."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="left_sittings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    span = IntegerRangeField()
    first_paragraph = models.PositiveIntegerField()
    last_paragraph = models.PositiveIntegerField()
    due_on = models.DateField()
    is_seen = models.BooleanField(default=False, help_text=_("whether the facilitator was told of it"))

    class Meta:
        ordering = ["schedule", "edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "edition", "number"], name="left_sitting_once"),
            models.CheckConstraint(condition=Q(span__isempty=False), name="left_sitting_span_not_empty"),
            models.CheckConstraint(
                condition=Q(last_paragraph__gte=F("first_paragraph")),
                name="left_sitting_paragraphs_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class PlanChange(models.Model):
    """That somebody changed a plan by which others read, for the mails that tell them (`groups.telling`)."""

    class Deed(models.TextChoices):
        MOVED = "moved", _("moved")
        REPLANNED = "replanned", _("planned anew")
        TAKEN_OFF = "taken_off", _("taken off")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="plan_changes")
    plan = models.BigIntegerField(help_text=_("primary key of the schedule, which may be gone"))
    title = models.CharField(max_length=300, help_text=_("of the text"))
    deed = models.CharField(max_length=12, choices=Deed.choices)
    sittings = models.PositiveIntegerField(help_text=_("how many were changed"))
    before = models.JSONField(
        default=dict,
        help_text=_("how the plan stood until then, as groups.telling.standing writes it"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "-id"], name="plan_change_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed__in=["moved", "replanned", "taken_off"]), name="plan_change_deed_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_deed_display()}"


class SeenCorrection(models.Model):
    """That a member has put away the note that an edition came out in the middle of their reading."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "edition"], name="correction_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership} · {self.edition}"


class Look(models.Model):
    """What a circle is told of its reading of a text on one day of its clock (`groups.together`)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    looked_on = models.DateField()
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "text"], name="look_once")]

    def __str__(self) -> str:
        return f"{self.group} · {self.text} · {self.looked_on}"
