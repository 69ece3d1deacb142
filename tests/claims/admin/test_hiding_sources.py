"""Hiding a source: what leans on it is named before, and it is refused while it does."""

import pytest
from django.test import Client

from sources.models import Source
from tests.claims.admin.roles import queries_of, said, signed_in
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    ReviewFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def page_of(source: Source, act: str = "hide") -> str:
    return f"/admin/sources/source/{source.pk}/{act}/"


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


def test_source_is_hidden_with_a_reason_and_published_again(editor: Client) -> None:
    quote = PublishedQuoteFactory()
    AppearanceFactory(quote=quote).claim.publish(by=None)
    AttributionFactory(quote=PublishedQuoteFactory(), role="relayed_by", speaker=None,
                       source=quote.source)  # fmt: skip
    assert page_of(quote.source) in said(editor.get(page_of(quote.source, "change")))
    page = said(editor.get(page_of(quote.source)))
    for line in (
        "1 public quote of it",
        "1 appearance in a public claim, which stays without it",
        "1 public quote of another source, which stays, and no longer names this one",
        "for the desk. It is not public.",
    ):
        assert line in page
    answer = editor.post(page_of(quote.source), {"reason": "It is not ours."}, follow=True)
    assert "The source is hidden." in said(answer)
    assert "Publish…" in said(answer)
    assert page_of(quote.source) not in said(answer)
    quote.refresh_from_db()
    assert (quote.status, quote.is_public) == ("published", False)
    past = quote.source.history.first()
    assert past.history_change_reason == "It is not ours."


def test_what_leans_on_it_is_named_and_it_stays(editor: Client) -> None:
    evidence = EvidenceFactory(source__is_public=True, claim__text="The lamp is out")
    evidence.claim.publish(by=None)
    for answer in (
        editor.get(page_of(evidence.source)),
        editor.post(page_of(evidence.source), {"reason": "It is not ours."}),
    ):
        assert "The public claim “The lamp is out” names it as evidence." in said(answer)
    assert "stays public" in said(answer)
    assert "It is not ours." in said(answer)
    assert Source.objects.public().exists()


def test_verdict_about_its_quote_is_named_and_it_stays(editor: Client) -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    review.publish(by=None)
    appearance.claim.publish(by=None)
    source = appearance.quote.source
    page = said(editor.post(page_of(source), {"reason": "It is not ours."}))
    assert f"The public fact-check “{review}” is about its quote" in page
    review.withdraw("misread", by=None)
    assert editor.post(page_of(source), {"reason": "It is not ours."}).status_code == 302


def test_of_many_that_lean_on_it_the_first_are_named(editor: Client) -> None:
    source = SourceFactory(is_public=True)
    for _ in range(21):
        EvidenceFactory(source=source).claim.publish(by=None)
    page = said(editor.post(page_of(source), {"reason": "It is not ours."}))
    assert page.count("The public claim “") == 20 + 2
    assert page.count("Others lean on it too.") == 2


@pytest.mark.parametrize("role", ["Annotator", "Reader"])
def test_only_editors_hide(role: str) -> None:
    source, client = SourceFactory(is_public=True), signed_in(role)
    assert client.get(page_of(source)).status_code == 403
    assert client.post(page_of(source), {"reason": "x"}).status_code == 403
    assert page_of(source) not in said(client.get(page_of(source, "change")))
    assert Source.objects.public().exists()


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(count: int) -> None:
    source = SourceFactory(text="The lamp is lit.", is_public=True)
    for _ in range(count):
        EvidenceFactory(source=source).claim.publish(by=None)
        appearance = AppearanceFactory(
            quote=PublishedQuoteFactory(source=source, content=["The lamp is lit."])
        )
        ReviewFactory(claim=appearance.claim, appearance=appearance).publish(by=None)
        appearance.claim.publish(by=None)
    assert queries_of(signed_in(), page_of(source)) == 10
