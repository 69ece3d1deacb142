"""Raw SQL, as somebody writes it who goes round the models; and what must come of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from claims.models import Merge, MergeMove


def on(vendor: str) -> pytest.MarkDecorator:
    """Only on this database: the other has no such way in."""
    return pytest.mark.skipif(connection.vendor != vendor, reason=f"a way in of {vendor} alone")


def execute(statement: str, *parameters: Any) -> int:
    """Run one statement and give the number of rows that it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.rowcount


def rows(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall()


def value(statement: str, *parameters: Any) -> Any:
    return rows(statement, *parameters)[0][0]


@contextmanager
def refused(
    saying: str | None = None, error: type[DatabaseError] = IntegrityError
) -> Iterator[None]:
    """The database refuses what is done within, and nothing of it is left."""
    with pytest.raises(error, match=saying), transaction.atomic():
        yield


def columns(record: models.Model, **changes: Any) -> dict[str, Any]:
    """The columns of a record as an honest insert writes them, for a copy under another id."""
    kept = getattr(record, "kept", ())
    found = {
        item.column: item.get_db_prep_save(
            item.get_default() if item.name in kept else getattr(record, item.attname), connection
        )
        for item in record._meta.concrete_fields
        if not item.generated and not item.primary_key
    }
    uid = record._meta.get_field("uid") if "uid" in found else None
    if uid is not None:
        found["uid"] = uid.get_db_prep_save(uuid.uuid4(), connection)
    unknown = set(changes) - set(found) - {"id", "seq"}
    assert not unknown, f"no such column: {unknown}"
    return found | changes


def insert(record: models.Model, verb: str = "INSERT", **changes: Any) -> None:
    """Write a copy of the record, with these columns changed."""
    written = columns(record, **changes)
    names = ", ".join(f'"{name}"' for name in written)
    places = ", ".join(["%s"] * len(written))
    execute(f"{verb} INTO {record._meta.db_table} ({names}) VALUES ({places})", *written.values())


def update(record: models.Model, verb: str = "UPDATE", **changes: Any) -> int:
    """Change these columns of the record."""
    sets = ", ".join(f'"{name}" = %s' for name in changes)
    table, key = record._meta.db_table, record._meta.pk.column
    return execute(f"{verb} {table} SET {sets} WHERE {key} = %s", *changes.values(), record.pk)


def delete(record: models.Model) -> int:
    return execute(f"DELETE FROM {record._meta.db_table} WHERE id = %s", record.pk)


def stored(record: models.Model, column: str) -> Any:
    """What the database holds in this column of the record."""
    return value(f'SELECT "{column}" FROM {record._meta.db_table} WHERE id = %s', record.pk)


def merge_on_record(merged: models.Model, survivor: models.Model) -> Merge:
    """A merge of these two as somebody writes it down who then carries it out by hand."""
    label = merged._meta.label_lower
    return Merge.objects.create(model=label, merged_id=merged.pk, survivor_id=survivor.pk)


def move_on_record(merge: Merge, row: models.Model) -> MergeMove:
    """What a merge writes down before it moves a row."""
    label = row._meta.label_lower
    return MergeMove.objects.create(
        merge=merge, model=label, object_id=row.pk, before={"id": row.pk}, after={"id": row.pk}
    )
