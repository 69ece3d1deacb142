"""Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, with the same words in both.

What a word is says `folding`; no word is too common to be found. On SQLite an index is a table of
its own, with its own content, whose rowid is the sort key of the record. On PostgreSQL it is a
column with a GIN index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.db import DatabaseError
from django.db.migrations.operations.base import Operation

from .fields import ID_BITS
from .folding_in_sql import OUTGROWN, postgresql_functions, sqlite_plain, sqlite_tokenizer
from .trouble import broken

NOT_INDEXED = "the search index does not have it as it stands."
GHOST = "the search index has it under another date as well."
CLOSED = "closed"
"""The words that not everybody may find, in an index that has such."""
KEYS = "keys"
"""SQLite: the column with what a record is found by besides its words, in an index that has such.

It is walked by date together with the words, and only as far as both go.
"""


def key(prefix: str, record: str) -> str:
    """The SQL of a key for the record of this id.

    It begins with a letter that nobody writes any more: else beginnings that are searched for
    would be looked for among the keys as well.
    """
    return f"'\u01bf' || {record} || '{prefix}'"


@dataclass(frozen=True)
class SearchIndex:
    """The searched words of a table with a sort key."""

    table: str
    columns: tuple[str, ...]
    """The searched columns, as the index names them; `closed` may be one of them."""
    rows: str = ""
    """SELECT id, sort_key and the searched columns, where they do not all stand in the table."""
    written: tuple[tuple[str, str], ...] = ()
    """PostgreSQL: the words of NEW by column, where a trigger must write them; else generated."""
    watched_columns: tuple[str, ...] = ()
    """The table's columns on which the words depend, where they are not the searched ones."""
    keys: str = ""
    """SQLite: what gives, of `{record}`, the keys by which the index finds it besides its words."""

    @property
    def fts(self) -> str:
        return f"{self.table}_fts"

    @property
    def select(self) -> str:
        return self.rows or f"SELECT id, sort_key, {', '.join(self.columns)} FROM {self.table}"

    @property
    def held(self) -> dict[str, str]:
        """SQLite: what the index holds of a row `r` of `sqlite_plain`, by column."""
        keys = {KEYS: self.keys.replace("{record}", "r.id")} if self.keys else {}
        return {name: f"r.{name}" for name in self.columns} | keys

    @property
    def watched(self) -> tuple[str, ...]:
        return self.watched_columns or self.columns

    def insert_row(self, record: str) -> str:
        """SQLite: the statement that indexes a record as it stands."""
        return self._insert(f"SELECT * FROM ({self.select}) WHERE id = {record}")

    def _insert(self, select: str) -> str:
        return (
            f"INSERT INTO {self.fts} (rowid, {', '.join(self.held)}) "
            f"SELECT r.sort_key, {', '.join(self.held.values())} "
            f"FROM ({sqlite_plain(select, *self.columns)}) r"
        )

    def delete_rows(self, sort_key: str, record: str) -> str:
        """SQLite: the statement that forgets a record under this sort key and its present one."""
        present = f"(SELECT sort_key FROM {self.table} WHERE id = {record})"
        return f"DELETE FROM {self.fts} WHERE rowid IN ({sort_key}, {present})"

    def index_anew(self, record: str) -> tuple[str, str]:
        """SQLite: the statements that index a record once more, as when its keys have changed."""
        present = f"(SELECT sort_key FROM {self.table} WHERE id = {record})"
        return self.delete_rows(present, record), self.insert_row(record)

    def rebuild(self, connection: Any) -> None:
        """Fill the index anew, while no trigger is there to do so."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DELETE FROM {self.fts}")
                cursor.execute(f"{self._insert(self.select)} ORDER BY r.sort_key")
            elif self.written:
                sets = ", ".join(f"{name} = {words}" for name, words in self._words)
                cursor.execute(
                    f"UPDATE {self.table} t SET {sets} FROM ({self.select}) r "
                    f"WHERE r.id = t.id AND ({self._differ})"
                )

    @property
    def _words(self) -> Iterator[tuple[str, str]]:
        """PostgreSQL: each column of words, and what it is of a row `r` of `select`."""
        shown = " || ' ' || ".join(f"r.{column}" for column in self.columns)
        yield "words", f"ct_tsvector({shown})"
        if CLOSED in self.columns:
            shown = " || ' ' || ".join(f"r.{name}" for name in self.columns if name != CLOSED)
            yield "open_words", f"ct_tsvector({shown})"

    @property
    def _differ(self) -> str:
        return " OR ".join(f"t.{name} IS DISTINCT FROM {words}" for name, words in self._words)

    def faults(self, connection: Any) -> Iterator[tuple[int | None, str]]:
        """Each record whose indexed words are not its words: its id, and a sentence.

        Without an id: the index as a whole.
        """
        found = self._sqlite_faults if connection.vendor == "sqlite" else self._postgresql_faults
        yield from found(connection)

    def _sqlite_faults(self, connection: Any) -> Iterator[tuple[int | None, str]]:
        others = " OR ".join(f"f.{name} IS NOT {value}" for name, value in self.held.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.id FROM ({sqlite_plain(self.select, *self.columns)}) r "
                f"LEFT JOIN {self.fts} f ON f.rowid = r.sort_key "
                f"WHERE f.rowid IS NULL OR {others} ORDER BY 1"
            )
            off = {record for (record,) in cursor}
            # Its id is in the low bits of the sort key under which it was indexed.
            cursor.execute(
                f"SELECT DISTINCT f.rowid & {2**ID_BITS - 1} FROM {self.fts} f WHERE NOT EXISTS "
                f"(SELECT 1 FROM {self.table} t WHERE t.sort_key = f.rowid) ORDER BY 1"
            )
            ghosts = [record for (record,) in cursor if record not in off]
        yield from ((record, NOT_INDEXED) for record in sorted(off))
        yield from ((record, GHOST) for record in ghosts)
        yield from self._malformed(connection)

    def _malformed(self, connection: Any) -> Iterator[tuple[None, str]]:
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {self.fts} ({self.fts}, rank) VALUES ('integrity-check', 1)"
                )
        except DatabaseError as error:
            if not broken(error):
                raise
            yield None, f"{error}."

    def _postgresql_faults(self, connection: Any) -> Iterator[tuple[int, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT t.id FROM {self.table} t JOIN ({self.select}) r ON r.id = t.id "
                f"WHERE {self._differ} ORDER BY 1"
            )
            yield from ((record, NOT_INDEXED) for (record,) in cursor)


class CreateSearchWords(Operation):
    """How words are told apart and folded (PostgreSQL; FTS5 brings its own); said anew, if it was.

    What is indexed by another rule is to be indexed again.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in (*postgresql_functions(schema_editor.connection), *OUTGROWN):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        pass

    def describe(self) -> str:
        return "Say what a word is for search"


class CreateSearchIndex(Operation):
    """A full-text index of a table with a sort key; in the place of one that is there.

    `generated` is false where the words do not stand in the table's own columns: a trigger then
    writes them (PostgreSQL). `keyed` where records have keys besides (SQLite).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, table: str, columns: list[str], generated: bool = True, keyed: bool = False
    ) -> None:
        self.table = table
        self.columns = columns
        self.generated = generated
        self.keyed = keyed

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        connection = schema_editor.connection
        if connection.vendor == "postgresql" and not self.generated:
            # They are laid again after the migration, and the index is filled only then.
            import_module("claimtrack.db.triggers").drop(connection.alias)
        for statement in self._statements(connection.vendor):
            schema_editor.execute(statement, params=None)

    def _statements(self, vendor: str) -> Iterator[str]:
        if vendor == "sqlite":
            held = ", ".join([*self.columns, *([KEYS] if self.keyed else [])])
            yield f"DROP TABLE IF EXISTS {self.table}_fts"
            yield (
                f"CREATE VIRTUAL TABLE {self.table}_fts USING fts5({held}, "
                f"prefix = '2 3', tokenize = \"{sqlite_tokenizer()}\")"
            )
            return
        made = ""
        if self.generated:
            words = " || ' ' || ".join(self.columns)
            made = f" GENERATED ALWAYS AS (ct_tsvector({words})) STORED"
        names = ["words"] if self.generated else ["words", "open_words"]
        for name in names:
            yield f"ALTER TABLE {self.table} DROP COLUMN IF EXISTS {name}"
            yield f"ALTER TABLE {self.table} ADD COLUMN {name} tsvector{made}"
            yield f"CREATE INDEX {self.table}_{name} ON {self.table} USING gin ({name})"

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        pass

    def describe(self) -> str:
        return f"Index the words of {self.table}"
