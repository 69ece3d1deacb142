"""What cannot be read as a request is refused with a sentence that names it."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Get
from .test_query_counts import LISTS

pytestmark = pytest.mark.django_db


def faults(answer: Any) -> dict[str, tuple[str, str]]:
    assert answer.status_code == 400
    body = answer.json()
    assert body["type"] == "validation_error"
    return {error["attr"]: (error["code"], error["detail"]) for error in body["errors"]}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("name", ["colour", "page", "format", "Q", "speaker_id", "kind__in", "é"])
def test_an_unknown_filter_is_named_with_the_known_ones(get: Get, path: str, name: str) -> None:
    ((attr, (code, detail)),) = faults(get(path, **{name: "1"})).items()
    assert (attr, code) == (name, "unknown_filter")
    assert f"“{name}” is unknown here: known are " in detail
    assert "cursor, limit, count" in detail


@pytest.mark.parametrize("name", ["source", "quote", "claim", "review", "speaker", "topic"])
def test_a_record_takes_no_filter(get: Get, name: str) -> None:
    path = f"/api/{name}s/00000000-0000-4000-8000-000000000000/"
    assert faults(get(path, kind="x"))["kind"][0] == "unknown_filter"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "yesterday"),
        ("from", "2023-13"),
        ("from", "2023-02-30"),
        ("from", "../2023"),
        ("until", "2023/.."),
        ("until", "2024/2023"),
        ("until", "9" * 65),
        ("until", "10000"),
        ("speaker", "1"),
        ("speaker", "0000000000004000800000000000000"),
        ("speaker", "{00000000-0000-4000-8000-000000000000}"),
        ("source", "x" * 36),
        ("kind", "Direct"),
        ("stance", "agrees"),
        ("q", "—"),
        ("q", "_"),
        ("q", "x" * 1001),
        ("q", "a\0b"),
        ("language", "\0"),
        ("external_id", "x" * 1001),
        ("kind", ""),
        ("from", ""),
        ("cursor", "x"),
        ("cursor", ""),
        ("limit", ""),
        ("count", ""),
        ("cursor", str(2**63)),
        ("limit", "0"),
        ("limit", "501"),
        ("limit", "ten"),
        ("count", "yes"),
    ],
)
def test_a_value_that_cannot_be_read(get: Get, name: str, value: str) -> None:
    found = faults(get("/api/quotes/", **{name: value}))
    assert list(found) == [name]
    assert len(found[name][1]) < 250


@pytest.mark.parametrize("name", ["speaker", "from", "cursor", "limit", "count", "q"])
def test_a_parameter_sent_twice(get: Get, name: str) -> None:
    assert faults(get("/api/quotes/", **{name: ["1", "2"]}))[name][0] == "repeated"


def test_all_faults_are_told_at_once(get: Get) -> None:
    asked = {"colour": "red", "kind": "x", "from": "x", "cursor": "x", "limit": "0", "count": "7"}
    assert set(faults(get("/api/quotes/", **asked))) == set(asked)


def test_current_is_true_or_false(get: Get) -> None:
    assert set(faults(get("/api/reviews/", current="yes"))) == {"current"}


@pytest.mark.parametrize("uid", ["1", "x", "00000000-0000-4000-8000-00000000000", "%00"])
def test_an_id_that_is_not_one(get: Get, uid: str) -> None:
    answer = get(f"/api/quotes/{uid}/")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_list_is_not_changed_as_a_whole(client: Any, method: str) -> None:
    answer = getattr(client, method)("/api/quotes/")
    assert answer.status_code == 405
    assert answer.json()["errors"][0]["code"] == "method_not_allowed"


@pytest.mark.parametrize("name", ["q", "external_id", "language"])
@pytest.mark.parametrize("sent", ["%FF", "a%ED%A0%80", "%C3"])
def test_a_parameter_that_is_not_in_utf_8(get: Get, name: str, sent: str) -> None:
    answer = get(f"/api/quotes/?limit=1&{name}={sent}")
    assert (answer.status_code, faults(answer)[name][0]) == (400, "not_utf_8")
