"""Correcting a published text at the desk: its next edition begins as a copy of the current one.

The database copies: of a long book no row comes through here.
"""

from typing import NamedTuple

from django.db import connection, transaction

from accounts.models import User
from readings.importing import next_number
from readings.models import DeskEdit, Edition, Text

# What is said of a booklet's pages stays behind: to read them again from the file would lose the desk's work.
_EDITION = """
INSERT INTO readings_edition (text_id, number, imported_by_id, created_at, provenance,
    content, length, words, warnings, original_id, source_name)
SELECT text_id, %s, %s, now(),
    provenance - 'booklet' || jsonb_build_object('copied_from', jsonb_build_object('edition', number)),
    content, length, words, warnings, original_id, source_name
FROM readings_edition WHERE id = %s RETURNING id
"""
_PARTS = (
    """
INSERT INTO readings_section (edition_id, number, level, title, span, own_words)
SELECT %(new)s, number, level, title, span, own_words FROM readings_section WHERE edition_id = %(old)s
""",
    """
INSERT INTO readings_paragraph (edition_id, number, kind, span, words, marks, data)
SELECT %(new)s, number, kind, span, words, marks, data FROM readings_paragraph WHERE edition_id = %(old)s
""",
    """
INSERT INTO readings_picture (edition_id, key, media_type, data, width, height)
SELECT %(new)s, key, media_type, data, width, height FROM readings_picture WHERE edition_id = %(old)s
""",
    """
INSERT INTO readings_sourceside (edition_id, kind, paragraphs, set_apart)
SELECT %(new)s, kind, paragraphs, set_apart FROM readings_sourceside WHERE edition_id = %(old)s
""",
    """
INSERT INTO readings_sourcepart (side_id, first, units)
SELECT %(new)s, first, units FROM readings_sourcepart WHERE side_id = %(old)s
""",
)


class Begun(NamedTuple):
    """The draft in which a text is corrected, and whether it was made just now."""

    edition: Edition
    is_new: bool


def begin(*, text: Text, user: User | None, instead: bool = False) -> Begun:
    """Make a copy of a text's current edition, a draft, or return the draft of the next edition that there is.

    `instead` of one that came from a file: then only a copy of the current edition will do. Asked twice, even at the
    same moment, it makes one. Raises Text.DoesNotExist for a text that has never been published.
    """
    with transaction.atomic():
        number = next_number(text)  # others wait from here on
        current = Edition.objects.without_content().get(
            pk__in=Text.objects.filter(pk=text.pk).values("current_edition")
        )
        drafts = Edition.objects.without_content().filter(
            text=text, published_at=None, number__gt=current.number
        )
        copy = drafts.filter(provenance__copied_from__edition=current.number)
        known = (
            drafts.being_published().first()
            or copy.order_by("-number").first()
            or (None if instead else drafts.order_by("-number").first())
        )
        return Begun(known, False) if known else Begun(_copied(current, number, user), True)


def is_untouched(draft: Edition, current: Edition | None) -> bool:
    """Whether a draft is a copy of the current edition in which nothing was changed, or all of it undone."""
    copied_from = draft.provenance.get("copied_from", {}).get("edition")
    if current is None or copied_from != current.number:
        return False
    return not DeskEdit.objects.filter(desk=draft.pk, is_undone=False).exists()


def _copied(current: Edition, number: int, user: User | None) -> Edition:
    """Copy an edition with all its parts, as a draft of that number, within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_EDITION, [number, user.pk if user else None, current.pk])
        [made] = cursor.fetchone()
        for statement in _PARTS:
            cursor.execute(statement, {"new": made, "old": current.pk})
    return Edition.objects.without_content().get(pk=made)
