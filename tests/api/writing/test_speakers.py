"""Who says things is recorded and changed, with names and offices."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Link, Membership, Speaker
from sources.models import Publisher
from tests.factories import (
    MembershipFactory,
    PublishedQuoteFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
SPEAKERS = "/api/speakers/"
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
OTHER = "0d9f3a52-6a1e-4f0e-9a53-4a7a5d1e7c11"
WHOLE = {
    "uid": UID,
    "kind": "group",
    "name": "members of the council",
    "names": ["councillors", "the thirty"],
    "description": "who wrote in April",
    "headcount": 30,
    "headcount_is": "more_than",
    "publisher": {"name": "The Quay"},
    "wikidata_id": "Q1",
    "origin": "archive",
    "external_id": "p1",
}


def place(speaker: Any) -> str:
    return f"{SPEAKERS}{speaker.uid}/"


def test_all_that_is_sent_is_recorded_once() -> None:
    caller = annotator()
    answer = caller.post(SPEAKERS, WHOLE, X_Change_Reason="why")
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{SPEAKERS}{UID}/"
    shown = {name: body[name] for name in WHOLE if name != "publisher"}
    assert shown == {name: WHOLE[name] for name in shown}
    assert body["publisher"]["name"] == "The Quay"
    again = caller.post(SPEAKERS, WHOLE)
    assert (again.status_code, again.json()) == (200, body)
    speaker = Speaker.objects.get()
    assert speaker.created_by == caller.user
    assert speaker.history.get().history_change_reason == "why"
    fault(annotator().post(SPEAKERS, WHOLE), 409, "taken", "uid")
    fault(annotator().post(SPEAKERS, WHOLE | {"uid": OTHER}), 409, "imported", "external_id")
    check(SPEAKERS, body, "201", "post")


@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({"colour": "red"}, "unknown", "colour"),
        ({"merged_into": UID}, "unknown", "merged_into"),
        ({"kind": "ghost"}, "invalid_choice", "kind"),
        ({"name": 1}, "invalid", "name"),
        ({"name": "\t"}, "blank", "name"),
        ({"name": "a\0"}, "null_characters_not_allowed", "name"),
        ({"name": "x" * 501}, "max_length", "name"),
        ({"names": "Ida"}, "not_a_list", "names"),
        ({"names": {"a": "Ida"}}, "not_a_list", "names"),
        ({"names": [1]}, "invalid", "names.0"),
        ({"names": ["Ida", ""]}, "blank", "names.1"),
        ({"names": ["Ida"] * 101}, "max_length", "names"),
        ({"kind": "group", "headcount": "30"}, "invalid", "headcount"),
        ({"kind": "group", "headcount": True}, "invalid", "headcount"),
        ({"kind": "group", "headcount": 30.0}, "invalid", "headcount"),
        ({"kind": "group", "headcount": -1}, "min_value", "headcount"),
        ({"kind": "group", "headcount": 2**31}, "max_value", "headcount"),
        ({"kind": "group", "headcount": 2**62}, "max_value", "headcount"),
        ({"headcount_is": "roughly"}, "invalid_choice", "headcount_is"),
        ({"publisher": UID}, "unknown", "publisher"),
    ],
)
def test_what_is_not_taken(sent: Any, code: str, attr: str) -> None:
    answer = annotator().post(SPEAKERS, {"kind": "person", "name": "Ida Vale"} | sent)
    fault(answer, 400, code, attr)
    assert not Speaker.objects.exists()
    assert not Publisher.objects.exists()


def test_kind_and_name_are_told() -> None:
    answer = annotator().post(SPEAKERS, {})
    assert answer.status_code == 400
    assert {error["attr"] for error in answer.json()["errors"]} == {"kind", "name"}


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "person", "headcount": 3, "headcount_is": "about"},
        {"kind": "group", "headcount": 3},
        {"kind": "group", "headcount_is": "about"},
        {"kind": "group", "headcount": 0, "headcount_is": "about"},
    ],
)
def test_only_a_group_has_a_headcount(sent: Any) -> None:
    answer = annotator().post(SPEAKERS, {"name": "Ida Vale"} | sent)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["attr"]) == (400, None)
    assert error["detail"].startswith("Only a group has a headcount")
    assert not Speaker.objects.exists()


def test_a_change_names_the_version_it_changes() -> None:
    speaker, caller = SpeakerNameFactory().speaker, annotator()
    version = caller.version(place(speaker))
    fault(caller.patch(place(speaker), {"name": "Ida Reed"}), 428, "version_required")
    answer = caller.patch(
        place(speaker), {"name": "Ida Reed"}, version, X_Change_Reason="She married."
    )
    assert (answer.status_code, answer.json()["name"]) == (200, "Ida Reed")
    assert len(answer.json()["names"]) == 1
    assert speaker.history.first().history_change_reason == "She married."
    stale = caller.patch(place(speaker), {"name": "Ida"}, version)
    fault(stale, 412, "stale")
    assert stale.json()["current"] == answer.json()
    check(place(speaker), answer.json(), "200", "patch")


def test_names_are_given_as_a_whole() -> None:
    caller = annotator()
    made = caller.post(SPEAKERS, WHOLE).json()
    kept = Speaker.objects.get().names.get(name="councillors")
    sent = {"names": ["councillors", "the thirty-one", "the thirty-one"]}
    changed = caller.patch(f"{SPEAKERS}{UID}/", sent, made["version"]).json()
    assert changed["names"] == ["councillors", "the thirty-one"]
    assert Speaker.objects.get().names.get(name="councillors").pk == kept.pk
    assert (
        caller.patch(f"{SPEAKERS}{UID}/", {"names": []}, changed["version"]).json()["names"] == []
    )


def test_a_change_is_whole_or_none() -> None:
    caller = annotator()
    made = caller.post(SPEAKERS, WHOLE).json()
    sent = {"name": "A", "kind": "person", "names": []}
    assert caller.patch(f"{SPEAKERS}{UID}/", sent, made["version"]).status_code == 400
    assert caller.get(f"{SPEAKERS}{UID}/").json() == made


def test_a_public_speaker_is_changed_by_whoever_may_publish_quotes() -> None:
    speaker = SpeakerFactory()
    PublishedQuoteFactory(chain=[Link(speaker)])
    version = editor().version(place(speaker))
    for caller in (annotator(), Caller("Editor", "annotate")):
        fault(caller.patch(place(speaker), {"name": "A"}, version), 403, "permission_denied")
        path = f"{place(speaker)}memberships/"
        fault(caller.post(path, {"role": "mayor"}, version), 403, "permission_denied")
    assert editor().patch(place(speaker), {"name": "A"}, version).status_code == 200


def test_who_may_not_write_does_not() -> None:
    speaker = SpeakerFactory()
    for caller in (Caller("Reader", "read"), Caller("Annotator", "read"), Caller("", "edit")):
        fault(caller.post(SPEAKERS, WHOLE), 403, "permission_denied")
        fault(caller.patch(place(speaker), {"name": "A"}, 1), 403, "permission_denied")
        fault(caller.post(f"{place(speaker)}memberships/", {}, 1), 403, "permission_denied")
    for caller in (annotator(), Caller("Editor", "annotate")):
        for act in ("merge", "unmerge"):
            fault(caller.post(f"{place(speaker)}{act}/", {}, 1), 403, "permission_denied")
    fault(editor().delete(place(speaker)), 405, "method_not_allowed")


# Offices


def test_an_office_is_recorded_once() -> None:
    speaker, city, caller = SpeakerFactory(), SpeakerFactory(kind="organization"), annotator()
    path = f"{place(speaker)}memberships/"
    sent = {
        "uid": OTHER,
        "organization": str(city.uid),
        "role": "mayor",
        "since": "2021",
        "until": "2023-05",
    }
    fault(caller.post(path, sent), 428, "version_required")
    answer = caller.post(path, sent, 1)
    assert (answer.status_code, answer["Location"]) == (201, f"http://testserver{place(speaker)}")
    (held,) = answer.json()["memberships"]
    assert held["organization"]["uid"] == str(city.uid)
    assert {name: held[name] for name in sent if name != "organization"} == {
        name: value for name, value in sent.items() if name != "organization"
    }
    assert answer.json()["version"] > 1
    again = caller.post(path, sent, 1)
    assert (again.status_code, again.json()) == (200, answer.json())
    fault(annotator().post(path, sent, answer.json()["version"]), 409, "taken", "uid")
    fault(caller.post(f"{place(city)}memberships/", sent, 1), 404, "not_found")
    fault(caller.post(path, {"role": "councillor"}, 1), 412, "stale")
    assert Membership.objects.get().created_by == caller.user
    check(path, answer.json(), "201", "post")


def test_an_office_is_put_right() -> None:
    held, caller = MembershipFactory(), annotator()
    path = f"{place(held.speaker)}memberships/{held.uid}/"
    version = caller.version(place(held.speaker))
    fault(caller.patch(path, {"until": "2024"}), 428, "version_required")
    answer = caller.patch(path, {"until": "2024", "organization": None}, version)
    (shown,) = answer.json()["memberships"]
    assert (shown["until"], shown["organization"], shown["role"]) == ("2024", None, "mayor")
    fault(caller.patch(path, {"until": "2025"}, version), 412, "stale")
    version = answer.json()["version"]
    for other in (f"{place(SpeakerFactory())}memberships/{held.uid}/",):
        fault(caller.patch(other, {"until": "2024"}, 1), 404, "not_found")
    fault(caller.delete(path, version), 405, "method_not_allowed")
    check(path, answer.json(), "200", "patch")


@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({"role": "mayor", "colour": "red"}, "unknown", "colour"),
        ({"role": 1}, "invalid", "role"),
        ({"role": "mayor\0"}, "null_characters_not_allowed", "role"),
        ({"role": "mayor", "since": "yesterday"}, "not_a_date", "since"),
        ({"organization": UID}, "unknown", "organization"),
        ({"organization": 1}, "invalid", "organization"),
        ({"role": "mayor", "uid": "1"}, "invalid", "uid"),
    ],
)
def test_an_office_that_is_not_taken(sent: Any, code: str, attr: str) -> None:
    fault(annotator().post(f"{place(SpeakerFactory())}memberships/", sent, 1), 400, code, attr)
    assert not Membership.objects.exists()


def test_a_membership_says_something() -> None:
    speaker = SpeakerFactory()
    answer = annotator().post(f"{place(speaker)}memberships/", {"since": "2021"}, 1)
    assert answer.status_code == 400
    assert "names an organization, a role, or both" in answer.json()["errors"][0]["detail"]
    speaker.read_kept()
    assert speaker.version == 1
