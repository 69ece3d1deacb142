"""Each filter narrows its list as its help says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import TestCase

from claims.models import Claim, Link, Quote, Review
from tests.factories import (
    SAID,
    ClaimFactory,
    PublishedQuoteFactory,
    SourceFactory,
    SpeakerFactory,
)

from .conftest import Get
from .filter_values import MATCHING, TABLES, absent
from .rich import Rich, rich_record

pytestmark = pytest.mark.django_db


def the_one(record: Rich, path: str) -> str:
    found: dict[str, Any] = {
        "/api/sources/": record.source,
        "/api/revisions/": record.source.current_revision,
        "/api/rating_scales/": record.review.scale,
        "/api/topics/": record.claim.claim_topics.all()[0].topic,
    }
    name = path.split("/")[2].removesuffix("s")
    return str((found.get(path) or getattr(record, name)).uid)


CASES = [(path, name) for path, values in MATCHING.items() for name in values]


class EachFilter(TestCase):
    """By one record that has everything."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.record = rich_record()

    def found(self, path: str, name: str, value: Any) -> list[str]:
        answer = self.client.get(path, {name: value})
        assert answer.status_code == 200, answer.json()
        return [row["uid"] for row in answer.json()["results"]]

    def test_a_value_that_matches(self) -> None:
        for path, name in CASES:
            with self.subTest(path=path, name=name):
                value = MATCHING[path][name](self.record)
                assert the_one(self.record, path) in self.found(path, name, value)

    def test_a_value_that_matches_nothing(self) -> None:
        for path, name in CASES:
            if name != "current":
                with self.subTest(path=path, name=name):
                    assert self.found(path, name, absent(path, name)) == []


def test_every_filter_has_a_case() -> None:
    declared = {path: {item.name for item in table.table} for path, table in TABLES.items()}
    assert declared == {path: set(values) for path, values in MATCHING.items()}


def test_speaker_is_who_said_it_and_in_chain_anybody(results: Get) -> None:
    record = rich_record()
    behalf = record.inner.attributions.get(role="on_behalf_of").speaker
    assert results("/api/quotes/", speaker=behalf.uid) == []
    (row,) = results("/api/quotes/", in_chain=behalf.uid)
    assert row["uid"] == str(record.inner.uid)


def test_a_quote_is_listed_once_however_often_a_speaker_stands_in_its_chain(results: Get) -> None:
    speaker = SpeakerFactory()
    PublishedQuoteFactory(chain=[Link(speaker), Link(speaker, "relayed_by")])
    assert len(results("/api/quotes/", in_chain=speaker.uid)) == 1


def test_several_values_are_met_by_any(get: Get, results: Get) -> None:
    PublishedQuoteFactory()
    PublishedQuoteFactory(kind="indirect")
    assert len(results("/api/quotes/", kind=["direct", "indirect"])) == 2
    assert len(results("/api/quotes/", kind=["direct", "mixed"])) == 1


def test_speaker_and_stance_are_met_by_one_appearance(results: Get) -> None:
    asserts, denies = SpeakerFactory(), SpeakerFactory()
    claim = ClaimFactory()
    claim.appear(PublishedQuoteFactory(chain=[Link(asserts)]), "asserts")
    claim.appear(PublishedQuoteFactory(chain=[Link(denies)]), "denies")
    claim.publish(by=None)
    assert len(results("/api/claims/", speaker=denies.uid, stance="denies")) == 1
    assert results("/api/claims/", speaker=denies.uid, stance="asserts") == []


def test_dates_of_a_claim_are_met_by_one_quote(results: Get) -> None:
    claim = ClaimFactory()
    for published in ("2021", "2025"):
        source = SourceFactory(text=SAID, is_public=True, published=published)
        claim.appear(PublishedQuoteFactory(source=source))
    claim.publish(by=None)
    assert len(results("/api/claims/", from_="2021", until="2021")) == 1
    assert results("/api/claims/", from_="2022", until="2024") == []


@pytest.mark.parametrize(
    ("published", "query", "found"),
    [
        ("2023-04", {"from_": "2023-04-30"}, True),
        ("2023-04", {"from_": "2023-05-01"}, False),
        ("2023-04", {"until": "2023-04-01"}, True),
        ("2023-04", {"until": "2023-03"}, False),
        ("2023-04", {"from_": "2023-04-10", "until": "2023-04-11"}, True),
        ("../2023-04", {"until": "1900"}, True),
        ("../2023-04", {"from_": "2023-05"}, False),
        ("2023-04/..", {"from_": "2100"}, True),
        ("2023-04/..", {"until": "2023-03"}, False),
        ("2023-04-27~", {"from_": "2023-04-27", "until": "2023-04-27"}, True),
        ("", {"from_": "0001"}, False),
        ("", {"until": "9999"}, False),
        ("2023", {"from_": "2023-06/2024", "until": "2022/2023-02"}, True),
    ],
)
def test_periods_match_where_they_overlap(
    results: Get, published: str, query: dict[str, str], found: bool
) -> None:
    source = SourceFactory(text=SAID, is_public=True, published=published)
    PublishedQuoteFactory(source=source)
    assert bool(results("/api/sources/", **query)) is found
    assert bool(results("/api/quotes/", **query)) is found


def test_the_day_it_was_said_goes_before_the_day_it_was_printed(results: Get) -> None:
    source = SourceFactory(text=SAID, is_public=True, published="2023-04-27")
    PublishedQuoteFactory(source=source, said_on="2020")
    assert len(results("/api/quotes/", until="2021")) == 1
    assert results("/api/quotes/", from_="2023") == []


def test_a_fact_check_of_another_source_is_not_on_this_one(results: Get) -> None:
    record = rich_record()
    other = PublishedQuoteFactory()
    record.claim.appear(other)
    on_this = results("/api/reviews/", source=record.source.uid)
    on_other = results("/api/reviews/", source=other.source.uid)
    assert (len(on_this), len(on_other)) == (2, 1)
    assert on_other[0]["uid"] == str(record.review.uid)


def test_filters_are_met_together(results: Get) -> None:
    record, _ = rich_record(), rich_record()
    found = results("/api/quotes/", q="bridge", speaker=record.speaker.uid, kind="direct")
    assert [row["uid"] for row in found] == [str(record.quote.uid)]
    assert Quote.objects.public().count() == 4
    assert Claim.objects.public().count() == 4
    assert len(results("/api/reviews/", current="false")) == 2
    assert Review.objects.public().count() == 4
