"""A text: a work in the library, whatever editions there are of it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_SUBJECTS = 12
LAST_YEAR = 2100  # of our era, which is the only one that years are counted in here


class TextQuerySet(models.QuerySet["Text"]):
    def visible_to(self, user: Any) -> "TextQuerySet":
        """Texts that this person, or nobody in particular, may read: those in the library.

        A curator also sees drafts and what was withdrawn.
        """
        if user.is_authenticated and user.is_curator:
            return self
        return self.published()

    def once_visible_to(self, user: Any) -> "TextQuerySet":
        """As `visible_to`, and what was withdrawn since, of which everybody may know that it was here."""
        if user.is_authenticated and user.is_curator:
            return self
        return self.filter(current_edition__isnull=False)

    def published(self) -> "TextQuerySet":
        """What is in the library: published, and not withdrawn."""
        return self.filter(current_edition__isnull=False, withdrawn_at__isnull=True)

    def withdrawn(self) -> "TextQuerySet":
        """What was in the library once."""
        return self.filter(withdrawn_at__isnull=False)


class Text(models.Model):
    """A work in the library."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    authors = ArrayField(
        models.CharField(max_length=200), verbose_name=_("authors"), default=list, blank=True
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    year = models.PositiveSmallIntegerField(
        _("year of first publication"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_YEAR)],
    )
    rights = models.CharField(_("rights"), max_length=300, blank=True)
    source = models.URLField(_("source"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)
    subjects = ArrayField(
        models.CharField(max_length=40), verbose_name=_("subjects"), default=list, blank=True
    )
    current_edition = models.OneToOneField(
        "Edition", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("reason"), max_length=500, blank=True)
    # Title and authors without accents and capitals, kept by the database itself; titles are searched in it.
    names = models.GeneratedField(
        expression=Func(F("title"), F("authors"), function="readings_names"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = TextQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="text_title_given"),
            models.CheckConstraint(condition=~Q(slug=""), name="text_slug_given"),
            models.CheckConstraint(
                condition=Q(subjects__len__lte=MOST_SUBJECTS), name="text_subjects_are_few"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1) & Q(year__lte=LAST_YEAR), name="text_year_of_our_era"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) ^ ~Q(withdrawn_reason=""),
                name="text_withdrawn_with_reason",
            ),
        ]
        indexes = [
            GinIndex(fields=["subjects"], name="text_subjects"),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="text_names"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("text_detail", args=[self.slug])

    @property
    def is_loud(self) -> bool:
        """Whether the title stands in capitals, as files shout it; one word may be a name that is written so."""
        return self.title.isupper() and len(self.title.split()) > 1

    @property
    def byline(self) -> str:
        return ", ".join(self.authors)
