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
    """The same, but no other keys are allowed than those that are named."""
    if isinstance(part, list):
        return [strict(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {name: strict(value) for name, value in part.items()}
    if isinstance(part.get("properties"), dict) and "allOf" not in part:
        made["additionalProperties"] = False
    return made


def operation(path: str, method: str = "get") -> dict[str, Any]:
    """The operation at the address that this path is one of."""
    for template, methods in openapi()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[0-9a-f-]{36}", template), path):
            found: dict[str, Any] = methods[method]
            return found
    raise AssertionError(f"{path} is not in the schema")


def _answer(path: str, status: str, method: str) -> dict[str, Any]:
    found: dict[str, Any] = operation(path, method)["responses"][status]
    if "$ref" in found:
        name = found["$ref"].rpartition("/")[2]
        found = openapi()["components"]["responses"][name]
    return found


def check(path: str, body: Any, status: str = "200", method: str = "get") -> None:
    """Raise ValidationError where the answer is not what the schema says."""
    content = _answer(path, status, method)["content"]["application/json"]
    schema = strict(content["schema"]) | {"components": strict(openapi()["components"])}
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    validator.validate(body)
