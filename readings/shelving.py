"""The verbs by which curators arrange the library: make, change and remove shelves, and what stands on them.

Whoever arranges shelves, or the texts of one, waits for another curator who does: places never get mixed up.
"""

import uuid
from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Max
from django.utils.text import slugify

from readings.models import Shelf, ShelfPlace, Text

MOST_SHELVES = 60
MOST_TEXTS = 500  # on one shelf


def make_shelf(*, name: str, description: str = "", submission: uuid.UUID | None = None) -> Shelf | None:
    """Put up a shelf after the last one. None when there are as many as there may be.

    The same `submission` again makes nothing and returns the shelf that it made before.
    """
    with transaction.atomic():
        _alone()
        if submission and (made := Shelf.objects.filter(submission=submission).first()):
            return made
        if Shelf.objects.count() >= MOST_SHELVES:
            return None
        last = Shelf.objects.aggregate(last=Max("position"))["last"] or 0
        return Shelf.objects.create(
            name=name,
            description=description,
            slug=_free_slug(name),
            position=last + 1,
            submission=submission,
        )


def remove_shelf(*, shelf: Shelf) -> None:
    """Take a shelf down; its texts stay in the library. Whoever arranges it is waited for, and then finds it gone."""
    with transaction.atomic():
        if _hold(shelf):
            shelf.delete()


def arrange_shelves(order: Sequence[int]) -> None:
    """Bring the shelves into this order (of primary keys); those that are not named keep theirs, at the end."""
    with transaction.atomic():
        _alone()
        shelves = list(Shelf.objects.all())
        for position, shelf in enumerate(in_order(shelves, order), 1):
            shelf.position = position
        Shelf.objects.bulk_update(shelves, ["position"])


def place_text(*, shelf: Shelf, text: Text) -> bool:
    """Put a text at the end of a shelf. False when the shelf is full or gone; it may stand there already."""
    with transaction.atomic():
        if not _hold(shelf):
            return False
        if shelf.places.filter(text=text).exists():
            return True
        if shelf.places.count() >= MOST_TEXTS:
            return False
        last = shelf.places.aggregate(last=Max("position"))["last"] or 0
        ShelfPlace.objects.create(shelf=shelf, text=text, position=last + 1)
    return True


def put_back(*, shelf: Shelf, text: Text, position: int) -> bool:
    """Put a text on a shelf again where it stood. False when the shelf is full or gone."""
    with transaction.atomic():
        if not place_text(shelf=shelf, text=text):
            return False
        places = list(shelf.places.order_by("position"))
        own = next(place for place in places if place.text_id == text.pk)
        order = [place.pk for place in places if place is not own]
        order.insert(min(max(position - 1, 0), len(order)), own.pk)
        arrange_texts(shelf, order)
    return True


def take_away(*, shelf: Shelf, place: int) -> tuple[Text, int] | None:
    """Take a text off a shelf; it stays in the library. Returns it with where it stood, None when it is off already."""
    with transaction.atomic():
        if not _hold(shelf):
            return None
        found = shelf.places.select_related("text").filter(pk=place).first()
        if found is None:
            return None
        stood = shelf.places.filter(position__lte=found.position).count()
        found.delete()
    return found.text, stood


def arrange_texts(shelf: Shelf, order: Sequence[int]) -> None:
    """Bring a shelf's places into this order (of primary keys); those that are not named come after."""
    with transaction.atomic():
        if not _hold(shelf):
            return
        places = list(shelf.places.order_by("position"))
        for position, place in enumerate(in_order(places, order), 1):
            place.position = position
        ShelfPlace.objects.bulk_update(places, ["position"])


def in_order[Row: (Shelf, ShelfPlace)](rows: Sequence[Row], order: Sequence[int]) -> list[Row]:
    """Sort rows as an order of primary keys says. Keys of no row are passed over, rows of no key come last."""
    wanted = {key: place for place, key in enumerate(order)}
    return sorted(rows, key=lambda row: wanted.get(row.pk, len(wanted)))


def moved(order: Sequence[int], key: int, step: int) -> list[int]:
    """An order in which one key has gone a step up (-1) or down (1); at an end it stays."""
    keys = list(order)
    if key not in keys:
        return keys
    place = keys.index(key)
    keys.insert(max(0, place + step), keys.pop(place))
    return keys


def _alone() -> None:
    """Wait until no other curator arranges shelves; until the end of the transaction none will."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE readings_shelf IN SHARE ROW EXCLUSIVE MODE")


def _hold(shelf: Shelf) -> bool:
    return Shelf.objects.select_for_update().filter(pk=shelf.pk).exists()


def _free_slug(name: str) -> str:
    """An address for a shelf that no other has, nor a page of ours; only asked while no other is made."""
    base = slugify(name)[:70] or "shelf"
    taken = set(Shelf.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | {"order"}
    slug, count = base, 1
    while slug in taken:
        count += 1
        slug = f"{base}-{count}"
    return slug
