"""How much there is to a draft, counted by the database: what is little is done while a page waits."""

from typing import NamedTuple

from django.db.models import Count, Func, IntegerField, Sum

from readings.models import DeskPiece, Edition
from readings.models.desks import ABOUT


class Size(NamedTuple):
    """Paragraphs, bytes of words, and marks on them."""

    paragraphs: int
    words: int
    marks: int

    def is_beyond(self, most: "Size") -> bool:
        return any(mine > his for mine, his in zip(self, most, strict=True))


def size_of(edition: Edition) -> Size:
    """How much lies on the desk of a draft, or stands in an edition that is on no desk."""
    marks = Sum(Func("marks", function="jsonb_array_length", output_field=IntegerField()))
    words = Sum(Func("text", function="octet_length", output_field=IntegerField()))
    pieces = DeskPiece.objects.filter(desk=edition.pk).exclude(kind=ABOUT)
    found = pieces.aggregate(count=Count("pk"), words=words, marks=marks)
    if found["count"]:
        return Size(found["count"], found["words"], found["marks"])
    found = edition.paragraphs.aggregate(count=Count("pk"), marks=marks)
    return Size(found["count"], edition.length, found["marks"] or 0)
