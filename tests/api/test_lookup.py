"""What the record has of a document, by its address; unknown is not the same as unchecked."""

from __future__ import annotations

from typing import Any

import pytest

from claims.api import lookup
from tests.factories import SAID, PublishedQuoteFactory, SourceFactory

from .conftest import Get
from .rich import rich_record

pytestmark = pytest.mark.django_db
PATH = "/api/sources/lookup/"
ADDRESS = "https://post.example/bridge"


@pytest.mark.parametrize(
    "written",
    [
        ADDRESS,
        "HTTPS://Post.Example:443/bridge/",
        "https://post.example/a/../bridge?utm_source=mail#top",
        "  https://post.example/br%69dge ",
        "http://post.example/bridge",
        "https://www.post.example/bridge",
    ],
)
def test_any_spelling_of_the_address(get: Get, written: str) -> None:
    source = SourceFactory(is_public=True, canonical_address=ADDRESS)
    answer = get(PATH, address=written).json()
    assert answer["source"]["uid"] == str(source.uid)


def test_of_two_spellings_the_one_asked_for(get: Get) -> None:
    SourceFactory(is_public=True, canonical_address="http://www.post.example/bridge")
    source = SourceFactory(is_public=True, canonical_address=ADDRESS)
    SourceFactory(is_public=True, canonical_address="http://post.example/bridge")
    assert get(PATH, address=ADDRESS).json()["source"]["uid"] == str(source.uid)


def test_quotes_claims_and_current_fact_checks(get: Get) -> None:
    record = rich_record()
    answer = get(PATH, address=record.source.canonical_address).json()
    assert [row["uid"] for row in answer["quotes"]] == [
        str(record.inner.uid),
        str(record.quote.uid),
    ]
    assert [row["uid"] for row in answer["claims"]] == [str(record.claim.uid)]
    assert [row["uid"] for row in answer["reviews"]] == [str(record.review.uid)]
    assert answer["more"] == {"quotes": None, "claims": None, "reviews": None}
    assert "text" not in answer["source"]


def test_known_without_anything(get: Get) -> None:
    SourceFactory(is_public=True, canonical_address=ADDRESS)
    answer = get(PATH, address=ADDRESS)
    assert answer.status_code == 200
    assert [answer.json()[name] for name in ("quotes", "claims", "reviews")] == [[], [], []]


def test_unknown_and_hidden_answer_alike(get: Get) -> None:
    never = get(PATH, address=ADDRESS)
    SourceFactory(canonical_address=ADDRESS)
    hidden = get(PATH, address=ADDRESS)
    assert hidden.status_code == never.status_code == 404
    assert hidden.content == never.content
    assert never.json()["errors"][0]["code"] == "unknown_source"


def test_a_long_list_goes_on_elsewhere(get: Get, monkeypatch: Any) -> None:
    monkeypatch.setattr(lookup, "MOST_FOUND", 2)
    source = SourceFactory(is_public=True, canonical_address=ADDRESS, text=SAID)
    quotes = [PublishedQuoteFactory(source=source) for _ in range(3)]
    answer = get(PATH, address=ADDRESS).json()
    assert len(answer["quotes"]) == 2
    rest = get(answer["more"]["quotes"]).json()
    assert [row["uid"] for row in rest["results"]] == [str(quotes[0].uid)]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "required"),
        ({"address": ""}, "invalid"),
        ({"address": "post.example"}, "invalid"),
        ({"address": "ftp://post.example/"}, "invalid"),
        ({"address": "https://user:word@post.example/"}, "invalid"),
        ({"address": "https://post.example/" + "x" * 3000}, "invalid"),
        ({"address": [ADDRESS, ADDRESS]}, "repeated"),
    ],
)
def test_an_address_that_is_none(get: Get, query: dict[str, Any], code: str) -> None:
    answer = get(PATH, **query)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["attr"], error["code"]) == ("address", code)


def test_another_parameter(get: Get) -> None:
    answer = get(PATH, address=ADDRESS, kind="article")
    assert answer.json()["errors"][0]["code"] == "unknown_filter"
