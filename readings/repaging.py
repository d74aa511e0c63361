"""A draft read again from its file, as a curator asks: the pages of a scanned booklet in another order, or as plain text
what was taken for Markdown, and the other way round.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from accounts.models import User
from readings import importing
from readings.copying import copy_parts, copy_side
from readings.desk.opening import locked
from readings.importers import ImportRefused
from readings.isolating import structure_apart
from readings.models import DeskEdit, Edition, Import, SourceSide, Text

MENDED = _(
    "This draft was changed at the desk, and reading its file again would lose those changes. "
    "Undo them there first, or upload the file again."
)


def is_mended(edition: Edition) -> bool:
    """Whether anything was done to a draft at the desk, and not undone."""
    return DeskEdit.objects.filter(desk=edition.pk, is_undone=False).exists()


def scanned(edition: Edition) -> Edition | None:
    """The edition whose pages came in the order of a booklet: this one, or the one that it is a copy of in the end."""
    if "booklet" in edition.provenance:
        return edition
    editions = Edition.objects.filter(text=edition.text_id, number__lt=edition.number).without_content()
    former = {one.number: one for one in editions}
    found: Edition | None = edition
    while found and "booklet" not in found.provenance:
        found = former.pop(found.provenance.get("copied_from", {}).get("edition"), None)
    return found


def ask_for_order(*, edition: Edition, order: Sequence[int], user: User) -> Import | None:
    """Have a draft read again by the worker, its pages in this order; None when that can't be now."""
    return _ask(edition, user, page_order=list(order))


def ask_as(*, edition: Edition, read_as: str, user: User) -> Import | None:
    """Have a draft read again by the worker, as plain text or as Markdown; None when that can't be now."""
    return _ask(edition, user, read_as=read_as)


def other_format(edition: Edition) -> str:
    """What the file of a draft may be read as instead: "" where nobody can doubt what it is, or it is a copy."""
    told = edition.provenance
    if edition.published_at or not edition.original_id or "copied_from" in told:
        return ""
    return {"plain": "markdown", "markdown": "plain"}.get(told.get("format", ""), "")


def _ask(edition: Edition, user: User, **how: Any) -> Import | None:
    """Have a draft read again by the worker (`readings.tasks.read_import`).

    None when that can't be now: it was published or deleted, or is just being read again for somebody else.
    """
    with transaction.atomic():
        draft = drafts(edition).select_for_update(of=["self"]).first()
        if draft is None or draft.original is None or is_mended(draft):
            return None
        if _again(draft).filter(state__in=[Import.State.WAITING, Import.State.READING]).exists():
            return None
        told = {"read_as": draft.provenance.get("read_as", "")} | how
        return Import.objects.create(
            original=draft.original,
            name=draft.source_name,
            title="" if _has_no_title(draft) else draft.text.title,
            authors=draft.text.authors,
            language=draft.text.language,
            edition=draft,
            user=user,
            **told,
        )


def _has_no_title(draft: Edition) -> bool:
    """Whether its text is called by its file's name for want of a title: that is asked of the file again."""
    return any(doubt["code"] == "title_missing" for doubt in draft.warnings)


def drafts(edition: Edition) -> QuerySet[Edition]:
    """An edition, if it is a draft still."""
    return Edition.objects.filter(pk=edition.pk, published_at__isnull=True).select_related("text", "original")


def last_order(edition: Edition) -> Import | None:
    """The last time that somebody asked for another order of an edition's pages."""
    return Import.objects.filter(edition=edition, page_order__isnull=False).first()


def last_again(edition: Edition) -> Import | None:
    """The last time that somebody asked for an edition's file to be read again, in whatever way."""
    return _again(edition).first()


def _again(edition: Edition) -> QuerySet[Import]:
    return Import.objects.filter(Q(page_order__isnull=False) | ~Q(read_as=""), edition=edition)


def draft_of(brought: Import) -> Edition:
    """Make a draft of a file that was received, or read one again.

    Raises ImportRefused, with a sentence for the person; then the draft stays as it was.
    """
    if brought.page_order is None and not brought.read_as:
        return importing.draft_of(brought)
    read = structure_apart(
        importing.file_of(brought),
        name=brought.name,
        title=brought.title,
        authors=brought.authors,
        language=brought.language,
        page_order=brought.page_order,
        read_as=brought.read_as,
    )
    with transaction.atomic():
        draft = drafts(brought.edition).select_for_update(of=["self"]).first() if brought.edition else None
        if draft is None:
            raise ImportRefused(
                "no_draft", _("The draft was published or deleted before it could be read again.")
            )
        if (desk := locked(draft)) and desk.edits.filter(is_undone=False).exists():
            raise ImportRefused("mended", MENDED)
        if desk:
            desk.delete()
        same_file = [warning for warning in draft.warnings if warning["code"] == "same_file"]
        for parts in (draft.sections, draft.paragraphs, draft.pictures):
            parts.all().delete()
        SourceSide.objects.filter(edition=draft).delete()
        draft.content, draft.length, draft.words = read.content, len(read.content), read.words
        draft.warnings = [*(doubt.as_dict() for doubt in read.warnings), *same_file]
        draft.provenance = read.provenance
        draft.save(update_fields=["content", "length", "words", "warnings", "provenance"])
        if read.title and not brought.title and not draft.text.current_edition_id:
            Text.objects.filter(pk=draft.text_id, title=draft.text.title).update(title=read.title[:300])
        copy_parts(draft.pk, read)
        importing.keep_pictures(draft, read.pictures)
        if read.side:
            copy_side(draft.pk, read.side)
    return draft
