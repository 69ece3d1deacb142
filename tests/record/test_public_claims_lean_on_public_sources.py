"""Nothing public leans on what is hidden; confidential evidence is counted, never named."""

import pytest
from django.core.exceptions import ValidationError

from claimtrack.db.records import Conflict
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
)

from .raw import insert, merge_on_record, refused, stored, update

pytestmark = pytest.mark.django_db
SINCE = "2026-01-01 00:00:00"
HIDDEN_QUOTE = "about a quote that is not public"


@pytest.fixture
def public():
    claim = ClaimFactory()
    claim.publish(by=None)
    return claim


def test_a_claim_with_evidence_from_a_hidden_source_is_not_published() -> None:
    claim = EvidenceFactory().claim
    with pytest.raises(ValidationError, match="is not public"):
        claim.publish(by=None)
    with refused("leans on a hidden source"):
        update(claim, status="published", published_at=SINCE)


def test_a_public_claim_gets_no_evidence_from_a_hidden_source(public) -> None:
    with pytest.raises(ValidationError, match="is not public"):
        public.add_evidence(SourceFactory(), "supports", note="A chart.")
    with refused("leans on public sources"):
        EvidenceFactory(claim=public)


def test_confidential_evidence_may_come_from_a_hidden_source(public) -> None:
    evidence = public.add_evidence(
        SourceFactory(), "supports", note="A phone call.", is_confidential=True
    )
    with refused("leans on public sources"):
        update(evidence, is_confidential=False)


def test_a_source_that_a_public_claim_leans_on_is_not_hidden(public) -> None:
    source = SourceFactory(is_public=True)
    EvidenceFactory(claim=public, source=source)
    with refused("A public claim leans on this source"):
        update(source, is_public=False)


def test_a_merge_brings_no_hidden_evidence_to_a_public_claim(public) -> None:
    with pytest.raises(ValidationError, match="is not"):
        EvidenceFactory().claim.merge_into(public, by=None, reason="the same")


def test_a_fact_check_is_given_on_a_quote_that_anybody_may_read() -> None:
    appearance = AppearanceFactory(quote=QuoteFactory())
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    with pytest.raises(ValidationError, match="not public"):
        review.publish(by=None)
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    ReviewFactory(claim=appearance.claim, appearance=appearance).publish(by=None)


@pytest.mark.parametrize("of", ["never published", "published on a hidden source"])
def test_a_verdict_about_a_quote_that_is_not_public_is_not_published(of) -> None:
    quote = QuoteFactory(source__is_public=True)
    if of != "never published":
        quote.publish(by=None)
        update(quote.source, is_public=False)
    appearance = AppearanceFactory(quote=quote)
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    with refused(HIDDEN_QUOTE):
        update(review, state="published")
    with refused(HIDDEN_QUOTE):
        insert(review, state="published")
    update(quote.source, is_public=True)
    update(quote, status="published", published_at=stored(quote, "published_at") or SINCE)
    update(review, state="published")


def test_a_claim_with_a_verdict_about_a_hidden_quote_is_not_published() -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    claim = appearance.claim
    ReviewFactory(claim=claim, appearance=appearance).publish(by=None)
    update(appearance.quote.source, is_public=False)
    with refused("a verdict about a hidden quote"):
        update(claim, status="published", published_at=SINCE)
    update(appearance.quote.source, is_public=True)
    update(claim, status="published", published_at=SINCE)


def test_a_merge_is_not_undone_where_a_public_claim_would_lean_on_a_hidden_source(public) -> None:
    source, survivor = SourceFactory(is_public=True), ClaimFactory()
    evidence = EvidenceFactory(claim=public, source=source)
    merge = public.merge_into(survivor, by=None, reason="the same")
    update(source, is_public=False)
    with pytest.raises(Conflict, match="leans on a hidden source"):
        merge.undo(by=None)
    assert stored(evidence, "claim_id") == survivor.pk
    assert not stored(public, "is_public")
    update(evidence, is_confidential=True)
    merge.undo(by=None)
    assert stored(public, "is_public")


def test_claims_are_not_taken_apart_by_hand_where_one_would_lean_on_a_hidden_source(public) -> None:
    source, survivor = SourceFactory(is_public=True), ClaimFactory()
    EvidenceFactory(claim=public, source=source)
    merge_on_record(public, survivor)
    update(public, merged_into_id=survivor.pk)
    update(source, is_public=False)
    with refused("leans on a hidden source"):
        update(public, merged_into_id=None)


def test_a_merge_is_not_undone_where_a_public_claim_would_have_a_verdict_on_a_hidden_quote(
    public,
) -> None:
    appearance = AppearanceFactory(claim=public, quote=PublishedQuoteFactory())
    ReviewFactory(claim=public, appearance=appearance).publish(by=None)
    merge = public.merge_into(ClaimFactory(), by=None, reason="the same")
    update(appearance.quote.source, is_public=False)
    with pytest.raises(Conflict, match="a verdict about a hidden quote"):
        merge.undo(by=None)
    update(appearance.quote.source, is_public=True)
    merge.undo(by=None)


def test_a_verdict_on_a_quote_that_was_withdrawn_later_is_no_fault() -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    ReviewFactory(claim=appearance.claim, appearance=appearance).publish(by=None)
    appearance.quote.withdraw("misheard", by=None)
    appearance.claim.publish(by=None)
    assert appearance.claim.is_public
