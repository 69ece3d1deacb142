"""Asking the full-text index: which records hold these words, and which hold the most of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Self

from django.db import connections
from django.db.models import F, Func
from django.db.models.expressions import Combinable, RawSQL

from . import folding
from .asking import Asked, all_words, any_word
from .compiled import Slot, written
from .records import RecordQuerySet

MOST_WORDS = 200
"""Of a long text, so many different words are looked for."""
_WITH_ENDINGS = 8
"""Of many words that are to be shared: each more is looked for in every record that has one."""
STEP = 2_000
"""PostgreSQL: so many records are walked by date, before all hits are gathered."""

Question = Asked | Slot


def words_of(text: str) -> list[str]:
    """The different words of a text in the order of their first use, at most MOST_WORDS."""
    return list(dict.fromkeys(folding.words(text)))[:MOST_WORDS]


class Unsought(Func):
    """A column by which SQLite does not look for rows: it is only compared in what is walked."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


class SearchableQuerySet(RecordQuerySet):
    """Records with a sort key and a full-text index; see `claimtrack.db.search`."""

    open_words = "words"
    """PostgreSQL: the column with the words that anybody may find."""

    def search(self, text: str) -> Self:
        """Those that hold all of these words, in any order; nothing is found for no word."""
        words = words_of(text)
        if not words:
            return self.none()
        table, asked = self.model._meta.db_table, self._written(all_words(words))
        if connections[self.db].vendor == "sqlite":
            sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s"
        else:
            sql = f"SELECT sort_key FROM {table} WHERE words @@ %s::tsquery"
        return self.filter(sort_key__in=RawSQL(sql, [asked]))

    def holding(self, question: Question, gathered: bool = False) -> Self:
        """What answers the question, to be read by date: `list_key` says in what order.

        SQLite walks its index by date, to any depth. PostgreSQL walks the records, or first
        gathers all hits from its index.
        """
        return self._holding(self._written(question), gathered)

    def _holding(self, asked: Any, gathered: bool, match: str = "%s") -> Self:
        table, words = self.model._meta.db_table, self.open_words
        found: Any
        if connections[self.db].vendor == "sqlite":
            # The plus keeps SQLite from asking the index anew for each record.
            where = [f"{table}_fts MATCH {match}", f"{table}.sort_key = +{table}_fts.rowid"]
            found = self.extra(tables=[f"{table}_fts"], where=where, params=[asked])
        elif not gathered:
            found = self.extra(where=[f"({table}.{words} @@ %s::tsquery) IS TRUE"], params=[asked])
        else:
            hits = f"SELECT h.sort_key FROM {table} h WHERE h.{words} @@ %s::tsquery"
            found = self.extra(where=[f"{table}.sort_key = ANY(ARRAY({hits}))"], params=[asked])
        return found

    @property
    def list_key(self) -> Combinable:
        """By what a list of these goes: by the index itself, where that is walked."""
        table = self.model._meta.db_table
        if f"{table}_fts" in self.query.extra_tables:
            return RawSQL(f"{table}_fts.rowid", ())
        return F("sort_key")

    def with_relevance(self, question: Question) -> Self:
        """With `relevance`: higher is better (BM25 on SQLite, cover density on PostgreSQL).

        On SQLite of what `holding` gives.
        """
        table = self.model._meta.db_table
        if connections[self.db].vendor == "sqlite":
            return self.annotate(relevance=RawSQL(f"-bm25({table}_fts)", ()))
        sql = f"ts_rank_cd({table}.{self.open_words}, %s::tsquery)"
        return self.annotate(relevance=RawSQL(sql, [self._written(question)]))

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
        """In how many records each of these words stands, counted up to `most`; in one query."""
        table = self.model._meta.db_table
        is_sqlite = connections[self.db].vendor == "sqlite"
        values: list[Any]
        asked = {word: folding.words(word) for word in words}
        written = {word: self._written(all_words(found)) for word, found in asked.items() if found}
        if is_sqlite:
            found = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH w.value"
            each, word, values = "json_each(%s) w", "w.key", [json.dumps(written)]
        else:
            found = f"SELECT 1 FROM {table} WHERE words @@ w.query::tsquery"
            each, word = "unnest(%s::text[], %s::text[]) w (word, query)", "w.word"
            values = [list(written), list(written.values())]
        sql = f"SELECT {word}, (SELECT count(*) FROM ({found} LIMIT {most:d}) f) FROM {each}"
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, values)
            return dict.fromkeys(words, 0) | dict(cursor.fetchall())

    def _written(self, question: Question) -> Any:
        if isinstance(question, Slot):
            return question
        return written(question, connections[self.db].vendor)

    def _ranked(self, words: list[str], limit: int) -> list[tuple[int]]:
        table, asked = self.model._meta.db_table, self._written(any_word(words, _WITH_ENDINGS))
        if connections[self.db].vendor == "sqlite":
            sql = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s ORDER BY rank LIMIT %s"
        else:
            sql = (
                f"SELECT sort_key FROM {table}, CAST(%s AS tsquery) query WHERE words @@ query "
                "ORDER BY ts_rank_cd(words, query) DESC, sort_key DESC LIMIT %s"
            )
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, [asked, limit])
            return list(cursor.fetchall())
