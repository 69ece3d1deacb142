"""Rows into a database in bulk, while no trigger and no index is there to slow them down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from claimtrack.db import triggers
from claimtrack.db.triggers.rules import Rules, journal_row

from .documents import Row

AT_ONCE = 10_000
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": (
        "SELECT x.indexrelid::regclass::text, pg_get_indexdef(x.indexrelid) FROM pg_index x "
        "JOIN pg_class c ON c.oid = x.indrelid WHERE c.relnamespace = 'public'::regnamespace "
        "AND NOT x.indisunique"
    ),
}


class Table:
    """A table whose rows come as dicts; what they leave out is as it is by default."""

    def __init__(self, label: str, uids: Random) -> None:
        model = apps.get_model(label)
        fields = [item for item in model._meta.concrete_fields if not item.generated]
        self.name, self.uids = model._meta.db_table, uids
        self.columns = [str(item.column) for item in fields]
        self.defaults = {str(item.column): _default(item) for item in fields}
        self.rows: list[tuple[Any, ...]] = []

    def add(self, row: dict[str, Any]) -> None:
        whole = self.defaults | {"uid": f"{self.uids.getrandbits(128):032x}"} | row
        assert len(whole) == len(self.columns), set(whole) - set(self.columns)
        self.rows.append(tuple(whole.values()))

    def write(self) -> None:
        rows, self.rows = self.rows, []
        names = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                places = ", ".join("?" * len(self.columns))
                statement = f"INSERT INTO {self.name} ({names}) VALUES ({places})"
                cursor.connection.executemany(statement, rows)
                return
            with cursor.copy(f"COPY {self.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([int(v) if isinstance(v, bool) else v for v in row])


def _default(item: Any) -> Any:
    if item.name == "created_at":
        return "2014-01-01 08:00:00"
    if item.is_relation or item.primary_key or not item.has_default():
        return "" if item.empty_strings_allowed and not item.null else None
    return item.get_default()


def load(rows: Iterable[Row], seed: int) -> None:
    """Write all these rows, then all that hangs on them: indexes, journal, history, triggers."""
    vendor = connection.vendor
    triggers.drop()
    with _unchecked():
        indexes = _indexes_taken_away()
        _write(rows, Random(seed))
        _lay_indexes(statement for statement in indexes if "USING gin" not in statement)
        for rules in triggers.all_rules():
            _follow(rules)
        for rules in triggers.all_rules():
            _keep(rules)
        triggers.rebuild_indexes(connection)
        _lay_indexes(statement for statement in indexes if "USING gin" in statement)
    _set_sequences()
    triggers.DIALECTS[vendor].lay(connection, triggers.expected(vendor))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if vendor == "sqlite" else "VACUUM ANALYZE")


def _write(rows: Iterable[Row], uids: Random) -> None:
    tables = dict[str, Table]()
    for label, row in rows:
        table = tables.get(label)
        if table is None:
            table = tables[label] = Table(label, uids)
        table.add(row)
        if len(table.rows) >= AT_ONCE:
            table.write()
    for table in tables.values():
        table.write()


@contextmanager
def _unchecked() -> Iterator[None]:
    """Without a look at what each key names; `verify` looks for that."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA synchronous = OFF")
            with transaction.atomic():
                yield
            cursor.execute("PRAGMA foreign_keys = ON")
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("SET maintenance_work_mem = '512MB'")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")


def _indexes_taken_away() -> list[str]:
    """The statements that lay them again."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES[connection.vendor])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    return [statement for _, statement in indexes]


def _lay_indexes(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _follow(rules: Rules) -> None:
    """A line in the journal for each record, and one in its history."""
    spell = triggers.DIALECTS[connection.vendor].spell
    with connection.cursor() as cursor:
        if rules.journal:
            public = rules.journal.of("r")
            line = journal_row(rules.label, "r.id", public, public)
            cursor.execute(spell(f"{line} FROM {rules.table} r ORDER BY r.id"))
        if rules.versioned:
            past = rules.model.history.model._meta  # type: ignore[attr-defined]
            there = {str(item.column) for item in rules.model._meta.concrete_fields}
            same = [f'"{i.column}"' for i in past.concrete_fields if str(i.column) in there]
            names = ", ".join(same)
            cursor.execute(
                f"INSERT INTO {past.db_table} ({names}, history_date, history_type) "
                f"SELECT {names}, created_at, '+' FROM {rules.table} ORDER BY id"
            )


def _keep(rules: Rules) -> None:
    """Write the kept columns where they do not hold what their rule gives: of what is new here."""
    spell = triggers.DIALECTS[connection.vendor].spell
    for keep in rules.keep:
        rule = keep.of(rules.table)
        with connection.cursor() as cursor:
            cursor.execute(
                spell(
                    f"UPDATE {rules.table} SET {keep.column} = {rule} "
                    f"WHERE {keep.column} IS DISTINCT FROM {rule}"
                )
            )


def _set_sequences() -> None:
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(
                f"SELECT setval(s, greatest((SELECT max({key}) FROM {table}), 1)) FROM "
                "(SELECT pg_get_serial_sequence(%s, %s) AS s) found WHERE s IS NOT NULL"
                if model._meta.pk.get_internal_type().endswith("AutoField")
                else "SELECT %s, %s",
                [table, key],
            )
