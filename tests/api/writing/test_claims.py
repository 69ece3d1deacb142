"""A claim is recorded, changed, published, withdrawn, set aside, merged and taken apart."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, ClaimRelation, Topic
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    TopicFactory,
)

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
CLAIMS = "/api/claims/"
UID = "1a3c5e7f-9b0d-4e2f-8a4c-6d8e0f2b4caa"


def place(claim: Any, act: str = "") -> str:
    return f"{CLAIMS}{claim.uid}/{f'{act}/' if act else ''}"


def published() -> Claim:
    claim: Claim = ClaimFactory()
    claim.publish(by=None)
    return claim


def test_all_that_is_sent_is_recorded() -> None:
    caller, topic, other = annotator(), TopicFactory(name="tolls"), ClaimFactory()
    columns = {
        "uid": UID,
        "text": "The bridge will be free",
        "kind": "promise",
        "language": "en",
        "condition": "if it is built",
        "due_on": "2026",
        "origin": "archive",
        "external_id": "c1",
    }
    more = {
        "topics": [{"uid": str(topic.uid)}, {"name": "bridges"}],
        "relations": [{"kind": "contradicts", "to": str(other.uid)}],
    }
    answer = caller.post(CLAIMS, columns | more, X_Change_Reason="from the paper")
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{CLAIMS}{UID}/"
    assert {name: body[name] for name in columns} == columns
    assert [item["name"] for item in body["topics"]] == ["bridges", "tolls"]
    assert body["relations"][0]["claim"]["uid"] == str(other.uid)
    assert (body["status"], body["is_public"]) == ("recorded", False)
    claim = Claim.objects.get(uid=UID)
    past = claim.history.last()
    assert (past.history_user, past.history_change_reason) == (caller.user, "from the paper")
    assert claim.created_by == caller.user
    check(place(claim), body)
    assert caller.post(CLAIMS, columns | more).status_code == 200
    fault(annotator().post(CLAIMS, columns | more), 409, "taken", "uid")
    fault(caller.post(CLAIMS, columns | {"uid": str(other.uid)}), 409, "taken", "uid")


WRONG = {
    "no text": ({}, "text", "required"),
    "an empty text": ({"text": " "}, "text", "blank"),
    "no words": ({"text": 7}, "text", "invalid"),
    "another kind": ({"text": "x", "kind": "lie"}, "kind", "invalid_choice"),
    "no date": ({"text": "x", "due_on": "soon"}, "due_on", "not_a_date"),
    "an unknown topic": ({"text": "x", "topics": [{"uid": UID}]}, "topics.0.uid", "unknown"),
    "a topic twice named": (
        {"text": "x", "topics": [{"name": ""}]},
        "topics.0.name",
        "blank",
    ),
    "an unknown claim": (
        {"text": "x", "relations": [{"kind": "narrows", "to": UID}]},
        "relations.0.to",
        "unknown",
    ),
    "what only an act does": (
        {"text": "x", "set_aside_reason": "y"},
        "set_aside_reason",
        "unknown",
    ),
    "a status": ({"text": "x", "status": "published"}, "status", "unknown"),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_names_its_field(name: str) -> None:
    body, attr, code = WRONG[name]
    fault(annotator().post(CLAIMS, body), 400, code, attr)
    assert not Claim.objects.exists()


def test_what_is_not_sent_stays() -> None:
    caller, claim = annotator(), ClaimFactory(condition="if built", language="en")
    first = AppearanceFactory(claim=claim)
    claim.refresh_from_db()
    sent = {"text": "Another", "first_appearance": str(first.uid), "topics": [{"name": "tolls"}]}
    body = caller.patch(place(claim), sent, claim.version, X_Change_Reason="clearer").json()
    assert (body["text"], body["condition"], body["language"]) == ("Another", "if built", "en")
    assert body["first_appearance"]["uid"] == str(first.uid)
    assert [item["name"] for item in body["topics"]] == ["tolls"]
    past = claim.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "clearer")
    sent = {"topics": [], "first_appearance": None}
    body = caller.patch(place(claim), sent, body["version"]).json()
    assert body["topics"] == []
    assert Topic.objects.exists()
    assert Claim.objects.get().first_appearance is None


def test_the_first_appearance_is_one_of_its_own() -> None:
    claim, other = ClaimFactory(), AppearanceFactory()
    sent = {"text": "Another", "first_appearance": str(other.uid)}
    answer = annotator().patch(place(claim), sent, claim.version)
    fault(answer, 400, "invalid", "first_appearance")
    claim.refresh_from_db()
    assert claim.text != "Another"


def test_relations_are_changed_as_a_whole() -> None:
    claim, other, caller = ClaimFactory(), ClaimFactory(), annotator()
    sent = {"relations": [{"kind": "narrows", "to": str(other.uid)}]}
    body = caller.patch(place(claim), sent, claim.version).json()
    assert body["relations"][0]["kind"] == "narrows"
    assert caller.patch(place(claim), {"relations": []}, body["version"]).status_code == 200
    assert not ClaimRelation.objects.exists()


def test_the_second_of_two_is_told() -> None:
    claim, caller = ClaimFactory(), annotator()
    assert caller.patch(place(claim), {"text": "One"}, claim.version).status_code == 200
    answer = annotator().patch(place(claim), {"text": "Two"}, claim.version)
    fault(answer, 412, "stale")
    assert answer.json()["current"]["text"] == "One"
    fault(caller.patch(place(claim), {"text": "Two"}), 428, "version_required")


def test_what_is_public_is_changed_by_who_may_publish() -> None:
    claim = published()
    for caller in (annotator(), Caller("Editor", "annotate")):
        answer = caller.patch(place(claim), {"text": "Two"}, claim.version)
        fault(answer, 403, "permission_denied")
        answer = caller.post(place(claim, "set_aside"), {"reason": "x"}, claim.version)
        fault(answer, 403, "permission_denied")
    assert editor().patch(place(claim), {"text": "Two"}, claim.version).status_code == 200


def test_publishing_and_withdrawing() -> None:
    claim, caller = ClaimFactory(), editor()
    body = caller.post(place(claim, "publish"), {}, claim.version).json()
    assert (body["status"], body["is_public"]) == ("published", True)
    sent = {"reason": "Twice here."}
    body = caller.post(place(claim, "withdraw"), sent, body["version"]).json()
    assert (body["status"], body["is_public"]) == ("withdrawn", False)
    claim.refresh_from_db()
    assert claim.withdrawn_reason == "Twice here."
    fault(caller.post(place(claim, "withdraw"), sent, body["version"]), 400, "withdrawn")
    fault(caller.post(place(claim, "publish"), {}, body["version"]), 400, "withdrawn")


def test_a_claim_that_leans_on_a_hidden_source_is_not_published() -> None:
    claim = EvidenceFactory().claim
    claim.refresh_from_db()
    fault(editor().post(place(claim, "publish"), {}, claim.version), 400, "hidden_evidence")


def test_setting_aside_and_taking_up() -> None:
    claim, caller = ClaimFactory(), annotator()
    body = caller.post(place(claim, "set_aside"), {"reason": "A joke."}, claim.version).json()
    assert body["set_aside_reason"] == "A joke."
    body = caller.post(place(claim, "take_up"), {"reason": "No joke."}, body["version"]).json()
    assert body["set_aside_reason"] == ""
    past = claim.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "No joke.")
    fault(caller.post(place(claim, "set_aside"), {}, body["version"]), 400, "required", "reason")


def test_merging_and_taking_apart() -> None:
    caller, claim, stays = editor(), ClaimFactory(), ClaimFactory()
    appearance = AppearanceFactory(claim=claim)
    claim.refresh_from_db()
    sent = {"into": str(stays.uid), "reason": "one claim"}
    answer = caller.post(place(claim, "merge"), sent, claim.version)
    body = answer.json()
    assert answer.status_code == 200, body
    assert body["uid"] == str(stays.uid)
    assert [item["uid"] for item in body["appearances"]] == [str(appearance.uid)]
    gone = caller.patch(place(claim), {"text": "x"}, 1)
    fault(gone, 409, "merged")
    assert gone.json()["into"] == str(stays.uid)
    answer = caller.post(place(claim, "unmerge"), {"reason": "two after all"}, body["version"])
    body = answer.json()
    assert answer.status_code == 200, body
    assert (body["uid"], len(body["appearances"])) == (str(claim.uid), 1)


def test_merges_that_are_refused() -> None:
    claim, caller = ClaimFactory(), editor()
    sent = {"into": str(claim.uid), "reason": "x"}
    fault(caller.post(place(claim, "merge"), sent, claim.version), 400, "same")
    sent = {"into": UID, "reason": "x"}
    fault(caller.post(place(claim, "merge"), sent, claim.version), 400, "unknown", "into")
    fault(annotator().post(place(claim, "merge"), sent, claim.version), 403, "permission_denied")


ACTS = {"publish": {}, "withdraw": {"reason": "x"}, "set_aside": {"reason": "x"}}


@pytest.mark.parametrize("act", ACTS)
def test_acts_name_a_version(act: str) -> None:
    claim = ClaimFactory()
    fault(editor().post(place(claim, act), ACTS[act]), 428, "version_required")
    answer = editor().post(place(claim, act), ACTS[act], claim.version + 1)
    fault(answer, 412, "stale")
    assert answer.json()["current"]["uid"] == str(claim.uid)
    answer = editor().post(place(claim, act), {**ACTS[act], "colour": "red"}, claim.version)
    fault(answer, 400, "unknown", "colour")


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_some_acts_take_an_editor(act: str) -> None:
    claim = ClaimFactory()
    for caller in (annotator(), Caller("Editor", "annotate"), Caller("Reader", "edit")):
        answer = caller.post(place(claim, act), ACTS[act], claim.version)
        fault(answer, 403, "permission_denied")


def test_a_claim_that_is_not_there() -> None:
    fault(annotator().patch(f"{CLAIMS}{UID}/", {"text": "x"}, 1), 404, "not_found")
    fault(editor().delete(f"{CLAIMS}{UID}/", 1), 405, "method_not_allowed")


def test_earlier_claims_that_are_alike() -> None:
    claim = ClaimFactory(text="The bridge of Port Essary is free of tolls")
    ClaimFactory(text="Eels swim upstream")
    path = f"{CLAIMS}alike/?text=the bridge of Port Essary will be free"
    results = annotator().get(path).json()["results"]
    assert [item["uid"] for item in results] == [str(claim.uid)]
    check(place(claim), results[0])
    claim.publish(by=None)
    assert [i["uid"] for i in Client().get(path).json()["results"]] == [str(claim.uid)]
    assert Client().get(f"{CLAIMS}alike/?text=eels swim upstream").json()["results"] == []
    fault(annotator().get(f"{CLAIMS}alike/"), 400, "required", "text")
    fault(annotator().get(f"{CLAIMS}alike/?words=x&text=x"), 400, "unknown_filter", "words")
