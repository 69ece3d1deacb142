"""A verdict that has been given does not change; it is withdrawn, with a reason, or superseded."""

import pytest

from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    PublishedQuoteFactory,
    PublisherFactory,
    RatingScaleFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
)

from .raw import delete, execute, insert, on, refused, update

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["published", "withdrawn"])
def review(request):
    review = ReviewFactory(rating_value=4, best=5, worst=1, date="2025-03", title="The bridge")
    review.publish(by=None)
    if request.param == "withdrawn":
        review.withdraw("wrong figures", by=None)
    return review


@pytest.mark.parametrize(
    "change",
    [
        {"rating_name": "false"},
        {"rating_name": ""},
        {"rating_value": 3.5},
        {"rating_value": None},
        {"best": 4},
        {"worst": None},
        {"title": "The tunnel"},
        {"explanation": "It stands."},
        {"authors": "Ida Vale"},
        {"date": "2025-04"},
        {"date_first": "2025-04-01"},
        {"date_last": None},
        {"supersedes_reason": "new figures"},
    ],
    ids=str,
)
def test_its_words_and_numbers_stay(review, change):
    with refused("never changes"):
        update(review, **change)


def test_its_scale_and_reviewer_stay(review):
    with refused("never changes"):
        update(review, scale_id=RatingScaleFactory().pk)
    with refused("never changes"):
        update(review, reviewer_id=PublisherFactory().pk)


def test_what_it_supersedes_stays(review):
    other = ReviewFactory(claim=review.claim)
    with refused("never changes"):
        update(review, supersedes_id=other.pk, supersedes_reason="new figures")


def test_it_stays_on_its_claim(review):
    with refused("along a merge"):
        update(review, claim_id=ClaimFactory().pk)


def test_it_stays_on_its_appearance(review):
    with refused("appearance"):
        update(review, appearance_id=AppearanceFactory(claim=review.claim).pk)


def test_a_published_one_never_becomes_a_draft(review):
    with refused("never comes back"):
        update(review, state="draft")


def test_it_is_withdrawn_with_a_reason():
    review = ReviewFactory(state="published")
    with refused():
        update(review, state="withdrawn")
    update(review, state="withdrawn", withdrawn_reason="wrong figures")
    with refused("never comes back"):
        update(review, state="published")
    with refused("never changes"):
        update(review, state="withdrawn", rating_name="false")


def test_it_is_not_edited_in_the_statement_that_withdraws_it():
    review = ReviewFactory(state="published")
    with refused("never changes"):
        update(review, state="withdrawn", withdrawn_reason="wrong", rating_name="false")


def test_why_it_was_withdrawn_stays():
    review = ReviewFactory(state="published")
    update(review, state="withdrawn", withdrawn_reason="wrong figures")
    for reason in ("other figures", ""):
        with refused("Why it was withdrawn never changes"):
            update(review, withdrawn_reason=reason)


def test_it_is_never_deleted(review):
    with refused("never deleted"):
        delete(review)


def test_it_is_not_edited_by_update_from(review):
    with refused("never changes"):
        execute("UPDATE claims_review SET title = f.t FROM (SELECT 'lies' AS t) f")


def test_a_review_without_a_rating_is_not_published():
    draft = ReviewFactory(rating_name="")
    with refused():
        update(draft, state="published")
    with refused():
        insert(draft, state="published")


def test_the_appearance_is_one_of_its_claim():
    draft, other = ReviewFactory(), AppearanceFactory(quote=PublishedQuoteFactory())
    with refused("appearance"):
        update(draft, appearance_id=other.pk)
    for state in ("draft", "published"):
        with refused("appearance"):
            insert(draft, state=state, appearance_id=other.pk)


def test_a_draft_with_an_appearance_does_not_move_to_another_claim_without_it():
    appearance = AppearanceFactory()
    draft = ReviewFactory(claim=appearance.claim, appearance=appearance)
    with refused("appearance"):
        update(draft, claim_id=ClaimFactory().pk)


def test_a_draft_that_rests_on_evidence_does_not_move_to_another_claim_without_it():
    resting = ReviewEvidenceFactory()
    with refused("together with the evidence"):
        update(resting.review, claim_id=ClaimFactory().pk)


def test_a_draft_changes_freely():
    draft = ReviewFactory()
    update(draft, rating_name="false", claim_id=ClaimFactory().pk)


@on("sqlite")
def test_a_rating_is_a_number():
    with refused():
        update(ReviewFactory(), rating_value="four")


@pytest.mark.parametrize("value", [float("inf"), -1e12])
def test_a_rating_is_a_number_of_this_world(value):
    with refused():
        ReviewFactory(rating_value=value)
