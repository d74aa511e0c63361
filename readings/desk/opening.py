"""Putting a draft on the desk: its paragraphs, and what was set apart, become pieces that can be mended."""

from django.db import connection, transaction

from readings.copying import copy_pieces
from readings.desk.places import between
from readings.desk.unlaying import unlaid
from readings.models import Desk, DeskPiece, Edition, SourceSide
from readings.models.desks import ABOUT

LAYING = 1_886_745_197  # of the advisory locks of those who lay
_IS_LAID = """
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2
    AND granted AND pid <> pg_backend_pid()
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""


def open_desk(edition: Edition) -> Desk | None:
    """The desk of a draft, laid out when nobody has opened it yet. None for what is published, or gone."""
    found = Desk.objects.filter(edition=edition).first()
    if found:
        return found
    with transaction.atomic():
        draft = held(edition)
        if draft is None:
            return None
        desk, is_new = Desk.objects.get_or_create(edition=draft)
        if is_new:
            lay_out(desk, draft)
    return desk


def lay_out(desk: Desk, draft: Edition) -> None:
    """Make the pieces of a draft, as it stands."""
    side = SourceSide.objects.filter(edition=draft).first()
    made = unlaid(
        draft.content,
        list(draft.paragraphs.order_by("number")),
        set_apart=draft.provenance.get("set_apart", ()),
        warnings=draft.warnings,
        opening=draft.sections.order_by("number").values_list("title", flat=True).first() or "",
        sources=side.paragraphs if side else (),
        sources_apart=side.set_apart if side else (),
    )
    first, *places = between("", "", len(made.pieces) + 1)
    copy_pieces(desk.pk, places, made.pieces)
    DeskPiece.objects.create(desk=desk, place=first, kind=ABOUT, data={"doubts": made.about_all})


def held(edition: Edition) -> Edition | None:
    """A draft that nobody publishes, deletes or reads again before this transaction ends; None when it is none."""
    drafts = Edition.objects.filter(published_at=None, publish_asked_at=None)
    return drafts.without_content().select_for_update(of=["self"]).filter(pk=edition.pk).first()


def is_being_laid(edition: Edition) -> bool:
    """Whether the worker lays a draft, or opens its desk, at this moment: of a long one that takes many seconds."""
    with connection.cursor() as cursor:
        cursor.execute(_IS_LAID, [LAYING, edition.pk])
        return bool(cursor.fetchone()[0])


def locked(edition: Edition) -> Desk | None:
    """The desk of a draft, which nobody else changes before this transaction ends; None when there is none (any more)."""
    return Desk.objects.select_for_update().filter(edition=edition.pk).first()
