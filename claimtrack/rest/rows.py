"""Rows of the database as plain dicts, with the rows that hang on them, a query a relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

Row = dict[str, Any]


def fetch(queryset: QuerySet[Any]) -> list[Row]:
    """Run a queryset of `.values()`; every row of every answer comes through here or a page."""
    return [folded(row) for row in queryset]


def under(name: str, *columns: str) -> tuple[str, ...]:
    """The columns of a related record, for `.values()`."""
    return tuple(f"{name}__{column}" for column in columns)


def folded(row: Mapping[str, Any]) -> Row:
    """`{"source__uid": …}` as `{"source": {"uid": …}}`.

    A related record is None where there is none, and where it has a false `is_public`: nothing
    is told of it then. That column itself is left out.
    """
    top: Row = {}
    parts: dict[str, Row] = {}
    for path, value in row.items():
        name, deeper, rest = path.partition("__")
        if deeper:
            parts.setdefault(name, {})[rest] = value
        else:
            top[name] = value
    return top | {name: _related(part) for name, part in parts.items()}


def _related(part: Row) -> Row | None:
    record = folded(part)
    public = record.pop("is_public", True)
    return record if public and record["uid"] is not None else None


def by_parent(rows: Iterable[Row], key: str) -> defaultdict[Any, list[Row]]:
    """Rows by the record they hang on, whose key is taken out of them."""
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.pop(key)].append(row)
    return found


def without(row: Row, *names: str) -> Row:
    """What is shown of a row: all but these."""
    return {name: value for name, value in row.items() if name not in names}
