"""What a list that is searched can be asked for besides its pages, and the pages by relevance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from claimtrack.db.rows import Row

from .pagination import LARGEST, Cursor, KeysetPagination, Page
from .snippets import LONGEST

MOST_RANKED = 5_000
"""So many hits, the newest, are brought in order, or counted for facets."""
MOST_VALUES = 20
"""So many values a facet has."""


@dataclass(frozen=True)
class Ranked(Cursor):
    """A place in a list by relevance: so many come before it, and none is newer than `key`.

    What comes in later with a later date does not shift the pages.
    """

    offset: int = 0

    def __str__(self) -> str:
        return f"r{self.offset}.{self.key}"

    @classmethod
    def parse(cls, text: str) -> Ranked:
        """Read what `str()` wrote. Raises ValueError for anything else."""
        match = re.fullmatch(r"r([0-9]{1,4})\.([0-9]{1,19})", text)
        if match is None or int(match[2]) > LARGEST:
            raise ValueError(text)
        return cls(int(match[2]), offset=int(match[1]))


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a search besides its page."""

    by_relevance: bool
    highlight: bool
    facets: Sequence[str]


class SearchPagination(KeysetPagination):
    """Pages by date, or by relevance."""

    parameters = (*KeysetPagination.parameters, "order", "highlight", "facets")

    def _parsed(self, text: str) -> Cursor:
        return Ranked.parse(text) if text.startswith("r") else super()._parsed(text)

    def wishes(self, request: Request, facets: Sequence[str]) -> Wishes:
        """What is wanted besides. Raises ValidationError (400), naming each malformed parameter."""
        params = request.query_params
        faults = {}
        order, highlight = params.get("order", "date"), params.get("highlight", "0")
        wanted = list(dict.fromkeys(params["facets"].split(","))) if "facets" in params else []
        if order not in ("date", "relevance"):
            faults["order"] = "Write date or relevance."
        elif order == "relevance" and "q" not in params:
            faults["order"] = "Is by relevance to what is looked for: send q too."
        elif "cursor" in params and self._is_ranked(params["cursor"]) != (order == "relevance"):
            faults["cursor"] = "Of a page in another order: take it from a page in this one."
        if highlight not in ("0", "1"):
            faults["highlight"] = "Write 1 to have the hits shown."
        elif highlight == "1" and "q" not in params:
            faults["highlight"] = "Shows where it stands what is looked for: send q too."
        if not set(wanted) <= set(facets):
            faults["facets"] = f"Write one or more of {','.join(facets)}, with commas between them."
        if faults:
            raise ValidationError(faults)
        return Wishes(order == "relevance", highlight == "1", wanted)

    def _is_ranked(self, cursor: str) -> bool:
        return cursor.removeprefix(self.prefix).startswith("r")

    def ranked(self, page: Page, keys: Sequence[int], newest: int, request: Request) -> Any:
        """The keys of a page out of all, the best first; and its links."""
        offset = page.cursor.offset if isinstance(page.cursor, Ranked) else 0
        beyond = offset + page.size
        onward = Ranked(newest, offset=beyond) if beyond < len(keys) else None
        back = Ranked(newest, offset=max(0, offset - page.size)) if offset else None
        links = {"next": self._link(request, onward), "previous": self._link(request, back)}
        return keys[offset:beyond], links

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        described["properties"] |= {"relevance": _RELEVANCE, "facets": _facets()}
        return described

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        facets = list(view.facets)
        return [
            *super().get_schema_operation_parameters(view),
            _parameter(
                "order",
                "date: the latest first. relevance: the best hits of `q` first, of the newest "
                f"{MOST_RANKED:,}; the answer says where there are more.",
                {"type": "string", "enum": ["date", "relevance"], "default": "date"},
            ),
            _parameter(
                "highlight",
                "1: `hits` says of each record where what `q` looks for stands in it.",
                {"type": "integer", "enum": [0, 1]},
            ),
            _parameter(
                "facets",
                f"How often each value stands in the list, the {MOST_VALUES} most frequent of "
                f"each, counted over the newest {MOST_RANKED:,}.",
                {"type": "array", "items": {"type": "string", "enum": facets}},
                style="form",
                explode=False,
            ),
        ]


def _parameter(name: str, help: str, schema: Row, **more: Any) -> Row:
    described = {"name": name, "in": "query", "required": False, "description": help}
    return described | {"schema": schema} | more


_BOUNDED = {
    "type": "boolean",
    "description": f"Whether there are more than {MOST_RANKED:,}, and only the newest counted.",
}
_RELEVANCE = {
    "type": "object",
    "description": "With order=relevance.",
    "required": ["exact", "ranked"],
    "properties": {
        "exact": {"type": "boolean", "description": "Whether all hits were brought in order."},
        "ranked": {"type": "integer", "description": "How many were: the newest."},
    },
}
_VALUE = {
    "type": "object",
    "required": ["value", "name", "count"],
    "properties": {
        "value": {"type": "string", "description": "What the filter of this name takes."},
        "name": {"type": "string"},
        "count": {"type": "integer"},
    },
}


def _facets() -> Row:
    values = {"type": "array", "items": _VALUE}
    names = ("speaker", "publisher", "topic", "kind")
    return {
        "type": "object",
        "description": "With facets=…: those that were asked for.",
        "required": ["counted", "bounded"],
        "properties": {
            "counted": {"type": "integer", "description": "Over how many records."},
            "bounded": _BOUNDED,
            **dict.fromkeys(names, values),
        },
    }


HITS = f"Up to {LONGEST} code points of the record, around the first hits."
