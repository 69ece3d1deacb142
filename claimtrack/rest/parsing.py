"""Bodies in JSON: read strictly, so that what is stored is what was meant."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

import orjson
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

MOST_BYTES = 10 * 1024**2
MOST_LEVELS = 64
SMALLEST, LARGEST = -(2**63), 2**63 - 1
_NESTS = (dict, list)


class TooLarge(APIException):
    status_code = 413
    default_code = "too_large"
    default_detail = f"The body has more than {MOST_BYTES // 1024**2} MB: send less at a time."


class JSONParser(BaseParser):
    """Reads JSON that every reader takes for the same. Raises ParseError (400) for any other."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise TooLarge
        return from_json(body)


def from_json(body: bytes) -> Any:
    """What the JSON says. Raises ParseError, with one sentence, for what is not plain."""
    try:
        _refuse_deep(orjson.loads(body))
        return json.loads(body, object_pairs_hook=_each_once, parse_int=_whole)
    except orjson.JSONDecodeError as error:
        if "depth" in error.msg:
            _too_deep()
        raise ParseError(
            f"The body is no JSON: {error.msg}, at line {error.lineno}, column {error.colno}."
        ) from None


def _refuse_deep(data: Any) -> None:
    level = [data]
    for _ in range(MOST_LEVELS):
        level = [inner for item in level for inner in _within(item) if isinstance(inner, _NESTS)]
        if not level:
            return
    _too_deep()


def _within(item: Any) -> Collection[Any]:
    if isinstance(item, dict):
        return item.values()
    return item if isinstance(item, list) else ()


def _too_deep() -> NoReturn:
    raise ParseError(f"The body goes more than {MOST_LEVELS} levels deep.")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ParseError(f"“{twice[:80]}” stands twice in one object: send it once.")
    return found


def _whole(written: str) -> int:
    if len(written) > 20 or not SMALLEST <= int(written) <= LARGEST:
        raise ParseError(f"The number {written[:30]} does not fit into 64 bits.")
    return int(written)
