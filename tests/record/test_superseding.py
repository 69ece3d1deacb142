"""A later verdict supersedes an earlier one of the same claim: one to one, with a reason."""

import pytest

from tests.factories import ClaimFactory, EvidenceFactory, ReviewEvidenceFactory, ReviewFactory

from .raw import execute, insert, refused, update

pytestmark = pytest.mark.django_db
WHY = {"supersedes_reason": "new figures"}


@pytest.fixture
def claim():
    return ClaimFactory()


def chain(claim, length):
    """Drafts of which each supersedes the one before."""
    drafts = [ReviewFactory(claim=claim)]
    for _ in range(length - 1):
        drafts.append(ReviewFactory(claim=claim, supersedes=drafts[-1], **WHY))
    return drafts


def test_never_itself(claim):
    (draft,) = chain(claim, 1)
    with refused("never supersedes itself"):
        update(draft, supersedes_id=draft.pk, **WHY)


def test_never_itself_from_the_start(claim):
    (draft,) = chain(claim, 1)
    with refused():
        insert(draft, id=draft.pk + 100, supersedes_id=draft.pk + 100, **WHY)


@pytest.mark.parametrize("length", [2, 3, 6])
def test_never_in_a_circle(claim, length):
    drafts = chain(claim, length)
    with refused("nor what supersedes it"):
        update(drafts[0], supersedes_id=drafts[-1].pk, **WHY)


def test_never_in_a_circle_by_one_statement_for_many(claim):
    one, other = ReviewFactory(claim=claim), ReviewFactory(claim=claim)
    with refused("nor what supersedes it"):
        execute(
            "UPDATE claims_review SET supersedes_reason = 'x', supersedes_id = %s - id "
            "WHERE id IN (%s, %s)",
            one.pk + other.pk,
            one.pk,
            other.pk,
        )


def test_an_older_record_may_supersede_a_newer_one(claim):
    older, newer = ReviewFactory(claim=claim), ReviewFactory(claim=claim)
    update(older, supersedes_id=newer.pk, **WHY)


def test_not_a_verdict_on_another_claim(claim):
    other = ReviewFactory()
    with refused("same claim"):
        insert(ReviewFactory(claim=claim), supersedes_id=other.pk, **WHY)
    with refused("same claim"):
        update(ReviewFactory(claim=claim), supersedes_id=other.pk, **WHY)


def test_neither_of_two_drafts_moves_to_another_claim(claim):
    first, second = chain(claim, 2)
    for draft in (first, second):
        with refused("claim"):
            update(draft, claim_id=ClaimFactory().pk)


def test_one_to_one(claim):
    first, _ = chain(claim, 2)
    with refused():
        insert(ReviewFactory(claim=claim), supersedes_id=first.pk, **WHY)


def test_with_a_reason(claim):
    first = ReviewFactory(claim=claim)
    with refused():
        insert(first, supersedes_id=first.pk)


def test_not_one_that_is_yet_to_be_written(claim):
    (draft,) = chain(claim, 1)
    with refused("not there"):
        update(draft, supersedes_id=draft.pk + 100, **WHY)


def test_both_move_along_a_merge_and_back(claim):
    first, second = chain(claim, 2)
    for review in (first, second):
        review.publish(by=None)
    survivor = ClaimFactory()
    merge = claim.merge_into(survivor, by=None, reason="the same")
    assert survivor.reviews.count() == 2
    merge.undo(by=None)
    assert set(claim.reviews.all()) == {first, second}


def test_a_merge_is_not_undone_by_hand_between_two_that_supersede(claim):
    first = ReviewFactory(claim=claim)
    survivor = ClaimFactory()
    claim.merge_into(survivor, by=None, reason="the same")
    insert(first, claim_id=survivor.pk, supersedes_id=first.pk, **WHY)
    update(first, claim_id=claim.pk)
    with refused("no fact-check joins them"):
        update(claim, merged_into_id=None)


def test_a_verdict_rests_on_evidence_of_its_own_claim():
    resting = ReviewEvidenceFactory()
    other = EvidenceFactory()
    with refused("its own claim"):
        insert(resting, evidence_id=other.pk)
    with refused("its own claim"):
        update(resting, evidence_id=other.pk)
