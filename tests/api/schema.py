"""Holding an answer against the OpenAPI schema, to the letter: no key more, none less."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import jsonschema
from drf_spectacular.generators import SchemaGenerator


@lru_cache
def openapi() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema


def strict(part: Any) -> Any:
    """OpenAPI 3.0 as JSON Schema: nullable is spelled out, and no other keys are allowed."""
    if isinstance(part, list):
        return [strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {name: strict(value) for name, value in part.items() if name != "nullable"}
    if isinstance(part.get("properties"), dict) and "allOf" not in part:
        made["additionalProperties"] = False
    return {"anyOf": [made, {"type": "null"}]} if part.get("nullable") is True else made


def operation(path: str) -> dict[str, Any]:
    """The GET of the address that this path is one of."""
    for template, methods in openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[0-9a-f-]{36}", template), path):
            found: dict[str, Any] = methods["get"]
            return found
    raise AssertionError(f"{path} is not in the schema")


def check(path: str, body: Any, status: str = "200") -> None:
    """Raise ValidationError where the answer is not what the schema says."""
    content = operation(path)["responses"][status]["content"]["application/json"]
    schema = strict(content["schema"]) | {"components": strict(openapi()["components"])}
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(body)
