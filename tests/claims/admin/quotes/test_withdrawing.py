"""A quote is withdrawn with a reason, and says so from then on."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Quote, QuoteRelation
from tests.claims.admin.roles import signed_in
from tests.factories import (
    AppearanceFactory,
    QuoteFactory,
    ReviewFactory,
)

from .form import page_of

pytestmark = pytest.mark.django_db


def test_what_stands_on_a_quote_is_said_before_it_is_withdrawn(desk: Client, quote: Quote) -> None:
    appearance = AppearanceFactory(quote=quote)
    ReviewFactory(claim=appearance.claim, appearance=appearance, rating_name="half true")
    other = QuoteFactory(source=quote.source, content=["“It was built to stand.”"])
    QuoteRelation.objects.create(from_quote=other, to_quote=quote, kind="denies")
    address = page_of(quote, "withdraw")
    assert desk.get(address).status_code == 403
    editor = signed_in("Editor")
    page = editor.get(address).content.decode()
    assert str(appearance.claim) in page
    assert "half true" in page
    assert f"{other} — Denies — {quote}" in page
    assert editor.post(address, {"reason": ""}).status_code == 200
    assert editor.post(address, {"reason": "misheard"}).status_code == 302
    quote.refresh_from_db()
    assert (quote.status, quote.withdrawn_reason) == ("withdrawn", "misheard")


def test_who_reads_the_reason_is_said_once_and_truly(desk: Client, quote: Quote) -> None:
    editor = signed_in("Editor")
    page = editor.get(page_of(quote, "withdraw")).content.decode()
    assert "for the desk" in page
    assert "Public" not in page
    quote.source.publish(by=None)
    quote.publish(by=None)
    page = editor.get(page_of(quote, "withdraw")).content.decode()
    assert "Public: whoever comes with the address" in page
    assert "Kept in the history" not in page


@pytest.mark.parametrize("role", ["Annotator", "Editor", "Reader"])
def test_a_withdrawn_quote_says_so_at_its_top(quote: Quote, role: str) -> None:
    quote.withdraw("misheard", by=None)
    page = signed_in(role).get(page_of(quote)).content.decode()
    notice = page.index("This quote is withdrawn.")
    assert "Why: misheard" in page[notice : notice + 200]
    assert notice < page.index("In its context")
    assert "The words of a published quote" not in page
    assert "Record a claim" not in page
    assert 'name="_look"' not in page
