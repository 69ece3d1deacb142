"""What was public stays readable by its id, as a trace; what never was is not there."""

from __future__ import annotations

import pytest

from claims.models import Link
from tests.factories import (
    SAID,
    ClaimFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    SpeakerFactory,
)

from .conftest import Get
from .rich import rich_record

pytestmark = pytest.mark.django_db
WHY = "Never said."


def test_a_withdrawn_quote_leaves_no_words(get: Get, results: Get) -> None:
    quote = PublishedQuoteFactory()
    quote.withdraw(WHY, by=None)
    answer = get(f"/api/quotes/{quote.uid}/").json()
    assert set(answer) == {"uid", "status", "withdrawn_reason", "withdrawn_at"}
    assert (answer["status"], answer["withdrawn_reason"]) == ("withdrawn", WHY)
    assert answer["withdrawn_at"].endswith("Z")
    assert results("/api/quotes/") == []
    assert results("/api/quotes/", q="bridge") == []


def test_the_day_of_withdrawal_stays_where_the_reason_is_put_better(get: Get) -> None:
    quote = PublishedQuoteFactory()
    quote.withdraw(WHY, by=None)
    first = get(f"/api/quotes/{quote.uid}/").json()["withdrawn_at"]
    quote.withdraw("It was somebody else.", by=None)
    assert get(f"/api/quotes/{quote.uid}/").json()["withdrawn_at"] == first


def test_what_was_withdrawn_before_it_was_public_never_was(get: Get) -> None:
    quote, claim = QuoteFactory(), ClaimFactory()
    quote.withdraw(WHY, by=None)
    claim.withdraw(WHY, by=None)
    assert get(f"/api/quotes/{quote.uid}/").status_code == 404
    assert get(f"/api/claims/{claim.uid}/").status_code == 404


def test_a_withdrawn_quote_in_nested_rows(get: Get) -> None:
    record = rich_record()
    record.quote.withdraw(WHY, by=None)
    claim = get(f"/api/claims/{record.claim.uid}/").json()
    (appearance,) = claim["appearances"]
    assert appearance["quote"]["text"] is None
    assert appearance["quote"]["withdrawn_reason"] == WHY
    assert (appearance["quote"]["source"], appearance["quote"]["speakers"]) == (None, [])
    assert claim["first_appearance"] is None
    assert claim["reviews"][-1]["appearance"]["quote"]["text"] is None
    inner = get(f"/api/quotes/{record.inner.uid}/").json()
    assert inner["relations"][0]["quote"]["status"] == "withdrawn"
    assert inner["relations"][0]["quote"]["text"] is None
    assert inner["within"] == []
    assert record.quote.text not in str(claim) + str(inner)


def test_a_withdrawn_claim(get: Get, results: Get) -> None:
    record = rich_record()
    record.claim.withdraw(WHY, by=None)
    answer = get(f"/api/claims/{record.claim.uid}/").json()
    assert set(answer) == {"uid", "status", "withdrawn_reason", "withdrawn_at"}
    (other,) = results("/api/claims/")
    assert other["relations"][0]["claim"]["status"] == "withdrawn"
    assert other["relations"][0]["claim"]["text"] is None
    assert get(f"/api/reviews/{record.review.uid}/").status_code == 404


def test_a_withdrawn_verdict_keeps_its_rating(get: Get, results: Get) -> None:
    record = rich_record()
    record.review.withdraw("A mistake.", by=None)
    answer = get(f"/api/reviews/{record.review.uid}/").json()
    assert (answer["state"], answer["rating_name"]) == ("withdrawn", "false")
    assert (answer["is_current"], answer["withdrawn_reason"]) == (False, "A mistake.")
    assert answer["withdrawn_at"]
    (earlier,) = results("/api/reviews/")
    assert (earlier["superseded_by"], earlier["is_current"]) == (None, True)
    claim = get(f"/api/claims/{record.claim.uid}/").json()
    assert [row["state"] for row in claim["reviews"]] == ["withdrawn", "published"]


def test_a_superseded_verdict_names_the_later_one(get: Get) -> None:
    record = rich_record()
    later, earlier = get(f"/api/claims/{record.claim.uid}/").json()["reviews"]
    assert earlier["superseded_by"] == later["uid"]
    assert later["supersedes"] == earlier["uid"]
    assert later["superseded_by"] is None  # a draft is no verdict
    assert (earlier["is_current"], later["is_current"]) == (False, True)


def test_a_merged_speaker_is_elsewhere(get: Get, results: Get) -> None:
    merged, survivor = SpeakerFactory(), SpeakerFactory()
    PublishedQuoteFactory(chain=[Link(merged)])
    merged.merge_into(survivor, by=None, reason="one person")
    answer = get(f"/api/speakers/{merged.uid}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"http://testserver/api/speakers/{survivor.uid}/"
    for path in ("/api/quotes/", "/api/claims/"):
        assert results(path, speaker=merged.uid) == results(path, speaker=survivor.uid)
    assert len(results("/api/quotes/", speaker=merged.uid)) == 1
    assert len(results("/api/quotes/", in_chain=merged.uid)) == 1


def test_a_merged_claim_is_elsewhere(get: Get, results: Get) -> None:
    record = rich_record()
    merged = ClaimFactory()
    merged.publish(by=None)
    merged.merge_into(record.claim, by=None, reason="one claim")
    answer = get(f"/api/claims/{merged.uid}/")
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/api/claims/{record.claim.uid}/")
    assert len(results("/api/quotes/", claim=merged.uid)) == 1
    assert len(results("/api/reviews/", claim=merged.uid)) == 2


def test_what_was_merged_before_it_was_public_never_was(get: Get, results: Get) -> None:
    record = rich_record()
    claim, speaker = ClaimFactory(), SpeakerFactory()
    claim.merge_into(record.claim, by=None, reason="one claim")
    speaker.merge_into(record.speaker, by=None, reason="one person")
    assert get(f"/api/claims/{claim.uid}/").status_code == 404
    assert get(f"/api/speakers/{speaker.uid}/").status_code == 404
    assert results("/api/quotes/", claim=claim.uid) == []
    assert results("/api/quotes/", speaker=speaker.uid) == []


def test_a_claim_merged_into_a_withdrawn_one(get: Get) -> None:
    merged, survivor = ClaimFactory(), ClaimFactory()
    for claim in (merged, survivor):
        claim.publish(by=None)
    merged.merge_into(survivor, by=None, reason="one claim")
    survivor.withdraw(WHY, by=None)
    assert get(f"/api/claims/{merged.uid}/").status_code == 301
    assert get(f"/api/claims/{survivor.uid}/").json()["status"] == "withdrawn"


def test_words_of_a_withdrawn_quote_stay_in_no_list(get: Get) -> None:
    quote = PublishedQuoteFactory()
    quote.withdraw(WHY, by=None)
    for path in ("/api/quotes/", "/api/speakers/", "/api/claims/"):
        assert SAID not in get(path).content.decode()
