"""The lines of a file beside the pieces that came of them, as the desk shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField

from readings.models import Desk, DeskPiece, SourcePart
from readings.structure import LONGEST_PARAGRAPH

MOST_UNITS = 60  # of the source, beside one piece
BEGINNINGS = Func(
    "units",
    most=LONGEST_PARAGRAPH + 1,
    template="ARRAY(SELECT left(unit, %(most)s)"
    " FROM unnest(%(expressions)s) WITH ORDINALITY AS whole (unit, place) ORDER BY place)",
    output_field=ArrayField(TextField()),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the source, or a piece as it was read. `number` is "" where a gap is."""

    number: str
    text: str


def units_of(desk: Desk, rows: Iterable[DeskPiece]) -> dict[int, list[Unit]]:
    """The units of the source that each piece came from, by its key; of long stretches, the beginning."""
    wanted = {row.pk: [number for start, end in row.source for number in range(start, end)] for row in rows}
    numbers = sorted({number for found in wanted.values() for number in found[:MOST_UNITS]})
    if not numbers:
        return {}
    known = units_numbered(desk, numbers)
    made = {}
    for pk, found in wanted.items():
        units: list[Unit] = []
        for number, before in zip(found[:MOST_UNITS], [None, *found], strict=False):
            if before is not None and number != before + 1:
                units.append(Unit("", ""))
            units.append(Unit(str(number), known.get(number, "")))
        if len(found) > MOST_UNITS:
            units.append(Unit("", ""))
        made[pk] = units
    return made


def units_numbered(desk: Desk, numbers: Sequence[int]) -> dict[int, str]:
    """Fetch units of the source by their numbers (one query); of one without end, the beginning."""
    firsts = {(number - 1) // SourcePart.UNITS * SourcePart.UNITS + 1 for number in numbers}
    parts = SourcePart.objects.filter(side=desk.pk, first__in=firsts).annotate(beginnings=BEGINNINGS)
    known = parts.values_list("first", "beginnings")
    return {
        first + at: unit if len(unit) <= LONGEST_PARAGRAPH else unit[:-1] + "…"
        for first, units in known
        for at, unit in enumerate(units)
    }
