"""The veil: which threads are on words ahead of where somebody is. One rule, which every channel asks (docs/decisions/0021-the-veil.md).

`ThreadQuerySet` and `CommentQuerySet` offer it; nothing else decides who sees a thread of their own group.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, BooleanField, Func, Q, Value
from django.db.models.sql.compiler import SQLCompiler

from groups.models import Sitting
from readings.prepared import Given


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


class InSight(Func):
    """Whether a thread is not ahead of somebody: asked on every page, and written down as the database takes it.

    The ORM takes longer to put these questions together than the database to answer them. The dearest to find out
    stands last: the database stops at the first that holds. On a later edition places are compared by their share of
    its length: a passage that was left behind has no place there. What was read of an earlier one is noted on the
    passage's own (`readings.progressing`).
    """

    output_field = BooleanField()
    parts = ("person", "thread", "author", "circle", "edition", "span", "text", "number", "length")
    template = """(
        EXISTS (
            SELECT FROM discussions_lift
            WHERE user_id = {person} AND thread_id IS NULL AND sitting_id IS NULL
        ) OR {author} = {person} OR EXISTS (
            SELECT FROM readings_progress AS mine JOIN readings_edition AS theirs ON theirs.id = mine.edition_id
            WHERE mine.user_id = {person} AND theirs.text_id = {text} AND theirs.number >= {number}
                AND upper(mine.read)::bigint * {length} > lower({span})::bigint * theirs.length
        ) OR EXISTS (
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

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_given: Any, **_more: Any
    ) -> tuple[str, Any]:
        compiled = [compiler.compile(part) for part in self.source_expressions]
        asked = {name: sql for name, (sql, _params) in zip(self.parts, compiled, strict=True)}
        _person, params = compiled[0]  # all others are columns
        return self.template.format(**asked), [*params] * self.template.count("{person}")


def in_sight(user: Any) -> Q:
    """What holds of a thread that is not ahead of this person, who is given as such or by their key."""
    edition = "passage__edition"
    return Q(
        InSight(
            user if isinstance(user, Given) else Value(getattr(user, "pk", user), BigAutoField()),
            "pk",
            "author",
            "group",
            edition,
            "passage__span",
            f"{edition}__text",
            f"{edition}__number",
            f"{edition}__length",
        )
    )
