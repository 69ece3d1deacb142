"""The record as it was migrated, put back after a test that commits.

A flush would not do: our triggers refuse it. To drop them, to truncate every table and to lay the
triggers anew takes PostgreSQL thirty times as long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from claimtrack.db import triggers

PutBack = Callable[[], None]


def keep(connection: Any) -> PutBack:
    """Keep the database as it is at this moment; gives what puts it back."""
    return _keep_sqlite(connection) if connection.vendor == "sqlite" else _keep_pg(connection)


def _keep_sqlite(connection: Any) -> PutBack:
    connection.ensure_connection()
    image = connection.connection.serialize()

    def put_back() -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(image)
            copy.backup(connection.connection)

    return put_back


def _keep_pg(connection: Any) -> PutBack:
    """In a schema beside. Whoever puts back must be a superuser: our triggers sleep meanwhile."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.django_table_names(only_existing=True))
        filled = _filled(cursor, tables)
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for table in filled:
            cursor.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")
        cursor.execute("CREATE TABLE kept.sequences AS TABLE pg_sequences")

    def put_back() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in _filled(cursor, tables - filled) | _changed(cursor, filled):
                cursor.execute(f"DELETE FROM {table}")
                if table in filled:
                    cursor.execute(f"INSERT INTO {table} TABLE kept.{table}")
            cursor.execute(SEQUENCES)
            cursor.execute("SET session_replication_role = DEFAULT")
        triggers.lay()  # where a test has left some out

    return put_back


SEQUENCES = """
SELECT setval(
    format('%I.%I', schemaname, sequencename)::regclass,
    coalesce(last_value, start_value), last_value IS NOT NULL
)
FROM kept.sequences WHERE schemaname = 'public'
"""


def _filled(cursor: Any, tables: set[str]) -> set[str]:
    return _where(cursor, "EXISTS (SELECT 1 FROM {0})", tables)


def _changed(cursor: Any, tables: set[str]) -> set[str]:
    less, more = "TABLE kept.{0} EXCEPT TABLE {0}", "TABLE {0} EXCEPT TABLE kept.{0}"
    return _where(cursor, f"EXISTS ({less}) OR EXISTS ({more})", tables)


def _where(cursor: Any, condition: str, tables: set[str]) -> set[str]:
    """Those of the tables for which the condition holds."""
    asked = (f"SELECT '{table}' WHERE {condition.format(table)}" for table in sorted(tables))
    cursor.execute(" UNION ALL ".join(asked))
    return {table for (table,) in cursor.fetchall()}
