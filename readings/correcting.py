"""Correcting a published text at the desk: its next edition begins as a copy of the current one.

The database copies: of a long book no row comes through here. That may still take seconds, so the copy of a long one
is asked for (`ask`), and the worker makes it (`copy_asked`); `readings.desk.awaiting` wakes it. What is asked for stands
in the cache: who asks waits before the page, and presses again if it was forgotten.
"""

from typing import NamedTuple

from django.core.cache import cache
from django.db import connection, transaction

from accounts.models import User
from readings.importing import next_number
from readings.models import DeskEdit, Edition, Text

ASKED = 300  # seconds for which a copy is waited for
KEY = 1_886_745_199  # of the advisory locks of those who copy

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
        known = next_draft(text, instead=instead)
        return Begun(known, False) if known else Begun(_copied(current_of(text), number, user), True)


def next_draft(text: Text, *, instead: bool = False) -> Edition | None:
    """The draft in which a text is corrected already (`begin`), if there is one."""
    current = current_of(text)
    drafts = Edition.objects.without_content().filter(text=text, published_at=None, number__gt=current.number)
    copy = drafts.filter(provenance__copied_from__edition=current.number)
    return (
        drafts.being_published().first()
        or copy.order_by("-number").first()
        or (None if instead else drafts.order_by("-number").first())
    )


def current_of(text: Text) -> Edition:
    """The edition of a text that everybody reads now."""
    editions = Edition.objects.without_content()
    return editions.get(pk__in=Text.objects.filter(pk=text.pk).values("current_edition"))


def ask(*, text: Text, user: User, instead: bool) -> None:
    """Note that a copy of a text's current edition is wanted, and by whom."""
    cache.set(_key(text.pk), (user.pk, instead), ASKED)


def asked(text: Text) -> bool:
    """Whether a copy is still wanted, which the worker has not made."""
    return cache.get(_key(text.pk)) is not None


def copy_asked(*, text_id: int) -> None:
    """Make the copy that somebody waits for. Of two at once the second has nothing to do, and does not wait."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [KEY, text_id])
        if not cursor.fetchone()[0]:
            return
        wanted = cache.get(_key(text_id))
        text = Text.objects.filter(pk=text_id, current_edition__isnull=False).first()
        if wanted is not None and text is not None:
            user_id, instead = wanted
            begin(text=text, user=User.objects.filter(pk=user_id).first(), instead=instead)
    forget(text_id)


def forget(text_id: int) -> None:
    """Note that nobody waits for a copy any more: it is there, or there was no time to make it."""
    cache.delete(_key(text_id))


def _key(text_id: int) -> str:
    return f"copying:{text_id}"


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
