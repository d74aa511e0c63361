"""What somebody noted to themselves on exact words of a text: the innermost of the three rings of talk."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import IntegerRangeField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models.passages import CONTEXT
from discussions.models.threads import Thread
from readings.models import Edition
from readings.models.editions import BOUNDED
from readings.prepared import stretch


class JottingQuerySet(models.QuerySet["Jotting"]):
    def visible_to(self, user: Any) -> "JottingQuerySet":
        """This person's own: nobody else sees a jotting, no group and no curator."""
        return self.of(user) if user.is_authenticated else self.none()

    def of(self, person: Any) -> "JottingQuerySet":
        """Those of somebody who is given as such or by their key."""
        return self.filter(user=person)

    def touching(self, edition: Any, start: Any, end: Any) -> "JottingQuerySet":
        """Those on a stretch of an edition, in the order of the text."""
        return self.filter(edition=edition, span__overlap=stretch(start, end)).order_by("span", "pk")

    def awaiting_place_in(self, edition: Edition) -> "JottingQuerySet":
        """Those on other editions of the same text: on the one before it, and left behind on still earlier ones.

        One of which its person said that it belongs on its old words (`stays`) waits for these very words.
        """
        return self.filter(edition__text=edition.text_id).exclude(edition=edition)

    def asked(self) -> "JottingQuerySet":
        """Those that were moved to words not quite the same, and of which their person has not said more."""
        return self.filter(confidence__lt=1)


class Jotting(models.Model):
    """A note to self on exact words of an edition. It needs no group, and nobody but its person ever sees it.

    On the page it is called a note to self; a note of the text itself is a paragraph. `threads` are those that its
    person opened with its words. Moved by a correction to words that are not the very same, it keeps where it stood
    until its person says whether that is right.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jottings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="jottings")
    span = IntegerRangeField()
    quote = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    body = models.TextField(_("note to self"))
    html = models.TextField(help_text=_("the body as cleaned HTML"))
    submission = models.UUIDField(default=uuid.uuid4, help_text=_("makes a form sent twice one note"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    threads = models.ManyToManyField(Thread, related_name="+", blank=True)
    confidence = models.FloatField(
        default=1, help_text=_("how much the words are like those that it was made on, from 0 to 1")
    )
    former_edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="+")
    former_span = IntegerRangeField(null=True)
    former_quote = models.TextField(blank=True)
    stays = models.BooleanField(
        default=False, help_text=_("its person said that no later edition has its words")
    )

    objects = JottingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "submission"], name="jotting_submission_once"),
            models.CheckConstraint(condition=Q(span__isempty=False), name="jotting_span_not_empty"),
            models.CheckConstraint(condition=BOUNDED, name="jotting_span_bounded"),
            models.CheckConstraint(condition=~Q(quote=""), name="jotting_quote_given"),
            models.CheckConstraint(condition=~Q(body=""), name="jotting_body_given"),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True) | Q(edited_at__gte=F("created_at")),
                name="jotting_edited_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="jotting_confidence_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(confidence=1, former_edition__isnull=True, former_span__isnull=True)
                | Q(confidence__lt=1, former_edition__isnull=False, former_span__isnull=False),
                name="jotting_asked_keeps_where_it_stood",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper
