"""An edition of a text, the outline and the paragraphs of it.

Every place is a half-open range of code points in `Edition.content`. A published edition stays as it is, and a text's
current edition is a published one of its own: triggers of the database see to it (migration 0013), and to it that no
part of an edition lies beyond its words.

Whoever locks several rows takes them in one order, so that no two wait for each other in a ring: the original, the
text, its editions, the desk, and after these whatever stands on them (imports, suggestions, bookmarks, plans,
passages). What locks an edition names it (`of=["self"]`): editions are sorted by their text, so that its row would be
locked too, and last.
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readings.doubts import ONLY_TOLD
from readings.models.originals import Original
from readings.models.texts import Text

WORDS_A_MINUTE = (
    160  # slow, attentive reading of a hard text; a reader's own pace replaces it once it is known
)

BOUNDED = Q(span__startswith__gte=0, span__lower_inf=False, span__upper_inf=False)


def minutes_for(words: int, pace: int | None = None) -> int:
    """Say how many minutes so many words take an attentive reader: 0 for less than half a minute.

    `pace` is a reader's own, in words a minute.
    """
    return int(words / (pace or WORDS_A_MINUTE) + 0.5)


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Any) -> "EditionQuerySet":
        """Published editions of what is in the library for everybody, drafts for curators.

        Of what was withdrawn for curators, and for those whose circles read it or have talked about it.
        """
        if user.is_authenticated and user.is_curator:
            return self
        in_library = Q(text__withdrawn_at__isnull=True)
        if user.is_authenticated:
            in_library |= Q(text__in=import_module(settings.KEPT_BY_CIRCLES).texts_kept_for(user))
        return self.once_visible_to(user).filter(in_library)

    def once_visible_to(self, user: Any) -> "EditionQuerySet":
        """As `visible_to`, and those of texts withdrawn since, of which everybody may know that they were here."""
        if user.is_authenticated and user.is_curator:
            return self
        return self.filter(published_at__isnull=False)

    def yet_to_publish(self) -> "EditionQuerySet":
        """Drafts that may come out still: of which no later edition is out."""
        in_time = Q(text__current_edition=None) | Q(number__gt=F("text__current_edition__number"))
        return self.filter(in_time, published_at=None)

    def being_published(self) -> "EditionQuerySet":
        """Drafts of which the worker was asked that it publish them, until they are out or it has given up."""
        return self.filter(publish_asked_at__isnull=False, published_at__isnull=True)

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
    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, null=True, blank=True, related_name="editions"
    )
    source_name = models.CharField(max_length=255, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    publish_asked_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text=_("of a draft that the worker is to publish")
    )
    publish_failed_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text=_("of a draft that took the worker too long to publish"),
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["text", "number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="edition_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=Q(length__gte=1), name="edition_not_empty"),
            models.CheckConstraint(condition=Q(length=Length("content")), name="edition_length_is_true"),
            models.CheckConstraint(
                condition=Q(publish_asked_at__isnull=True) | Q(published_at__isnull=True),
                name="edition_asked_until_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.number})"

    @property
    def places_to_look_at(self) -> int:
        """How many of its doubts ask for something."""
        return sum(warning["code"] not in ONLY_TOLD for warning in self.warnings)

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
            models.CheckConstraint(condition=BOUNDED, name="section_span_bounded"),
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
            models.CheckConstraint(condition=BOUNDED, name="paragraph_span_bounded"),
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
