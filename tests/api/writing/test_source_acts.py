"""A document is published and opened by those who may, and hidden ones stay hidden."""

from __future__ import annotations

import pytest

from sources.models import Source
from tests.factories import SourceFactory

from .people import Caller, annotator, editor, fault, somebody

pytestmark = pytest.mark.django_db
SOURCES = "/api/sources/"
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"


def place(source: Source) -> str:
    return f"{SOURCES}{source.uid}/"


def test_a_public_document_is_changed_by_whoever_may_publish_it() -> None:
    source = SourceFactory(is_public=True)
    for caller in (annotator(), Caller("Editor", "annotate")):
        said = fault(caller.patch(place(source), {"title": "New"}, 1), 403, "permission_denied")
        assert said.startswith("The record is public.")
        path = f"{place(source)}revisions/"
        fault(caller.post(path, {"text": "Words."}, 1), 403, "permission_denied")
    assert editor().patch(place(source), {"title": "New"}, 1).status_code == 200


def test_who_may_not_write_does_not() -> None:
    source = SourceFactory()
    for caller in (Caller("Reader", "read"), Caller("Annotator", "read"), Caller("", "edit")):
        fault(caller.post(SOURCES, {"title": "A"}), 403, "permission_denied")
        fault(caller.patch(place(source), {"title": "A"}, 1), 403, "permission_denied")
        fault(caller.post(f"{place(source)}publish/", {}, 1), 403, "permission_denied")
    for act in ("publish", "open_text", "close_text"):
        for caller in (annotator(), Caller("Editor", "annotate")):
            fault(caller.post(f"{place(source)}{act}/", {}, 1), 403, "permission_denied")
    assert Source.objects.get().title == source.title


def test_a_document_is_published() -> None:
    source, caller = SourceFactory(), editor()
    path = place(source)
    fault(caller.post(f"{path}publish/"), 428, "version_required")
    fault(caller.post(f"{path}publish/", {"now": True}, 1), 400, "unknown", "now")
    answer = caller.post(f"{path}publish/", version=1, X_Change_Reason="It is out.")
    assert (answer.status_code, answer.json()["is_public"]) == (200, True)
    assert source.history.first().history_change_reason == "It is out."
    fault(caller.post(f"{path}publish/", version=1), 412, "stale")
    fault(caller.post(f"{path}publish/", version=answer.json()["version"]), 409, "already")


def test_a_text_is_opened_and_closed_for_a_reason() -> None:
    source, caller = SourceFactory(text="Words."), editor()
    path = place(source)
    version = caller.version(path)
    fault(caller.post(f"{path}open_text/", {}, version), 400, "required", "reason")
    fault(caller.post(f"{path}open_text/", {"reason": " "}, version), 400, "blank", "reason")
    fault(caller.post(f"{path}close_text/", {"reason": "No."}, version), 409, "already")
    opened = caller.post(f"{path}open_text/", {"reason": "Its licence."}, version).json()
    assert opened["text_is_open"] is True
    assert source.history.first().history_change_reason == "Its licence."
    again = caller.post(f"{path}open_text/", {"reason": "Again."}, opened["version"])
    fault(again, 409, "already")
    closed = caller.post(f"{path}close_text/", {"reason": "It ended."}, opened["version"])
    assert closed.json()["text_is_open"] is False


def test_there_is_nothing_at_an_unknown_uid() -> None:
    caller = editor()
    for path in (f"{SOURCES}{UID}/publish/", f"{SOURCES}{UID}/revisions/"):
        body = {"text": "Words."} if "revisions" in path else {}
        fault(caller.post(path, body, 1), 404, "not_found")
    fault(caller.patch(f"{SOURCES}{UID}/", {"title": "A"}, 1), 404, "not_found")


def test_no_document_is_deleted_or_replaced() -> None:
    path, caller = place(SourceFactory()), editor()
    fault(caller.delete(path), 405, "method_not_allowed")
    fault(caller.client.put(path, {}), 405, "method_not_allowed")


def test_a_hidden_document_is_in_the_full_view_alone() -> None:
    caller = annotator()
    path = caller.post(SOURCES, {"title": "A"})["Location"]
    for user in (somebody("Reader"), caller.user):
        assert Caller("", "read", user).get(path).status_code == 200
    assert Caller("", "read").get(path).status_code == 404
