"""Comments that a circle has set aside, or the law: who did, why, and whether it was undone. The circle's record."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Group, Term


class RemovalQuerySet(models.QuerySet["Removal"]):
    def standing(self) -> "RemovalQuerySet":
        """Those that nobody has undone."""
        return self.filter(undone_at=None)

    def for_undoing(self, user: Any) -> "RemovalQuerySet":
        """Those that this person may undo: who facilitates, and where nobody does but the author, any other member.

        In a commons the curators. Nobody puts back their own words, and nobody but a site admin what was taken down for
        the law.
        """
        deciding = facilitated_by(user, "comment__thread__group") | left_to_others("comment")
        return (
            self.standing()
            .exclude(comment__in=taken_down())
            .filter(comment__thread__group__in=Group.objects.visible_to(user))
            .filter(deciding | in_commons_for(user, "comment__thread__group"))
            .exclude(comment__author=user)
        )


class Removal(models.Model):
    """That a comment was set aside in its circle. Its words are kept, and only their author still reads them.

    `by_law` is whether a site admin took it down for a legal reason (`taking_down.py`); it then was no deed of the circle,
    which may besides have set the same comment aside.
    """

    comment = models.ForeignKey("discussions.Comment", on_delete=models.CASCADE, related_name="removals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=500)
    at = models.DateTimeField()
    by_law = models.BooleanField(default=False, db_default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who had marked the comment as the answer until then"),
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "by_law"],
                condition=Q(undone_at__isnull=True),
                name="removal_standing_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="removal_reason_given"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="removal_of_an_answer_marked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="removal_undone_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("at")),
                name="removal_undone_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:60]


def set_aside() -> models.QuerySet[Any, Any]:
    """The comments (primary keys) that stand aside."""
    return Removal.objects.standing().values("comment")


def taken_down() -> models.QuerySet[Any, Any]:
    """The comments (primary keys) that are taken down for the law."""
    return Removal.objects.standing().filter(by_law=True).values("comment")


def facilitated_by(user: Any, group: str) -> Q:
    """Whether this person facilitates a circle, by the path to it."""
    return Q(**{f"{group}__text": None}) & Q(Exists(_terms(group).filter(membership__user=user)))


def left_to_others(comment: str) -> Q:
    """Whether nobody facilitates a comment's circle but, perhaps, its author: then the other members see to it."""
    group = f"{comment}__thread__group"
    others = _terms(group).exclude(membership__user=OuterRef(f"{comment}__author"))
    return Q(**{f"{group}__text": None}) & ~Q(Exists(others))


def in_commons_for(user: Any, group: str) -> Q:
    """Whether a group, by the path to it, is a commons and this person one of the curators, who see to it there."""
    return Q(**{f"{group}__text__isnull": False}) if user.is_curator else Q(pk__in=[])


def _terms(group: str) -> Any:
    running = Term.objects.running().filter(role=Term.Role.FACILITATOR)
    return running.filter(membership__group=OuterRef(group))
