"""The schema tells of every operation what it answers, with which headers, and shows examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest

from ..schema import openapi, strict

JSON = "application/json"
SCHEMA_ITSELF = ("/api/schema/", "/api/docs/")
UNEXAMPLED = ("/api/export/",)
"""Lines of what the lists have."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    described: Any

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    def answer(self, status: str) -> Any:
        return resolved(self.described["responses"][status])

    def headers(self) -> dict[str, Any]:
        parameters = self.described.get("parameters", [])
        return {each["name"]: each for each in parameters if each["in"] == "header"}


def resolved(part: Any) -> Any:
    if "$ref" not in part:
        return part
    found = openapi()
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def operations() -> Iterator[Operation]:
    for path, methods in openapi()["paths"].items():
        for method, described in methods.items():
            if method in ("get", "post", "patch", "delete") and path not in SCHEMA_ITSELF:
                yield Operation(method, path, described)


EVERY = list(operations())
every = pytest.mark.parametrize("operation", EVERY, ids=str)


@every
def test_each_tells_of_its_refusals(operation: Operation) -> None:
    answers = operation.described["responses"]
    assert {"400", "401", "406", "429", "500", "503"} <= set(answers)
    assert ("403" in answers) == (operation.method != "get" or "tokens" in operation.path)
    assert ("404" in answers) >= ("{" in operation.path)
    for status in ("429", "503"):
        assert operation.answer(status)["headers"]["Retry-After"]["schema"]["type"] == "integer"
    assert operation.answer("401")["headers"]["WWW-Authenticate"]


@every
def test_each_change_tells_of_its_headers(operation: Operation) -> None:
    if operation.method == "get" or "tokens" in operation.path:
        return
    headers, answers = operation.headers(), operation.described["responses"]
    assert "X-Change-Reason" in headers
    if "If-Match" in headers:
        assert headers["If-Match"]["required"]
    assert ("412" in answers) == ("428" in answers) == ("If-Match" in headers)
    if "bulk" not in operation.path:
        assert answers["200"]["headers"]["Location"]


@every
def test_each_reading_one_tells_of_its_tags(operation: Operation) -> None:
    if operation.method != "get" or "tokens" in operation.path:
        return
    assert "If-None-Match" in operation.headers()
    assert "304" in operation.described["responses"]
    assert operation.answer("200")["headers"]["ETag"]
    named = {each["name"]: each for each in operation.described.get("parameters", [])}
    for name in ("cursor", "changed_since"):
        assert name not in named or named[name]["description"]


def contents(operation: Operation) -> Iterator[tuple[str, Any]]:
    """What is sent and what is answered in JSON, by what it is."""
    body = operation.described.get("requestBody", {}).get("content", {}).get(JSON)
    if body:
        yield "body", body
    for status, answer in operation.described["responses"].items():
        content = resolved(answer).get("content", {}).get(JSON)
        if content:
            yield status, content


@every
def test_each_body_and_each_answer_has_an_example_that_fits(operation: Operation) -> None:
    if operation.path.startswith(UNEXAMPLED):
        return
    components = strict(openapi()["components"])
    for what, content in contents(operation):
        named = [each["value"] for each in content.get("examples", {}).values()]
        shown = [*named, *([content["example"]] if "example" in content else [])]
        assert shown, what
        for value in json.loads(json.dumps(shown)):
            schema = strict(content["schema"]) | {"components": components}
            jsonschema.Draft202012Validator(schema).validate(value)


SHOWN_ELSEWHERE = {
    "made_by": "revisions",
    "content": "spans",
    "cue": "spans",
    "document_mention": "spans",
    "quote": "appearances",
    "stance": "appearances",
    "bearing": "evidence",
    "note": "evidence",
    "is_primary": "evidence",
    "is_confidential": "evidence",
    "passages": "evidence",
    "role": "memberships",
    "since": "memberships",
    "until": "memberships",
    "organization": "memberships",
}
"""What is sent and not shown by its own name; of parts, in the record that they belong to."""

WHY = {"reason", "into"}
"""What is said of an act; a reason is kept in the history."""


def properties(schema: Any) -> dict[str, Any]:
    schema = resolved(schema)
    for way in ("oneOf", "allOf", "anyOf"):
        if way in schema:
            return properties(schema[way][0])
    found: dict[str, Any] = schema.get("properties", {})
    return found


@every
def test_whatever_is_written_is_shown(operation: Operation) -> None:
    sent = dict(contents(operation)).get("body")
    if sent is None or "tokens" in operation.path or "bulk" in operation.path:
        return
    answer = operation.answer("200")["content"][JSON]["schema"]
    shown = properties(answer)
    missing = {
        name
        for name in properties(sent["schema"])
        if name not in shown
        and not (name == "source" and "evidence" in shown)
        and name not in WHY
        and SHOWN_ELSEWHERE.get(name) not in shown
    }
    assert not missing
