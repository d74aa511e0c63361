"""The verbs by which a text comes into the library: keep a file, read it, make a draft edition of it."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from readings import structure
from readings.copying import copy_parts, copy_side
from readings.doubts import doubt
from readings.guessing import stated_rights
from readings.importers import ImportRefused
from readings.importers.refusing import too_slow
from readings.isolating import structure_apart
from readings.keeping import keep, let_go
from readings.languages import UNKNOWN, may_be_in
from readings.models import Edition, Import, Picture, Text
from readings.publishing import publish
from readings.settled import Former, still_open
from readings.structure import Doubt
from readings.title_guesses import called
from readings.years import stated_year

TRIES = 10
ATTEMPTS = (
    3  # a worker may be killed for what is not the file’s fault, but hardly three times over the same one
)
CUT_OFF = 2  # the machine may have been short of memory for what is not the file’s fault, but hardly twice
LEASE = timedelta(seconds=30)  # reading ends before that, and a killed worker’s task comes back after it


def receive(
    *,
    data: bytes,
    name: str,
    user: User,
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    year: int | None = None,
    rights: str = "",
    source: str = "",
    text: Text | None = None,
    submission: uuid.UUID | None = None,
) -> Import:
    """Keep a file as it came, to be read by the worker (`readings.tasks.read_import`).

    With `text` it is to be the next edition of that one. The same `submission` again, even at the same moment,
    keeps nothing and returns the import that it made before. Raises Text.DoesNotExist when the text was deleted
    meanwhile; then nothing is kept.
    """
    if made := _received_before(user, submission):
        return made
    try:
        with transaction.atomic():
            original = keep(data)
            if text:
                text = Text.objects.select_for_update(no_key=True).get(pk=text.pk)
            return Import.objects.create(
                original=original,
                name=name[:255],
                title=title,
                authors=list(authors),
                language=language,
                year=year,
                rights=rights,
                source=source,
                text=text,
                user=user,
                submission=submission,
            )
    except IntegrityError:
        if made := _received_before(user, submission):
            return made
        raise


def _received_before(user: User, submission: uuid.UUID | None) -> Import | None:
    return Import.objects.filter(user=user, submission=submission).first() if submission else None


def draft_of(brought: Import) -> Edition:
    """Make a draft of a file that was received. Raises ImportRefused as `import_text` does."""
    return import_text(
        data=file_of(brought),
        name=brought.name,
        title=brought.title,
        authors=brought.authors,
        language=brought.language,
        year=brought.year,
        rights=brought.rights,
        source=brought.source,
        user=brought.user,
        text=brought.text,
    )


def file_of(brought: Import) -> bytes:
    """Return the bytes of a file that is being read. Raises ValueError for one that was refused: they are gone."""
    if brought.original is None:
        raise ValueError(f"import {brought.pk} was refused; its file was not kept")
    return bytes(brought.original.data)


def read_import(*, import_id: int, now: datetime, make: Callable[[Import], Edition] = draft_of) -> None:
    """Have `make` make a draft of a file that was received, or note why that can't be done.

    Of what is refused the row with its sentence stays; its bytes go, unless something else was made of them. One
    worker at a time has it; when that one was killed, the next may begin anew after LEASE, ATTEMPTS times in all.
    """
    free = Q(state=Import.State.WAITING) | Q(state=Import.State.READING, begun_at__lt=now - LEASE)
    begun = {"state": Import.State.READING, "begun_at": now, "attempts": F("attempts") + 1}
    if not Import.objects.filter(free, pk=import_id).update(**begun):
        return
    brought = Import.objects.select_related("original", "user", "edition", "text").get(pk=import_id)
    with transaction.atomic():
        try:
            if brought.attempts > ATTEMPTS:
                raise too_slow()
            edition = make(brought)
        except ImportRefused as refusal:
            # Cut off for the first time it is left lying, as if this worker had been killed itself.
            if refusal.code != "cut_off" or brought.attempts >= CUT_OFF:
                _refuse(import_id, now, refusal)
        else:
            ended = {"state": Import.State.DONE, "edition": edition, "ended_at": timezone.now()}
            if not Import.objects.filter(pk=import_id, begun_at=now).update(**ended):
                transaction.set_rollback(
                    True
                )  # it took so long that another has begun: that one's draft counts


def give_up(*, import_id: int, begun_at: datetime) -> None:
    """Refuse a file that could not be read and saved in the time there is, unless another worker has it by now."""
    with transaction.atomic():
        _refuse(import_id, begun_at, too_slow())


def _refuse(import_id: int, begun_at: datetime, refusal: ImportRefused) -> None:
    """Note why a file is refused, and let it go; within a transaction."""
    mine = Import.objects.filter(pk=import_id, begun_at=begun_at, state=Import.State.READING)
    original_id = mine.values_list("original_id", flat=True).first()
    told = {"message": refusal.message, "values": refusal.values}
    ended = {"state": Import.State.REFUSED, "refusal": told, "original": None, "ended_at": timezone.now()}
    if mine.update(**ended) and original_id:
        let_go(original_id)


def left_lying(*, now: datetime) -> list[int]:
    """Imports that no worker has, though they have waited for longer than LEASE."""
    before = now - LEASE
    lying = Q(state=Import.State.WAITING, created_at__lt=before) | Q(
        state=Import.State.READING, begun_at__lt=before
    )
    return list(Import.objects.filter(lying).values_list("pk", flat=True)[:100])


def import_text(
    *,
    data: bytes,
    name: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    language: str = "",
    year: int | None = None,
    rights: str = "",
    source: str = "",
    user: User | None = None,
    text: Text | None = None,
    publish_at: datetime | None = None,
) -> Edition:
    """Read a file and keep it as the first edition of a new text, a draft unless `publish_at` says when.

    With `text` it becomes the next edition of that one, whose facts stay as they are. `name` is the file's name, used for a title only when neither the caller nor the file gives one. Raises
    ImportRefused, with a sentence for the person, when the file cannot be read; then nothing is kept.
    """
    if text is not None:  # so that what its file says of them is known for that
        title, authors = title or text.title, authors or text.authors
        language = language or (text.language if text.language != UNKNOWN else "")
    read = structure_apart(data, name=name, title=title, authors=tuple(authors), language=language)
    with transaction.atomic():
        original = keep(data)
        warnings = open_doubts(read, text)
        if text is None:
            text = Text(
                title=(read.title or called(name) or _("Untitled"))[:300],
                authors=list(read.authors),
                language=read.language or likely_language(read, user),
                year=stated_year(read.provenance, read.content) if year is None else year,
                rights=rights or stated_rights(read.provenance),
                source=source,
            )
            save_under_free_slug(text)
        twin = Edition.objects.filter(original=original).select_related("text").without_content().first()
        edition = Edition.objects.create(
            text=text,
            number=next_number(text),
            content=read.content,
            length=len(read.content),
            words=read.words,
            warnings=[one.as_dict() for one in (*warnings, *same_file(twin))],
            provenance=read.provenance,
            original=original,
            source_name=name[:255],
            imported_by=user,
        )
        copy_parts(edition.pk, read)
        keep_pictures(edition, read.pictures)
        if read.side:
            copy_side(edition.pk, read.side)
        if publish_at is not None:
            publish(edition=edition, now=publish_at)
    return edition


def likely_language(read: structure.Structure, user: User | None) -> str:
    """The language of a text that does not show it: of a few words the one of whoever brings it if they may be in it."""
    if any(one.code == "language_missing" for one in read.warnings):
        return UNKNOWN
    own = (user.language if user else settings.LANGUAGE_CODE).partition("-")[0]
    return own if may_be_in(own, read.content) else UNKNOWN


def open_doubts(read: structure.Structure, text: Text | None) -> Sequence[Doubt]:
    """The doubts about what was read, but for what somebody has looked at in the text's published edition."""
    if text is None:
        return read.warnings
    # Asked anew: an edition may have come out since the text was fetched.
    current = Text.objects.filter(pk=text.pk).values("current_edition")
    former = Edition.objects.filter(pk__in=current).first()
    if former is None:
        return read.warnings
    spans = former.paragraphs.order_by("number").values_list("span", "kind")
    set_apart = frozenset(one["text"] for one in former.provenance.get("set_apart", ()))
    paragraphs = [(span.lower, kind) for span, kind in spans]
    return still_open(read, Former(former.content, paragraphs, former.warnings, set_apart))


def next_number(text: Text) -> int:
    """The number of the next edition of a text, which nobody else takes before this transaction ends."""
    Text.objects.select_for_update().get(pk=text.pk)
    return (text.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def keep_pictures(edition: Edition, pictures: Mapping[str, structure.Picture]) -> None:
    """Keep the pictures that figures of an edition show, as their file had them."""
    Picture.objects.bulk_create(
        [
            Picture(
                edition=edition,
                key=key,
                media_type=picture.media_type,
                data=picture.data,
                width=picture.width,
                height=picture.height,
            )
            for key, picture in pictures.items()
        ],
        batch_size=20,
    )


def same_file(twin: Edition | None) -> list[Doubt]:
    """Say that the very same file is in the library already; it may still be meant."""
    return [doubt("same_file", 0, {"title": twin.text.title})] if twin else []


def save_under_free_slug(text: Text) -> None:
    """Save a new text. Of two with one title that arrive at once, the second waits, and tries the next address."""
    for attempt in range(TRIES):
        text.slug = free_slug(text.title)
        try:
            with transaction.atomic():
                text.save(force_insert=True)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
        else:
            return


def free_slug(title: str) -> str:
    """Find an address for a title that no text has yet: "exodus", then "exodus-2" and so on."""
    base = slugify(title)[:70] or "text"
    taken = set(Text.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    # Addresses under /library/ that are pages of their own must not be hidden by a title.
    taken |= {"add", "bookmarks", "curators", "imports", "shelves", "suggestions"}
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    return slug
