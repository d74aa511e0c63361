"""Exact words of an edition that a thread is about, and what became of them when the text was corrected."""

from django.conf import settings
from django.contrib.postgres.fields import IntegerRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readings.models import Edition

CONTEXT = 32  # code points kept on each side of a quote, to find it again when the text is corrected


class PassageQuerySet(models.QuerySet["Passage"]):
    def awaiting_place_in(self, edition: Edition) -> "PassageQuerySet":
        """Those on other editions of the same text: on the one before it, and left behind on still earlier ones.

        Not those of which somebody said that they belong on their old words: they wait for words chosen by hand.
        """
        here = Move.objects.filter(
            passage=OuterRef("pk"), old_edition=OuterRef("edition"), answer=Move.Answer.NO
        )
        others = self.filter(~Exists(here), edition__text=edition.text_id)
        return others.exclude(edition=edition)


class Passage(models.Model):
    """The stretch of an edition that a thread is about, with the words as they stood."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="passages")
    span = IntegerRangeField()
    quote = models.TextField()
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        indexes = [GistIndex(fields=["edition", "span"], name="passage_edition_span")]
        constraints = [
            models.CheckConstraint(condition=Q(span__isempty=False), name="passage_span_not_empty"),
            models.CheckConstraint(condition=~Q(quote=""), name="passage_quote_given"),
        ]

    def __str__(self) -> str:
        return self.quote[:60]

    @property
    def start(self) -> int:
        return self.span.lower

    @property
    def end(self) -> int:
        return self.span.upper


class MoveQuerySet(models.QuerySet["Move"]):
    def asked(self) -> "MoveQuerySet":
        """Those of which nobody has said yet whether they are right."""
        return self.filter(answer=Move.Answer.NONE)


class Move(models.Model):
    """A passage that came over to a new edition, but not quite as it stood, and whether people say that it is right.

    Where the words are the very same there is nothing to ask, and no row.
    """

    class Answer(models.TextChoices):
        NONE = "", _("not answered")
        YES = "yes", _("right")
        NO = "no", _("wrong")

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="moves")
    old_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    old_span = IntegerRangeField()
    old_quote = models.TextField()
    new_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    confidence = models.FloatField(help_text=_("how much the words are alike, from 0 to 1"))
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = models.CharField(max_length=3, choices=Answer.choices, default=Answer.NONE, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "new_edition"], name="move_once_per_edition"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lt=1), name="move_is_less_than_certain"
            ),
            models.CheckConstraint(condition=Q(answer__in=["", "yes", "no"]), name="move_answer_known"),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False), name="move_answered_at_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage} · {self.confidence:.2f}"
