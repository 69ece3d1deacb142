"""While a verdict stands, what it was given on does not change under it."""

import pytest

from claims.models import Review
from tests.factories import (
    AppearanceFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
)

from .raw import delete, insert, refused, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    return ReviewFactory(claim=appearance.claim, appearance=appearance, rating_name="false")


def evidence_on(review):
    return EvidenceFactory(claim=review.claim, source__is_public=True)


@pytest.mark.parametrize("change", [{"text": "The opposite"}, {"kind": "opinion"}])
def test_the_claim(review, change):
    update(review.claim, text="The bridge will be built by 2026")
    review.publish(by=None)
    with refused("stays while it stands"):
        update(review.claim, **change)
    update(review.claim, language="en", due_on="2026")
    review.withdraw("wrong figures", by=None)
    update(review.claim, **change)


def test_how_its_quote_makes_the_claim(review):
    update(review.appearance, stance="reports")
    review.publish(by=None)
    with refused("while a verdict on it stands"):
        update(review.appearance, stance="denies")
    update(AppearanceFactory(claim=review.claim), stance="denies")


def test_the_evidence(review):
    resting = ReviewEvidenceFactory(review=review, evidence=evidence_on(review))
    other = evidence_on(review)
    update(resting, evidence_id=other.pk)
    review.publish(by=None)
    with refused("rests on stays"):
        delete(resting)
    with refused("rests on stays"):
        update(resting, evidence_id=evidence_on(review).pk)
    with refused("rests on stays"):
        insert(
            resting,
            id=resting.pk + 1000,
            evidence_id=evidence_on(review).pk,
        )


def test_a_draft_that_is_withdrawn_was_never_public(review):
    review.claim.publish(by=None)
    review.withdraw("not to be given", by=None)
    assert not Review.objects.public().exists()


def test_nor_was_one_that_was_withdrawn_before_its_claim_was_public(review):
    review.publish(by=None)
    review.withdraw("too early", by=None)
    review.claim.publish(by=None)
    assert not Review.objects.public().exists()


def test_one_that_was_public_leaves_a_trace(review):
    review.publish(by=None)
    review.claim.publish(by=None)
    review.withdraw("wrong figures", by=None)
    assert list(Review.objects.public()) == [review]
