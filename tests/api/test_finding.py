"""A page is found in whichever way costs less, and the records are the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from claims.api.views import ClaimViewSet, QuoteViewSet, SpeakerViewSet
from claimtrack.db.compiled import Statement
from claimtrack.rest import finding
from claimtrack.rest.finding import Finding
from tests.factories import SAID, ClaimFactory, PublishedQuoteFactory, SourceFactory

from .conftest import Get
from .filter_values import MATCHING
from .rich import rich_record

pytestmark = pytest.mark.django_db
WALKED_FAR, GATHERED = (10_000, (10_000,)), (1, ())
WAYS = [(1, (2, 3)), (2, ()), GATHERED]
"""How far a list is walked, and how much farther."""


def in_way(monkeypatch: Any, step: int, strides: tuple[int, ...]) -> None:
    monkeypatch.setattr(finding, "STEP", step)
    monkeypatch.setattr(finding, "STRIDES", strides)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("path", MATCHING)
def test_the_same_records_in_each_way(
    get: Get, monkeypatch: Any, path: str, way: tuple[int, tuple[int, ...]]
) -> None:
    records = [rich_record() for _ in range(3)]
    values = {name: value_of(records[1]) for name, value_of in MATCHING[path].items()}
    words = {"q": "mayor OR bridge"} if "q" in values else {}
    for name, value in values.items():
        for query in ({name: value}, {**words, name: value, "limit": 1, "count": 1}):
            in_way(monkeypatch, *WALKED_FAR)
            wanted = get(path, **query).json()
            in_way(monkeypatch, *way)
            assert get(path, **query).json() == wanted, query
            if wanted["next"]:
                there = get(wanted["next"]).json()
                in_way(monkeypatch, *WALKED_FAR)
                assert there == get(wanted["next"]).json(), query
                back = get(there["previous"]).json()["results"]
                assert back == wanted["results"], query


@pytest.mark.parametrize("way", [WALKED_FAR, GATHERED])
@pytest.mark.parametrize("order", ["date", "relevance"])
def test_the_same_hits_and_facets_in_each_way(
    get: Get, monkeypatch: Any, way: tuple[int, tuple[int, ...]], order: str
) -> None:
    records = [rich_record() for _ in range(3)]
    query = {"q": "bridge", "publisher": records[1].publisher.uid, "order": order}
    in_way(monkeypatch, *way)
    page = get("/api/quotes/", **query, facets="publisher,kind").json()
    assert page["facets"]["counted"] == len(page["results"]) == 1
    assert page["facets"]["publisher"][0]["value"] == str(records[1].publisher.uid)
    assert page["results"][0]["uid"] == str(records[1].quote.uid)


@pytest.mark.parametrize(
    ("published", "query"),
    [
        ("2023", {"until": "2023-01-05"}),
        ("2023", {"from_": "2023-12-30"}),
        ("2021/..", {"from_": "2023"}),
        ("../2023", {"until": "1950"}),
        ("2020/2025", {"from_": "2021", "until": "2021"}),
    ],
)
def test_a_period_is_found_wherever_its_key_lies(
    results: Get, published: str, query: dict[str, str]
) -> None:
    """A key has the last day of a period, or the first where it has no end."""
    source = SourceFactory(text=SAID, is_public=True, published=published)
    quote = PublishedQuoteFactory(source=source)
    noted = PublishedQuoteFactory(said_on=published)
    for each in (quote, noted):
        claim = ClaimFactory()
        claim.appear(each)
        claim.publish(by=None)
    assert len(results("/api/sources/", **query)) == 1
    assert len(results("/api/quotes/", **query)) == 2
    assert len(results("/api/quotes/", q="bridges", **query)) == 2
    assert len(results("/api/claims/", **query)) == 2


def test_a_page_is_found_anew_where_a_record_went_meanwhile(monkeypatch: Any) -> None:
    quotes = [PublishedQuoteFactory() for _ in range(2)]
    there = [quote.sort_key for quote in reversed(quotes)]
    found = iter([[*there, 1], there])
    monkeypatch.setattr(Finding, "_found", lambda *_: next(found))
    asked = {"source": quotes[0].source.uid}
    rows = Finding(QuoteViewSet, asked, False).rows("", None, 3)
    assert [row["sort_key"] for row in rows] == there


def plan(statement: Statement, *values: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.sql}", values)
        return [row[3] for row in cursor.fetchall()]


def shape(*names: str) -> Any:
    return tuple((name, None) for name in names)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is there")
class TestPlans:
    """How SQLite goes about it does not hang on how much there is."""

    def test_a_speaker_and_words_are_walked_together_by_date(self) -> None:
        for names in (("speaker",), ("q", "speaker"), ("q", "in_chain", "from", "until")):
            assert Finding(QuoteViewSet, dict.fromkeys(names), False).leaves is None
            statement = finding.listing("sqlite", QuoteViewSet, shape(*names), "lt", False)
            steps = plan(statement, *([None] * statement.sql.count("%s")))
            assert steps[0].startswith("SCAN claims_quote_fts VIRTUAL TABLE"), steps
            assert not [step for step in steps if "TEMP B-TREE" in step], steps

    @pytest.mark.parametrize("view", [QuoteViewSet, ClaimViewSet])
    def test_what_is_public_is_walked_alone(self, view: Any) -> None:
        steps = plan(finding.listing("sqlite", view, (), "", False))
        table = view.records(False).model._meta.db_table
        assert steps[0] == f"SEARCH {table} USING INDEX {table}_public (is_public=?)"
        assert not [step for step in steps if "TEMP B-TREE" in step], steps

    @pytest.mark.parametrize(
        ("view", "name"),
        [
            (QuoteViewSet, "publisher"),
            (QuoteViewSet, "topic"),
            (QuoteViewSet, "claim"),
            (ClaimViewSet, "speaker"),
            (ClaimViewSet, "source"),
            (ClaimViewSet, "topic"),
            (SpeakerViewSet, "name"),
        ],
    )
    def test_what_a_filter_leaves_is_gathered_from_what_it_names(
        self, view: Any, name: str
    ) -> None:
        statement = finding.gathering("sqlite", view, shape(name), "lt", False)
        steps = plan(statement, *([None] * statement.sql.count("%s")))
        table = view.records(False).model._meta.db_table
        walked = [step for step in steps if re.match(rf"SCAN {table}\b", step)]
        assert not walked, steps
