"""A fact-check is drafted, put right, given and taken back; a given one does not change."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Claim, Review
from sources.models import Publisher
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublisherFactory,
    RatingScaleFactory,
    ReviewFactory,
)

from ..readers import public
from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
REVIEWS = "/api/reviews/"
UID = "2f6a8c0e-4b1d-4a3f-9e5c-7d9b1f3a5c77"


@pytest.fixture
def claim() -> Claim:
    made: Claim = ClaimFactory()
    return made


@pytest.fixture
def reviewer() -> Publisher:
    made: Publisher = PublisherFactory()
    return made


def least(claim: Claim, reviewer: Publisher, **more: Any) -> dict[str, Any]:
    return {"claim": str(claim.uid), "reviewer": str(reviewer.uid), **more}


def place(review: Any, act: str = "") -> str:
    return f"{REVIEWS}{review.uid}/{f'{act}/' if act else ''}"


def test_all_that_is_sent_is_recorded(claim: Claim, reviewer: Publisher) -> None:
    caller, evidence = annotator(), EvidenceFactory(claim=claim)
    appearance, scale = AppearanceFactory(claim=claim), RatingScaleFactory(publisher=reviewer)
    earlier = ReviewFactory(claim=claim)
    columns = {
        "uid": UID,
        "authors": "Sive Anderloh",
        "title": "Will it be free?",
        "language": "en",
        "address": "https://plumbline.example/1",
        "date": "2023-05",
        "rating_name": "Leaning",
        "rating_value": 3,
        "best": 1.0,
        "worst": 5.5,
        "explanation": "The council has voted.",
        "supersedes_reason": "A later vote.",
        "origin": "archive",
        "external_id": "r1",
    }
    more = {
        "appearance": str(appearance.uid),
        "scale": str(scale.uid),
        "evidence": [str(evidence.uid), str(evidence.uid)],
        "supersedes": str(earlier.uid),
    }
    sent = least(claim, reviewer, **columns, **more)
    answer = caller.post(REVIEWS, sent, X_Change_Reason="from the site")
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{REVIEWS}{UID}/"
    assert {name: body[name] for name in columns} == columns
    assert (body["state"], body["is_current"]) == ("draft", False)
    assert body["appearance"]["uid"] == str(appearance.uid)
    assert body["scale"]["uid"] == str(scale.uid)
    assert (body["evidence"], body["supersedes"]) == ([str(evidence.uid)], str(earlier.uid))
    check(place(Review.objects.get(uid=UID)), body)
    past = Review.objects.get(uid=UID).history.last()
    assert (past.history_user, past.history_change_reason) == (caller.user, "from the site")
    assert caller.post(REVIEWS, sent).status_code == 200
    fault(annotator().post(REVIEWS, sent), 409, "taken", "uid")


def test_of_another_claim(claim: Claim, reviewer: Publisher) -> None:
    others = {
        "appearance": str(AppearanceFactory().uid),
        "evidence": [str(EvidenceFactory().uid)],
        "supersedes": str(ReviewFactory().uid),
    }
    for name, value in others.items():
        sent = least(claim, reviewer, supersedes_reason="x") | {name: value}
        fault(annotator().post(REVIEWS, sent), 400, "invalid", name)
    assert Review.objects.count() == 1


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown claim": ({"claim": UID}, "claim"),
    "an unknown reviewer": ({"reviewer": UID}, "reviewer"),
    "a word for a number": ({"rating_value": "3"}, "rating_value"),
    "a switch for a number": ({"best": True}, "best"),
    "too far from nought": ({"worst": 1e10}, "worst"),
    "no date": ({"date": "soon"}, "date"),
    "evidence that is no list": ({"evidence": UID}, "evidence"),
    "unknown evidence": ({"evidence": [UID]}, "evidence.0"),
    "a state": ({"state": "published"}, "state"),
    "an unknown scale": ({"scale": UID}, "scale"),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_names_its_field(claim: Claim, reviewer: Publisher, name: str) -> None:
    given, attr = WRONG[name]
    answer = annotator().post(REVIEWS, least(claim, reviewer) | given)
    assert answer.status_code == 400, answer.json()
    assert attr in [error["attr"] for error in answer.json()["errors"]]
    assert not Review.objects.exists()


def test_superseding_says_why_and_is_done_once(claim: Claim, reviewer: Publisher) -> None:
    caller, earlier = annotator(), ReviewFactory(claim=claim)
    sent = least(claim, reviewer, supersedes=str(earlier.uid))
    fault(caller.post(REVIEWS, sent), 400, "invalid", "supersedes_reason")
    sent["supersedes_reason"] = "A later vote."
    assert caller.post(REVIEWS, sent).status_code == 201
    fault(caller.post(REVIEWS, sent), 400, "twice", "supersedes")
    draft = ReviewFactory(claim=claim)
    answer = caller.patch(
        place(draft), {"supersedes": str(earlier.uid), "supersedes_reason": "x"}, draft.version
    )
    fault(answer, 400, "twice", "supersedes")


def test_a_draft_is_put_right(claim: Claim) -> None:
    caller, review = annotator(), ReviewFactory(claim=claim, title="Free?")
    one, other = EvidenceFactory(claim=claim), EvidenceFactory(claim=claim)
    review.rest_on([one])
    review.read_kept()
    sent = {"rating_name": "false", "rating_value": None, "evidence": [str(other.uid)]}
    body = caller.patch(place(review), sent, review.version, X_Change_Reason="a vote").json()
    assert (body["rating_name"], body["title"]) == ("false", "Free?")
    assert body["evidence"] == [str(other.uid)]
    past = review.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "a vote")
    answer = annotator().patch(place(review), {"title": "x"}, review.version)
    fault(answer, 412, "stale")
    assert answer.json()["current"]["rating_name"] == "false"
    fault(caller.patch(place(review), {"claim": UID}, body["version"]), 400, "unknown", "claim")
    fault(caller.patch(place(review), {"title": "x"}), 428, "version_required")


def test_a_verdict_that_is_given_does_not_change(claim: Claim) -> None:
    review, caller = ReviewFactory(claim=claim), editor()
    body = caller.post(place(review, "publish"), {}, review.version).json()
    assert (body["state"], body["is_current"]) == ("published", True)
    answer = caller.patch(place(review), {"title": "x"}, body["version"])
    assert "supersedes" in fault(answer, 400, "given", "title")
    fault(caller.post(place(review, "publish"), {}, body["version"]), 409, "already")


def test_where_a_verdict_is_found_is_put_right_after_it_is_given(claim: Claim) -> None:
    review, caller = ReviewFactory(claim=claim), editor()
    review.publish(by=None)
    sent = {"address": "https://plumbline.example/1", "language": "el"}
    sent |= {"origin": "archive", "external_id": "r1"}
    body = caller.patch(place(review), sent, review.version).json()
    assert {name: body[name] for name in sent} == sent
    claim.publish(by=None)
    answer = annotator().patch(place(review), sent, body["version"])
    fault(answer, 403, "permission_denied")


def test_publishing_takes_a_rating(claim: Claim) -> None:
    review = ReviewFactory(claim=claim, rating_name="")
    answer = editor().post(place(review, "publish"), {}, review.version)
    fault(answer, 400, "invalid", "rating_name")


def test_a_verdict_on_a_hidden_quote_is_not_published(claim: Claim) -> None:
    review = ReviewFactory(claim=claim, appearance=AppearanceFactory(claim=claim))
    answer = editor().post(place(review, "publish"), {}, review.version)
    fault(answer, 400, "hidden_quote", "appearance")


def test_withdrawing(claim: Claim) -> None:
    review, caller = ReviewFactory(claim=claim), editor()
    version = caller.post(place(review, "publish"), {}, review.version).json()["version"]
    fault(caller.post(place(review, "withdraw"), {}, version), 400, "required", "reason")
    sent = {"reason": "A mistake."}
    body = caller.post(place(review, "withdraw"), sent, version).json()
    assert (body["state"], body["withdrawn_reason"]) == ("withdrawn", "A mistake.")
    fault(caller.post(place(review, "withdraw"), sent, body["version"]), 400, "withdrawn")
    fault(caller.post(place(review, "publish"), {}, body["version"]), 400, "refused")


def test_a_draft_that_was_withdrawn_is_not_told_by_what_supersedes_it(
    claim: Claim, reviewer: Publisher
) -> None:
    claim.publish(by=None)
    caller, draft = editor(), ReviewFactory(claim=claim)
    said = {"reason": "Not so."}
    assert caller.post(place(draft, "withdraw"), said, draft.version).status_code == 200
    later = least(claim, reviewer, supersedes=str(draft.uid), supersedes_reason="It was wrong.")
    body = caller.post(REVIEWS, later | {"rating_name": "False"}).json()
    address = f"{REVIEWS}{body['uid']}/"
    shown = caller.post(f"{address}publish/", {}, body["version"]).json()
    assert shown["supersedes"] == str(draft.uid)
    assert public().get(address).json()["supersedes"] is None


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_acts_take_an_editor_and_a_version(claim: Claim, act: str) -> None:
    review, sent = ReviewFactory(claim=claim), {"reason": "x"} if act == "withdraw" else {}
    path = place(review, act)
    for caller in (annotator(), Caller("Editor", "annotate"), Caller("Reader", "edit")):
        fault(caller.post(path, sent, review.version), 403, "permission_denied")
    fault(editor().post(path, sent), 428, "version_required")
    fault(editor().post(path, sent, review.version + 1), 412, "stale")


def test_a_merged_claim_gets_no_verdicts(reviewer: Publisher) -> None:
    gone, stays = ClaimFactory(), ClaimFactory()
    gone.merge_into(stays, by=None, reason="one")
    fault(annotator().post(REVIEWS, least(gone, reviewer)), 400, "merged")


def test_a_fact_check_is_never_deleted(claim: Claim) -> None:
    review = ReviewFactory(claim=claim)
    fault(editor().delete(place(review), review.version), 405, "method_not_allowed")
