"""Shelves: the order that curators give to the library. A text may stand on several, or on none."""

from django.db import models
from django.db.models import Count, Deferrable, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from readings.models.texts import Text


class ShelfQuerySet(models.QuerySet["Shelf"]):
    def with_counts(self) -> "ShelfQuerySet":
        """Adds `texts`: how many stand on it and can be read."""
        readable = Q(places__text__current_edition__isnull=False, places__text__withdrawn_at__isnull=True)
        return self.annotate(texts=Count("places", filter=readable)).order_by("position")


class Shelf(models.Model):
    """A row of texts under a name, at a place among the others."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("what stands here"), max_length=300, blank=True)
    position = models.PositiveIntegerField()
    submission = models.UUIDField(
        null=True,
        editable=False,
        help_text=_("makes a form sent twice one shelf; not of what no form brought"),
    )

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "shelves"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="shelf_name_given"),
            models.CheckConstraint(condition=~Q(slug=""), name="shelf_slug_given"),
            models.UniqueConstraint(
                fields=["position"], name="shelf_position_unique", deferrable=Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["submission"], name="shelf_submission_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('text_list')}?shelf={self.slug}"


class ShelfPlace(models.Model):
    """A text's place on a shelf."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="places")
    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["shelf", "position"]
        constraints = [
            models.UniqueConstraint(fields=["shelf", "text"], name="shelf_place_once_a_text"),
            models.UniqueConstraint(
                fields=["shelf", "position"],
                name="shelf_place_position_unique",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.position}"
