"""Questions that busy pages ask, put into SQL once by each process: docs/decisions/0025-questions-are-worded-once.md.

The ORM takes longer to word such a question than the database to answer it. So a queryset is made once, with a
`Given` in the place of each value that differs from page to page, and what it became is kept. The rules of who sees
what are those of the queryset's own methods: nothing is said anew here. No answer is kept, nor any value.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import (
    BigAutoField,
    BigIntegerField,
    BooleanField,
    Expression,
    Field,
    Func,
    IntegerField,
    Model,
    QuerySet,
    Value,
)
from django.db.models.sql.compiler import SQLCompiler
from psycopg import RawCursor
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.numeric import Int8


class Given(Expression):
    """A value that a queryset is asked with later, by its name: a primary key, unless it is said otherwise.

    For words that is a TextField: the database cuts off what is longer than a bounded one without a word.
    """

    def __init__(self, name: str, field: Field | None = None) -> None:
        super().__init__(output_field=field or BigAutoField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return f"%s::{self.output_field.rel_db_type(connection)}", [self]


class Written(Func):
    """SQL that is written by hand, as it is asked too often to be put together: `{name}` stands for a part of that name.

    A part is the path to a column, or an expression.
    """

    template: str

    def __init__(self, **parts: Any) -> None:
        super().__init__(*parts.values())
        self.names = tuple(parts)

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_given: Any, **_more: Any
    ) -> tuple[str, Any]:
        parts = dict(zip(self.names, map(compiler.compile, self.source_expressions), strict=True))
        places = [name for _before, name, _spec, _conversion in Formatter().parse(self.template) if name]
        sql = self.template.format_map({name: sql for name, (sql, _values) in parts.items()})
        return sql, [value for name in places for value in parts[name][1]]


class Among(Written):
    """Whether a key, or another number, is one of those that are given later, by their name, as a list."""

    output_field = BooleanField()
    template = "{key} = ANY({keys})"

    def __init__(self, key: str, name: str) -> None:
        super().__init__(key=key, keys=Given(name, ArrayField(BigIntegerField())))


@dataclass(frozen=True, slots=True)
class Question:
    """A queryset as the database takes it: with `$1` where the first of its values goes, as often as that is asked for."""

    sql: str
    values: tuple[Any, ...]

    def rows(self, *, first: int = 0, most: int | None = None, **given: Any) -> list[Any]:
        """Ask it with these values, by the names that they have in it (one query); `most` rows from the `first` on."""
        return self._asked(self.sql if most is None else f"{self.sql} LIMIT {most:d} OFFSET {first:d}", given)

    def count(self, **given: Any) -> int:
        """Ask how many rows it has with these values (one query)."""
        return int(self._asked(f"SELECT count(*) FROM ({self.sql}) AS counted", given)[0][0])  # noqa: S608 - ours

    def _asked(self, sql: str, given: Mapping[str, Any]) -> list[Any]:
        sent = {name: _sent(value) for name, value in given.items()}
        values = [sent[value.name] if isinstance(value, Given) else value for value in self.values]
        with prepared_cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()


def _sent(value: Any) -> Any:
    """As it is sent: small and large numbers would be two types, and each mixture of them a statement of its own."""
    if isinstance(value, list):
        return [_sent(one) for one in value]
    return Int8(value) if type(value) is int else value


@dataclass(frozen=True, slots=True)
class Part:
    """Which columns of a row make one model, and what reads those that do not come as Python takes them."""

    path: str  # from the model that was asked for; empty for that itself
    model: type[Model]
    names: list[str]
    first: int  # of its columns
    readers: list[tuple[int, Field]]


@dataclass(frozen=True, slots=True)
class Models[M: Model]:
    """A question whose rows become models, each with those that it leads to."""

    question: Question
    parts: list[Part]
    also: Sequence[str]

    def all(self, **given: Any) -> list[M]:
        """Ask it with these values (one query)."""
        return [self._made(row) for row in self.question.rows(**given)]

    def among(self, first: int, most: int, **given: Any) -> list[M]:
        """Ask for `most` of its rows from the `first` on (one query)."""
        return [self._made(row) for row in self.question.rows(first=first, most=most, **given)]

    def first(self, **given: Any) -> M | None:
        """Ask for the first of its rows (one query)."""
        rows = self.question.rows(most=1, **given)
        return self._made(rows[0]) if rows else None

    def _made(self, row: Sequence[Any]) -> M:
        made: dict[str, Any] = {}
        for part in self.parts:
            values = list(row[part.first : part.first + len(part.names)])
            for place, field in part.readers:
                for read in field.get_db_converters(connection):
                    values[place] = read(values[place], field.cached_col, connection)
            made[part.path] = part.model.from_db(connection.alias, part.names, values)
            if part.path:
                above, _mark, name = part.path.rpartition("__")
                setattr(made[above], name, made[part.path])
        for place, name in enumerate(self.also, start=-len(self.also)):
            setattr(made[""], name, row[place])
        return made[""]


@dataclass(frozen=True, slots=True)
class Asked[M: Model]:
    """A question with its values, as a paginator takes it: counted, and cut into pages, by the database."""

    models: Models[M]
    given: Mapping[str, Any]

    def count(self) -> int:
        return self.models.question.count(**self.given)

    def __getitem__(self, part: slice) -> list[M]:
        return self.models.among(part.start, part.stop - part.start, **self.given)


def worded_models[M: Model](
    queryset: QuerySet[M, M], *related: str, without: Collection[str] = (), also: Sequence[str] = ()
) -> Models[M]:
    """Put a queryset into SQL with the models that its own lead to, by their paths, of which none may be missing.

    A column that is left out (`without`) is fetched when it is asked for. `also` was annotated.
    """
    parts, columns = list[Part](), list[str]()
    for path in ("", *related):
        model: Any = queryset.model
        for step in path.split("__") if path else ():
            model = model._meta.get_field(step).related_model
        paths = {
            f"{path}__{field.attname}".removeprefix("__"): field for field in model._meta.concrete_fields
        }
        fields = [field for name, field in paths.items() if name not in without]
        readers = [
            (place, field) for place, field in enumerate(fields) if field.get_db_converters(connection)
        ]
        parts.append(Part(path, model, [field.attname for field in fields], len(columns), readers))
        columns += [name for name in paths if name not in without]
    return Models(worded(queryset.values_list(*columns, *also)), parts, also)


def prepared_cursor() -> CursorWrapper:
    """A cursor whose statements the database plans once a connection (`prepare_threshold`), and not for each page."""
    connection.ensure_connection()
    cursor: Any = RawCursor(connection.connection)
    cursor.adapters.register_loader(
        "timestamptz", TimestamptzLoader
    )  # Django's own binds values itself, and so prepares nothing
    return (
        connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
    )


def worded(queryset: QuerySet[Any, Any]) -> Question:
    """Put a queryset of `values_list` into SQL; rows come as the database gives them, so ask it for plain values."""
    sql, places = queryset.query.sql_with_params()
    values: list[Any] = []  # a value that is given later, at the first of its places
    numbers: dict[str, int] = {}
    following = iter(places)

    def numbered(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        value = next(following)
        if not isinstance(value, Given):
            values.append(value)
            return f"${len(values)}"
        if value.name not in numbers:
            values.append(value)
            numbers[value.name] = len(values)
        return f"${numbers[value.name]}"

    return Question(re.sub("%[s%]", numbered, sql), tuple(values))


def key_of(person: Any) -> Expression:
    """Somebody, who is given as such, by their key or later, as an expression."""
    return person if isinstance(person, Given) else Value(getattr(person, "pk", person), BigAutoField())


def whole_number(name: str) -> Given:
    """A number that is given later."""
    return Given(name, IntegerField())


def stretch(start: Any, end: Any) -> Func:
    """The half-open range between two places (code points), of which either may be given later."""
    return Func(start, end, function="int4range", output_field=IntegerRangeField())
