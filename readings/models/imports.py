"""A file on its way into the library, and the pictures that came with it."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from readings.models.editions import Edition
from readings.models.originals import Original
from readings.models.texts import LAST_YEAR, Text


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Any) -> "ImportQuerySet":
        """Imports are the curators' matter, each other's too."""
        return self if user.is_authenticated and user.is_curator else self.none()

    def received(self) -> "ImportQuerySet":
        """Those of files that came: not of drafts that are read again."""
        return self.filter(page_order=None, read_as="")

    def standing(self) -> "ImportQuerySet":
        """Those of which a text may yet come, or has: under way, or what was made of them is there."""
        under_way = Q(state__in=[Import.State.WAITING, Import.State.READING])
        return self.filter(under_way | Q(edition__isnull=False))


class Import(models.Model):
    """One attempt to make a draft of a file: what the curator knew about it, and how far it has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READING = "reading", _("being read")
        DONE = "done", _("read")
        REFUSED = "refused", _("not readable")

    original = models.ForeignKey(
        Original,
        on_delete=models.PROTECT,
        null=True,
        related_name="imports",
        help_text=_("not kept of what was refused"),
    )
    text = models.ForeignKey(
        Text,
        on_delete=models.CASCADE,
        null=True,
        related_name="imports",
        help_text=_("to be its next edition"),
    )
    suggestion = models.ForeignKey(
        "Suggestion",
        on_delete=models.SET_NULL,
        null=True,
        related_name="imports",
        help_text=_("that is taken up by it"),
    )
    name = models.CharField(_("file name"), max_length=255, blank=True)
    title = models.CharField(max_length=300, blank=True)
    authors = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    language = models.CharField(max_length=12, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    rights = models.CharField(max_length=300, blank=True)
    source = models.URLField(max_length=500, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submission = models.UUIDField(
        null=True,
        editable=False,
        help_text=_("makes a form sent twice one import; not of what no form brought"),
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    refusal = models.JSONField(
        default=dict, blank=True, help_text=_("the sentence in English, and its values")
    )
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, related_name="+")
    page_order = ArrayField(
        models.PositiveIntegerField(),
        null=True,
        blank=True,
        help_text=_("of a draft that is read again with its pages in this order"),
    )
    read_as = models.CharField(
        max_length=8,
        blank=True,
        help_text=_("of a draft that is read again: plain or markdown, as a curator says its file is"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)  # how often a worker has begun
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=1) & Q(year__lte=LAST_YEAR), name="import_year_of_our_era"
            ),
            models.CheckConstraint(
                condition=Q(read_as__in=["", "plain", "markdown"]), name="import_read_as_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading", "done", "refused"]), name="import_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "reading"]) ^ Q(ended_at__isnull=False),
                name="import_ended_when_done_or_refused",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal={}), name="import_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="refused") ^ Q(original__isnull=False), name="import_refused_keeps_no_file"
            ),
            models.UniqueConstraint(fields=["user", "submission"], name="import_submission_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.title

    @property
    def sentence(self) -> str:
        """Why the file was refused, in the language of whoever looks."""
        return gettext(self.refusal["message"]) % self.refusal["values"] if self.refusal else ""

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.READING)


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: Any) -> "PictureQuerySet":
        """Pictures of the editions that this person, or nobody in particular, may read."""
        return self.filter(edition__in=Edition.objects.visible_to(user))


class Picture(models.Model):
    """A picture in an edition, by the key that the figure of it carries."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=16, help_text=_("first figures of the SHA-256 of its data"))
    media_type = models.CharField(max_length=20)
    data = models.BinaryField()
    width = models.PositiveIntegerField(help_text=_("in pixels"))
    height = models.PositiveIntegerField(help_text=_("in pixels"))

    objects = PictureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="picture_once_per_edition"),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/png", "image/jpeg", "image/gif", "image/webp"]),
                name="picture_type_known",
            ),
        ]

    def __str__(self) -> str:
        return self.key
