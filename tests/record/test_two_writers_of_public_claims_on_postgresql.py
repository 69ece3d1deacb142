"""Two writers at once: nothing leans on what the other hides, or rests on what the other moves."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from claimtrack.db.models import Change
from tests.factories import (
    WORDS,
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    EvidenceFactory,
    MembershipFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
)

from .at_once import one_of_two, while_open
from .raw import on, rows, stored, update

pytestmark = [pytest.mark.django_db(transaction=True), on("postgresql")]
SINCE = "2026-01-01 00:00:00"
Pair = tuple[Callable[[], object], Callable[[], object]]
ORDER = pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["one, then other", "and back"])
FALSE = {
    "a public claim on a hidden source": (
        "SELECT 1 FROM claims_evidence e JOIN claims_claim c ON c.id = e.claim_id "
        "JOIN sources_source s ON s.id = e.source_id "
        "WHERE c.is_public AND NOT e.is_confidential AND NOT s.is_public"
    ),
    "a capacity of another speaker": (
        "SELECT 1 FROM claims_attribution a JOIN claims_membership m ON m.id = a.capacity_id "
        "WHERE a.speaker_id <> m.speaker_id"
    ),
    "a verdict that rests on another claim's evidence": (
        "SELECT 1 FROM claims_reviewevidence x JOIN claims_review v ON v.id = x.review_id "
        "JOIN claims_evidence e ON e.id = x.evidence_id WHERE e.claim_id <> v.claim_id"
    ),
    "a verdict that supersedes another claim's": (
        "SELECT 1 FROM claims_review v JOIN claims_review s ON s.id = v.supersedes_id "
        "WHERE s.claim_id <> v.claim_id"
    ),
}


def publish(claim):
    return update(claim, status="published", published_at=SINCE)


def hide(source):
    return update(source, is_public=False)


def public_source():
    return SourceFactory(text=WORDS, is_public=True)


def evidence_comes_and_its_source_is_hidden() -> Pair:
    source, claim = public_source(), ClaimFactory()
    publish(claim)
    return lambda: EvidenceFactory(claim=claim, source=source), lambda: hide(source)


def a_claim_is_published_and_its_source_hidden() -> Pair:
    evidence = EvidenceFactory(source=public_source())
    return lambda: publish(evidence.claim), lambda: hide(evidence.source)


def evidence_is_no_longer_confidential_and_its_source_hidden() -> Pair:
    evidence = EvidenceFactory(source=public_source(), is_confidential=True)
    publish(evidence.claim)
    return lambda: update(evidence, is_confidential=False), lambda: hide(evidence.source)


def a_merge_is_undone_and_the_source_hidden() -> Pair:
    evidence = EvidenceFactory(source=public_source())
    publish(evidence.claim)
    evidence.claim.refresh_from_db()
    merge = evidence.claim.merge_into(ClaimFactory(), by=None, reason="the same")
    return lambda: _undo(merge), lambda: hide(evidence.source)


def a_capacity_is_named_and_becomes_another_s() -> Pair:
    membership, quote, other = MembershipFactory(), QuoteFactory(), SpeakerFactory()
    return (
        lambda: AttributionFactory(quote=quote, speaker=membership.speaker, capacity=membership),
        lambda: update(membership, speaker_id=other.pk),
    )


def a_verdict_comes_to_rest_on_evidence_that_moves() -> Pair:
    review, other = ReviewFactory(), ClaimFactory()
    evidence = EvidenceFactory(claim=review.claim)
    return (
        lambda: ReviewEvidenceFactory(review=review, evidence=evidence),
        lambda: update(evidence, claim_id=other.pk),
    )


def a_draft_that_comes_to_rest_on_evidence_moves() -> Pair:
    review, other = ReviewFactory(), ClaimFactory()
    evidence = EvidenceFactory(claim=review.claim)
    return (
        lambda: ReviewEvidenceFactory(review=review, evidence=evidence),
        lambda: update(review, claim_id=other.pk),
    )


def a_draft_is_superseded_and_moves() -> Pair:
    claim, other = ClaimFactory(), ClaimFactory()
    earlier, later = ReviewFactory(claim=claim), ReviewFactory(claim=claim)
    return (
        lambda: update(later, supersedes_id=earlier.pk, supersedes_reason="new figures"),
        lambda: update(earlier, claim_id=other.pk),
    )


def a_draft_supersedes_and_moves() -> Pair:
    claim, other = ClaimFactory(), ClaimFactory()
    earlier, later = ReviewFactory(claim=claim), ReviewFactory(claim=claim)
    return (
        lambda: update(later, supersedes_id=earlier.pk, supersedes_reason="new figures"),
        lambda: update(later, claim_id=other.pk),
    )


def _undo(merge):
    try:
        merge.undo(by=None)
    except ValidationError as error:
        raise IntegrityError(str(error)) from error


PAIRS = [
    evidence_comes_and_its_source_is_hidden,
    a_claim_is_published_and_its_source_hidden,
    evidence_is_no_longer_confidential_and_its_source_hidden,
    a_merge_is_undone_and_the_source_hidden,
    a_capacity_is_named_and_becomes_another_s,
    a_verdict_comes_to_rest_on_evidence_that_moves,
    a_draft_that_comes_to_rest_on_evidence_moves,
    a_draft_is_superseded_and_moves,
    a_draft_supersedes_and_moves,
]


@ORDER
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.__name__)
def test_of_two_that_are_false_together_one_is_refused(pool, pair, order):
    changes = pair()
    assert one_of_two(pool, *(changes[n] for n in order))
    for what, sought in FALSE.items():
        assert not rows(sought), what


@ORDER
def test_a_claim_publishes_itself_by_the_models_while_its_source_is_hidden(pool, order):
    evidence = EvidenceFactory(source=public_source())
    evidence.claim.refresh_from_db()
    changes = [lambda: evidence.claim.publish(by=None), lambda: hide(evidence.source)]
    other = while_open(pool, *(changes[n] for n in order))
    assert other.exception() is not None
    assert not rows(FALSE["a public claim on a hidden source"])


@ORDER
def test_a_verdict_is_given_while_its_claim_is_published(pool, order):
    """Each would take the other for hidden still, and no mirror would hear of the verdict."""
    review = ReviewFactory()
    changes = [lambda: update(review, state="published"), lambda: publish(review.claim)]
    while_open(pool, *(changes[n] for n in order)).result()
    assert stored(review.claim, "is_public")
    told = Change.objects.filter(model="claims.review", object_id=review.pk).order_by("seq")
    assert list(told.values_list("was_public", "is_public"))[-1] == (False, True)


@ORDER
def test_a_verdict_is_given_while_its_claim_is_withdrawn(pool, order):
    review = ReviewFactory()
    publish(review.claim)
    withdrawn = {"status": "withdrawn", "withdrawn_reason": "a joke"}
    changes = [lambda: update(review, state="published"), lambda: update(review.claim, **withdrawn)]
    while_open(pool, *(changes[n] for n in order)).result()
    told = Change.objects.filter(model="claims.review", object_id=review.pk).order_by("seq")
    assert not told.last().is_public


@pytest.fixture
def verdict():
    """On a quote that is public."""
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    return ReviewFactory(claim=appearance.claim, appearance=appearance)


def test_a_verdict_is_not_given_while_the_source_of_its_quote_is_hidden(pool, verdict):
    source = verdict.appearance.quote.source
    why = one_of_two(pool, lambda: hide(source), lambda: update(verdict, state="published"))
    assert "not public" in why
    assert stored(verdict, "state") == "draft"


def test_a_claim_is_not_published_while_a_quote_of_its_verdicts_is_hidden(pool, verdict):
    update(verdict, state="published")
    source = verdict.appearance.quote.source
    why = one_of_two(pool, lambda: hide(source), lambda: publish(verdict.claim))
    assert "hidden quote" in why
    assert not stored(verdict.claim, "is_public")
