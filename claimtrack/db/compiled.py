"""Querysets that are compiled to SQL once, and run again and again with other values.

To build and compile a queryset takes Django longer than it takes the database to answer it. Here
a queryset is built with slots where its values go; what it compiles to is kept, and each run only
fills the slots. Rows come out as dicts, ids and times as text where the database has them so.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Protocol
from uuid import UUID

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Expression,
    Field,
    ForeignObject,
    Lookup,
    QuerySet,
    TextField,
    UUIDField,
)

from .reading import fetched, fetched_together
from .rows import Conversion, Row, folding


class Bound(Protocol):
    """A value that is written otherwise for each database."""

    def written_for(self, vendor: str) -> Any: ...


class Slot(Expression):
    """Where a value goes, by name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "%s", [self]


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """`column__any=values`: as `__in`, by one parameter, whatever the number of values."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, self._values("sqlite")]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        field = self.lhs.output_field
        kind = "text" if isinstance(field, CharField | TextField) else field.rel_db_type(connection)
        return f"{column} = ANY(%s::{kind}[])", [*params, self._values("postgresql")]

    def _values(self, vendor: str) -> Any:
        return self.rhs if isinstance(self.rhs, Slot) else written(list(self.rhs), vendor)


def written(value: Any, vendor: str) -> Any:
    """A value as the driver of a database takes it."""
    if type(value) in (int, str):
        return value
    if hasattr(value, "written_for"):
        return value.written_for(vendor)
    if vendor != "sqlite":
        return _array(value) if type(value) is list else value
    match value:
        case UUID():
            return value.hex
        case date():
            return value.isoformat()
        case list():
            return orjson.dumps([written(item, vendor) for item in value]).decode()
    return value


def _array(values: list[Any]) -> Any:
    """Keys as PostgreSQL writes an array, at a tenth of what its driver takes for that."""
    if all(type(value) is int for value in values):
        return f"{{{','.join(map(str, values))}}}"
    return values


class Statement:
    """What a queryset of `.values()` compiles to on one database.

    `planned_anew`: its best plan hangs on its values (see `reading_cursor`).
    """

    def __init__(
        self,
        queryset: QuerySet[Any],
        using: str = DEFAULT_DB_ALIAS,
        planned_anew: bool = False,
    ) -> None:
        self.using, self.planned_anew = using, planned_anew
        connection = connections[using]
        compiler = queryset.query.get_compiler(using)
        try:
            self.sql, params = compiler.as_sql()
        except EmptyResultSet:
            self.sql, params = "", ()
        self.params = tuple(params)
        self.slots = [(at, each.name) for at, each in enumerate(params) if isinstance(each, Slot)]
        selected = compiler.select[: compiler.col_count] if self.sql else ()
        converters = (_converter(column, connection) for column, _sql, _alias in selected)
        convert = {place: to for place, to in enumerate(converters) if to}
        self.fold = folding(_names(queryset), convert)

    def count(self, values: Mapping[str, Any], most: int) -> int:
        """How many rows there are, counted up to `most`."""
        if not self.sql:
            return 0
        connection = connections[self.using]
        sql, params = self.filled(values, connection.vendor, most)
        sql = f"SELECT count(*) FROM ({sql}) c"
        ((found,),) = fetched(connection, sql, params, self.planned_anew)
        return int(found)

    def rows(self, values: Mapping[str, Any], limit: int | None = None) -> list[Row]:
        """Run it with these values in its slots; at most `limit` rows where that is given."""
        if not self.sql:
            return []
        connection = connections[self.using]
        sql, params = self.filled(values, connection.vendor, limit)
        return list(map(self.fold, fetched(connection, sql, params, self.planned_anew)))

    def filled(
        self, values: Mapping[str, Any], vendor: str, limit: int | None = None
    ) -> tuple[str, list[Any]]:
        """Its SQL and parameters, with these values in its slots."""
        params = list(self.params)
        for place, name in self.slots:
            params[place] = written(values[name], vendor)
        if limit is None:
            return self.sql, params
        if vendor == "sqlite":
            return f"{self.sql} LIMIT %s", [*params, limit]
        # As a value it is not known when the statement is planned: a tenth of all rows is, then.
        return f"{self.sql} LIMIT {limit:d}", params


def _names(queryset: QuerySet[Any]) -> list[str]:
    query = queryset.query
    return list(query.selected or (*query.values_select, *query.annotation_select))


def _converter(column: Any, connection: Any) -> Conversion | None:
    """What the values of a column go through; None where they are as they are."""
    if connection.vendor == "sqlite":
        for kind, convert in _OF_SQLITE.items():
            if isinstance(column.output_field, kind):
                return convert
    known = connection.ops.get_db_converters(column) + column.get_db_converters(connection)
    return partial(_by_django, known, column, connection.alias) if known else None


def _by_django(known: Sequence[Any], column: Any, using: str, value: Any) -> Any:
    for convert in known:
        value = convert(value, column, connections[using])
    return value


def _moment(moment: datetime | str) -> datetime | str:
    """A time of SQLite, which keeps UTC: out of a column a datetime, out of an expression text."""
    if isinstance(moment, str):
        return f"{moment[:10]}T{moment[11:]}Z"
    return moment.replace(tzinfo=UTC)


WITH_HYPHENS = "f'{v[:8]}-{v[8:12]}-{v[12:16]}-{v[16:20]}-{v[20:]}'"
"""A uid as it is written, from its 32 digits; four times as fast as by way of UUID."""
_OF_SQLITE: dict[type[Field], Conversion] = {
    UUIDField: WITH_HYPHENS,
    DateTimeField: _moment,
    BooleanField: bool,
}


@dataclass(frozen=True)
class Asked:
    """A statement with the values of one call; `together` runs several."""

    statement: Statement
    values: dict[str, Any]

    @property
    def finds_nothing(self) -> bool:
        """Whether that is known beforehand."""
        return not self.statement.sql or [] in self.values.values()


class Compiled:
    """A function that gives a queryset of `.values()`, to be called for its rows.

    What it is called with by position goes into slots; what it is called with by keyword is part
    of the shape, and each shape is compiled once. Values may not decide on the shape. With an
    empty list it finds nothing, and the database is not asked.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self.__doc__, self.__name__ = build.__doc__, build.__name__
        kinds = inspect.signature(build).parameters.values()
        self.slots = [each.name for each in kinds if each.kind is not each.KEYWORD_ONLY]
        self.statements: dict[tuple[Any, ...], Statement] = {}

    def __call__(self, *values: Any, **shape: Any) -> list[Row]:
        asked = self.asked(*values, **shape)
        return [] if asked.finds_nothing else asked.statement.rows(asked.values)

    def asked(self, *values: Any, **shape: Any) -> Asked:
        """The same call, not yet run."""
        key = (connections[DEFAULT_DB_ALIAS].vendor, *shape.items())
        statement = self.statements.get(key)
        if statement is None:
            built = self.build(*map(Slot, self.slots), **shape)
            statement = self.statements[key] = Statement(built)
        return Asked(statement, dict(zip(self.slots, values, strict=True)))


compiled = Compiled


def together(*calls: Asked) -> list[list[Row]]:
    """The rows of each of these, none of which needs what another finds."""
    connection = connections[DEFAULT_DB_ALIAS]
    asking = [call for call in calls if not call.finds_nothing]
    filled = [call.statement.filled(call.values, connection.vendor) for call in asking]
    answers = iter(fetched_together(connection, filled))
    return [
        [] if call.finds_nothing else list(map(call.statement.fold, next(answers)))
        for call in calls
    ]
