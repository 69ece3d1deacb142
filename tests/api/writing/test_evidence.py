"""What hangs on a claim is added, changed and taken away by the claim's version."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Appearance, Claim, Evidence
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
)

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
UID = "6d8f0b2c-4e1a-4d3b-9c5f-1a3e5d7b9f99"
TEXT = "The council voted against a toll. It rained. The vote was close. The vote was public."


@pytest.fixture
def claim() -> Claim:
    made: Claim = ClaimFactory()
    return made


@pytest.fixture
def source() -> Any:
    made = SourceFactory(text=TEXT)
    made.refresh_from_db()
    return made


def address(claim: Claim, parts: str = "") -> str:
    return f"/api/claims/{claim.uid}/{f'{parts}/' if parts else ''}"


def part(record: Any) -> str:
    name = "appearances" if isinstance(record, Appearance) else "evidence"
    return f"/api/{name}/{record.uid}/"


# Appearances


def test_a_quote_makes_a_claim(claim: Claim) -> None:
    caller, quote = annotator(), QuoteFactory()
    sent = {"uid": UID, "quote": str(quote.uid), "stance": "denies"}
    path = address(claim, "appearances")
    answer = caller.post(path, sent, claim.version, X_Change_Reason="read again")
    body = answer.json()
    assert answer.status_code == 201, body
    (made,) = body["appearances"]
    assert (made["uid"], made["stance"], made["quote"]["uid"]) == (UID, "denies", str(quote.uid))
    assert body["version"] > claim.version
    check(address(claim), body)
    past = Appearance.objects.get().history.get()
    assert (past.history_user, past.history_change_reason) == (caller.user, "read again")
    again = caller.post(path, sent, claim.version)
    assert (again.status_code, again.json()) == (200, body)
    fault(annotator().post(path, sent, body["version"]), 409, "taken", "uid")
    other = address(ClaimFactory(), "appearances")
    fault(caller.post(other, sent, 1), 409, "taken", "uid")
    del sent["uid"]
    assert "denies" in fault(caller.post(path, sent, body["version"]), 400, "twice")


def test_an_appearance_names_a_version(claim: Claim) -> None:
    sent, path = {"quote": str(QuoteFactory().uid)}, address(claim, "appearances")
    fault(annotator().post(path, sent), 428, "version_required")
    answer = annotator().post(path, sent, claim.version + 1)
    fault(answer, 412, "stale")
    assert answer.json()["current"]["uid"] == str(claim.uid)
    assert not Appearance.objects.exists()


@pytest.mark.parametrize(
    ("sent", "attr"),
    [
        ({}, "quote"),
        ({"quote": UID}, "quote"),
        ({"quote": 7}, "quote"),
        ({"stance": "sings"}, "stance"),
        ({"claim": UID}, "claim"),
    ],
)
def test_bad_input_of_appearances(claim: Claim, sent: dict[str, Any], attr: str) -> None:
    answer = annotator().post(address(claim, "appearances"), sent, claim.version)
    assert answer.status_code == 400
    assert attr in [error["attr"] for error in answer.json()["errors"]]


def test_a_stance_is_changed() -> None:
    appearance, caller = AppearanceFactory(), annotator()
    version = caller.version(address(appearance.claim))
    body = caller.patch(part(appearance), {"stance": "reports"}, version).json()
    assert body["appearances"][0]["stance"] == "reports"
    answer = annotator().patch(part(appearance), {"stance": "denies"}, version)
    fault(answer, 412, "stale")
    assert answer.json()["current"]["appearances"][0]["stance"] == "reports"
    fault(caller.patch(part(appearance), {"stance": "denies"}), 428, "version_required")
    fault(caller.patch(part(appearance), {"stance": "x"}, version), 400, "invalid_choice", "stance")
    fault(caller.patch(f"/api/appearances/{UID}/", {"stance": "denies"}, 1), 404, "not_found")


def test_an_appearance_is_taken_away() -> None:
    appearance, caller = AppearanceFactory(), annotator()
    version = caller.version(address(appearance.claim))
    fault(caller.delete(part(appearance)), 428, "version_required")
    fault(caller.delete(part(appearance), version + 1), 412, "stale")
    answer = caller.delete(part(appearance), version, X_Change_Reason="misread")
    assert (answer.status_code, answer.json()["appearances"]) == (200, [])
    past = Appearance.history.first()
    assert (past.history_type, past.history_user) == ("-", caller.user)
    assert past.history_change_reason == "misread"
    fault(caller.delete(part(appearance), version), 404, "not_found")


def test_an_appearance_that_is_needed_stays() -> None:
    appearance, caller = AppearanceFactory(), annotator()
    path = address(appearance.claim)
    chosen = {"first_appearance": str(appearance.uid)}
    version = caller.patch(path, chosen, caller.version(path)).json()["version"]
    fault(caller.delete(part(appearance), version), 400, "kept")
    ReviewFactory(claim=appearance.claim, appearance=appearance)
    fault(caller.delete(part(appearance), caller.version(path)), 400, "kept")
    assert Appearance.objects.exists()


# Evidence


def test_evidence_is_linked_with_its_passages(claim: Claim, source: Any) -> None:
    caller, path = annotator(), address(claim, "evidence")
    start = TEXT.index("The vote was public.")
    sent = {
        "uid": UID,
        "source": str(source.uid),
        "bearing": "supports",
        "passages": [
            {"exact": "The council voted against a toll."},
            {"start": start, "end": len(TEXT), "exact": "The vote was public."},
        ],
        "note": "Minutes.",
        "is_primary": True,
    }
    answer = caller.post(path, sent, claim.version)
    body = answer.json()
    assert answer.status_code == 201, body
    (made,) = body["evidence"]
    assert (made["uid"], made["bearing"], made["is_primary"]) == (UID, "supports", True)
    assert made["passages"][0]["exact"] == "The council voted against a toll."
    assert made["passages"][1]["start"] == start
    check(address(claim), body)
    assert caller.post(path, sent, claim.version).status_code == 200
    assert Evidence.objects.get().created_by == caller.user


def test_passages_that_are_not_found(claim: Claim, source: Any) -> None:
    sent = {
        "source": str(source.uid),
        "bearing": "supports",
        "passages": [{"exact": "The vote was"}, {"start": 0, "end": 3, "exact": "Thy"}],
    }
    answer = annotator().post(address(claim, "evidence"), sent, claim.version)
    errors = [(error["code"], error["attr"]) for error in answer.json()["errors"]]
    assert errors == [
        ("words_not_found", "passages.0.exact"),
        ("other_words", "passages.1.exact"),
    ]
    assert answer.json()["places"][0]["total"] == 2
    assert not Evidence.objects.exists()
    claim.refresh_from_db()
    assert claim.version == 1


def test_evidence_without_a_passage_has_a_note(claim: Claim, source: Any) -> None:
    sent = {"source": str(source.uid), "bearing": "context"}
    path = address(claim, "evidence")
    fault(annotator().post(path, sent, claim.version), 400, "invalid", "note")
    sent["note"] = "A call."
    body = annotator().post(path, sent, claim.version).json()
    assert body["evidence"][0]["note"] == "A call."


def test_evidence_of_a_source_without_a_text(claim: Claim) -> None:
    sent = {
        "source": str(SourceFactory().uid),
        "bearing": "refutes",
        "passages": [{"exact": "The vote"}],
    }
    answer = annotator().post(address(claim, "evidence"), sent, claim.version)
    fault(answer, 400, "no_text", "source")


def test_what_is_said_of_evidence_is_changed() -> None:
    evidence, caller = EvidenceFactory(), annotator()
    version = caller.version(address(evidence.claim))
    sent = {"bearing": "refutes", "is_confidential": True, "note": "A graph."}
    body = caller.patch(part(evidence), sent, version, X_Change_Reason="read again").json()
    assert {name: body["evidence"][0][name] for name in sent} == sent
    evidence.refresh_from_db()
    assert (evidence.is_confidential, evidence.note) == (True, "A graph.")
    past = evidence.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "read again")
    fault(caller.patch(part(evidence), sent, version), 412, "stale")
    fault(caller.patch(part(evidence), {"note": ""}, body["version"]), 400, "invalid", "note")
    fault(caller.patch(part(evidence), {"source": UID}, body["version"]), 400, "unknown", "source")
    fault(caller.delete(part(evidence), body["version"]), 405, "method_not_allowed")


def test_a_public_claim_takes_an_editor_and_no_hidden_source(source: Any) -> None:
    claim = ClaimFactory()
    claim.publish(by=None)
    sent = {"source": str(source.uid), "bearing": "context", "note": "A call."}
    path = address(claim, "evidence")
    fault(annotator().post(path, sent, claim.version), 403, "permission_denied")
    fault(editor().post(path, sent, claim.version), 400, "hidden_source", "source")
    sent["is_confidential"] = True
    answer = editor().post(path, sent, claim.version)
    assert answer.status_code == 201
    evidence, version = Evidence.objects.get(), answer.json()["version"]
    open_to_all = {"is_confidential": False}
    fault(annotator().patch(part(evidence), open_to_all, version), 403, "permission_denied")
    answer = editor().patch(part(evidence), open_to_all, version)
    fault(answer, 400, "hidden_source", "source")


def test_a_hidden_quote_is_linked_to_a_public_claim_by_who_annotates() -> None:
    """It changes nothing that outsiders read, until the quote is published."""
    claim, hidden, shown = ClaimFactory(), QuoteFactory(), PublishedQuoteFactory()
    claim.publish(by=None)
    path, caller = address(claim, "appearances"), annotator()
    answer = caller.post(path, {"quote": str(hidden.uid)}, claim.version)
    assert answer.status_code == 201, answer.json()
    sent, version = {"quote": str(shown.uid)}, answer.json()["version"]
    fault(caller.post(path, sent, version), 403, "permission_denied")
    assert editor().post(path, sent, version).status_code == 201


def test_nothing_is_added_to_a_merged_claim(claim: Claim) -> None:
    evidence = EvidenceFactory(claim=claim)
    stays = ClaimFactory()
    claim.merge_into(stays, by=None, reason="one")
    path = address(claim, "appearances")
    fault(annotator().post(path, {"quote": str(QuoteFactory().uid)}, 1), 409, "merged")
    version = annotator().version(address(stays))
    body = annotator().patch(part(evidence), {"bearing": "context"}, version).json()
    assert body["uid"] == str(stays.uid)


def test_who_only_reads_adds_nothing(claim: Claim) -> None:
    sent = {"quote": str(QuoteFactory().uid)}
    for caller in (Caller("Reader", "edit"), Caller("Annotator", "read")):
        answer = caller.post(address(claim, "appearances"), sent, claim.version)
        fault(answer, 403, "permission_denied")
    assert not Appearance.objects.exists()
