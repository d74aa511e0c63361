"""Other words that somebody proposes for a passage, and what the curators said to them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from discussions.models.removals import Removal
from discussions.models.threads import Thread
from readings.models import Edition

LONGEST_WHY = 500  # characters: a reason, no treatise


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def for_curators(self, user: Any) -> "CorrectionQuerySet":
        """What was proposed to the curators, for one of them: the words, and why; the talk stays in its group."""
        if not (user.is_authenticated and user.is_curator):
            return self.none()
        return self.filter(thread__comment_count__gt=0).proposed()

    def proposed(self) -> "CorrectionQuerySet":
        """Those whose first comment, with which the words were proposed, was not set aside in its circle."""
        return self.exclude(Exists(_set_aside()))

    def legible_to(self, user: Any) -> "CorrectionQuerySet":
        """Those whose words this person may read in a thread that they see: of what was set aside, their own."""
        return self.exclude(Exists(_set_aside().exclude(comment__author=user)))

    def waiting(self) -> "CorrectionQuerySet":
        """Those that nobody has decided on, and those whose draft was deleted before anybody could read it.

        Not when their author has taken the words back meanwhile: then there is nothing left to decide on.
        """
        undecided = Q(state=Correction.State.WAITING) | Q(state=Correction.State.ACCEPTED, draft=None)
        return self.filter(undecided).exclude(words="")


def _set_aside() -> Any:
    first = Removal.objects.standing().filter(comment__number=1)
    return first.filter(comment__thread=OuterRef("thread"))


class Correction(models.Model):
    """The words that a thread of the kind "correction" proposes instead of its passage.

    They are none when their author took them back after somebody had decided (`settling.take_words_back`). `why` is what
    their author says for them, to the curators and in the thread; `reason` is what the curators said against them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a curator")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    thread = models.OneToOneField(
        Thread, on_delete=models.CASCADE, primary_key=True, related_name="correction"
    )
    words = models.TextField(_("words"), blank=True)
    why = models.TextField(_("why"), max_length=LONGEST_WHY, blank=True, db_default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    asked_again_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("when an edition came out without the words that were accepted"),
    )
    draft = models.ForeignKey(
        Edition,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("the draft that it was put into"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(state="waiting"), name="correction_words_given"
            ),
            models.CheckConstraint(condition=~Q(words="") | Q(why=""), name="correction_why_with_words"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("why"), LONGEST_WHY), name="correction_why_is_short"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "accepted", "declined"]), name="correction_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(decided_at__isnull=False),
                name="correction_decided_unless_waiting",
            ),
            models.CheckConstraint(
                condition=Q(asked_again_at=None) | Q(state="waiting"),
                name="correction_asked_again_while_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="correction_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def is_waiting(self) -> bool:
        """Whether somebody still has to decide (see `CorrectionQuerySet.waiting`)."""
        is_undecided = self.state == self.State.WAITING or (
            self.state == self.State.ACCEPTED and self.draft_id is None
        )
        return is_undecided and bool(self.words)
