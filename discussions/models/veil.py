"""The veil: which threads are on words ahead of where somebody is. One rule, which every channel asks (docs/decisions/0021-the-veil.md).

`ThreadQuerySet` and `CommentQuerySet` offer it; nothing else decides who sees a thread of their own group.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, Func, OuterRef, Q
from django.db.models.lookups import GreaterThan

from groups.models import Sitting
from readings.models import Progress


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


def in_sight(user: Any, thread: str = "") -> Q:
    """What holds of a thread that is not ahead of this person. `thread` leads to it: "" or such as "thread__".

    The dearest to find out stands last: the database stops at the first that holds.
    """
    pk, passage = f"{thread}pk", f"{thread}passage"
    own = Q(**{f"{thread}author": user})
    lifts = Lift.objects.filter(user=user)
    sittings = lifts.filter(
        sitting__schedule__group=OuterRef(f"{thread}group"),
        sitting__schedule__edition=OuterRef(f"{passage}__edition"),
        sitting__span__overlap=OuterRef(f"{passage}__span"),
    )
    said = apps.get_model("discussions", "Comment").objects.filter(
        thread=OuterRef(pk), author=user, removed_at__isnull=True
    )
    return (
        Q(Exists(lifts.always()))
        | own
        | Q(Exists(_reached(user, passage)))
        | Q(Exists(lifts.filter(thread=OuterRef(pk))))
        | Q(Exists(said))
        | Q(Exists(sittings))
    )


def _reached(user: Any, passage: str) -> models.QuerySet[Progress]:
    """What this person has read that ends behind the beginning of a passage, on its edition or on a later one.

    On a later edition places are compared by their share of its length: a passage that was left behind has no place
    there. What was read of an earlier one is noted on the passage's own (`readings.progressing`).
    """
    end: Any = Func(F("read"), template="upper(%(expressions)s)::bigint", output_field=BigIntegerField())
    start: Any = Func(
        OuterRef(f"{passage}__span"),
        template="lower(%(expressions)s)::bigint",
        output_field=BigIntegerField(),
    )
    length = OuterRef(f"{passage}__edition__length")
    return Progress.objects.filter(
        GreaterThan(
            ExpressionWrapper(end * length, output_field=BigIntegerField()),
            ExpressionWrapper(start * F("edition__length"), output_field=BigIntegerField()),
        ),
        user=user,
        edition__text=OuterRef(f"{passage}__edition__text"),
        edition__number__gte=OuterRef(f"{passage}__edition__number"),
    )
