"""Each filter narrows its list as its help says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.api import filters as of_claims
from claims.models import Claim, Link, Quote, Review
from sources.api import filters as of_sources
from tests.factories import (
    SAID,
    ClaimFactory,
    PublishedQuoteFactory,
    SourceFactory,
    SpeakerFactory,
)

from .conftest import Get
from .rich import Rich, rich_record

pytestmark = pytest.mark.django_db
TABLES = {
    "/api/sources/": of_sources.SOURCES,
    "/api/revisions/": of_sources.REVISIONS,
    "/api/publishers/": of_claims.PUBLISHERS,
    "/api/speakers/": of_claims.SPEAKERS,
    "/api/quotes/": of_claims.QUOTES,
    "/api/claims/": of_claims.CLAIMS,
    "/api/reviews/": of_claims.REVIEWS,
    "/api/topics/": of_claims.TOPICS,
    "/api/rating_scales/": of_claims.SCALES,
}
Value = Callable[[Rich], Any]

MATCHING: dict[str, dict[str, Value]] = {
    "/api/sources/": {
        "q": lambda r: r.source.title,
        "publisher": lambda r: r.publisher.uid,
        "kind": lambda r: "article",
        "status": lambda r: "live",
        "language": lambda r: "en",
        "from": lambda r: "2023",
        "until": lambda r: "2023-04-01",
        "external_id": lambda r: r.source.external_id,
        "origin": lambda r: "archive",
    },
    "/api/revisions/": {"source": lambda r: r.source.uid, "made_by": lambda r: "read"},
    "/api/publishers/": {"name": lambda r: r.publisher.name},
    "/api/speakers/": {
        "name": lambda r: f"I. Vale {r.speaker.pk}",
        "kind": lambda r: "person",
        "member_of": lambda r: r.speaker.memberships.get(role="mayor").organization.uid,
        "wikidata_id": lambda r: "Q1",
    },
    "/api/quotes/": {
        "q": lambda r: "BRIDGES toll building",
        "speaker": lambda r: r.speaker.uid,
        "in_chain": lambda r: r.speaker.uid,
        "source": lambda r: r.source.uid,
        "publisher": lambda r: r.publisher.uid,
        "quoted_from": lambda r: r.quote.quoted_from.uid,
        "kind": lambda r: "direct",
        "language": lambda r: "en",
        "claim": lambda r: r.claim.uid,
        "stance": lambda r: "asserts",
        "topic": lambda r: r.claim.claim_topics.all()[0].topic.uid,
        "from": lambda r: "2023-04-30",
        "until": lambda r: "2023-04",
        "external_id": lambda r: r.quote.external_id,
        "origin": lambda r: "archive",
    },
    "/api/claims/": {
        "q": lambda r: r.claim.text,
        "kind": lambda r: "factual",
        "topic": lambda r: r.claim.claim_topics.all()[0].topic.uid,
        "language": lambda r: "en",
        "speaker": lambda r: r.speaker.uid,
        "in_chain": lambda r: r.speaker.uid,
        "quote": lambda r: r.quote.uid,
        "source": lambda r: r.source.uid,
        "publisher": lambda r: r.publisher.uid,
        "stance": lambda r: "asserts",
        "from": lambda r: "2022",
        "until": lambda r: "2023-04-29",
        "external_id": lambda r: r.claim.external_id,
        "origin": lambda r: "archive",
    },
    "/api/reviews/": {
        "claim": lambda r: r.claim.uid,
        "source": lambda r: r.source.uid,
        "reviewer": lambda r: r.publisher.uid,
        "current": lambda r: "true",
        "from": lambda r: "2023-06",
        "until": lambda r: "2023-06",
    },
    "/api/topics/": {"name": lambda r: r.claim.claim_topics.all()[0].topic.name},
    "/api/rating_scales/": {"name": lambda r: r.review.scale.name if r.review.scale else ""},
}
ABSENT = {
    "kind": {"/api/quotes/": "mixed", "/api/claims/": "promise", "/api/speakers/": "group"},
    "status": "gone",
    "made_by": "typed",
    "stance": "implies",
    "from": "2024",
    "until": "2022",
    "current": None,
}
UID = "00000000-0000-4000-8000-000000000000"


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


@pytest.mark.parametrize(("path", "name"), CASES)
def test_a_value_that_matches(results: Get, path: str, name: str) -> None:
    record = rich_record()
    value = MATCHING[path][name](record)
    assert the_one(record, path) in [row["uid"] for row in results(path, **{name: value})]


@pytest.mark.parametrize(("path", "name"), [case for case in CASES if case[1] != "current"])
def test_a_value_that_matches_nothing(results: Get, path: str, name: str) -> None:
    rich_record()
    table = {item.name: item for item in TABLES[path].table}
    value: Any = ABSENT.get(name, UID if table[name].kind.name == "uid" else "qqq")
    if isinstance(value, dict):
        value = value.get(path, "video")
    assert results(path, **{name: value}) == []


def test_every_filter_has_a_case() -> None:
    declared = {path: {item.name for item in table.table} for path, table in TABLES.items()}
    left_out = {"country", "external_id", "origin", "wikidata_id", "language"}
    for path, names in declared.items():
        assert names - set(MATCHING[path]) <= left_out, path


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
