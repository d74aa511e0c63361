"""What the library's search looks in: a row for each paragraph of the editions that can be found.

Only the present edition of a text that everybody may read has rows; `readings/indexing.py` writes them.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from readings.models.editions import Edition

SAMPLE = 16  # of so many paragraphs one is enough to look at when nearly all have the word


class SearchRow(models.Model):
    """A paragraph as the search sees it: its words, and their stems by the rules of one language."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="search_rows", db_index=False)
    number = models.PositiveIntegerField(help_text="of the paragraph")
    config = models.CharField(max_length=32, help_text="PostgreSQL's text search configuration")
    words = models.TextField()
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="search_row_once_a_paragraph")
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_row_vector"),
            GinIndex(
                fields=["vector"],
                name="search_row_sample",
                condition=Q(Exact(F("number") % SAMPLE, 5)),
            ),
        ]

    def __str__(self) -> str:
        return f"¶ {self.number}"
