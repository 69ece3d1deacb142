"""Full-text search: FTS5 on SQLite, tsvector on PostgreSQL, with the same folding of words.

Words are folded to lower case, without accents, and to their English stems; no word is too common
to be found. On SQLite an index is a table of its own, with its own content, whose rowid is the
sort key of the record. On PostgreSQL it is a generated column with a GIN index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.db.migrations.operations.base import Operation

from .fields import ID_BITS
from .trouble import broken

NOT_INDEXED = "the search index does not have it as it stands."
GHOST = "the search index has it under another date as well."
SQLITE_TOKENIZER = "porter unicode61 remove_diacritics 2"
POSTGRESQL_CONFIGURATION = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH DICTIONARY ct_english_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION ct_words (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION ct_words ALTER MAPPING FOR"
    " asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    " WITH unaccent, ct_english_stem",
]
POSTGRESQL_FUNCTION = """
CREATE FUNCTION ct_tsvector(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $body$
DECLARE
  reach integer := char_length(words);
BEGIN
  LOOP
    BEGIN
      RETURN to_tsvector('ct_words', left(words, reach));
    EXCEPTION WHEN program_limit_exceeded THEN
      reach := reach / 2;
    END;
  END LOOP;
END
$body$
"""
"""A tsvector holds a megabyte: of a text with more distinct words, the first part is found."""


@dataclass(frozen=True)
class SearchIndex:
    """The searched words of a table with a sort key."""

    table: str
    columns: tuple[str, ...]
    """The searched columns, as the index names them."""
    rows: str = ""
    """SELECT id, sort_key and the searched columns, where they do not all stand in the table."""
    written: str = ""
    """PostgreSQL: the words of NEW, where a trigger must write them; else a generated column."""
    watched_columns: tuple[str, ...] = ()
    """The table's columns on which the words depend, where they are not the searched ones."""

    @property
    def fts(self) -> str:
        return f"{self.table}_fts"

    @property
    def names(self) -> str:
        return ", ".join(self.columns)

    @property
    def select(self) -> str:
        return self.rows or f"SELECT id, sort_key, {self.names} FROM {self.table}"

    @property
    def watched(self) -> tuple[str, ...]:
        return self.watched_columns or self.columns

    def insert_row(self, record: str) -> str:
        """SQLite: the statement that indexes a record as it stands."""
        return (
            f"INSERT INTO {self.fts} (rowid, {self.names}) "
            f"SELECT sort_key, {self.names} FROM ({self.select}) WHERE id = {record}"
        )

    def delete_rows(self, sort_key: str, record: str) -> str:
        """SQLite: the statement that forgets a record under this sort key and its present one."""
        present = f"(SELECT sort_key FROM {self.table} WHERE id = {record})"
        return f"DELETE FROM {self.fts} WHERE rowid IN ({sort_key}, {present})"

    def rebuild(self, connection: Any) -> None:
        """Fill the index anew, while no trigger is there to do so."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"DELETE FROM {self.fts}")
                cursor.execute(
                    f"INSERT INTO {self.fts} (rowid, {self.names}) "
                    f"SELECT sort_key, {self.names} FROM ({self.select}) ORDER BY sort_key"
                )
            elif self.written:
                cursor.execute(
                    f"UPDATE {self.table} t SET words = {self._words} FROM ({self.select}) r "
                    f"WHERE r.id = t.id AND t.words IS DISTINCT FROM {self._words}"
                )

    @property
    def _words(self) -> str:
        """PostgreSQL: the words of a row `r` of `select`."""
        joined = " || ' ' || ".join(f"r.{column}" for column in self.columns)
        return f"ct_tsvector({joined})"

    def faults(self, connection: Any) -> Iterator[tuple[int | None, str]]:
        """Each record whose indexed words are not its words: its id, and a sentence.

        Without an id: the index as a whole.
        """
        found = self._sqlite_faults if connection.vendor == "sqlite" else self._postgresql_faults
        yield from found(connection)

    def _sqlite_faults(self, connection: Any) -> Iterator[tuple[int | None, str]]:
        others = " OR ".join(f"f.{name} IS NOT r.{name}" for name in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.id FROM ({self.select}) r LEFT JOIN {self.fts} f "
                f"ON f.rowid = r.sort_key WHERE f.rowid IS NULL OR {others} ORDER BY 1"
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
                f"WHERE t.words IS DISTINCT FROM {self._words} ORDER BY 1"
            )
            yield from ((record, NOT_INDEXED) for (record,) in cursor)


class CreateSearchWords(Operation):
    """Once a database: how words are folded (PostgreSQL; FTS5 brings its own)."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            for statement in (*POSTGRESQL_CONFIGURATION, POSTGRESQL_FUNCTION):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("DROP FUNCTION ct_tsvector(text)")
            schema_editor.execute("DROP TEXT SEARCH CONFIGURATION ct_words")
            schema_editor.execute("DROP TEXT SEARCH DICTIONARY ct_english_stem")

    def describe(self) -> str:
        return "Say how words are folded for search"


class CreateSearchIndex(Operation):
    """A full-text index over columns of a table with a sort key.

    `generated` is false where the words do not stand in the table's own columns: a trigger then
    writes them (PostgreSQL).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, columns: list[str], generated: bool = True) -> None:
        self.table = table
        self.columns = columns
        self.generated = generated

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for statement in self._statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def _statements(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            names = ", ".join(self.columns)
            return [
                f"CREATE VIRTUAL TABLE {self.table}_fts "
                f"USING fts5({names}, tokenize = '{SQLITE_TOKENIZER}')"
            ]
        words = " || ' ' || ".join(self.columns)
        made = f" GENERATED ALWAYS AS (ct_tsvector({words})) STORED" if self.generated else ""
        return [
            f"ALTER TABLE {self.table} ADD COLUMN words tsvector{made}",
            f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words)",
        ]

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TABLE {self.table}_fts")
        else:
            schema_editor.execute(f"ALTER TABLE {self.table} DROP COLUMN words")

    def describe(self) -> str:
        return f"Index the words of {self.table}"
