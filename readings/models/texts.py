"""A text: a work in the library, whatever editions there are of it."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
