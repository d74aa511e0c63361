"""From the desk to the edition: what was mended becomes its content, its outline and its paragraphs."""

from typing import Any

from django.db import connection, transaction
from django.db.models import F

from readings.composing import Composition, compose
from readings.copying import copy_parts
from readings.desk.opening import LAYING, held, locked, open_desk
from readings.models import Desk, DeskPiece, Edition, SourceSide
from readings.models.desks import ABOUT


def fresh(edition: Edition) -> Edition:
    """An edition as it reads now: a draft that was mended since it was last looked at is laid anew.

    Of what is published, and of drafts nobody has mended, nothing changes.
    """
    if not is_stale(edition):
        return edition
    with transaction.atomic():
        desk = locked(edition) if held(edition) else None
        return lay(desk) if desk else edition


def is_stale(edition: Edition) -> bool:
    """Whether a draft was mended since it was laid."""
    if edition.published_at:
        return False
    return Desk.objects.filter(edition=edition.pk).exclude(laid=F("changes")).exists()


def lay_asked(*, edition_id: int) -> None:
    """Open the desk of a draft, or lay what is on it, whichever somebody waits for.

    Of two at once the second has nothing to do, and does not wait.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LAYING, edition_id])
        draft = Edition.objects.without_content().filter(pk=edition_id, published_at=None).first()
        if cursor.fetchone()[0] and draft and open_desk(draft):
            fresh(draft)


def lay(desk: Desk) -> Edition:
    """Make the edition of what is on its desk. Whoever calls holds the desk."""
    draft = Edition.objects.select_related("text").get(pk=desk.pk)
    if desk.laid == desk.changes:
        return draft
    rows = list(desk.pieces.order_by("place"))
    made = compose([row.piece for row in rows if row.kind != ABOUT], whole=draft.text.title)
    draft.content, draft.length = made.content, len(made.content)
    draft.words = sum(paragraph.words for paragraph in made.paragraphs)
    draft.warnings = warnings_of(rows, made)
    draft.provenance = {key: value for key, value in draft.provenance.items() if key != "set_apart"}
    if made.set_apart:
        draft.provenance["set_apart"] = made.set_apart
    draft.save(update_fields=["content", "length", "words", "warnings", "provenance"])
    draft.sections.all().delete()
    draft.paragraphs.all().delete()
    copy_parts(draft.pk, made)
    SourceSide.objects.filter(edition=draft.pk).update(paragraphs=made.sources, set_apart=made.sources_apart)
    desk.laid = desk.changes
    desk.save(update_fields=["laid"])
    return draft


def warnings_of(rows: list[DeskPiece], made: Composition) -> list[dict[str, Any]]:
    """What is still open: first what is about the whole text, then place by place."""
    about_all = [doubt for row in rows if row.kind == ABOUT for doubt in row.data["doubts"]]
    return [*about_all, *(doubt.as_dict() for doubt in made.doubts)]


def clear(edition: Edition) -> Edition:
    """Take a draft off the desk for good, as it was mended, within the transaction that publishes it.

    What was done to it goes: the published edition is the truth. Its source stays for whoever corrects it, and that
    of the editions before goes. How often a curator's hand was at the text stays said in its provenance.
    """
    desk = locked(edition)
    if desk is not None:
        edition = lay(desk)
        if count := desk.edits.filter(is_undone=False).count():
            before = edition.provenance.get("desk", {}).get("changes", 0)  # of the one that it is a copy of
            edition.provenance["desk"] = {"changes": before + count}
            edition.save(update_fields=["provenance"])
            shown = {key for key in edition.paragraphs.values_list("data__picture", flat=True) if key}
            edition.pictures.exclude(key__in=shown).delete()
        desk.delete()
    SourceSide.objects.filter(edition__text=edition.text_id, edition__published_at__isnull=False).delete()
    return edition
