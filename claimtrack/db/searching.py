"""Asking the full-text index: which records hold these words, and which hold the most of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Self

from django.db import connections
from django.db.models.expressions import RawSQL

from .records import RecordQuerySet

MOST_WORDS = 200
"""Of a long text, so many different words are looked for."""

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The different words of a text in the order of their first use, at most MOST_WORDS."""
    return list(dict.fromkeys(_WORD.findall(text.lower())))[:MOST_WORDS]


class SearchableQuerySet(RecordQuerySet):
    """Records with a sort key and a full-text index; see `claimtrack.db.search`."""

    def search(self, text: str) -> Self:
        """Those that hold all of these words, in any order; nothing is found for no word."""
        words = words_of(text)
        if not words:
            return self.none()
        return self.filter(sort_key__in=self._matching(words, all_of_them=True))

    def sharing_words(self, text: str, limit: int) -> list[Any]:
        """Those that share words with a text, the best first, at most `limit`.

        Rare words weigh more than common ones (BM25 on SQLite, cover density on PostgreSQL).
        """
        words = words_of(text)
        if not words:
            return []
        keys = [key for (key,) in self._ranked(words, limit * 4)]
        place = {key: number for number, key in enumerate(keys)}
        found = self.filter(sort_key__in=keys)
        return sorted(found, key=lambda record: place[record.sort_key])[:limit]

    def rarity(self, words: Sequence[str], most: int) -> dict[str, int]:
        """In how many records each of these words stands, counted up to `most`; in one query.

        The words are those that `words_of` gives: letters, digits and underscores.
        """
        table = self.model._meta.db_table
        values: str | list[str]
        if connections[self.db].vendor == "sqlite":
            found = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH '\"' || w.value || '\"'"
            each, values = "json_each(%s) w", json.dumps(list(words))
        else:
            found = f"SELECT 1 FROM {table} WHERE words @@ to_tsquery('ct_words', quote_literal(w))"
            each, values = "unnest(%s::text[]) w", list(words)
        word = "w.value" if connections[self.db].vendor == "sqlite" else "w"
        sql = f"SELECT {word}, (SELECT count(*) FROM ({found} LIMIT {most:d}) f) FROM {each}"
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, [values])
            return dict(cursor.fetchall())

    def _matching(self, words: list[str], all_of_them: bool) -> RawSQL:
        table = self.model._meta.db_table
        if connections[self.db].vendor == "sqlite":
            sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"
            return RawSQL(sql, [_fts5(words, all_of_them)])
        sql = f"SELECT sort_key FROM {table} WHERE words @@ {_TSQUERY}"
        return RawSQL(sql, [_tsquery(words, all_of_them)])

    def _ranked(self, words: list[str], limit: int) -> list[tuple[int]]:
        table = self.model._meta.db_table
        if connections[self.db].vendor == "sqlite":
            sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s ORDER BY rank LIMIT %s"
            values: list[Any] = [_fts5(words, all_of_them=False), limit]
        else:
            sql = (
                f"SELECT sort_key FROM {table}, {_TSQUERY} query WHERE words @@ query "
                "ORDER BY ts_rank_cd(words, query) DESC, sort_key DESC LIMIT %s"
            )
            values = [_tsquery(words, all_of_them=False), limit]
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())


_TSQUERY = "to_tsquery('ct_words', %s)"


def _fts5(words: list[str], all_of_them: bool) -> str:
    return (" " if all_of_them else " OR ").join(f'"{word}"' for word in words)


def _tsquery(words: list[str], all_of_them: bool) -> str:
    return (" & " if all_of_them else " | ").join(f"'{word}'" for word in words)
