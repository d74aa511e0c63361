"""What members would like to find in the library, and what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from readings.models.editions import Edition
from readings.models.imports import Import
from readings.models.originals import Original
from readings.models.texts import LAST_YEAR


def _waits() -> Q:
    """Whether a suggestion waits: also when the file by which it was taken up can't be read, or its draft was deleted."""
    standing = Import.objects.standing().filter(suggestion=OuterRef("pk"))
    return Q(state=Suggestion.State.WAITING) | Q(~Exists(standing), state=Suggestion.State.TAKEN)


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, user: Any) -> "SuggestionQuerySet":
        """One's own; a curator sees everybody's. Whoever sees one may open the file that came with it."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_curator else self.filter(user=user)

    def waiting(self) -> "SuggestionQuerySet":
        """Those that nobody has decided on, and those of which nothing came for which they were taken up."""
        return self.filter(_waits())

    def decided(self) -> "SuggestionQuerySet":
        return self.exclude(_waits())

    def named_alike(self, title: Any) -> "SuggestionQuerySet":
        """Those of the same title, in capitals or not."""
        return self.filter(title__iexact=title)

    def saying_whether_they_wait(self) -> "SuggestionQuerySet":
        """Adds `waits`."""
        return self.annotate(waits=ExpressionWrapper(_waits(), output_field=models.BooleanField()))


class Suggestion(models.Model):
    """A text that somebody misses here: where it is to be found, its words or its file, and why it should be read."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a curator")
        TAKEN = "taken", _("taken up")
        DECLINED = "declined", _("declined")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suggestions")
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("author"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year of first publication"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    words = models.TextField(_("words"), blank=True)
    original = models.ForeignKey(
        Original,
        on_delete=models.PROTECT,
        null=True,
        related_name="suggestions",
        help_text=_("the file that came with it; not kept of what was declined"),
    )
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    brought = models.ForeignKey(
        Import,
        on_delete=models.SET_NULL,
        null=True,
        related_name="suggestions",
        help_text=_("the import by which it was taken up"),
    )

    submission = models.UUIDField(
        null=True,
        editable=False,
        help_text=_("makes a form sent twice one suggestion; not of what no form brought"),
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="suggestion_title_given"),
            models.CheckConstraint(
                condition=~Q(link="") | ~Q(words="") | ~Q(file_name=""),
                name="suggestion_says_where_or_brings_words",
            ),
            models.CheckConstraint(
                condition=Q(original__isnull=True) | ~Q(file_name=""), name="suggestion_file_named"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(original__isnull=True),
                name="suggestion_declined_keeps_no_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken", "declined"]), name="suggestion_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") ^ Q(decided_at__isnull=False),
                name="suggestion_decided_unless_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="suggestion_declined_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1) & Q(year__lte=LAST_YEAR), name="suggestion_year_of_our_era"
            ),
            models.UniqueConstraint(fields=["user", "submission"], name="suggestion_submission_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> Edition | None:
        """The edition that was made of it, a draft or a published one."""
        return self.brought.edition if self.brought else None
