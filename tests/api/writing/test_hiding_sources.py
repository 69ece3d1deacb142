"""A source that is public is hidden again, for a reason, unless public records lean on it."""

from __future__ import annotations

import pytest

from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    SourceFactory,
)

from ..readers import public
from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
WHY = {"reason": "The letter was not ours to show."}


def place(source: Source, act: str = "hide/") -> str:
    return f"/api/sources/{source.uid}/{act}"


def test_it_goes_with_its_quotes_and_comes_back_with_them() -> None:
    quote, caller = PublishedQuoteFactory(), editor()
    source, at_home = quote.source, f"/api/quotes/{quote.uid}/"
    source.refresh_from_db()
    answer = caller.post(place(source), WHY, source.version)
    body = answer.json()
    assert (answer.status_code, body["is_public"]) == (200, False)
    check(place(source), body, method="post")
    past = source.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, WHY["reason"])
    assert public().get(at_home).status_code == public().get(place(source, "")).status_code == 404
    assert caller.get(at_home).json()["status"] == "published"
    fault(caller.post(place(source), WHY, body["version"]), 409, "already")
    assert caller.post(place(source, "publish/"), {}, body["version"]).status_code == 200
    assert public().get(at_home).json()["is_public"]


def test_what_leans_on_it_keeps_it_public() -> None:
    evidence = EvidenceFactory(source=SourceFactory(is_public=True))
    evidence.claim.publish(by=None)
    evidence.source.refresh_from_db()
    answer = editor().post(place(evidence.source), WHY, evidence.source.version)
    assert evidence.claim.text in fault(answer, 400, "leaning")
    evidence.source.refresh_from_db()
    assert evidence.source.is_public


def test_an_appearance_stays_with_its_claim_and_is_not_shown() -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    appearance.claim.publish(by=None)
    source = appearance.quote.source
    source.refresh_from_db()
    assert editor().post(place(source), WHY, source.version).status_code == 200
    assert public().get(f"/api/claims/{appearance.claim.uid}/").json()["appearances"] == []


def test_it_takes_an_editor_a_version_and_a_reason() -> None:
    source = SourceFactory(is_public=True)
    fault(annotator().post(place(source), WHY, source.version), 403, "permission_denied")
    narrow = Caller("Editor", "annotate")
    fault(narrow.post(place(source), WHY, source.version), 403, "permission_denied")
    fault(editor().post(place(source), WHY), 428, "version_required")
    fault(editor().post(place(source), WHY, source.version + 1), 412, "stale")
    fault(editor().post(place(source), {}, source.version), 400, "required", "reason")
    fault(editor().post(place(source), {"reason": " "}, source.version), 400, "blank", "reason")
