"""docs/api.md leaves no endpoint and no filter out, and its examples are what comes out."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import TestCase

from claims.api.rows.passages import CONTEXT
from claims.api.serializers import MOST_FOUND
from claims.seeding import lay_seeds
from claimtrack.rest.filters import Filter
from claimtrack.rest.pagination import MOST_COUNTED, KeysetPagination

from .schema import openapi
from .test_filters import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(curl .+?)\n```\n\n```json\n(.+?)\n```", PAGE, re.DOTALL)


def row(item: Filter) -> str:
    kind = item.kind.name if item.kind.name != "choice" else ", ".join(item.kind.schema["enum"])
    return f"| `{item.name}` | {kind}{'; several' if item.several else ''} | {item.help} |"


@pytest.mark.parametrize("path", TABLES)
def test_filters(path: str) -> None:
    section = PAGE.split(f"### {path}\n")[1].split("\n#")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [row(item) for item in TABLES[path].table]


def test_endpoints() -> None:
    missing = [path for path in openapi()["paths"] if f"`{path}`" not in PAGE]
    assert [path for path in missing if path.startswith("/api/") and "schema" not in path] == []


def test_limits() -> None:
    pages = KeysetPagination
    assert f"({pages.page_size}; at most {pages.max_page_size})" in PAGE
    assert f"up to {MOST_COUNTED:,}" in PAGE
    assert f"up to {CONTEXT} code points" in PAGE
    assert f"the latest {MOST_FOUND} each" in PAGE


def holds(answer: Any, shown: Any) -> bool:
    """The answer has all that is shown of it; `…` at the end of a text stands for the rest."""
    if isinstance(shown, dict):
        return all(name in answer and holds(answer[name], part) for name, part in shown.items())
    if isinstance(shown, list):
        return all(any(holds(item, part) for item in answer) for part in shown)
    if isinstance(shown, str) and shown.endswith("…"):
        return bool(answer.startswith(shown.removesuffix("…")))
    return bool(answer == shown)


def address_of(command: str) -> str:
    """The address that a documented curl asks, without its host."""
    words = shlex.split(command)
    address = next(word for word in words if word.startswith("http"))
    if "--data-urlencode" in words:
        name, value = words[words.index("--data-urlencode") + 1].split("=", 1)
        address += f"?{name}={quote(value)}"
    return address.removeprefix("http://127.0.0.1:8000")


class Examples(TestCase):
    """They ask the sample record, which is laid once."""

    laid: ClassVar[Any]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.laid = lay_seeds()

    def test_they_are_what_comes_out(self) -> None:
        assert len(EXAMPLES) >= 5
        for command, shown in EXAMPLES:
            if "changed_since" in command and connection.vendor == "postgresql":
                continue  # within one transaction, as here, none of it is committed yet
            answer = self.client.get(address_of(command)).json()
            assert holds(answer, json.loads(shown)), command
