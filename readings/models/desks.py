"""A draft on the curator's desk: the pieces that it is mended in, what was done to them, and the source beside them.

All of it goes when the edition is published: from then on the edition itself is the truth, and its file is kept.
"""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from readings.models.editions import Edition, Paragraph
from readings.pieces import APART, Piece, PieceDoubt
from readings.structure import Mark

ABOUT = "about"  # the kind of the one piece without words, which carries the doubts about the whole text


class Desk(models.Model):
    """A draft being mended. Whoever changes it holds a lock on this row.

    `changes` counts what was done, undoing included; `laid` is how many of those the edition's paragraphs show.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="desk")
    changes = models.PositiveIntegerField(default=0)
    laid = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(laid__lte=models.F("changes")), name="desk_lays_what_was_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}"


class DeskPiece(models.Model):
    """A paragraph to be, or something set apart. Never updated (but `editing.fact_given`): a change puts others there.

    So its key tells whether it is what somebody saw. `place` sorts byte by byte. Marks, doubts and what `data` says
    of places count code points from the beginning of `text`.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="pieces")
    place = models.TextField(db_collation="C")
    kind = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    marks = models.JSONField(default=list, blank=True)
    data = models.JSONField(default=dict, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    source = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["desk", "place"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "place"], name="desk_piece_place_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=[*Paragraph.Kind.values, APART, ABOUT]), name="desk_piece_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text="") ^ Q(kind=ABOUT), name="desk_piece_has_words"),
            models.CheckConstraint(
                condition=~Q(kind="heading") | Q(rank__range=(1, 6)), name="desk_heading_rank_one_to_six"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def piece(self) -> Piece:
        """What it is, as the pure modules have it."""
        return Piece(
            self.text,
            self.kind,
            rank=self.rank,
            marks=tuple(map(Mark.from_dict, self.marks)),
            data=self.data,
            doubts=tuple(map(PieceDoubt.from_list, self.doubts)),
            source=tuple((first, last) for first, last in self.source),
        )

    @classmethod
    def of(cls, piece: Piece, *, desk_id: int, place: str, pk: int | None = None) -> "DeskPiece":
        """A row, not saved, that holds a piece."""
        return cls(
            pk=pk,
            desk_id=desk_id,
            place=place,
            kind=piece.kind,
            rank=piece.rank,
            text=piece.text,
            marks=[mark.as_dict() for mark in piece.marks],
            data=piece.data,
            doubts=[doubt.as_list() for doubt in piece.doubts],
            source=[list(stretch) for stretch in piece.source],
        )

    def as_dict(self) -> dict[str, Any]:
        """The whole row, as the log of what was done keeps it."""
        names = ("place", "kind", "rank", "text", "marks", "data", "doubts", "source")
        return {"pk": self.pk, **{name: getattr(self, name) for name in names}}


class DeskEdit(models.Model):
    """Something that a curator did: the rows that went, and those that came. Undone ones can be done again."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=20)
    before = models.JSONField()
    after = models.JSONField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(default=timezone.now, editable=False)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["desk", "number"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "number"], name="desk_edit_number_unique"),
            models.CheckConstraint(condition=~Q(before=[], after=[]), name="desk_edit_changes_something"),
        ]

    def __str__(self) -> str:
        return self.verb


class SourceSide(models.Model):
    """From where in its file each paragraph of a draft came (`readings.structure.Side`)."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="source_side"
    )
    kind = models.CharField(max_length=8)
    paragraphs = models.JSONField()
    set_apart = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["lines", "pieces"]), name="source_side_kind_known"),
        ]

    def __str__(self) -> str:
        return self.kind


class SourcePart(models.Model):
    """A run of the units that a draft was made of: the number of the first (from 1), and their words."""

    UNITS = 200  # in each part but the last: a page of the desk shows about as many

    side = models.ForeignKey(SourceSide, on_delete=models.CASCADE, related_name="parts")
    first = models.PositiveIntegerField()
    units = ArrayField(models.TextField(blank=True))

    class Meta:
        ordering = ["side", "first"]
        constraints = [
            models.UniqueConstraint(fields=["side", "first"], name="source_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first}"
