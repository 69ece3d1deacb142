"""Asking the full-text index: which records hold these words, and which hold the most of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log2
from typing import Any, Self

from django.db import connections
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.lookups import Exact

from . import folding
from .asking import Asked, Term, all_words
from .compiled import Slot, written
from .records import RecordQuerySet
from .search import KEYS, key

MOST_WORDS = 200
"""Of a long text, so many different words are looked for."""
MOST_WEIGHED = 2_000
"""In so many places together stand the words that records are compared by."""
ALWAYS_ASKED = 3
"""Of words that are all common, so many are looked for."""

_COMMON = (
    "SELECT f.word FROM unnest(%s::text[], %s::text[]) f (word, form), pg_class c "
    "JOIN pg_namespace n ON n.oid = c.relnamespace "
    "JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname "
    "CROSS JOIN unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) "
    "e (word, share) WHERE c.oid = %s::regclass AND s.attname = 'words' "
    "AND e.word = f.form AND e.share * c.reltuples >= %s"
)
"""PostgreSQL: the words with a form that stands in so many records, as it has noted."""

Question = Asked | Slot


def words_of(text: str) -> list[str]:
    """The different words of a text in the order of their first use, at most MOST_WORDS."""
    return list(dict.fromkeys(folding.words(text)))[:MOST_WORDS]


@BooleanField.register_lookup
class Sought(Exact):
    """`is_public__sought=True`: as `is_public=True`, which SQLite looks for in no index.

    Where little is public, it would walk through all that is not. Not where an index of words is
    walked: that it would then ask for each public record.
    """

    lookup_name = "sought"

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        if compiler.query.extra_tables:
            return self.as_sql(compiler, connection)
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = {int(self.rhs)}", params


class SearchableQuerySet(RecordQuerySet):
    """Records with a sort key and a full-text index; see `claimtrack.db.search`."""

    open_words = "words"
    """PostgreSQL: the column with the words that anybody may find."""
    open_column = "text"
    """SQLite: the column of the index with them."""

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

    def holding(
        self, question: Question, gathered: bool = False, among: Slot | None = None
    ) -> Self:
        """What answers the question, to be read by date: `list_key` says in what order.

        SQLite walks its index by date, to any depth; `among` has the sort keys of which alone it
        gives those that answer. PostgreSQL looks at each record that is walked, or begins with
        all hits in its index, `gathered`.
        """
        table, words, asked = self.model._meta.db_table, self.open_words, self._written(question)
        found: Any
        if connections[self.db].vendor == "sqlite":
            found = self._matching(self.open_column, "%s", [asked])
            if among:
                those = f"+{self._index}.rowid IN (SELECT value FROM json_each(%s))"
                found = found.extra(where=[those], params=[among])
        else:
            match = f"{table}.{words} @@ %s::tsquery"
            found = self.extra(where=[match if gathered else f"({match}) IS TRUE"], params=[asked])
        return found

    def keyed(self, kind: str, records: QuerySet[Any]) -> Self:
        """SQLite: what has the key of this kind for the one record of which `records` has the id.

        Its index is walked by date for it, together with the words that are searched for.
        """
        sql, params = records.query.get_compiler(self.db).as_sql()
        return self._matching(KEYS, key(kind, f"coalesce(({sql}), 0)"), params)

    def _matching(self, column: str, match: str, params: Sequence[Any]) -> Self:
        table, index = self.model._meta.db_table, self._index
        where, tables = [f"{index}.{column} MATCH ({match})"], [index]
        if index in self.query.extra_tables:
            tables = []
        else:
            # The plus keeps SQLite from asking the index anew for each record.
            where.append(f"{table}.sort_key = +{index}.rowid")
        found: Any = self.extra(tables=tables, where=where, params=params)
        return found

    @property
    def _index(self) -> str:
        return f"{self.model._meta.db_table}_fts"

    @property
    def list_key(self) -> Combinable:
        """By what a list of these goes: by the index itself, where that is walked."""
        if self._index in self.query.extra_tables:
            return RawSQL(f"{self._index}.rowid", ())
        return F("sort_key")

    def with_relevance(self, question: Question) -> Self:
        """With `relevance`: higher is better (BM25 on SQLite, cover density on PostgreSQL).

        On SQLite of what `holding` gives.
        """
        table = self.model._meta.db_table
        if connections[self.db].vendor == "sqlite":
            return self.annotate(relevance=RawSQL(f"-bm25({self._index}, 1.0, 0.0)", ()))
        sql = f"ts_rank_cd({table}.{self.open_words}, %s::tsquery)"
        return self.annotate(relevance=RawSQL(sql, [self._written(question)]))

    def sharing_words(self, text: str, limit: int) -> list[Any]:
        """Those that share words with a text, the best first, at most `limit`; see `sharing`."""
        return self.sharing(self.rarity(words_of(text)), limit)

    def sharing(self, standing_in: Mapping[str, int], limit: int) -> list[Any]:
        """Those that share these words, of which `rarity` tells, the best first.

        The rarer the words that are shared, the better. The rarest are looked for, as many as
        stand in MOST_WEIGHED places together; where all are more common, the newest records that
        hold all of them, and then those with the rarest ALWAYS_ASKED.
        """
        words = sorted(filter(standing_in.get, standing_in), key=lambda word: standing_in[word])
        places = accumulate(standing_in[word] for word in words)
        rare = [word for word, so_far in zip(words, places, strict=True) if so_far < MOST_WEIGHED]
        if rare:
            keys = self._sharing({word: standing_in[word] for word in rare}, limit * 4)
        else:
            asked = [words, words[:ALWAYS_ASKED]] if words else []
            keys = [key for some in asked for key in self._newest(all_words(some), limit * 4)]
        place = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        found = self.filter(sort_key__in=place)
        return sorted(found, key=lambda record: place[record.sort_key])[:limit]

    def rarity(self, words: Sequence[str]) -> dict[str, int]:
        """In how many records each of these words stands, counted up to MOST_WEIGHED.

        Of the most common words PostgreSQL has known it since it last looked (ANALYZE), and to
        count them would cost the most.
        """
        asked = {word: parts for word in words if (parts := folding.words(word))}
        each, word, values, match = self._each_of(asked)
        count = f"(SELECT count(*) FROM (SELECT 1 FROM {match} LIMIT {MOST_WEIGHED}) f)"
        if connections[self.db].vendor == "postgresql":
            forms = [
                (word, form)
                for word, parts in asked.items()
                if len(parts) == 1
                for form in Term((parts[0],)).forms
            ]
            count = f"CASE WHEN {word} IN ({_COMMON}) THEN {MOST_WEIGHED} ELSE {count} END"
            told = [[word for word, _ in forms], [form for _, form in forms]]
            values = [*told, self.model._meta.db_table, MOST_WEIGHED, *values]
        counts = self._fetched(f"SELECT {word}, {count} FROM {each}", values)
        return dict.fromkeys(words, 0) | dict(counts)

    def _each_of(self, asked: Mapping[str, Sequence[str]]) -> tuple[str, str, list[Any], str]:
        """The SQL of a table of these words, the word and the values in it, and what holds one."""
        written = {word: self._written(all_words(parts)) for word, parts in asked.items()}
        if connections[self.db].vendor == "sqlite":
            match = f"{self._index} WHERE {self._index} MATCH w.value"
            return "json_each(%s) w", "w.key", [json.dumps(written)], match
        match = f"{self.model._meta.db_table} WHERE words @@ w.query::tsquery"
        each = "unnest(%s::text[], %s::text[]) w (word, query)"
        return each, "w.word", [list(written), list(written.values())], match

    def _sharing(self, standing_in: Mapping[str, int], limit: int) -> list[int]:
        """The keys of those that hold the most and the rarest of these words."""
        each, word, values, match = self._each_of({w: folding.words(w) for w in standing_in})
        if connections[self.db].vendor == "sqlite":
            sql = f"SELECT {word}, {self._index}.rowid FROM {each} CROSS JOIN {match}"
        else:
            sql = f"SELECT {word}, t.sort_key FROM {each}, LATERAL (SELECT sort_key FROM {match}) t"
        weights: defaultdict[int, float] = defaultdict(float)
        for found, record in self._fetched(sql, values):
            weights[record] += log2(2 * MOST_WEIGHED / standing_in[found])
        best = sorted(weights, key=lambda record: (-weights[record], -record))
        return best[:limit]

    def _written(self, question: Question) -> Any:
        if isinstance(question, Slot):
            return question
        return written(question, connections[self.db].vendor)

    def _newest(self, question: Asked, limit: int) -> list[int]:
        """The keys of the newest that answer the question."""
        table, asked = self.model._meta.db_table, self._written(question)
        if connections[self.db].vendor == "sqlite":
            found = f"SELECT rowid FROM {self._index} WHERE {self._index} MATCH %s ORDER BY rowid"
        else:
            # The sum keeps PostgreSQL from walking all records for what few of them hold.
            found = f"SELECT sort_key FROM {table} WHERE words @@ %s::tsquery ORDER BY sort_key + 0"
        return [key for (key,) in self._fetched(f"{found} DESC LIMIT %s", [asked, limit])]

    def _fetched(self, sql: str, values: Sequence[Any]) -> Sequence[Any]:
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())
