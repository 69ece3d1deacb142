"""A document gets a new text, once, and a text is noted as worked through."""

from __future__ import annotations

import pytest

from sources.models import Revision
from tests.factories import SourceFactory

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"


def texts_of(**details: object) -> str:
    return f"/api/sources/{SourceFactory(**details).uid}/revisions/"


def version(caller: Caller, path: str) -> int:
    return caller.version(path.removesuffix("revisions/"))


def test_a_text_is_added_as_it_was_read() -> None:
    caller, path = annotator(), texts_of(text="It rained.")
    sent = {
        "text": "It\r\nrained a lot.",
        "made_by": "read",
        "reader": "reader 2",
        "retrieved_at": "2023-04-28T09:30:00Z",
    }
    answer = caller.post(path, sent, version(caller, path))
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver/api/revisions/{body['uid']}/"
    assert {name: body[name] for name in sent} == sent | {"text": "It\nrained a lot."}
    assert (body["number"], body["is_current"]) == (2, True)
    assert body["changes"] == ["1 line end (CRLF) became \\n"]
    assert Revision.objects.get(uid=body["uid"]).created_by == caller.user


def test_the_same_text_again_is_the_one_that_is_there() -> None:
    caller, path = annotator(), texts_of()
    first = caller.post(path, {"text": "It rained.\r\n"}, 1)
    again = caller.post(path, {"text": "It rained.\r\n"}, 1)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    caller.post(path, {"text": "It did not."}, version(caller, path))
    body = caller.post(path, {"text": "It rained.\n"}, 1).json()
    assert (body["number"], body["is_current"], body["changes"]) == (1, False, [])
    assert Revision.objects.count() == 2


def test_a_new_text_names_the_version_it_comes_after() -> None:
    caller, path = annotator(), texts_of(text="It rained.")
    fault(caller.post(path, {"text": "It did not."}), 428, "version_required")
    stale = caller.post(path, {"text": "It did not."}, 1)
    fault(stale, 412, "stale")
    assert stale.json()["current"]["text"] == "It rained."
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({}, "required", "text"),
        ({"text": ""}, "blank", "text"),
        ({"text": "\u200b"}, "unreadable", "text"),
        ({"text": 1}, "invalid", "text"),
        ({"text": "a\0"}, "null_characters_not_allowed", "text"),
        ({"text": "a", "number": 7}, "unknown", "number"),
        ({"text": "a", "made_by": None}, "null", "made_by"),
        ({"text": "a", "reader": "x" * 2001}, "max_length", "reader"),
        ({"text": "a", "retrieved_at": 20230428}, "invalid", "retrieved_at"),
        ({"text": "a", "retrieved_at": "yesterday"}, "invalid", "retrieved_at"),
        ({"text": "a", "retrieved_at": "0001-01-01T00:00:00+14:00"}, "overflow", "retrieved_at"),
    ],
)
def test_what_is_not_taken(sent: dict[str, object], code: str, attr: str) -> None:
    fault(annotator().post(texts_of(), sent, 1), 400, code, attr)
    assert not Revision.objects.exists()


def test_a_text_is_worked_through_by_somebody_and_taken_up_again() -> None:
    texts_of(text="It rained.", is_public=True)
    revision, caller = Revision.objects.get(), annotator()
    place = f"/api/revisions/{revision.uid}/"
    path = f"{place}worked_through/"
    assert caller.get(place).json()["worked_through_at"] is None
    answer = caller.post(path)
    assert answer.status_code == 200
    noted = answer.json()["worked_through_at"]
    assert noted == caller.get(place).json()["worked_through_at"] is not None
    assert Caller("", "read").get(place).json()["worked_through_at"] is None
    assert editor().post(path).json()["worked_through_at"] == noted
    revision.refresh_from_db()
    assert revision.worked_through_by == caller.user
    for _ in range(2):
        assert editor().delete(path).json()["worked_through_at"] is None
    revision.refresh_from_db()
    assert revision.worked_through_by is revision.worked_through_at is None


def test_what_may_not_be_done_to_a_text() -> None:
    texts_of(text="It rained.")
    place = f"/api/revisions/{Revision.objects.get().uid}/"
    fault(annotator().post(f"{place}worked_through/", {"by": 1}), 400, "unknown", "by")
    fault(annotator().post(f"/api/revisions/{UID}/worked_through/"), 404, "not_found")
    for caller in (Caller("Reader", "read"), Caller("Annotator", "read"), Caller("", "edit")):
        for answer in (caller.post, caller.delete):
            fault(answer(f"{place}worked_through/"), 403, "permission_denied")
    for method, path in (("patch", place), ("delete", place), ("post", "/api/revisions/")):
        answer = getattr(editor().client, method)(path, {})
        fault(answer, 405, "method_not_allowed")


def test_answers_are_what_the_schema_says() -> None:
    caller, path = annotator(), texts_of()
    for status in ("201", "200"):
        check(path, caller.post(path, {"text": "It rained."}, 1).json(), status, "post")
    check(path, caller.post(path, {"text": "It did not."}, 1).json(), "412", "post")
    worked = f"/api/revisions/{Revision.objects.get().uid}/worked_through/"
    check(worked, caller.post(worked).json(), "200", "post")
    check(worked, caller.delete(worked).json(), "200", "delete")
