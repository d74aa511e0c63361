"""Questions that busy pages ask, put into SQL once by each process: docs/decisions/0025-questions-are-worded-once.md.

The ORM takes longer to word such a question than the database to answer it. So a queryset is made once, with a
`Given` in the place of each value that differs from page to page, and what it became is kept. The rules of who sees
what are those of the queryset's own methods: nothing is said anew here. No answer is kept, nor any value.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import IntegerRangeField
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, Expression, Field, Func, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Given(Expression):
    """A value that a queryset is asked with later, by its name: a primary key, unless it is said otherwise."""

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(output_field=field or BigAutoField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class Question:
    """A queryset as the database takes it, with the places where values go."""

    sql: str
    values: tuple[Any, ...]

    def rows(self, *, first: int = 0, most: int | None = None, **given: Any) -> list[Any]:
        """Ask it with these values, by the names that they have in it (one query); `most` rows from the `first` on."""
        values = [given[value.name] if isinstance(value, Given) else value for value in self.values]
        sliced = self.sql if most is None else f"{self.sql} LIMIT {most:d} OFFSET {first:d}"
        with connection.cursor() as cursor:
            cursor.execute(sliced, values)
            return cursor.fetchall()


def worded(queryset: QuerySet[Any, Any]) -> Question:
    """Put a queryset of `values_list` into SQL; rows come as the database gives them, so ask it for plain values."""
    sql, values = queryset.query.sql_with_params()
    return Question(sql, values)


def whole_number(name: str) -> Given:
    """A number that is given later."""
    return Given(name, IntegerField())


def stretch(start: Any, end: Any) -> Func:
    """The half-open range between two places (code points), of which either may be given later."""
    return Func(start, end, function="int4range", output_field=IntegerRangeField())
