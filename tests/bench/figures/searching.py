"""Searching quotes: by words, phrases and beginnings, with a speaker or dates, by relevance.

Of each line the slowest of several queries counts, and is named. A line that ends in `_sql` has
only the statements that find the page, without those that dress it, which cost a plain page most;
`plain` is then the two that count and find by `icontains`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db import connection
from psycopg import ClientCursor

from claimtrack.db.reading import reading_cursor

from ..bench import Bench, Figure, Skipped
from ..making.record import SEED
from ..making.words import VOCABULARY, vocabulary
from .reading import NEWEST, PLAIN_QUOTES, QUOTES

RANKS = {"commonest": 0, "common": 30, "middling": 300, "rare": 3000, "rarest": 15000}
Statements = list[tuple[str, Any, bool]]
"""With their values, and whether they are planned anew for these."""


class Searching:
    """The measures, each a method that gives its lines."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.client = bench, bench.client

    @cached_property
    def words(self) -> dict[str, str]:
        known = vocabulary(Random(SEED), VOCABULARY)
        return {name: known[rank] for name, rank in RANKS.items()}

    @cached_property
    def deep(self) -> int:
        """A cursor at nine tenths of the list."""
        keys = self.bench.column(NEWEST.format("claims_quote"))
        return int(keys[len(keys) * 9 // 10])

    @cached_property
    def asked(self) -> dict[str, str]:
        """Words, phrases and beginnings, from the most common to the rarest, as they are sent."""
        words, text = self.words, self._text()
        queries = dict(words)
        queries["phrase"] = f'"{words["commonest"]} {words["common"]}"'
        queries["phrase_of_one"] = f'"{" ".join(text.split()[2:5])}"'
        queries["prefix"] = f"{words['commonest'][:2]}*"
        queries["prefix_of_three"] = f"{words['middling'][:3]}*"
        queries["two_words"] = f"{words['commonest']} {words['middling']}"
        return {name: f"q={quote(query)}" for name, query in queries.items()}

    def _text(self) -> str:
        return str(
            self.bench.column(
                "SELECT text FROM claims_quote WHERE is_public AND length(text) > 60 "
                "ORDER BY uid LIMIT 1"
            )[0]
        )

    def search(self) -> Iterator[Figure]:
        """Any words, the first page and one at nine tenths of the list; `limit` is a plain page."""
        deep = {f"{name}_deep": f"{q}&cursor=quote.{self.deep}" for name, q in self.asked.items()}
        yield from self._lines("search", self.asked | deep, self.asked["middling"])

    def search_speaker(self) -> Iterator[Figure]:
        """Words of somebody, or within some months; `limit` is a plain page."""
        asked = {}
        for name, place in {"busiest": 0, "middling": 20, "quiet": 500}.items():
            for word in ("commonest", "middling", "rare"):
                asked[f"{word}_by_{name}"] = f"{self.asked[word]}&speaker={self._speaker(place)}"
        for word in ("commonest", "middling", "rare"):
            asked[f"{word}_in_2016"] = f"{self.asked[word]}&from=2016-03-01&until=2016-08-31"
        yield from self._lines("search_speaker", asked, asked["middling_by_busiest"])

    def search_relevance(self) -> Iterator[Figure]:
        """The same words, the best hits first; `limit` is a plain page."""
        asked = {name: f"{q}&order=relevance" for name, q in self.asked.items()}
        if self.client(QUOTES, asked["rare"]).status != 200:
            raise Skipped("order=relevance is refused")
        yield from self._lines("search_relevance", asked, self.asked["middling"])

    def _speaker(self, place: int) -> UUID:
        """The one who is quoted most, or so many places after."""
        found = self.bench.column(
            "SELECT k.uid FROM claims_speaker k JOIN claims_attribution a ON a.speaker_id = k.id "
            "WHERE a.role = 'speaker' GROUP BY k.uid ORDER BY count(*) DESC, k.uid LIMIT 501"
        )
        return UUID(str(found[min(place, len(found) - 1)]))

    def _lines(self, name: str, asked: dict[str, str], plain: str) -> Iterator[Figure]:
        for query in asked.values():
            self.client.ok(QUOTES, query)
        acts: dict[str, Any] = {
            each: (lambda query=query: self.client.ok(QUOTES, query))
            for each, query in asked.items()
        }
        found = self.bench.rates(
            12,
            **acts,
            _limit=lambda: self.client.ok(QUOTES),
            _plain=lambda: self.client.ok(PLAIN_QUOTES, plain),
        )
        yield _slowest(name, found)
        dressing = {sql for sql, _, _ in self._statements("")[1:]}
        finding = {each: self._statements(query) for each, query in asked.items()}
        only = {
            each: [statement for statement in statements if statement[0] not in dressing]
            for each, statements in finding.items()
        }
        only["_limit"] = self._statements("")[:1]
        only["_plain"] = [
            statement
            for statement in self._statements(plain, PLAIN_QUOTES)
            if " LIKE " in statement[0]
        ]
        counted = self.bench.rates(
            5, **{each: self._rerun(statements) for each, statements in only.items()}
        )
        yield _slowest(f"{name}_sql", counted)

    def _statements(self, query: str, path: str = QUOTES) -> Statements:
        """The statements that a page takes; the one that finds its records is the first."""
        seen: Statements = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            seen.append((sql, params, context["cursor"].cursor))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            self.client.ok(path, query)
        return [
            (sql, values, _is_planned_anew(cursor))
            for sql, values, cursor in seen
            if "claims_" in sql  # the stamp, and who asks, are read for any page
        ]

    def _rerun(self, statements: Statements) -> Any:
        def run() -> None:
            for sql, values, planned_anew in statements:
                with reading_cursor(connection, planned_anew) as cursor:
                    cursor.execute(sql, values)
                    cursor.fetchall()

        return run


def _is_planned_anew(cursor: Any) -> bool:
    return connection.vendor == "postgresql" and isinstance(cursor, ClientCursor)


def _slowest(name: str, found: dict[str, float]) -> Figure:
    limit, plain = found.pop("_limit"), found.pop("_plain", None)
    slowest = min(found, key=lambda each: found[each])
    notes = {"slowest": slowest, "each": {each: round(rate, 2) for each, rate in found.items()}}
    return Figure(name, found[slowest], plain, limit, notes)


def measures(bench: Bench) -> dict[str, Any]:
    searching = Searching(bench)
    return {
        "search": searching.search,
        "search_speaker": searching.search_speaker,
        "search_relevance": searching.search_relevance,
    }
