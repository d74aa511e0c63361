"""A place of an edition that one person marked for themselves. Nobody else sees it: no group, no curator."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readings.models.editions import BOUNDED, Edition

QUOTE = 120  # code points of its words that are kept to tell it by in a list


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    def visible_to(self, user: Any) -> "BookmarkQuerySet":
        """This person's own."""
        return self.of(user.pk) if user.is_authenticated else self.none()

    def of(self, reader: Any) -> "BookmarkQuerySet":
        """Those of a person, who is given by their key."""
        return self.filter(user_id=reader)

    def awaiting_place_in(self, edition: Edition) -> "BookmarkQuerySet":
        """Those on other editions of the same text: on the one before it, and left behind on still earlier ones.

        One of which its person said that it belongs on its old words (`stays`) waits for these very words.
        """
        return self.filter(edition__text=edition.text_id).exclude(edition=edition)

    def asked(self) -> "BookmarkQuerySet":
        """Those that were moved to words not quite the same, and of which their person has not said more."""
        return self.filter(confidence__lt=1)


class Bookmark(models.Model):
    """A paragraph that somebody marked, or what became of it in a later edition: the words that stand for it there.

    Moved to words that are not the very same, it keeps where it stood until its person says whether that is right.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bookmarks")
    span = IntegerRangeField()
    quote = models.CharField(max_length=QUOTE, blank=True, help_text=_("how its words begin"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confidence = models.FloatField(
        default=1, help_text=_("how much the words are like those that were marked, from 0 to 1")
    )
    former_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="+")
    former_span = IntegerRangeField(null=True)
    former_quote = models.CharField(max_length=QUOTE, blank=True)
    stays = models.BooleanField(
        default=False, help_text=_("its person said that no later edition has its words")
    )

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="bookmark_once_per_place",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("edition"), RangeOperators.EQUAL),
                    (F("span"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(span__isempty=False), name="bookmark_span_not_empty"),
            models.CheckConstraint(condition=BOUNDED, name="bookmark_span_bounded"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="bookmark_confidence_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(confidence=1, former_edition__isnull=True, former_span__isnull=True)
                | Q(confidence__lt=1, former_edition__isnull=False, former_span__isnull=False),
                name="bookmark_asked_keeps_where_it_stood",
            ),
        ]

    def __str__(self) -> str:
        return self.quote[:60]

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper

    @property
    def is_left(self) -> bool:
        """Whether it stands on an earlier edition than the one that is read now."""
        return self.edition_id != self.edition.text.current_edition_id

    def address(self, paragraph: int) -> str:
        """Where it can be read, at the paragraph of this number: with the text, or on the edition of its own."""
        text = self.edition.text
        if self.is_left or text.withdrawn_at:
            return reverse("edition_paragraph", args=[text.slug, self.edition.number, paragraph])
        return reverse("paragraph_detail", args=[text.slug, paragraph])
