"""Fact-checks: drafted, published, superseded with a reason, withdrawn with a reason."""

import pytest
from django.test import Client

from claims.models import Review
from tests.claims.admin.roles import queries_of, said, signed_in
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublisherFactory,
    RatingFactory,
    RatingScaleFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db

ADD = "/admin/claims/review/add/"


def page_of(review: Review, act: str = "change") -> str:
    return f"/admin/claims/review/{review.pk}/{act}/"


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


@pytest.fixture
def given() -> Review:
    """A published verdict on a public claim."""
    review = ReviewFactory(rating_name="Fallen", title="Lamps", explanation="They are out.")
    review.publish(by=None)
    review.claim.publish(by=None)
    return review


def form(review_or_claim, **fields) -> dict[str, object]:
    return {"claim": review_or_claim.pk, "reviewer": PublisherFactory().pk, **fields}


def test_free_rating_on_one_appearance(annotator: Client) -> None:
    appearance = AppearanceFactory()
    claim = appearance.claim
    evidence = EvidenceFactory(claim=claim)
    EvidenceFactory(note="of another claim")
    page = said(annotator.get(f"{ADD}?claim={claim.pk}&appearance={appearance.pk}"))
    assert f'<option value="{appearance.pk}" selected>' in page
    assert "of another claim" not in page
    sent = form(
        claim, appearance=appearance.pk, rating_name="half", evidence=[evidence.pk], date="2024-05"
    )
    assert annotator.post(ADD, sent).status_code == 302
    review = Review.objects.get()
    assert (review.state, review.rating_name, review.appearance) == ("draft", "half", appearance)
    assert [link.evidence for link in review.rests_on.all()] == [evidence]
    assert review.created_by is not None


def test_rating_of_a_scale_fills_the_verdict(annotator: Client) -> None:
    rating = RatingFactory(name="Poor", value=4, scale__name="Marks")
    claim = ClaimFactory()
    page = said(annotator.post(ADD, form(claim, rating=rating.pk)))
    assert "which end of “Marks” is best" in page
    assert (
        annotator.post(ADD, form(claim, rating=rating.pk, best="1", worst="5")).status_code == 302
    )
    first = Review.objects.get()
    assert (first.rating_name, first.rating_value, first.scale) == ("Poor", 4, rating.scale)
    other = RatingFactory(name="Good", value=2, scale=rating.scale)
    annotator.post(ADD, form(claim, rating=other.pk))
    second = Review.objects.exclude(pk=first.pk).get()
    assert (second.rating_name, second.best, second.worst) == ("Good", 1, 5)


def test_ends_are_those_of_the_scale_the_way_round_that_a_fact_check_says(
    annotator: Client,
) -> None:
    scale = RatingScaleFactory(name="Marks")
    lowest, _, highest = (RatingFactory(scale=scale, value=value) for value in (0, 1, 4))
    claim = ClaimFactory()
    page = said(annotator.post(ADD, form(claim, rating=lowest.pk)))
    assert "give best and worst, 0 and 4 one way or the other" in page
    ReviewFactory(scale=scale, best=1, worst=3)
    assert scale.ends() == (0, 4)
    ReviewFactory(scale=scale, best=6, worst=3)
    assert scale.ends() == (6, 0)
    ReviewFactory(scale=scale, best=2, worst=2)
    annotator.post(ADD, form(claim, rating=highest.pk, worst="-1"))
    review = Review.objects.get(claim=claim)
    assert (review.best, review.worst) == (6, -1)
    same = said(annotator.post(ADD, form(claim, rating=highest.pk, best="4", worst="4")))
    assert "The worst rating is another than the best." in same
    page = said(annotator.get(f"/admin/claims/ratingscale/{scale.pk}/change/"))
    assert "6 and -1, as its fact-checks have it" in page


def test_scale_without_numbers_has_no_ends(annotator: Client) -> None:
    rating = RatingFactory(value=None, name="Poor")
    assert rating.scale.ends() is None
    assert annotator.post(ADD, form(ClaimFactory(), rating=rating.pk)).status_code == 302
    page = said(annotator.get(f"/admin/claims/ratingscale/{rating.scale_id}/change/"))
    assert "The first fact-check with a number" in page


def test_who_gives_fact_checks_is_offered_first(annotator: Client) -> None:
    PublisherFactory(name="Anchor Post")
    ReviewFactory(reviewer__name="Zinc Checks")
    assert "/admin/claims/review/reviewers/" in said(annotator.get(ADD))
    asked = {"app_label": "claims", "model_name": "review", "field_name": "reviewer"}

    def offered(term: str) -> list[str]:
        answer = annotator.get("/admin/claims/review/reviewers/", {**asked, "term": term})
        return [row["text"] for row in answer.json()["results"]]

    assert offered("") == ["Zinc Checks", "Anchor Post"]
    assert offered("anchor") == ["Anchor Post"]


def test_ratings_of_scales_in_use_are_offered_first(annotator: Client) -> None:
    RatingFactory(scale=RatingScaleFactory(name="Abacus"), name="One")
    used = RatingFactory(scale=RatingScaleFactory(name="Zodiac"), name="Two")
    ReviewFactory(scale=used.scale)
    page = said(annotator.get(ADD))
    assert page.index("Zodiac: Two") < page.index("Abacus: One")


def test_draft_changes_to_a_free_rating(annotator: Client) -> None:
    rating = RatingFactory(scale=RatingScaleFactory(), name="Poor", value=None)
    review = ReviewFactory(rating_name="Poor", scale=rating.scale)
    sent = form(review.claim, rating="", rating_name="quite poor", version=review.version)
    assert annotator.post(page_of(review), sent).status_code == 302
    review.refresh_from_db()
    assert (review.rating_name, review.scale) == ("quite poor", None)


def test_given_verdict_is_only_read(editor: Client, given: Review) -> None:
    page = said(editor.get(page_of(given)))
    assert "They are out." in page
    assert 'name="rating_name"' not in page
    sent = {"rating_name": "Plumb", "address": "https://lamps.example", "version": given.version}
    assert editor.post(page_of(given), sent).status_code == 302
    given.refresh_from_db()
    assert (given.rating_name, given.address) == ("Fallen", "https://lamps.example")


def test_verdict_is_superseded_with_a_reason(editor: Client, given: Review) -> None:
    assert f"{ADD}?supersedes={given.pk}" in said(editor.get(page_of(given)))
    page = said(editor.get(f"{ADD}?supersedes={given.pk}"))
    assert "They are out." in page
    sent = form(given.claim, supersedes=given.pk, rating_name="Plumb")
    answer = editor.post(f"{ADD}?supersedes={given.pk}", sent)
    assert "Say why this verdict supersedes the earlier one." in said(answer)
    sent["supersedes_reason"] = "The lamps are lit again."
    assert editor.post(f"{ADD}?supersedes={given.pk}", sent).status_code == 302
    later = Review.objects.get(supersedes=given)
    assert later.state == "draft"
    later.publish(by=None)
    assert "superseded" in said(editor.get(f"/admin/claims/claim/{given.claim_id}/change/"))
    assert f"{ADD}?supersedes={given.pk}" not in said(editor.get(page_of(given)))


def test_verdict_is_withdrawn_with_a_reason(editor: Client, given: Review) -> None:
    page = page_of(given, "withdraw")
    assert "stays on the record as withdrawn" in said(editor.get(page))
    assert "required" in said(editor.post(page, {"reason": " "}))
    assert editor.post(page, {"reason": "We had the wrong lamps."}).status_code == 302
    given.refresh_from_db()
    assert (given.state, given.withdrawn_reason) == ("withdrawn", "We had the wrong lamps.")
    assert given.history.first().history_change_reason == "We had the wrong lamps."


def test_what_stands_on_a_fact_check_is_said_before(editor: Client, given: Review) -> None:
    page = said(editor.get(page_of(given, "withdraw")))
    assert "No other fact-check of the claim stands." in page
    later = ReviewFactory(claim=given.claim, supersedes=given, supersedes_reason="Lit again.")
    other = ReviewFactory(claim=given.claim, rating_name="Leaning")
    for review in (later, other):
        review.publish(by=None)
    page = said(editor.get(page_of(later, "withdraw")))
    assert f"It supersedes “{given}”, which then stands again" in page
    assert f"On the claim stands “{other}”" in page
    assert "public where the claim is" in page
    assert f"It is superseded by “{later}”" in said(editor.get(page_of(given, "withdraw")))


def test_draft_is_left_rather_than_withdrawn(editor: Client) -> None:
    draft = ReviewFactory(rating_name="")
    assert "nobody from outside has seen" in said(editor.get(page_of(draft, "withdraw")))
    page = said(editor.post(page_of(draft, "withdraw"), {"reason": "A slip."}))
    assert "has no verdict to withdraw" in page


def test_admin_says_fact_check(editor: Client, given: Review) -> None:
    for page in (ADD, "/admin/claims/review/", page_of(given)):
        assert "fact-check" in said(editor.get(page))
        assert "Change review" not in said(editor.get(page))
    assert "Published: 1 fact-check." in said(
        editor.post(
            "/admin/claims/review/publish/",
            {"ids": ReviewFactory().pk, "confirmed": "1"},
            follow=True,
        )
    )


def test_annotator_neither_publishes_nor_withdraws(annotator: Client, given: Review) -> None:
    draft = ReviewFactory()
    page = said(annotator.get(page_of(draft)))
    assert "Publish…" not in page
    assert "/withdraw/" not in page
    assert annotator.get(page_of(given, "withdraw")).status_code == 403
    assert annotator.post(page_of(given, "withdraw"), {"reason": "x"}).status_code == 403
    answer = annotator.post("/admin/claims/review/publish/", {"ids": draft.pk, "confirmed": "1"})
    assert answer.status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(count: int) -> None:
    review = ReviewFactory()
    for _ in range(count):
        EvidenceFactory(claim=review.claim)
        AppearanceFactory(claim=review.claim)
        ReviewFactory(supersedes=None)
        RatingFactory()
    editor = signed_in()
    assert queries_of(editor, page_of(review)) == 12
    assert queries_of(editor, "/admin/claims/review/") == 9
    assert queries_of(editor, f"{ADD}?claim={review.claim_id}") == 10
    assert queries_of(editor, page_of(review, "withdraw")) == 7
    asked = "app_label=claims&model_name=review&field_name=reviewer"
    assert queries_of(editor, f"/admin/claims/review/reviewers/?{asked}") == 6
