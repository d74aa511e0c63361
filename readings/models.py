"""The library: texts, their editions, the outline and the paragraphs of an edition, and what a person has read.

Every place is a half-open range of code points in `Edition.content`. What groups do with a text is not known here.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from readings.fields import MultirangeField

WORDS_A_MINUTE = (
    160  # slow, attentive reading of a hard text; a reader's own pace replaces it once it is known
)


def minutes_for(words: int) -> int:
    """Say how many minutes so many words take an attentive reader (at least one)."""
    return max(1, round(words / WORDS_A_MINUTE))


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, user: Any) -> "TextQuerySet":
        """Texts that this person, or nobody in particular, may read: published ones; a curator also sees drafts."""
        if user.is_authenticated and user.is_curator:
            return self
        return self.published()

    def published(self) -> "TextQuerySet":
        return self.filter(current_edition__isnull=False)


class Text(models.Model):
    """A work in the library."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    authors = ArrayField(
        models.CharField(max_length=200), verbose_name=_("authors"), default=list, blank=True
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    current_edition = models.OneToOneField(
        "Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="text_title_given"),
            models.CheckConstraint(condition=~Q(slug=""), name="text_slug_given"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("text_detail", args=[self.slug])

    @property
    def byline(self) -> str:
        return ", ".join(self.authors)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> "EditionQuerySet":
        """Published editions for everybody; drafts for curators only."""
        if user.is_authenticated and user.is_curator:
            return self
        return self.filter(published_at__isnull=False)

    def without_content(self) -> "EditionQuerySet":
        """Leave the long content in the database; pages take only their own slice of it."""
        return self.defer("content")


class Edition(models.Model):
    """One version of a text. A draft until published; from then on a trigger refuses changes."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    length = models.PositiveIntegerField(help_text=_("in code points"))
    words = models.PositiveIntegerField()
    warnings = models.JSONField(default=list, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    source_name = models.CharField(max_length=255, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of the file as it came"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["text", "number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="edition_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=Q(length__gte=1), name="edition_not_empty"),
            models.CheckConstraint(condition=Q(length=Length("content")), name="edition_length_is_true"),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.number})"

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)


class Section(models.Model):
    """A node of an edition's outline. Its range holds its subsections; `own_words` ends where the next one begins."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    span = IntegerRangeField()
    own_words = models.PositiveIntegerField()

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="section_number_unique"),
            models.CheckConstraint(condition=Q(span__isempty=False), name="section_span_not_empty"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=6), name="section_level_one_to_six"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper


class Paragraph(models.Model):
    """A numbered unit of an edition: the range of `content` it stands on, and its marks."""

    class Kind(models.TextChoices):
        PROSE = "prose", _("prose")
        HEADING = "heading", _("heading")
        QUOTATION = "quotation", _("quotation")
        LIST_ITEM = "list_item", _("list item")
        VERSE = "verse", _("verse")
        NOTE = "note", _("note")
        TABLE = "table", _("table")
        FIGURE = "figure", _("figure")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    span = IntegerRangeField()
    words = models.PositiveIntegerField()
    marks = models.JSONField(default=list, blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="paragraph_number_unique"),
            models.CheckConstraint(condition=Q(span__isempty=False), name="paragraph_span_not_empty"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "prose",
                        "heading",
                        "quotation",
                        "list_item",
                        "verse",
                        "note",
                        "table",
                        "figure",
                    ]
                ),
                name="paragraph_kind_known",
            ),
            ExclusionConstraint(
                name="paragraphs_do_not_overlap",
                expressions=[(F("edition"), RangeOperators.EQUAL), (F("span"), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"¶ {self.number}"

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper


class Progress(models.Model):
    """What one person has read of one edition, as ranges, and where they were last. Private to them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="progress")
    read = MultirangeField(default=list)
    position = models.PositiveIntegerField(
        default=0, help_text=_("end of what was read last, in code points")
    )
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="progress_once_per_edition")]

    def __str__(self) -> str:
        return ngettext("%(count)d stretch read", "%(count)d stretches read", len(self.read)) % {
            "count": len(self.read)
        }
