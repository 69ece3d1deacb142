"""An act that is not offered on a record is not done: not by its address, nor a moment too late."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.admin.quote_acts import WithdrawQuote
from claims.models import Claim, Quote
from tests.factories import ClaimFactory, PublishedQuoteFactory, ReviewFactory, SourceFactory

from .roles import said, signed_in

pytestmark = pytest.mark.django_db


def act(record, name: str) -> str:
    meta = record._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/{name}/"


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


def refused(client: Client, record, name: str) -> str:
    """The one sentence, the same for looking and for doing."""
    shown, done = client.get(act(record, name)), client.post(act(record, name), {"reason": "new"})
    assert (shown.status_code, done.status_code) == (409, 409)
    assert "<form method" not in said(done).partition('id="content-main"')[2]
    return said(done)


def test_a_withdrawn_quote_keeps_its_reason(editor: Client) -> None:
    quote = PublishedQuoteFactory()
    quote.withdraw("first", by=None)
    assert "“Withdraw” is not possible with this record" in refused(editor, quote, "withdraw")
    assert Quote.objects.get(pk=quote.pk).withdrawn_reason == "first"


def test_a_merged_claim_is_left_alone(editor: Client) -> None:
    claim = ClaimFactory()
    claim.merge_into(ClaimFactory(), by=None, reason="the same")
    for name in ("set-aside", "take-up", "withdraw", "merge"):
        assert "It has been merged into another" in refused(editor, claim, name)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.status, claim.set_aside_reason) == ("recorded", "")


def test_what_is_so_already_is_not_made_so_again(editor: Client) -> None:
    source, review = SourceFactory(text="The lamp is lit."), ReviewFactory()
    review.publish(by=None)
    review.withdraw("misread", by=None)
    for record, name in ((source, "close-text"), (source, "hide"), (review, "withdraw")):
        before = record.history.count()
        refused(editor, record, name)
        assert record.history.count() == before


def test_of_two_at_once_the_second_is_told(editor: Client, monkeypatch) -> None:
    quote = PublishedQuoteFactory()
    says = WithdrawQuote.make_form

    def meanwhile(self, record, data=None):
        Quote.objects.get(pk=record.pk).withdraw("first", by=None)
        return says(self, record, data)

    monkeypatch.setattr(WithdrawQuote, "make_form", meanwhile)
    answer = editor.post(act(quote, "withdraw"), {"reason": "second"})
    assert "is not possible with this record" in said(answer)
    assert "second" in said(answer)
    assert Quote.objects.get(pk=quote.pk).withdrawn_reason == "first"
