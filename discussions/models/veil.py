"""The veil: which threads are on words ahead of where somebody is. One rule, which every channel asks (docs/decisions/0021-the-veil.md).

`ThreadQuerySet` and `CommentQuerySet` offer it; nothing else decides who sees a thread of their own group.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Q, Subquery

from groups.models import Sitting
from readings.models import Edition
from readings.prepared import Written, key_of


class LiftQuerySet(models.QuerySet["Lift"]):
    def always(self) -> "LiftQuerySet":
        """Those that uncover all talk."""
        return self.filter(thread=None, sitting=None)


class Lift(models.Model):
    """That somebody wishes to see talk ahead of where they are: a thread, or all on a sitting; of neither, always."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lifts")
    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, null=True, blank=True, related_name="lifts"
    )
    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = LiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "thread", "sitting"], name="lift_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(thread=None) | Q(sitting=None), name="lift_of_a_thread_or_a_sitting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.thread or self.sitting or '…'}"


class InSight(Written):
    """Whether a thread is not ahead of somebody: asked on every page, and written down as the database takes it.

    The ORM takes longer to put these questions together than the database to answer them. The dearest to find out
    stands last: the database stops at the first that holds. On a later edition places are compared by their share of
    its length: a passage that was left behind has no place there. What was read of an earlier one is noted on the
    passage's own (`readings.progressing`). How far somebody has come is one number, the first place that they have not
    reached: where `text`, `number` and `length` are the same for all threads that are asked about, it is found once.
    """

    output_field = BooleanField()
    template = """(
        EXISTS (
            SELECT FROM discussions_lift
            WHERE user_id = {person} AND thread_id IS NULL AND sitting_id IS NULL
        ) OR {author} = {person} OR lower({span}) < coalesce((
            SELECT max((upper(mine.read)::bigint * {length} + theirs.length - 1) / nullif(theirs.length, 0))
            FROM readings_progress AS mine JOIN readings_edition AS theirs ON theirs.id = mine.edition_id
            WHERE mine.user_id = {person} AND theirs.text_id = {text} AND theirs.number >= {number}
        ), 0) OR EXISTS (
            SELECT FROM discussions_lift WHERE user_id = {person} AND thread_id = {thread}
        ) OR EXISTS (
            SELECT FROM discussions_comment AS said
            WHERE said.thread_id = {thread} AND said.author_id = {person} AND said.removed_at IS NULL
        ) OR EXISTS (
            SELECT FROM discussions_lift
                JOIN groups_sitting AS sitting ON sitting.id = sitting_id
                JOIN groups_schedule AS plan ON plan.id = sitting.schedule_id
            WHERE user_id = {person} AND plan.group_id = {circle} AND plan.edition_id = {edition}
                AND sitting.span && {span}
        )
    )"""


def in_sight(user: Any, edition: Any = None) -> Q:
    """What holds of a thread that is not ahead of this person, who is given as such or by their key.

    `edition` is the key of the one that all threads which are asked about stand on, where that is known.
    """
    on = "passage__edition"
    known = Edition.objects.filter(pk=edition)
    return Q(
        InSight(
            person=key_of(user),
            thread="pk",
            author="author",
            circle="group",
            edition=on,
            span="passage__span",
            **{
                name: Subquery(known.values(name)) if edition else f"{on}__{name}"
                for name in ("text", "number", "length")
            },
        )
    )
