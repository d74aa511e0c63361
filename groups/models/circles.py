"""A circle of people, who is in it, who holds a role in it, and the links by which others come."""

import zoneinfo
from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import validate_time_zone
from readings.models import Text


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, user: Any) -> "GroupQuerySet":
        """Groups whose pages this person may see: those they are a member of now."""
        return self.joined_by(user) if user.is_authenticated else self.none()

    def joined_by(self, user: Any) -> "GroupQuerySet":
        """Groups of which this person, who is given as such or by their key, is a member now.

        Of the commons of a text that was taken out of the library those alone who have said something there.
        """
        mine = Membership.objects.current().filter(user=user)
        spoken = import_module(settings.KEPT_BY_CIRCLES).commons_kept_for(user)
        return self.filter(Q(text__withdrawn_at__isnull=True) | Q(pk__in=spoken), memberships__in=mine)

    def circles(self) -> "GroupQuerySet":
        """Groups that somebody has founded: no commons, which is in no list of groups and counts as none."""
        return self.filter(text=None)

    def facilitated_by(self, user: Any) -> "GroupQuerySet":
        """Groups in which this person holds a facilitator's term today."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(
            pk__in=Term.objects.running()
            .filter(role=Term.Role.FACILITATOR, membership__user=user)
            .values("membership__group")
        )

    def with_next_sitting(self, now: datetime) -> "GroupQuerySet":
        """Whose sitting is due next comes first. Adds `members`, and of it `next_due_at`, `next_zone`, `next_text`,
        `next_plan`, `next_edition` and `next_paragraph`, at which it begins.
        """
        members = Membership.objects.current().filter(group=OuterRef("pk")).order_by().values("group")
        coming = Group.objects.filter(pk=OuterRef("pk"), schedules__sittings__due_at__gt=now)
        coming = coming.order_by("schedules__sittings__due_at", "schedules__sittings__pk")
        return self.annotate(
            members=Subquery(members.annotate(count=Count("pk")).values("count")),
            next_due_at=Subquery(coming.values("schedules__sittings__due_at")[:1]),
            next_zone=Subquery(coming.values("schedules__sittings__time_zone")[:1]),
            next_text=Subquery(coming.values("schedules__edition__text__title")[:1]),
            next_plan=Subquery(coming.values("schedules__pk")[:1]),
            next_edition=Subquery(coming.values("schedules__edition")[:1]),
            next_paragraph=Subquery(coming.values("schedules__sittings__first_paragraph")[:1]),
        ).order_by(F("next_due_at").asc(nulls_last=True), "name", "pk")


class Group(models.Model):
    """A circle with a purpose. Nobody owns it: what needs a hand is done by whoever holds a term.

    Or, with a `text`, the commons of that text: all who wish to talk about it beyond their circles. It has no facilitator,
    no sittings and no home of its own (docs/decisions/0036-the-commons.md).
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    purpose = models.TextField(_("purpose"), max_length=1000, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)
    text = models.OneToOneField(
        Text,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="commons",
        help_text=_("whose commons it is; none for a circle"),
    )

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="group_name_given"),
            models.CheckConstraint(condition=~Q(slug=""), name="group_slug_given"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group_detail", args=[self.slug])

    @property
    def clock(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def called(self) -> str:
        """Its name as pages say it: a commons has none of its own, and is called what it is."""
        return gettext("Commons") if self.text_id else self.name

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is said there: in the commons of a text that was taken out of the library."""
        return self.text is not None and self.text.withdrawn_at is not None


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at__isnull=True)

    def inside(self) -> "MembershipQuerySet":
        """Those of people who hear of what happens in their group: of the commons of a text taken out of the library nobody."""
        return self.current().filter(group__text__withdrawn_at__isnull=True)


class Membership(models.Model):
    """One person in one group. Leaving ends it and keeps it: what they said stays theirs."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_at = models.DateTimeField(null=True, blank=True)
    # The link they came by, so that coming back by it takes no second place of it.
    invitation = models.ForeignKey("Invitation", on_delete=models.SET_NULL, null=True, related_name="+")
    is_counted = models.BooleanField(
        default=False, help_text=_("whether they let their reading count in where the circle is")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(left_at__isnull=True), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("joined_at")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.group}"


class TermQuerySet(models.QuerySet["Term"]):
    def running(self) -> "TermQuerySet":
        """Terms that run at this moment and whose holder is still a member."""
        return self.filter(span__contains=Now(), membership__left_at__isnull=True)


class Term(models.Model):
    """One person holding a role for a time. Roles add powers and end."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("facilitator")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="terms")
    role = models.CharField(max_length=16, choices=Role.choices)
    span = DateTimeRangeField(help_text=_("from when until when"))

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(span__isempty=False), name="term_span_not_empty"),
            models.CheckConstraint(condition=Q(role__in=["facilitator"]), name="term_role_known"),
            ExclusionConstraint(
                name="terms_of_one_role_do_not_overlap",
                expressions=[
                    (F("membership"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (F("span"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership.user} · {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self) -> "InvitationQuerySet":
        """Links that still open the door."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=Now(), uses__lt=F("max_uses"))


class Invitation(models.Model):
    """A link that lets people join. Only the hash of its token is kept; the link itself is shown once."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField()
    uses = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(
        _("whom this link is for"),
        max_length=80,
        blank=True,
        help_text=_("Such as “the Tuesday people”. Only whoever facilitates sees it."),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="invitation_uses_within_bound"),
            models.CheckConstraint(condition=Q(max_uses__gte=1), name="invitation_opens_at_least_once"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_after_creation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} · {self.created_at:%Y-%m-%d}"
