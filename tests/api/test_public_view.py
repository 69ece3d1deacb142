"""Anybody may read over REST what is public, and sees no trace of the rest."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from claims.models import Link, Quote
from tests.factories import (
    SAID,
    ClaimFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client: APIClient):
    return lambda path, **query: client.get(path, query)


def test_lists_hold_public_records_only(get) -> None:
    quote = PublishedQuoteFactory()
    QuoteFactory()
    answer = get("/api/quotes/").json()
    assert [row["uid"] for row in answer["results"]] == [str(quote.uid)]
    assert answer["next"] is None
    assert get("/api/sources/").json()["results"][0]["uid"] == str(quote.source.uid)


def test_a_hidden_record_answers_as_one_that_never_was(get) -> None:
    hidden = get(f"/api/quotes/{QuoteFactory().uid}/")
    never = get("/api/quotes/00000000-0000-4000-8000-000000000000/")
    assert hidden.status_code == never.status_code == 404
    assert hidden.json() == never.json()


def test_a_quote_comes_with_words_spans_and_chain(get) -> None:
    speaker = SpeakerFactory(name="Ida Vale")
    quote = PublishedQuoteFactory(chain=[Link(speaker)])
    answer = get(f"/api/quotes/{quote.uid}/").json()
    assert answer["text"] == SAID
    assert answer["words"] == "We shall build the bridge."
    span = answer["spans"][0]
    assert span["exact"] == SAID
    assert answer["attributions"][0]["speaker"]["name"] == "Ida Vale"
    assert [row["name"] for row in get("/api/speakers/").json()["results"]] == ["Ida Vale"]


def test_a_claim_comes_with_what_is_public_of_it(get) -> None:
    claim = ClaimFactory()
    claim.appear(PublishedQuoteFactory())
    claim.appear(QuoteFactory())
    ReviewFactory(claim=claim)
    ReviewFactory(claim=claim, rating_name="false").publish(by=None)
    claim.publish(by=None)
    answer = get(f"/api/claims/{claim.uid}/").json()
    assert [row["text"] for row in answer["appearances"]] == [SAID]
    assert [row["rating_name"] for row in answer["reviews"]] == ["false"]


def test_a_text_is_shown_only_where_it_is_open(get) -> None:
    source = SourceFactory(text="Nobody spoke.", is_public=True)
    assert get(f"/api/sources/{source.uid}/").json()["text"] is None
    source.text_is_open = True
    source.save()
    assert get(f"/api/sources/{source.uid}/").json()["text"] == "Nobody spoke."


@pytest.mark.parametrize("name", ["source", "speaker", "quote", "claim"])
def test_a_list_takes_as_many_queries_for_ten_records_as_for_one(
    get, name, django_assert_max_num_queries
) -> None:
    for _ in range(10):
        quote = PublishedQuoteFactory(chain=[Link(SpeakerFactory())])
        claim = ClaimFactory()
        claim.appear(quote)
        claim.publish(by=None)
    assert Quote.objects.public().count() == 10
    with django_assert_max_num_queries(8):
        assert len(get(reverse(f"{name}-list")).json()["results"]) == 10


def test_the_root_names_every_list(get) -> None:
    root = get("/api/").json()
    for name in ("sources", "speakers", "quotes", "claims"):
        assert get(root[name]).status_code == 200
