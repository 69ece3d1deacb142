"""A connection of its own, statements as each database spells them, and a bare WSGI function."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from django.db import connection

Rows = list[tuple[Any, ...]]
SPELLING = {
    "sqlite": (
        (
            r"UID\((\w+\.uid)\)",
            r"substr(\1,1,8)||'-'||substr(\1,9,4)||'-'||substr(\1,13,4)||'-'||"
            r"substr(\1,17,4)||'-'||substr(\1,21)",
        ),
        (r"MOMENT\(([\w.]+)\)", r"replace(\1, ' ', 'T') || 'Z'"),
        (r"AMONG", r"IN (SELECT value FROM json_each(?))"),
    ),
    "postgresql": (
        (r"(?:UID|MOMENT)\(([\w.]+)\)", r"\1"),
        (r"AMONG", r"= ANY(?::bigint[])"),
        (r"\?", r"%s"),
    ),
}


class Bare:
    """One connection to the database at hand, past everything that Django has."""

    def __init__(self) -> None:
        self.vendor = connection.vendor
        self.run = self._sqlite() if self.vendor == "sqlite" else self._postgresql()

    def _sqlite(self) -> Callable[..., Rows]:
        config = connection.settings_dict
        raw = sqlite3.connect(config["NAME"], isolation_level=None, cached_statements=500)
        raw.executescript(config["OPTIONS"]["init_command"])
        return lambda sql, *values: raw.execute(sql, values).fetchall()

    def _postgresql(self) -> Callable[..., Rows]:
        import psycopg
        from psycopg.types.string import TextLoader

        raw = psycopg.connect(**connection.get_connection_params(), autocommit=True)
        raw.prepare_threshold, raw.prepared_max = 0, 500  # Django's None is: never
        raw.execute("SET TIME ZONE 'UTC'")
        raw.adapters.register_loader("uuid", TextLoader)
        self.backend = raw.info.backend_pid
        cursor = psycopg.Cursor(raw)  # of Django's parameters comes one that binds by itself

        def run(sql: str, *values: Any) -> Rows:
            cursor.execute(sql, values or None, prepare=True)
            return cursor.fetchall() if cursor.description else []

        return run

    def statement(self, sql: str) -> Callable[..., Rows]:
        """A statement to be run with values; a list is written as this database takes it."""
        for pattern, spelling in SPELLING[self.vendor]:
            sql = re.sub(pattern, spelling, sql)
        if self.vendor == "postgresql":
            return lambda *values: self.run(sql, *values)
        return lambda *values: self.run(
            sql, *(json.dumps(v) if isinstance(v, list) else v for v in values)
        )


def grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[Any, list[Any]]:
    """Pairs of a key and what hangs on it."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, item in rows:
        found[key].append(item)
    return found


def written(answer: object) -> bytes:
    return orjson.dumps(answer, option=orjson.OPT_UTC_Z)


def application(answer: Callable[[str, str], object]) -> Callable[..., list[bytes]]:
    """A WSGI function that gives, as JSON, what is answered to a path and a query."""

    def bare(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = written(answer(environ["PATH_INFO"], environ["QUERY_STRING"]))
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [body]

    return bare
