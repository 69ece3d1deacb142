"""Evidence by pasted words: found, asked about, or refused; nothing half-stored."""

import pytest
from django.test import Client

from claims.models import Claim, Evidence
from tests.claims.admin.roles import said, signed_in
from tests.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "The lamp was lit at six. Nobody came. The lamp was lit at seven.\n"
    "In the morning “all was well”, said the keeper."
)


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


@pytest.fixture
def source():
    return SourceFactory(text=TEXT)


def link(client: Client, claim: Claim, source, *passages: str, **fields: str):
    sent = {"source": source.pk, "bearing": "supports", "passage": list(passages), **fields}
    return client.post(f"/admin/claims/claim/{claim.pk}/evidence/", sent)


def test_passages_are_found(annotator: Client, claim: Claim, source) -> None:
    answer = link(annotator, claim, source, "Nobody came.", "", "“all was well”", note="a log")
    assert answer.url == f"/admin/claims/claim/{claim.pk}/change/"
    evidence = Evidence.objects.get()
    assert [span.exact for span in evidence.spans.all()] == ["Nobody came.", "“all was well”"]
    assert (evidence.note, evidence.created_by.groups.get().name) == ("a log", "Annotator")


def test_of_several_places_one_is_chosen(annotator: Client, claim: Claim, source) -> None:
    answer = link(annotator, claim, source, "The lamp was lit", note="typed")
    page = said(answer)
    assert not Evidence.objects.exists()
    assert "These words stand in 2 places" in page
    assert "typed" in page
    second = TEXT.rindex("The lamp was lit")
    place = f"{second}-{second + len('The lamp was lit')}"
    assert f'value="{place}"' in page
    link(annotator, claim, source, "The lamp was lit", **{"place-0": place})
    assert Evidence.objects.get().spans.get().start == second


def test_absent_words_show_the_nearest_reading(annotator: Client, claim: Claim, source) -> None:
    page = said(link(annotator, claim, source, "Nobody ever came."))
    assert not Evidence.objects.exists()
    assert "Nobody ever came." in page
    assert "<del>ever</del>" in page.replace(" </del>", "</del>").replace("<del> ", "<del>")


def test_nearest_reading_is_taken_when_it_is_chosen(
    annotator: Client, claim: Claim, source
) -> None:
    start = TEXT.index("Nobody came")
    page = said(link(annotator, claim, source, "Nobody ever came."))
    place = page.split('name="place-0" value="')[1].split('"')[0]
    assert place.startswith(f"{start}-")
    link(annotator, claim, source, "Nobody ever came.", **{"place-0": place})
    assert Evidence.objects.get().spans.get().exact.startswith("Nobody came")


def test_place_that_was_not_offered_is_not_taken(annotator: Client, claim: Claim, source) -> None:
    link(annotator, claim, source, "Nobody ever came.", **{"place-0": "0-8"})
    assert not Evidence.objects.exists()


def test_without_a_passage_a_note_is_needed(annotator: Client, claim: Claim, source) -> None:
    assert "evidence without a passage has a note" in said(link(annotator, claim, source))
    assert not Evidence.objects.exists()
    link(annotator, claim, source, note="a chart", is_primary="on", is_confidential="on")
    evidence = Evidence.objects.get()
    assert evidence.is_primary
    assert evidence.is_confidential


def test_source_without_a_text_has_no_passages(annotator: Client, claim: Claim) -> None:
    page = said(link(annotator, claim, SourceFactory(title="A letter"), "Nobody came."))
    assert "“A letter” has no text to take passages from" in page
    assert not Evidence.objects.exists()


def test_public_claim_does_not_lean_on_a_hidden_source(claim: Claim, source) -> None:
    claim.publish(by=None)
    page = said(link(signed_in("Editor"), claim, source, "Nobody came."))
    assert "is not public but the claim is" in page
    assert not Evidence.objects.exists()


def test_what_is_said_of_evidence_changes_its_passages_stay(
    annotator: Client, claim: Claim, source
) -> None:
    evidence = claim.add_evidence(source, "supports", ["Nobody came."])
    page = f"/admin/claims/evidence/{evidence.pk}/change/"
    assert "Nobody came." in said(annotator.get(page))
    sent = {"bearing": "refutes", "note": "read again"}
    assert annotator.post(page, sent).status_code == 302
    evidence.refresh_from_db()
    assert (evidence.bearing, evidence.spans.count()) == ("refutes", 1)
