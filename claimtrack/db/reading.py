"""Running statements again and again, at the least cost that each database knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

Rows = Sequence[Sequence[Any]]
MOST_PREPARED = 500
"""Statements that a connection to PostgreSQL keeps planned."""


def fetched(connection: Any, sql: str, params: Sequence[Any], planned_anew: bool = False) -> Rows:
    """All rows of a statement, as the driver gives them; `planned_anew`: as reading_cursor says."""
    if connection.vendor == "sqlite" and not (
        connection.queries_logged or connection.execute_wrappers
    ):
        # By way of Django's cursor each run would look for its placeholders again.
        connection.ensure_connection()
        with connection.wrap_database_errors:
            rows: Rows = connection.connection.execute(_sqlite(sql), params).fetchall()
        return rows
    with reading_cursor(connection, planned_anew) as cursor:
        cursor.execute(sql, params)
        found: Rows = cursor.fetchall()
    return found


@lru_cache(4096)
def _sqlite(sql: str) -> str:
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


def reading_cursor(connection: Any, planned_anew: bool = False) -> Any:
    """A cursor of a connection, to be used in a `with` and exhausted in it.

    On PostgreSQL a statement is planned once a connection, whatever the values. `planned_anew` is
    for those whose best plan hangs on a value, as on the words that are searched for.
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    connection.ensure_connection()
    raw, kept = connection.connection, getattr(connection, "reading_cursors", None)
    if kept is None or kept[0].connection is not raw:
        kept = connection.reading_cursors = _cursors(raw)
    return connection._prepare_cursor(kept[planned_anew])


def _cursors(raw: Any) -> tuple[Any, Any]:
    """A cursor that prepares what it runs, and one that does not."""
    from psycopg import ClientCursor, Cursor
    from psycopg.types.string import TextLoader

    class Preparing(Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, prepare=True, **options)

        def close(self) -> None:
            """Stay open: it is used again, as long as its connection."""

    class Planning(ClientCursor[Any]):
        close = Preparing.close

    raw.prepared_max = MOST_PREPARED
    raw.prepare_threshold = 5  # Django sets None, and then nothing is prepared at all
    both = Preparing(raw), Planning(raw)
    for cursor in both:
        cursor.adapters.register_loader("uuid", TextLoader)
    # Else each list of keys that is short is planned again, at ten times the cost of its answer.
    both[1].execute("SET plan_cache_mode = force_generic_plan")
    return both
