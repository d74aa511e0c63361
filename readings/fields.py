"""A multirange of code points as a model field: what has been read, as ranges on one edition.

Django has the single range of PostgreSQL but not the multirange. Operators are written in SQL where they are needed.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from psycopg.types.multirange import Int4Multirange
from psycopg.types.range import Int4Range


class MultirangeField(models.Field):
    """Half-open ranges, held by Python as a list of (start, end) in code points, ordered and disjoint."""

    description = "int4multirange"

    def db_type(self, connection: Any) -> str:
        return "int4multirange"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[tuple[int, int]] | None:
        if value is None:
            return None
        return [(part.lower, part.upper) for part in value]

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, Int4Multirange):
            return value
        return multirange(value)


def multirange(ranges: Iterable[tuple[int, int]]) -> Int4Multirange:
    """Make what psycopg sends as int4multirange of (start, end) pairs; PostgreSQL sorts and joins them."""
    return Int4Multirange([Int4Range(start, end) for start, end in ranges])
