"""Nothing public leans on what is hidden; confidential evidence is counted, never named."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
)

from .raw import refused, update

pytestmark = pytest.mark.django_db
SINCE = "2026-01-01 00:00:00"


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


def test_a_verdict_on_a_quote_that_was_withdrawn_later_is_no_fault() -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    ReviewFactory(claim=appearance.claim, appearance=appearance).publish(by=None)
    appearance.quote.withdraw("misheard", by=None)
    appearance.claim.publish(by=None)
    assert appearance.claim.is_public
