"""What a database may hold in a column and Python cannot read: every read of it would fail.

SQLite takes anything; PostgreSQL has dates before the year 1 and after 9999, and infinite ones.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.utils.dateparse import parse_date, parse_datetime

from .rows import line, shortened

_READERS: dict[str, Callable[[str], Any]] = {
    "DateField": parse_date,
    "DateTimeField": parse_datetime,
    "UUIDField": uuid.UUID,
    "JSONField": json.loads,
}
_MOMENTS = ("DateField", "DateTimeField")


def unreadable(using: str) -> Iterator[str]:
    """Texts that are no UTF-8 or hold a NUL, and dates, uids and JSON that are none."""
    look = _bytes if connections[using].vendor == "sqlite" else _moments
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield from look(using, model)


def _bytes(using: str, model: type[models.Model]) -> Iterator[str]:
    """Every column as SQLite holds it, row by row; its driver would fail on the whole row."""
    fields = model._meta.local_concrete_fields
    table, key = model._meta.db_table, model._meta.pk.column
    raw = ", ".join(
        f"""CASE typeof("{field.column}") WHEN 'text' THEN CAST("{field.column}" AS BLOB) """
        f"""ELSE "{field.column}" END"""
        for field in fields
    )
    with connections[using].cursor() as cursor:
        cursor.execute(f'SELECT CAST("{key}" AS BLOB), {raw} FROM {table} ORDER BY "{key}"')
        for pk, *values in cursor:
            for field, value in zip(fields, values, strict=True):
                fault = _fault(field.get_internal_type(), value)
                if fault:
                    yield line(model, _text(pk), f"its {field.name} {fault}")


def _fault(kind: str, value: Any) -> str:
    """What is wrong with a value of this kind of field, as SQLite holds it."""
    if isinstance(value, bytes):
        try:
            value = value.decode()
        except UnicodeDecodeError as error:
            return f"is not UTF-8, at byte {error.start}: “{_text(value)}”."
        if "\0" in value:
            return f"holds a NUL, at {value.index(chr(0))}: “{_text(value)}”."
    read = _READERS.get(kind)
    if value is None or not read:
        return ""
    try:
        known = read(value) is not None or kind not in _MOMENTS
    except (ValueError, TypeError, AttributeError):
        known = False
    return "" if known else f"cannot be read: it is “{_text(value)}”."


def _text(value: Any) -> str:
    shown = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return shortened(shown.replace("\0", "\ufffd"))


def _moments(using: str, model: type[models.Model]) -> Iterator[str]:
    """Dates and moments that PostgreSQL has and Python has not."""
    table, key = model._meta.db_table, f'"{model._meta.pk.column}"'
    for field in model._meta.local_concrete_fields:
        if field.get_internal_type() in _MOMENTS:
            column = f'"{field.column}"'
            with connections[using].cursor() as cursor:
                cursor.execute(
                    f"SELECT {key}::text, {column}::text FROM {table} WHERE "
                    f"{column} < '0001-01-01' OR {column} >= '10000-01-01' ORDER BY {key}"
                )
                for pk, value in cursor:
                    yield line(model, pk, f"its {field.name} cannot be read: it is “{value}”.")
