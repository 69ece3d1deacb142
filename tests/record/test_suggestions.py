"""A suggestion is no part of the record; accepted, it becomes a quote in the usual way."""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Link, Quote
from tests.factories import (
    SAID,
    START,
    QuoteFactory,
    SpeakerFactory,
    SuggestionFactory,
    UserFactory,
)

from .raw import refused, update

pytestmark = pytest.mark.django_db


def test_alone_it_is_no_quote():
    SuggestionFactory()
    assert not Quote.objects.exists()


def test_accepted_it_is_recorded():
    user, suggestion = UserFactory(), SuggestionFactory()
    quote = suggestion.accept(by=user)
    assert quote.text == SAID
    assert quote.created_by == user
    assert quote.annotator == user
    suggestion.refresh_from_db()
    assert (suggestion.decision, suggestion.quote, suggestion.decided_by) == (
        "accepted",
        quote,
        user,
    )


def test_corrected_it_is_recorded_as_corrected():
    suggestion = SuggestionFactory()
    quote = suggestion.accept(
        by=UserFactory(), chain=[Link(SpeakerFactory(), mention=["mayor"])], content=["We shall"]
    )
    assert quote.text == "We shall"
    assert suggestion.decision == "corrected"


def test_rejected_it_leaves_no_quote():
    suggestion = SuggestionFactory()
    suggestion.reject(by=UserFactory(), reason="a title")
    assert (suggestion.decision, suggestion.reason) == ("rejected", "a title")
    assert not Quote.objects.exists()


def test_it_is_decided_once():
    suggestion = SuggestionFactory()
    suggestion.reject(by=UserFactory())
    with pytest.raises(ValidationError, match="rejected already"):
        suggestion.accept(by=UserFactory())


def test_where_its_span_is_no_stretch_of_the_text_nothing_is_recorded():
    suggestion = SuggestionFactory(spans={"content": [[START, 10**6]]})
    with pytest.raises(ValidationError):
        suggestion.accept(by=UserFactory())
    suggestion.refresh_from_db()
    assert suggestion.decision == ""
    assert not Quote.objects.exists()


def test_a_decision_and_its_quote_go_together():
    suggestion, quote = SuggestionFactory(), QuoteFactory()
    for change in (
        {"decision": "accepted"},
        {"decision": "rejected", "quote_id": quote.pk},
        {"quote_id": quote.pk},
        {"decision": "perhaps"},
    ):
        with refused():
            update(suggestion, **change)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_its_confidence_is_between_nought_and_one(confidence):
    with refused():
        update(SuggestionFactory(), confidence=confidence)


def test_what_was_decided_stays_decided():
    suggestion = SuggestionFactory()
    suggestion.reject(by=None)
    for change in (
        {"decision": ""},
        {"spans": '{"content": [[0, 3]]}'},
        {"kind": "indirect"},
        {"quote_id": QuoteFactory().pk},
    ):
        with refused("never changes"):
            update(suggestion, **change)


def test_the_quote_that_it_became_stays_its_own():
    suggestion = SuggestionFactory()
    suggestion.accept(by=None)
    for quote in (QuoteFactory().pk, None):
        with refused("never changes"):
            update(suggestion, quote_id=quote)
