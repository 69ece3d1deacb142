"""Publishing, one or many at once: what it will show is said before, and is what it then does."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from claims.models import Claim, Quote, Review
from claims.publishing import plan_for
from claims.seeding import lay_seeds
from sources.models import Source
from tests.claims.admin.roles import queries_of, said, signed_in
from tests.factories import (
    SAID,
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
KINDS = ("sources/source", "claims/quote", "claims/claim", "claims/review")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


def publish_page(kind: str, *records) -> str:
    return f"/admin/{kind}/publish/?ids={','.join(str(record.pk) for record in records)}"


def confirm(client: Client, kind: str, *records, **fields):
    ids = ",".join(str(record.pk) for record in records)
    sent = {"ids": ids, "confirmed": "Publish", **fields}
    return client.post(f"/admin/{kind}/publish/", sent, follow=True)


def test_page_says_who_said_it_and_what_readers_will_miss(editor: Client) -> None:
    source = SourceFactory(is_public=True, text=SAID)
    by_ida = AttributionFactory(quote=QuoteFactory(source=source), speaker__name="Ida Vale").quote
    page = said(editor.get(publish_page("claims/quote", by_ida, QuoteFactory(source=source))))
    assert "Said by: Ida Vale" in page
    assert "1 quote names nobody as its speaker" in page
    page = said(editor.get(publish_page("claims/claim", AppearanceFactory().claim)))
    assert "1 claim stands in no public quote: publish its quotes first" in page


def test_page_says_what_comes_along_and_what_does_not(editor: Client) -> None:
    claim = ClaimTopicFactory(topic__name="lamps").claim
    AppearanceFactory(claim=claim)
    AppearanceFactory(claim=claim, quote=PublishedQuoteFactory())
    EvidenceFactory(claim=claim, is_confidential=True)
    ReviewFactory(claim=claim)
    page = said(editor.get(publish_page("claims/claim", claim)))
    for line in (
        "Topics: lamps",
        "1 appearance in a public quote",
        "1 appearance in a quote that is not public",
        "1 piece of confidential evidence: counted, never named",
        "1 draft of a fact-check",
    ):
        assert line in page
    confirm(editor, "claims/claim", claim, reason="checked by two")
    claim.refresh_from_db()
    assert claim.is_public
    assert claim.history.first().history_change_reason == "checked by two"


def test_what_a_closed_text_shows_all_the_same_is_said(editor: Client) -> None:
    source = SourceFactory(text="The lamp was lit at six.")
    page = said(editor.get(publish_page("sources/source", source)))
    assert "1 whole text: it is closed" in page
    assert "its public quotes, up to 200 characters before and after each" in page
    assert "Kept in the history, for the desk. It is not public." in page
    source.open_text(by=None)
    page = said(editor.get(publish_page("sources/source", source)))
    assert "1 whole text, which has been opened" in page
    assert "it is closed" not in page
    source.publish(by=None)
    source.open_text(by=None, closed=True)
    quote = QuoteFactory(source=source, content=["The lamp was lit at six."])
    page = said(editor.get(publish_page("claims/quote", quote)))
    assert "up to 200 characters before and after each quote" in page
    assert "The rest of 1 text: it is closed" in page


def test_why_a_claim_is_set_aside_becomes_public(editor: Client) -> None:
    claim = ClaimFactory()
    claim.set_aside("nothing to find out", by=None)
    page = said(editor.get(publish_page("claims/claim", claim)))
    assert "The reason why 1 claim is set aside" in page


def test_hidden_source_is_offered_and_published_too(editor: Client) -> None:
    quote = AttributionFactory(speaker__name="Ida Vale").quote
    page = said(editor.get(publish_page("claims/quote", quote)))
    assert "is not public." in page
    assert f'name="source" value="{quote.source_id}"' in page
    answer = confirm(editor, "claims/quote", quote)
    assert "Not published: 1 quote." in said(answer)
    confirm(editor, "claims/quote", quote, source=quote.source_id)
    quote.refresh_from_db()
    assert quote.is_public


def test_who_is_not_public_yet_is_named(editor: Client) -> None:
    quote = QuoteFactory(source=SourceFactory(text=TEXT, is_public=True), content=["lit"])
    AttributionFactory(quote=quote, speaker__name="Ida Vale")
    assert "Speakers who were not public before: Ida Vale" in said(
        editor.get(publish_page("claims/quote", quote))
    )


TEXT = "The lamp was lit at six."


def test_many_at_once_each_by_itself(editor: Client) -> None:
    ready, leaning = ClaimFactory(), EvidenceFactory().claim
    gone = ClaimFactory()
    gone.withdraw("a slip", by=None)
    answer = confirm(editor, "claims/claim", ready, leaning, gone)
    page = said(answer)
    assert "Published: 1 claim." in page
    assert "Not published: 2 × claim." in page
    assert list(Claim.objects.public()) == [ready]


def test_action_on_the_list_leads_to_the_page(editor: Client) -> None:
    claims = [ClaimFactory(), ClaimFactory()]
    sent = {"action": "publish_chosen", "_selected_action": [claim.pk for claim in claims]}
    page = said(editor.post("/admin/claims/claim/", sent))
    assert all(claim.text in page for claim in claims)
    assert not Claim.objects.public().exists()


def test_more_than_may_be_published_at_once(editor: Client, monkeypatch) -> None:
    monkeypatch.setattr("claims.admin.publishing.MOST", 1)
    page = said(
        editor.get(publish_page("claims/claim", ClaimFactory(), ClaimFactory()), follow=True)
    )
    assert "At most 1 are published in one go" in page


@pytest.mark.parametrize("ids", ["", "one", "1,", "-1", "9" * 30, "999999"])
def test_ids_that_are_none(editor: Client, ids: str) -> None:
    assert editor.get(f"/admin/claims/claim/publish/?ids={ids}").status_code == 404


@pytest.mark.parametrize("role", ["Annotator", "Reader"])
def test_only_editors_publish(role: str) -> None:
    client = signed_in(role)
    made = (SourceFactory(), QuoteFactory(), ClaimFactory(), ReviewFactory())
    for kind, record in zip(KINDS, made, strict=True):
        assert client.get(publish_page(kind, record)).status_code == 403
        assert confirm(client, kind, record).status_code == 403
        assert "Publish…" not in said(client.get(f"/admin/{kind}/"))
        assert "Publish…" not in said(client.get(f"/admin/{kind}/{record.pk}/change/"))
    assert not Source.objects.public().exists()


def test_editors_have_the_button_and_the_action(editor: Client) -> None:
    made = (SourceFactory(), QuoteFactory(), ClaimFactory(), ReviewFactory())
    for kind, record in zip(KINDS, made, strict=True):
        assert "Publish…" in said(editor.get(f"/admin/{kind}/"))
        assert "Publish…" in said(editor.get(f"/admin/{kind}/{record.pk}/change/"))


def test_plan_foresees_what_publishing_says() -> None:
    lay_seeds()
    for model in (Source, Quote, Claim, Review):
        with transaction.atomic():
            foresees(model)
            transaction.set_rollback(True)


def foresees(model) -> None:
    """Whom the plan names willing is published, and nobody else."""
    if model is Claim:
        EvidenceFactory(claim=model.objects.filter(is_public=False).first())
    plan = plan_for(model, list(model.objects.all()))
    already = ("It is public already.", "It is published already.")
    refused = [refusal.record for refusal in plan.refused if refusal.why not in already]
    for record in plan.willing:
        with transaction.atomic():
            record.publish(by=None)
    for record in refused:
        with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
            record.publish(by=None)


def said_in_public():
    return AttributionFactory(quote__source__is_public=True)


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("kind", "factory", "queries"),
    [
        ("sources/source", SourceFactory, 7),
        ("claims/quote", said_in_public, 9),
        ("claims/quote", AttributionFactory, 5),
        ("claims/claim", AppearanceFactory, 15),
        ("claims/claim", EvidenceFactory, 7),
        ("claims/review", ReviewFactory, 7),
    ],
)
def test_queries_of_the_page_do_not_grow(count: int, kind: str, factory, queries: int) -> None:
    made = [factory() for _ in range(count)]
    records = [getattr(row, kind.partition("/")[2], row) for row in made]
    editor = signed_in()
    assert queries_of(editor, publish_page(kind, *records)) == queries
