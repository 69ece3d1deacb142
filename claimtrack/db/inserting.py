"""New rows by an INSERT that is written once for each model.

Django finds out for each value of each row how a column is written; here that is found out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.db import connections, models

from .reading import fetched

_AS_THEY_ARE: dict[type[models.Field], type] = {
    models.TextField: str,
    models.CharField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.ForeignKey: int,
}
"""What the drivers take without anything done to it."""


def insert_rows(model: type[models.Model], records: Sequence[Any], using: str) -> None:
    """Insert these, which are all new and hold values, no expressions; give each its key.

    As Django's bulk_create it sends no signals. It belongs into a transaction. Raises ValueError
    for one that has a key, or names a record that is not saved.
    """
    insertion, connection = _insertion(model), connections[using]
    connection.validate_no_broken_transaction()
    for record in records:
        if record.pk is not None:
            raise ValueError(f"{record!r:.80} has a key already: the database gives it.")
        record._prepare_related_fields_for_save(operation_name="bulk_create")
    most = max(connection.ops.bulk_batch_size(insertion.columns, records), 1)
    for start in range(0, len(records), most):
        some = records[start : start + most]
        keys = fetched(connection, *insertion.of(some, connection), planned_anew=True)
        for record, (key,) in zip(some, keys, strict=True):
            record.pk, record._state.adding, record._state.db = key, False, using


class _Insertion:
    """The INSERT of a model; it holds no connection, for each thread has its own."""

    def __init__(self, model: type[models.Model]) -> None:
        meta = model._meta
        self.columns = [
            column
            for column in meta.concrete_fields
            if not (column.primary_key or column.generated)
        ]
        self.cells = [_cell(column) for column in self.columns]
        names = ", ".join(f'"{column.column}"' for column in self.columns)
        self.into = f'INSERT INTO "{meta.db_table}" ({names}) VALUES '
        self.row = f"({', '.join(['%s'] * len(self.columns))})"
        self.returning = f' RETURNING "{meta.pk.column}"'

    def of(self, records: Sequence[Any], connection: Any) -> tuple[str, list[Any]]:
        """The statement for so many, with their values."""
        sql = self.into + ", ".join([self.row] * len(records)) + self.returning
        return sql, [cell(record, connection) for record in records for cell in self.cells]


_insertion = cache(_Insertion)


def _cell(column: Any) -> Callable[[Any, Any], Any]:
    """What gives the value of a new record in this column, as the database takes it."""
    value_of: Callable[[Any], Any] = partial(_saved, column)
    if type(column).pre_save is models.Field.pre_save:
        value_of = attrgetter(column.attname)
    plain = next((kind for field, kind in _AS_THEY_ARE.items() if isinstance(column, field)), None)

    def cell(record: Any, connection: Any) -> Any:
        value = value_of(record)
        if value is None or type(value) is plain:
            return value
        return column.get_db_prep_save(value, connection=connection)

    return cell


def _saved(column: Any, record: Any) -> Any:
    return column.pre_save(record, add=True)
