"""What is public is changed by whoever may publish it; the others look, and are told."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Claim, Evidence, Quote, Review
from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    PublisherFactory,
    RatingScaleFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
)

from .roles import form_of, said, signed_in

pytestmark = pytest.mark.django_db
TOLD = "is public: an Editor changes it."


def page_of(record, act: str = "change") -> str:
    meta = record._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/{act}/"


def public_claim(**more) -> Claim:
    claim = ClaimFactory(**more)
    claim.publish(by=None)
    return claim


def public_evidence() -> Evidence:
    evidence = EvidenceFactory(source__is_public=True, is_confidential=True)
    evidence.claim.publish(by=None)
    return evidence


def public_review() -> Review:
    review = ReviewFactory()
    review.publish(by=None)
    return review


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


def speaker_of_a_public_quote():
    return AttributionFactory(quote=PublishedQuoteFactory()).speaker


def topic_of_a_public_claim():
    return ClaimTopicFactory(claim=public_claim()).topic


def scale_of_a_public_verdict():
    review = ReviewFactory(claim=public_claim(), scale=RatingScaleFactory())
    review.publish(by=None)
    return review.scale


def publisher_of_a_public_source():
    return SourceFactory(is_public=True, publisher=PublisherFactory()).publisher


PUBLIC_THROUGH_OTHERS = (
    speaker_of_a_public_quote,
    topic_of_a_public_claim,
    scale_of_a_public_verdict,
    publisher_of_a_public_source,
)


@pytest.mark.parametrize("made", PUBLIC_THROUGH_OTHERS, ids=lambda made: made.__name__)
def test_what_is_public_through_others(made) -> None:
    record = made()
    page = page_of(record)
    assert TOLD in said(signed_in("Annotator").get(page))
    sent = form_of(signed_in("Editor"), page) | {"name": "Another name"}
    signed_in("Annotator").post(page, sent)
    record.refresh_from_db()
    assert record.name != "Another name"
    assert TOLD not in said(signed_in("Editor").get(page))


PUBLIC = {
    "source": lambda: SourceFactory(text="The lamp is lit.", is_public=True),
    "quote": PublishedQuoteFactory,
    "claim": public_claim,
    "evidence": public_evidence,
    "review": public_review,
}


@pytest.mark.parametrize("made", PUBLIC.values(), ids=PUBLIC)
def test_annotator_looks_and_is_told(annotator: Client, made) -> None:
    record = made()
    before = record.history.count()
    page = said(annotator.get(page_of(record)))
    assert TOLD in page
    assert 'name="_save"' not in page
    answer = annotator.post(page_of(record), {"title": "x", "text": "x", "note": "typed"})
    assert answer.status_code == 200
    assert "Nothing of what you sent is stored" in said(answer)
    assert record.history.count() == before


@pytest.mark.parametrize("made", PUBLIC.values(), ids=PUBLIC)
def test_editor_changes_it(made) -> None:
    record = made()
    page = said(signed_in("Editor").get(page_of(record)))
    assert TOLD not in page
    assert 'name="_save"' in page


@pytest.mark.parametrize("made", PUBLIC.values(), ids=PUBLIC)
def test_reader_is_not_told_what_does_not_concern_him(made) -> None:
    record, reader = made(), signed_in("Reader")
    assert TOLD not in said(reader.get(page_of(record)))
    assert reader.post(page_of(record), {}).status_code == 403


def test_what_is_not_public_stays_open(annotator: Client) -> None:
    for record in (SourceFactory(), ClaimFactory(), EvidenceFactory(), ReviewFactory()):
        assert 'name="_save"' in said(annotator.get(page_of(record)))


def test_annotator_does_not_lift_confidentiality(annotator: Client) -> None:
    evidence = public_evidence()
    sent = {"bearing": "supports", "note": evidence.note}
    assert "Is confidential: you had no. That is not stored." in said(
        annotator.post(page_of(evidence), sent)
    )
    evidence.refresh_from_db()
    assert evidence.is_confidential


def test_evidence_is_added_to_a_public_claim_by_an_editor(annotator: Client) -> None:
    claim, source = public_claim(), SourceFactory(is_public=True)
    page = page_of(claim, "evidence")
    sent = {"source": source.pk, "bearing": "supports", "note": "A chart."}
    assert TOLD in said(annotator.get(page))
    answer = said(annotator.post(page, sent))
    assert TOLD in answer
    assert "A chart." in answer
    assert "Link the evidence" not in said(annotator.get(page_of(claim)))
    assert not claim.evidence.exists()
    assert signed_in("Editor").post(page, sent).status_code == 302
    assert claim.evidence.exists()


def test_what_leaves_the_public_record_alone_stays_an_annotators(annotator: Client) -> None:
    source = SourceFactory(text="The lamp is lit.", is_public=True)
    page = said(annotator.get(page_of(source)))
    assert f"/admin/claims/quote/add/?source={source.pk}" in page
    assert page_of(source, "worked-through") in page
    assert annotator.post(page_of(source, "worked-through"), {}).status_code == 302
    claim = public_claim()
    assert f"/admin/claims/review/add/?claim={claim.pk}" in said(annotator.get(page_of(claim)))


def test_annotator_notes_that_there_is_nothing_to_check(annotator: Client) -> None:
    quote = PublishedQuoteFactory()
    for act, noted in (("nothing-to-check", True), ("something-to-check", False)):
        assert page_of(quote, act) in said(annotator.get(page_of(quote)))
        assert annotator.post(page_of(quote, act), {}).status_code == 302
        assert Quote.objects.get(pk=quote.pk).nothing_to_check is noted
        assert annotator.post(page_of(quote, act), {}).status_code == 409


def test_a_public_claim_is_set_aside_by_an_editor(annotator: Client) -> None:
    claim = public_claim()
    page = page_of(claim, "set-aside")
    assert page not in said(annotator.get(page_of(claim)))
    assert TOLD in said(annotator.post(page, {"reason": "x"}))
    claim.refresh_from_db()
    assert not claim.set_aside_reason
    assert signed_in("Editor").post(page, {"reason": "x"}).status_code == 302


def test_a_merged_record_is_not_changed() -> None:
    for made_by in (ClaimFactory, SpeakerFactory):
        editor, record = signed_in("Editor"), made_by()
        sent = form_of(editor, page_of(record))
        record.merge_into(made_by(), by=None, reason="the same")
        sent |= {"condition": "in summer", "description": "a pilot"}
        answer = said(editor.post(page_of(record), sent))
        assert "It has been merged into another: that one is changed instead." in answer
        assert "you had “" in answer
        assert 'name="_save"' not in said(editor.get(page_of(record)))
        record.refresh_from_db()
        assert "summer" not in getattr(record, "condition", "")
        assert getattr(record, "description", "") != "a pilot"


def test_what_was_typed_before_a_claim_became_public_is_shown(annotator: Client) -> None:
    claim = ClaimFactory(text="The lamp is lit", condition="")
    sent = form_of(annotator, page_of(claim), text="The lamp is out", topics="lamps")
    Claim.objects.get(pk=claim.pk).publish(by=None)
    page = said(annotator.post(page_of(claim), sent))
    assert "Text: you had “The lamp is out”. That is not stored." in page
    assert "Topics: you had “lamps”. That is not stored." in page
    assert "Condition: you had" not in page
    assert Claim.objects.get(pk=claim.pk).text == "The lamp is lit"


@pytest.mark.parametrize("role", ["Annotator", "Editor"])
def test_what_was_typed_before_a_verdict_was_given_is_shown(role: str) -> None:
    review, client = ReviewFactory(explanation=""), signed_in(role)
    other = PublisherFactory(name="The Lamp Post")
    typed = {"explanation": "At length.", "reviewer": str(other.pk), "language": "en"}
    sent = form_of(client, page_of(review), **typed)
    Review.objects.get(pk=review.pk).publish(by=None)
    page = said(client.post(page_of(review), sent))
    assert "Explanation: you had “At length.”. That is not stored." in page
    assert "Reviewer: you had “The Lamp Post”. That is not stored." in page
    review = Review.objects.get(pk=review.pk)
    assert (review.explanation, review.language) == ("", "")


def test_what_was_typed_before_a_source_became_public_is_shown(annotator: Client) -> None:
    source = SourceFactory(title="A lamp")
    sent = form_of(annotator, page_of(source), title="Two lamps")
    Source.objects.get(pk=source.pk).publish(by=None)
    page = said(annotator.post(page_of(source), sent))
    assert "Title: you had “Two lamps”. That is not stored." in page
    assert "Public: you had" not in page


def test_chain_of_a_published_quote_is_not_an_annotators(annotator: Client) -> None:
    link = AttributionFactory(quote=PublishedQuoteFactory())
    assert 'name="chain-0-who"' not in said(annotator.get(page_of(link.quote)))


def test_rows_of_a_public_claim_are_looked_at(annotator: Client) -> None:
    appearance = AppearanceFactory()
    appearance.claim.publish(by=None)
    page = said(annotator.get(page_of(appearance.claim)))
    assert "appearances-0-stance" not in page
    assert "appearances-0-stance" in said(signed_in("Editor").get(page_of(appearance.claim)))
