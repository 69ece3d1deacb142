"""Lists give more on request: named, bounded, and no more than anybody may see."""

from __future__ import annotations

import pytest

from claims.api.rows import including
from claims.api.views import ClaimViewSet, QuoteViewSet
from claimtrack.rest.including import Include
from sources.api.views import RevisionViewSet, SourceViewSet
from tests.factories import PublishedQuoteFactory

from .conftest import Get
from .readers import full
from .rich import SECRET, TEXT, rich_record
from .schema import check

pytestmark = pytest.mark.django_db
INCLUDES = [
    (f"/api/{name}s/", include, view.includes[include])
    for name, view in (
        ("source", SourceViewSet),
        ("revision", RevisionViewSet),
        ("quote", QuoteViewSet),
        ("claim", ClaimViewSet),
    )
    for include in view.includes
]


@pytest.mark.parametrize(("path", "name", "include"), INCLUDES)
def test_is_described_and_adds_what_it_says(
    get: Get, path: str, name: str, include: Include
) -> None:
    rich_record()
    plain, more = get(path).json(), get(path, include=name).json()
    check(path, more)
    check(path, full().get(path, {"include": name}).json())
    for row, fuller in zip(plain["results"], more["results"], strict=True):
        assert set(fuller) - set(row) == {name}
        assert {key: value for key, value in fuller.items() if key != name} == row
    assert SECRET not in str(more)


@pytest.mark.parametrize(("path", "name", "include"), INCLUDES)
def test_is_bounded(get: Get, path: str, name: str, include: Include) -> None:
    assert include.most <= 50
    assert get(path, include=name, limit=include.most).status_code == 200
    answer = get(path, include=name, limit=include.most + 1)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["attr"]) == (400, "limit")
    assert error["detail"].endswith(f"to {include.most} with include.")


def test_a_page_has_as_many_records_as_it_may(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    rich_record()
    few = Include("", including.add_claims, most=1)
    monkeypatch.setattr(QuoteViewSet, "includes", {"claims": few})
    page = get("/api/quotes/", include="claims").json()
    assert (len(page["results"]), "include=claims" in page["next"]) == (1, True)


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, name, _ in INCLUDES])
@pytest.mark.parametrize("wrong", ["", "colours", "text,claims", "uid"])
def test_what_is_unknown_is_refused_by_name(get: Get, path: str, name: str, wrong: str) -> None:
    answer = get(path, include=wrong)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["attr"]) == (400, "include")
    assert name in error["detail"]


def test_what_has_nothing_more_knows_no_include(get: Get) -> None:
    (error,) = get("/api/topics/", include="text").json()["errors"]
    assert (error["code"], error["attr"]) == ("unknown_filter", "include")


def test_a_quote_comes_with_its_claims_and_their_verdicts(get: Get) -> None:
    record = rich_record()
    page = get("/api/quotes/", include="claims").json()["results"]
    found = {row["uid"]: row["claims"] for row in page}
    (made,) = found[str(record.quote.uid)]
    assert (made["stance"], made["claim"]["uid"]) == ("asserts", str(record.claim.uid))
    (verdict,) = made["claim"]["verdicts"]
    assert (verdict["uid"], verdict["rating_name"]) == (str(record.review.uid), "false")
    assert verdict["reviewer"]["uid"] == str(record.publisher.uid)
    assert found[str(record.inner.uid)] == []
    record.claim.withdraw("Twice here.", by=None)
    page = get("/api/quotes/", include="claims").json()["results"]
    (made,) = next(row["claims"] for row in page if row["uid"] == str(record.quote.uid))
    assert (made["claim"]["text"], made["claim"]["verdicts"]) == (None, [])


def test_a_claim_comes_with_its_quotes_whole(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    record = rich_record()
    other = PublishedQuoteFactory(said_on="1999")
    record.claim.appear(other, "denies")
    whole = [get(f"/api/quotes/{quote.uid}/").json() for quote in (other, record.quote)]
    found = get("/api/claims/", include="quotes", quote=record.quote.uid).json()["results"]
    assert [row["quotes"] for row in found] == [whole]
    monkeypatch.setattr(including, "MOST_QUOTES", 1)
    found = get("/api/claims/", include="quotes", quote=record.quote.uid).json()["results"]
    assert [row["quotes"] for row in found] == [whole[:1]]
    other.withdraw("Never said.", by=None)
    found = get("/api/claims/", include="quotes", quote=record.quote.uid).json()["results"]
    assert [row["quotes"] for row in found] == [whole[1:]]


@pytest.mark.parametrize("path", ["/api/sources/", "/api/revisions/"])
def test_texts_come_where_they_are_open(get: Get, path: str) -> None:
    record = rich_record()
    assert {row["text"] for row in get(path, include="text").json()["results"]} == {None}
    record.source.open_text(None, "agreed")
    texts = [row["text"] for row in get(path, include="text").json()["results"]]
    assert [text for text in texts if text] == [TEXT]
    assert TEXT in [row["text"] for row in full().get(path, {"include": "text"}).json()["results"]]
