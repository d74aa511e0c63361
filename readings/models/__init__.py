"""The library: texts, their editions, what came in as files, and what a person has read.

Every place is a half-open range of code points in `Edition.content`. What groups do with a text is not known here.
"""

from readings.models.editions import WORDS_A_MINUTE, Edition, EditionQuerySet, Paragraph, Section, minutes_for
from readings.models.imports import Import, Picture
from readings.models.originals import Original
from readings.models.progress import Progress
from readings.models.texts import Text, TextQuerySet

__all__ = [
    "WORDS_A_MINUTE",
    "Edition",
    "EditionQuerySet",
    "Import",
    "Original",
    "Paragraph",
    "Picture",
    "Progress",
    "Section",
    "Text",
    "TextQuerySet",
    "minutes_for",
]
