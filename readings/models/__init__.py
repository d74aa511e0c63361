"""The library: texts and their order, their editions, what came in as files, what a person has read, marked or misses.

Every place is a half-open range of code points in `Edition.content`. What groups do with a text is not known here.
"""

from readings.models.bookmarks import Bookmark, BookmarkQuerySet
from readings.models.desks import Desk, DeskEdit, DeskPiece, SourcePart, SourceSide
from readings.models.editions import WORDS_A_MINUTE, Edition, EditionQuerySet, Paragraph, Section, minutes_for
from readings.models.imports import Import, Picture
from readings.models.originals import Original
from readings.models.progress import Progress
from readings.models.search import SearchRow
from readings.models.shelves import Shelf, ShelfPlace
from readings.models.suggestions import Suggestion, SuggestionQuerySet
from readings.models.texts import LAST_YEAR, MOST_SUBJECTS, Text, TextQuerySet

__all__ = [
    "LAST_YEAR",
    "MOST_SUBJECTS",
    "WORDS_A_MINUTE",
    "Bookmark",
    "BookmarkQuerySet",
    "Desk",
    "DeskEdit",
    "DeskPiece",
    "Edition",
    "EditionQuerySet",
    "Import",
    "Original",
    "Paragraph",
    "Picture",
    "Progress",
    "SearchRow",
    "Section",
    "Shelf",
    "ShelfPlace",
    "SourcePart",
    "SourceSide",
    "Suggestion",
    "SuggestionQuerySet",
    "Text",
    "TextQuerySet",
    "minutes_for",
]
