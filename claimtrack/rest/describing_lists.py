"""What the schema says of every answer to GET: that it need not be sent twice; of every list: what
else can be asked of it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from . import changes
from .describing_refusals import reference
from .including import PARAMETER as INCLUDE

TAG = {
    "schema": {"type": "string"},
    "description": "Of this answer; send it as If-None-Match, and get 304 as long as it is good.",
}


def tell_of_tags(operation: dict[str, Any]) -> None:
    """Describe ETag, If-None-Match and 304."""
    description = "An ETag that you have: 304 where the answer would be the same."
    _parameters(operation).append(
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": description,
            "schema": {"type": "string"},
        }
    )
    answers = operation["responses"]
    if "200" in answers:
        answers["200"].setdefault("headers", {})["ETag"] = TAG
        answers["304"] = {"description": "What you have is good."}


def tell_of_includes(operation: dict[str, Any], view: Any) -> None:
    """Describe `include`, where there is anything to include."""
    if view.includes:
        helps = " ".join(each.help for each in view.includes.values())
        least = min(each.most for each in view.includes.values())
        description = f"{helps} A page has at most {least} records then."
        schema = {"type": "string", "enum": list(view.includes)}
        _parameters(operation).append(_query(INCLUDE, description, schema))


def tell_of_changes(operation: dict[str, Any], schema: Any) -> None:
    """Describe `changed_since`."""
    description = (
        "What has changed since this place in the journal, which next or X-Changed-Since gave, "
        "instead of the list; 0 is its beginning. Only limit and include go with it."
    )
    _parameters(operation).append(_query(changes.PARAMETER, description, {"type": "string"}))
    answer = operation["responses"]["200"]["content"]["application/json"]
    described = schema.resolve_serializer(_answer(schema.view), "response")
    answer["schema"] = {"oneOf": [answer["schema"], described.ref]}
    _add_example(answer, f"/api/{schema.view.basename}s/")
    operation["responses"]["410"] = reference("410")


def _answer(view: Any) -> Any:
    record = view.get_serializer_class()
    name = record.__name__.removesuffix("Serializer")
    how = "changed: as `record` shows it. Else it has left the list, and `record` is null."
    change = inline_serializer(
        f"{name}Change",
        {
            "uid": serializers.UUIDField(),
            "change": serializers.ChoiceField(changes.CHANGES, help_text=how),
            "at": serializers.DateTimeField(help_text="When it changed last, of this page."),
            "record": record(allow_null=True),
        },
        many=True,
    )
    fields: dict[str, Any] = {
        "next": serializers.URLField(help_text="What comes after: now, or later."),
        "more": serializers.BooleanField(help_text="Whether something comes after it now."),
        "changes": change,
    }
    return inline_serializer(f"{name}Changes", fields)


def _add_example(answer: dict[str, Any], path: str) -> None:
    """Show what has changed, where there is an example of the list."""
    shown = [each["value"]["results"][0] for each in answer.get("examples", {}).values()]
    changed = [
        {"uid": row["uid"], "change": "changed", "at": "2023-05-02T09:30:00Z", "record": row}
        for row in shown
    ]
    onward = f"https://claims.example{path}?{changes.PARAMETER}=1.0.42.1683019800000000"
    value = {"next": onward, "more": False, "changes": changed}
    answer.setdefault("examples", {})["WhatHasChanged"] = {
        "summary": "what has changed",
        "value": value,
    }


def _query(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    described = {"name": name, "in": "query", "required": False, "description": description}
    return {**described, "schema": schema}


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = operation.setdefault("parameters", [])
    return found
