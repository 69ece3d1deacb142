"""Writing a claim down: topics, earlier claims, quotes that make it."""

import pytest
from django.test import Client

from claims.models import Appearance, Claim, Topic
from tests.claims.admin.roles import form_of, queries_of, said, signed_in
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    QuoteFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/claims/claim/add/"
NO_ROWS = {
    "appearances-TOTAL_FORMS": "0",
    "appearances-INITIAL_FORMS": "0",
    "relations-TOTAL_FORMS": "0",
    "relations-INITIAL_FORMS": "0",
}


def page_of(claim: Claim) -> str:
    return f"/admin/claims/claim/{claim.pk}/change/"


def form(**fields: str) -> dict[str, str]:
    return {"text": "The ferry runs at night", "kind": "factual", **NO_ROWS, **fields}


def with_quote(quote, stance: str = "asserts") -> dict[str, str]:
    return {
        "appearances-TOTAL_FORMS": "1",
        "appearances-0-quote": str(quote.pk),
        "appearances-0-stance": stance,
    }


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


def test_claim_is_recorded_with_topics_and_a_quote(annotator: Client) -> None:
    Topic.objects.create(name="ferries")
    quote = QuoteFactory()
    sent = form(topics='ferries, "night, and day", ferries', due_on="2025", **with_quote(quote))
    assert annotator.post(ADD, sent).status_code == 302
    claim = Claim.objects.get()
    assert [str(link) for link in claim.claim_topics.all()] == ["ferries", "night, and day"]
    assert claim.created_by is not None
    assert claim.due_on_last.isoformat() == "2025-12-31"
    assert [appearance.quote for appearance in claim.appearances.all()] == [quote]


def test_date_that_is_none_is_said_in_a_sentence(annotator: Client) -> None:
    answer = annotator.post(ADD, form(due_on="next spring"))
    assert "next spring" in said(answer)
    assert not Claim.objects.exists()


def test_quote_is_preselected(annotator: Client) -> None:
    quote = AttributionFactory().quote
    page = said(annotator.get(f"{ADD}?quote={quote.pk}"))
    assert f'<option value="{quote.pk}" selected>' in page
    assert quote.attributions.get().speaker.name in page


def test_quotes_are_completed_by_words_and_by_speaker(annotator: Client) -> None:
    link = AttributionFactory()
    asked = {"app_label": "claims", "model_name": "appearance", "field_name": "quote"}
    for term in ("bridge", link.speaker.name[:5], "brid"):
        found = annotator.get("/admin/claims/claim/quotes/", {**asked, "term": term}).json()
        assert [row["id"] for row in found["results"]] == [str(link.quote.pk)]
        assert link.speaker.name in found["results"][0]["text"]


def test_earlier_claims_are_shown_before_it_is_stored(annotator: Client) -> None:
    earlier = ReviewFactory(claim__text="The ferry runs at night").claim
    earlier.reviews.get().publish(by=None)
    quote = QuoteFactory()
    sent = form(text="At night the ferry runs", topics="boats", **with_quote(quote))
    answer = annotator.post(ADD, sent)
    page = said(answer)
    assert Claim.objects.get() == earlier
    assert earlier.text in page
    assert "<b>true</b>" in page
    assert 'value="boats"' in page
    assert f'<option value="{quote.pk}" selected>' in page
    assert annotator.post(ADD, {**sent, "_anyway": "1"}).status_code == 302
    assert Claim.objects.count() == 2


def test_quote_is_linked_to_the_earlier_claim_instead(annotator: Client) -> None:
    earlier = ClaimFactory(text="The ferry runs at night")
    quote = QuoteFactory()
    sent = form(**with_quote(quote, "denies"), _instead=str(earlier.pk))
    assert annotator.post(ADD, sent).url == page_of(earlier)
    appearance = Appearance.objects.get()
    assert (appearance.claim, appearance.quote, appearance.stance) == (earlier, quote, "denies")
    again = annotator.post(ADD, sent, follow=True)
    assert "linked to this claim already" in said(again)


def test_no_quote_to_link_is_told(annotator: Client) -> None:
    earlier = ClaimFactory(text="The ferry runs at night")
    sent = form(text="The ferry runs by night", _instead=str(earlier.pk))
    assert "No quote was named" in said(annotator.post(ADD, sent, follow=True))
    assert not Appearance.objects.exists()


def test_unlike_claims_do_not_stand_in_the_way(annotator: Client) -> None:
    ClaimFactory(text="The wells of the old quay are clean")
    assert annotator.post(ADD, form(text="The ferry runs at night")).status_code == 302


def test_topics_change_and_another_quote_is_linked(annotator: Client) -> None:
    claim = Claim.objects.record("The ferry runs", topics=["boats", "night"])
    first = claim.appear(QuoteFactory())
    second = QuoteFactory()
    more = {
        "topics": "night, ferries",
        "first_appearance": str(first.pk),
        "appearances-2-TOTAL_FORMS": "1",
        "appearances-2-0-quote": str(second.pk),
        "appearances-2-0-stance": "questions",
        "appearances-0-stance": "reports",
    }
    assert (
        annotator.post(page_of(claim), form_of(annotator, page_of(claim), **more)).status_code
        == 302
    )
    claim.refresh_from_db()
    assert {str(link) for link in claim.claim_topics.all()} == {"night", "ferries"}
    assert claim.first_appearance == first
    assert set(claim.appearances.values_list("quote", "stance")) == {
        (first.quote_id, "reports"),
        (second.pk, "questions"),
    }


def test_second_of_two_editors_is_told_and_loses_nothing(annotator: Client) -> None:
    claim = ClaimFactory()
    sent = form_of(annotator, page_of(claim), text="Typed by the second")
    claim.condition = "Changed by the first"
    claim.save()
    page = said(annotator.post(page_of(claim), sent))
    assert "changed this record while you had it open" in page
    assert "Typed by the second" in page


def test_what_is_not_there_takes_one_line(annotator: Client) -> None:
    page = said(annotator.get(page_of(ClaimFactory())))
    for parts in ("Appearances", "Evidence", "Fact-checks", "How other claims stand to it"):
        assert f"<b>{parts}</b>: none." in page
    claim = AppearanceFactory().claim
    assert "Check this one" in said(annotator.get(page_of(claim)))
    assert "Check this one" not in said(signed_in("Reader").get(page_of(claim)))


def test_reader_sees_and_changes_nothing() -> None:
    claim = Claim.objects.record("The ferry runs", topics=["boats"])
    reader = signed_in("Reader")
    page = said(reader.get(page_of(claim)))
    assert "boats" in page
    assert 'name="_save"' not in page
    assert reader.get(ADD).status_code == 403
    assert reader.post(f"/admin/claims/claim/{claim.pk}/evidence/").status_code == 403
    assert reader.post(f"/admin/claims/claim/{claim.pk}/set-aside/").status_code == 403


PAGE, LIST = 18, 12
"""Queries of a claim's page and of the list."""


def fill(count: int) -> Claim:
    claim = Claim.objects.record("The ferry runs", topics=["boats", "night"])
    for _ in range(count):
        appearance = AppearanceFactory(claim=claim)
        AttributionFactory(quote=appearance.quote)
        EvidenceFactory(claim=claim)
        ReviewFactory(claim=claim, appearance=appearance)
    return claim


@pytest.mark.parametrize("count", [1, 4])
def test_queries_of_the_page_do_not_grow(count: int) -> None:
    claim, editor = fill(count), signed_in()
    assert queries_of(editor, page_of(claim)) == PAGE


@pytest.mark.parametrize("count", [1, 4])
def test_queries_of_the_list_do_not_grow(count: int) -> None:
    for _ in range(count):
        fill(2)
    editor = signed_in()
    assert queries_of(editor, "/admin/claims/claim/") == LIST


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ferry", {"plain", "checked", "aside"}),
        ("without=evidence", {"plain", "checked", "aside"}),
        ("without=fact-check", {"plain", "aside"}),
        ("without=both", {"plain"}),
        ("set_aside=yes", {"aside"}),
        ("set_aside=no", {"plain", "checked"}),
        ("merged=yes", {"merged"}),
        ("topic=999999999999999999999", set()),
    ],
)
def test_list_is_narrowed_down(asked: str, found: set[str]) -> None:
    claims = {
        name: ClaimFactory(text=f"The ferry runs {name}")
        for name in ("plain", "checked", "aside", "merged")
    }
    ClaimTopicFactory(claim=claims["plain"])
    ReviewFactory(claim=claims["checked"])
    claims["aside"].set_aside("nothing to find out", by=None)
    claims["merged"].merge_into(claims["plain"], by=None, reason="the same")
    rows = signed_in().get(f"/admin/claims/claim/?{asked}").context["cl"].result_list
    assert {row.text.removeprefix("The ferry runs ") for row in rows} == found
