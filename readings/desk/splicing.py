"""A change at the desk as values: the rows that go and the rows that come. Pure; the database does the same.

Rows are known by a key that nothing else ever has. So a change says exactly what it was made from, undoing it gives
the very same rows back, and whoever acts on a row that went in the meantime is noticed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readings.desk.places import between
from readings.pieces import Piece


class StaleError(LookupError):
    """A row is not there any more: somebody has changed it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A piece with its key and its place among the others."""

    pk: int
    place: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Splice:
    """What one change takes away and what it puts there."""

    before: tuple[Row, ...]
    after: tuple[Row, ...]

    def back(self) -> "Splice":
        """Return the change that undoes this one."""
        return Splice(self.after, self.before)


def spliced(rows: Mapping[int, Row], splice: Splice) -> dict[int, Row]:
    """Return the rows after a change. Raises StaleError when one that goes is not there as it was."""
    if any(rows.get(row.pk) != row for row in splice.before):
        raise StaleError
    gone = {row.pk for row in splice.before}
    left = {pk: row for pk, row in rows.items() if pk not in gone}
    return left | {row.pk: row for row in splice.after}


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows as they stand."""
    return sorted(rows, key=lambda row: row.place)


def places_for(gone: Sequence[str], following: str, count: int) -> list[str]:
    """Return places for so many rows that stand for neighbours: theirs, and more up to what follows them ("" for nothing)."""
    if count <= len(gone):
        return list(gone[:count])
    return [*gone, *between(gone[-1], following, count - len(gone))]
