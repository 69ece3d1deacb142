"""A source is not hidden while what anybody reads leans on it; else its quotes go with it."""

import pytest
from django.core.exceptions import ValidationError

from claims.hiding import hide, leaning_on
from claims.models import Review
from tests.factories import (
    AppearanceFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    ReviewFactory,
    SourceFactory,
    UserFactory,
)

from .at_once import one_of_two
from .raw import on, refused, stored, update

pytestmark = pytest.mark.django_db
ABOUT = "A public fact-check is about a quote of this source"
ORDER = pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["one, then other", "and back"])


def checked(public: bool = True) -> Review:
    """A verdict about a public quote, on a claim that is public too."""
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    review.publish(by=None)
    if public:
        appearance.claim.publish(by=None)
    return review


def source_of(review: Review):
    return review.appearance.quote.source


def test_a_source_whose_quote_a_public_verdict_is_about_is_not_hidden() -> None:
    review = checked()
    with refused(ABOUT):
        update(source_of(review), is_public=False)
    with pytest.raises(ValidationError, match="is about its quote") as caught:
        hide(source_of(review), by=None, reason="It is not ours.")
    assert str(review) in str(caught.value)
    assert stored(source_of(review), "is_public")


@pytest.mark.parametrize("first", ["the verdict", "the claim", "the quote"])
def test_it_is_hidden_once_one_of_them_is_withdrawn(first: str) -> None:
    review = checked()
    quote = review.appearance.quote
    record = {"the verdict": review, "the claim": review.claim, "the quote": quote}[first]
    record.withdraw("misread", by=None)
    hide(source_of(review), by=None, reason="It is not ours.")
    assert not stored(source_of(review), "is_public")


def test_a_verdict_on_a_claim_that_is_not_public_keeps_no_source() -> None:
    review = checked(public=False)
    hide(source_of(review), by=None, reason="It is not ours.")
    assert not stored(review.appearance.quote, "is_public")


def test_a_source_that_a_public_claim_names_is_not_hidden() -> None:
    evidence = EvidenceFactory(source__is_public=True)
    evidence.claim.publish(by=None)
    assert [record for record, _said in leaning_on(evidence.source)] == [evidence.claim]
    with pytest.raises(ValidationError, match="names it as evidence"):
        hide(evidence.source, by=None, reason="It is not ours.")
    update(evidence, is_confidential=True)
    hide(evidence.source, by=None, reason="It is not ours.")


def test_its_quotes_go_with_it_and_come_back_with_it() -> None:
    quote, editor = PublishedQuoteFactory(), UserFactory()
    source = quote.source
    hide(source, by=editor, reason="It is not ours.")
    assert (stored(quote, "status"), bool(stored(quote, "is_public"))) == ("published", False)
    past = source.history.first()
    assert (past.history_user, past.history_change_reason) == (editor, "It is not ours.")
    source.publish(by=editor)
    assert stored(quote, "is_public")


def test_it_is_hidden_for_a_reason() -> None:
    with pytest.raises(ValidationError, match="Say why"):
        hide(SourceFactory(is_public=True), by=None, reason=" ")


@on("postgresql")
@pytest.mark.django_db(transaction=True)
@ORDER
@pytest.mark.parametrize("comes", ["the verdict", "the claim"])
def test_a_verdict_becomes_public_while_the_source_of_its_quote_is_hidden(
    pool, order, comes
) -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    first, last = (review, review.claim) if comes == "the claim" else (review.claim, review)
    first.publish(by=None)
    last.refresh_from_db()
    changes = [lambda: last.publish(by=None), lambda: update(source_of(review), is_public=False)]
    one_of_two(pool, *(changes[n] for n in order))
