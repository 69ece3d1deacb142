"""Running statements again and again, at the least cost that each database knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX

if TYPE_CHECKING:
    from .cursors import Cursors

Rows = Sequence[Sequence[Any]]


Filled = tuple[str, Sequence[Any]]
"""A statement and its parameters."""


def fetched(connection: Any, sql: str, params: Sequence[Any], planned_anew: bool = False) -> Rows:
    """All rows of a statement, as the driver gives them; `planned_anew`: as reading_cursor says."""
    if connection.vendor == "sqlite" and not _is_watched(connection):
        # By way of Django's cursor each run would look for its placeholders again.
        connection.ensure_connection()
        with connection.wrap_database_errors:
            rows: Rows = connection.connection.execute(_sqlite(sql), params).fetchall()
        return rows
    with reading_cursor(connection, planned_anew) as cursor:
        cursor.execute(sql, params)
        found: Rows = cursor.fetchall()
    return found


def fetched_together(connection: Any, statements: Sequence[Filled]) -> list[Rows]:
    """All rows of each of these statements.

    PostgreSQL gets all of them before it has answered the first, in a pipeline: it is waited for
    once, not once a statement.
    """
    if connection.vendor != "postgresql" or _is_watched(connection):
        return [fetched(connection, sql, params) for sql, params in statements]
    with connection.wrap_database_errors:
        cursors = _kept(connection).preparing(len(statements))
        with connection.connection.pipeline():
            for cursor, (sql, params) in zip(cursors, statements, strict=True):
                cursor.execute(sql, params)
        return [cursor.fetchall() for cursor in cursors]


def _is_watched(connection: Any) -> bool:
    """Whether somebody wants to see each statement as it goes through Django's cursor."""
    return bool(connection.queries_logged or connection.execute_wrappers)


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
    kept = _kept(connection)
    cursor = kept.planning if planned_anew else kept.preparing(1)[0]
    return connection._prepare_cursor(cursor)


def _kept(connection: Any) -> Cursors:
    """The cursors of a connection to PostgreSQL, which are used as long as it is."""
    from .cursors import Cursors

    connection.ensure_connection()
    kept: Cursors | None = getattr(connection, "reading_cursors", None)
    if kept is None or kept.raw is not connection.connection:
        kept = connection.reading_cursors = Cursors(connection.connection)
    return kept
