"""A quote is published, withdrawn, and noted as nothing to check."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Quote
from sources.models import Source
from tests.factories import (
    PublishedQuoteFactory,
    QuoteFactory,
)

from ..readers import public
from ..schema import check
from .people import Caller, annotator, editor, fault
from .quoting import FIRST, QUOTES, bridge, least, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return bridge()


def test_publishing(source: Source) -> None:
    quote, caller = QuoteFactory(source=source, content=[FIRST]), editor()
    answer = caller.post(f"{place(quote)}publish/", {}, quote.version, X_Change_Reason="checked")
    body = answer.json()
    assert answer.status_code == 200, body
    assert (body["status"], body["is_public"]) == ("published", True)
    past = Quote.objects.get().history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "checked")


def test_a_quote_of_a_hidden_source_is_not_published() -> None:
    quote = QuoteFactory()
    answer = editor().post(f"{place(quote)}publish/", {}, quote.version)
    assert "publish the source" in fault(answer, 400, "hidden_source")


def test_withdrawing(source: Source) -> None:
    quote, caller = PublishedQuoteFactory(), editor()
    path = f"{place(quote)}withdraw/"
    fault(caller.post(path, {}, quote.version), 400, "required", "reason")
    fault(caller.post(path, {"reason": "  "}, quote.version), 400, "blank", "reason")
    body = caller.post(path, {"reason": "Never said."}, quote.version).json()
    assert (body["status"], body["is_public"]) == ("withdrawn", False)
    answer = caller.post(path, {"reason": "Twice."}, body["version"])
    fault(answer, 400, "withdrawn")
    quote.refresh_from_db()
    assert quote.withdrawn_reason == "Never said."
    fault(caller.post(f"{place(quote)}publish/", {}, quote.version), 400, "withdrawn")


def test_it_is_published_once(source: Source) -> None:
    quote = PublishedQuoteFactory()
    fault(editor().post(f"{place(quote)}publish/", {}, quote.version), 409, "already")


@pytest.mark.parametrize("make", [QuoteFactory, PublishedQuoteFactory])
def test_nothing_to_check_is_noted_by_who_annotates(make: Any) -> None:
    """Of a public quote too: it changes nothing that outsiders read."""
    quote, caller = make(), annotator()
    path = f"{place(quote)}nothing_to_check/"
    fault(caller.post(path, {}), 428, "version_required")
    fault(caller.post(path, {"why": "a greeting"}, quote.version), 400, "unknown", "why")
    body = caller.post(path, {}, quote.version).json()
    assert body["nothing_to_check"] is True
    assert not Quote.objects.without_claim().filter(pk=quote.pk).exists()
    seen = public().get(place(quote))
    assert not quote.is_public or seen.json()["nothing_to_check"] is None
    body = caller.delete(path, body["version"]).json()
    assert body["nothing_to_check"] is False
    check(f"{place(quote)}nothing_to_check/", body, method="delete")


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_acts_take_an_editor_and_a_version(act: str, source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    path, body = f"{place(quote)}{act}/", {"reason": "x"} if act == "withdraw" else {}
    fault(annotator().post(path, body, quote.version), 403, "permission_denied")
    fault(Caller("Editor", "annotate").post(path, body, quote.version), 403, "permission_denied")
    fault(editor().post(path, body), 428, "version_required")
    fault(editor().post(path, body, quote.version + 1), 412, "stale")


def test_who_only_reads_writes_nothing(source: Source) -> None:
    reader = Caller("Reader", "edit")
    fault(reader.post(QUOTES, least(source)), 403, "permission_denied")
    fault(Caller("Annotator", "read").post(QUOTES, least(source)), 403, "permission_denied")


def test_a_quote_is_never_deleted(source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    fault(editor().delete(place(quote), quote.version), 405, "method_not_allowed")
