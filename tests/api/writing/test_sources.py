"""A document is recorded and changed by those who may, once and by version."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError

from sources.models import Publisher, Source
from sources.text import MAX_COMBINING_MARKS
from tests.factories import PublisherFactory, SourceFactory

from ..schema import check
from .people import Caller, annotator, fault, somebody

pytestmark = pytest.mark.django_db
SOURCES = "/api/sources/"
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
ADDRESS = "https://harbour-post.example/2023/bridge"
WHOLE = {
    "uid": UID,
    "kind": "letter",
    "title": "A bridge at last",
    "publisher": {"name": "The Harbour Post"},
    "byline": "Ona Reed",
    "address": f"{ADDRESS}?utm_source=mail",
    "published": "2023-04-27~",
    "modified": "2023-05",
    "language": "en",
    "status": "corrected",
    "status_notice": "A date was wrong.",
    "archive_address": "https://archive.example/1",
    "origin": "archive",
    "external_id": "s1",
    "text": "It rained.\r\n“We shall,” she said.",
    "made_by": "transcribed",
}


def place(source: Source) -> str:
    return f"{SOURCES}{source.uid}/"


def test_all_that_is_sent_is_recorded() -> None:
    caller = annotator()
    answer = caller.post(SOURCES, WHOLE, X_Change_Reason="from the mail")
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{SOURCES}{UID}/"
    shown = {name: body[name] for name in WHOLE if name not in ("publisher", "text", "made_by")}
    assert shown == {name: WHOLE[name] for name in shown}
    assert body["publisher"]["name"] == "The Harbour Post"
    assert body["canonical_address"] == ADDRESS
    assert body["text"] == "It rained.\n“We shall,” she said."
    assert body["changes"] == ["1 line end (CRLF) became \\n"]
    assert (body["is_public"], body["text_is_open"]) == (False, False)
    source = Source.objects.get()
    assert source.current_revision.made_by == "transcribed"
    assert source.created_by == source.current_revision.created_by == caller.user
    past = source.history.get()
    assert (past.history_user, past.history_change_reason) == (caller.user, "from the mail")
    assert caller.get(f"{SOURCES}{UID}/").json() == {
        name: value for name, value in body.items() if name != "changes"
    }


def test_a_document_may_have_no_text_and_hardly_a_word() -> None:
    body = annotator().post(SOURCES, {"kind": "letter"}).json()
    assert (body["kind"], body["text"], body["revisions"], body["changes"]) == (
        *("letter", None, []),
        [],
    )


def test_the_same_uid_again_is_the_same_document() -> None:
    caller = annotator()
    first = caller.post(SOURCES, WHOLE)
    again = caller.post(SOURCES, WHOLE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Source.objects.count() == Publisher.objects.count() == 1


def test_an_uid_of_somebody_else_is_taken() -> None:
    annotator().post(SOURCES, {"uid": UID})
    fault(annotator().post(SOURCES, {"uid": UID, "title": "Another"}), 409, "taken", "uid")
    assert Source.objects.get().title == ""


@pytest.mark.parametrize(
    "address",
    [ADDRESS, "http://www.harbour-post.example/2023/bridge#top", f"{ADDRESS}?fbclid=1"],
)
def test_a_known_address_is_refused_with_what_is_there(address: str) -> None:
    there = SourceFactory(canonical_address=ADDRESS)
    answer = annotator().post(SOURCES, {"address": address, "publisher": {"name": "New"}})
    assert ADDRESS in fault(answer, 409, "known", "address")
    assert answer.json()["source"] == str(there.uid)
    assert Source.objects.count() == 1
    assert not Publisher.objects.exists()


def test_a_front_page_is_nobody_s_address() -> None:
    caller = annotator()
    for _ in range(2):
        answer = caller.post(SOURCES, {"address": "https://harbour-post.example/"})
        assert (answer.status_code, answer.json()["canonical_address"]) == (201, None)


def test_another_address_may_stand_for_it() -> None:
    sent = {"address": "https://harbour-post.example/amp/bridge", "canonical_address": ADDRESS}
    assert annotator().post(SOURCES, sent).json()["canonical_address"] == ADDRESS


def test_a_publisher_by_uid_or_by_name() -> None:
    publisher, caller = PublisherFactory(name="The Harbour Post"), annotator()
    for given in (str(publisher.uid), {"name": "The Harbour Post"}, {"name": " The Harbour Post "}):
        body = caller.post(SOURCES, {"publisher": given}).json()
        assert body["publisher"]["uid"] == str(publisher.uid)
    assert Publisher.objects.count() == 1
    made = caller.post(SOURCES, {"publisher": {"name": "The Quay"}}).json()["publisher"]
    assert Publisher.objects.get(name="The Quay").created_by == caller.user
    assert made["name"] == "The Quay"


def test_an_id_of_one_origin_is_one_document_s() -> None:
    SourceFactory(origin="archive", external_id="s1")
    fault(annotator().post(SOURCES, WHOLE), 409, "imported", "external_id")
    assert annotator().post(SOURCES, WHOLE | {"origin": "attic"}).status_code == 201


@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({"colour": "red"}, "unknown", "colour"),
        ({"is_public": True}, "unknown", "is_public"),
        ({"version": 1}, "unknown", "version"),
        ({"kind": "poem"}, "invalid_choice", "kind"),
        ({"kind": 1}, "invalid_choice", "kind"),
        ({"kind": None}, "null", "kind"),
        ({"title": 5}, "invalid", "title"),
        ({"title": ["A bridge"]}, "invalid", "title"),
        ({"title": None}, "null", "title"),
        ({"title": "a\0b"}, "null_characters_not_allowed", "title"),
        ({"title": "x" * 2001}, "max_length", "title"),
        ({"external_id": "x" * 501}, "max_length", "external_id"),
        ({"origin": "folder"}, "invalid", "origin"),
        ({"address": "harbour-post"}, "invalid", "address"),
        ({"canonical_address": "harbour-post"}, "invalid", "canonical_address"),
        ({"published": "yesterday"}, "not_a_date", "published"),
        ({"published": 2023}, "invalid", "published"),
        ({"status": ""}, "invalid_choice", "status"),
        ({"publisher": UID}, "unknown", "publisher"),
        ({"publisher": 1}, "invalid", "publisher"),
        ({"publisher": {"name": ""}}, "blank", "publisher.name"),
        ({"publisher": {"name": "x" * 501}}, "max_length", "publisher.name"),
        ({"publisher": {"title": "The Quay", "name": "The Quay"}}, "unknown", "publisher.title"),
        ({"publisher": {}}, "required", "publisher.name"),
        ({"uid": "1"}, "invalid", "uid"),
        ({"uid": 1}, "invalid", "uid"),
        ({"text": ""}, "blank", "text"),
        ({"text": " \n "}, "unreadable", "text"),
        ({"text": "a\0b"}, "null_characters_not_allowed", "text"),
        ({"text": "e" + "\u0301" * (MAX_COMBINING_MARKS + 1)}, "unreadable", "text"),
        ({"text": "Words.", "made_by": "guessed"}, "invalid_choice", "made_by"),
        ({"made_by": "typed"}, "invalid", "made_by"),
    ],
)
def test_what_is_not_taken(sent: Any, code: str, attr: str) -> None:
    fault(annotator().post(SOURCES, sent), 400, code, attr)
    assert not Source.objects.exists()
    assert not Publisher.objects.exists()


@pytest.mark.parametrize("sent", [[], "text", 1, {"title": "a\ud800b"}, {"text": "a\udfffb"}])
def test_a_body_that_cannot_be_read(sent: Any) -> None:
    assert annotator().post(SOURCES, sent).status_code == 400
    assert not Source.objects.exists()


def test_a_text_that_cannot_be_kept_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise IntegrityError("A text has words.")

    monkeypatch.setattr(Source, "add_revision", refused)
    fault(annotator().post(SOURCES, WHOLE), 400, "refused", None)
    assert not Source.objects.exists()
    assert not Publisher.objects.exists()


def test_a_change_names_the_version_it_changes() -> None:
    source, caller = SourceFactory(), annotator()
    path = place(source)
    fault(caller.patch(path, {"title": "New"}), 428, "version_required")
    fault(caller.patch(path, {"title": "New"}, If_Match="new"), 400, "invalid", "If-Match")
    answer = caller.patch(path, {"title": "New"}, caller.version(path), X_Change_Reason="why")
    assert (answer.status_code, answer.json()["title"]) == (200, "New")
    past = source.history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "why")
    stale = caller.patch(path, {"title": "Newer"}, 1)
    fault(stale, 412, "stale")
    assert stale.json()["current"] == answer.json()
    source.refresh_from_db()
    assert source.title == "New"


def test_what_is_not_sent_stays() -> None:
    caller = annotator()
    before = caller.post(SOURCES, WHOLE).json()
    after = caller.patch(f"{SOURCES}{UID}/", {"published": "2024"}, before["version"]).json()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"published", "version"}
    emptied = caller.patch(
        f"{SOURCES}{UID}/", {"publisher": None, "external_id": None}, after["version"]
    ).json()
    assert (emptied["publisher"], emptied["external_id"]) == (None, None)


def test_an_address_that_changes_takes_its_canonical_form_along() -> None:
    caller, there = annotator(), SourceFactory(canonical_address="https://quay.example/1")
    source = SourceFactory(address=ADDRESS, canonical_address=ADDRESS)
    path = place(source)
    secure = caller.patch(path, {"address": ADDRESS.replace("https", "http")}, 1).json()
    assert secure["canonical_address"] == ADDRESS.replace("https", "http")
    answer = caller.patch(path, {"address": "https://quay.example/1/"}, secure["version"])
    fault(answer, 409, "known", "address")
    assert answer.json()["source"] == str(there.uid)
    gone = caller.patch(path, {"address": ""}, secure["version"]).json()
    assert (gone["address"], gone["canonical_address"]) == ("", None)


@pytest.mark.parametrize(
    ("sent", "attr"), [({"title": 1}, "title"), ({"text": "A"}, "text"), ({"uid": UID}, "uid")]
)
def test_a_change_that_is_not_taken(sent: Any, attr: str) -> None:
    source = SourceFactory()
    answer = annotator().patch(place(source), sent, source.version)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    source.read_kept()
    assert source.version == 1


def test_answers_are_what_the_schema_says() -> None:
    caller = annotator()
    made = caller.post(SOURCES, WHOLE)
    check(SOURCES, made.json(), "201", "post")
    version = made.json()["version"]
    path = f"{SOURCES}{UID}/"
    check(path, caller.patch(path, {"title": "B"}, version).json(), "200", "patch")
    check(path, caller.patch(path, {"title": "C"}, version).json(), "412", "patch")
    check(SOURCES, caller.post(SOURCES, {"title": 1}).json(), "400", "post")


def test_a_new_publisher_takes_the_permission_to_make_one() -> None:
    user = somebody("Reader")
    user.user_permissions.add(Permission.objects.get(codename="add_source"))
    caller = Caller("", "annotate", user)
    known = {"publisher": {"name": PublisherFactory(name="The Quay").name}}
    assert caller.post(SOURCES, known).status_code == 201
    answer = caller.post(SOURCES, {"publisher": {"name": "The Harbour Post"}})
    assert "sources.add_publisher" in fault(answer, 403, "permission_denied")
    assert Publisher.objects.count() == Source.objects.count() == 1
