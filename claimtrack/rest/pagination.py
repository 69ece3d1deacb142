"""Pages by keyset: a cursor is one integer, the key of the record where the last page ended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from claimtrack.db.rows import Row

from .including import Include

SMALLEST, LARGEST = -(2**63), 2**63 - 1
MOST_COUNTED = 10_000
"""How far a list is counted: past it, the answer says that there are at least so many."""


@dataclass(frozen=True)
class Cursor:
    """A place in a list that runs from the highest key to the lowest.

    `back` is False for the records below `key` (the next page), True for those above it.
    """

    key: int
    back: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.back else ''}{self.key}"

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read what `str()` wrote. Raises ValueError for anything else."""
        match = re.fullmatch(r"(b?)(-?[0-9]{1,19})", text)
        if match is None or not SMALLEST <= int(match[2]) <= LARGEST:
            raise ValueError(text)
        return cls(int(match[2]), bool(match[1]))


def key_field(model: type[Model]) -> str:
    """Name the column that a list of this model goes by: sort_key, else id."""
    try:
        model._meta.get_field("sort_key")
    except FieldDoesNotExist:
        return "id"
    return "sort_key"


@dataclass(frozen=True)
class Page:
    """What part of a list is asked for."""

    cursor: Cursor | None
    size: int
    is_counted: bool
    include: str = ""

    @property
    def direction(self) -> str:
        """Above the cursor (gt) or below it (lt); empty for the first page."""
        return "" if self.cursor is None else "gt" if self.cursor.back else "lt"

    @property
    def key(self) -> int | None:
        """The key of the cursor; None for the first page."""
        return self.cursor.key if self.cursor else None


class KeysetPagination(BasePagination):
    """Newest first, in both directions; a deep page costs what the first one costs."""

    cursor_param = "cursor"
    size_param = "limit"
    count_param = "count"
    include_param = "include"
    parameters: tuple[str, ...] = (cursor_param, size_param, count_param)
    page_size = 50
    max_page_size = 500
    includes: Mapping[str, Include] = {}
    prefix = ""
    """What each cursor begins with: the name of its list, so that no other takes it."""

    def of_list(self, name: str, includes: Mapping[str, Include]) -> "KeysetPagination":
        """The pages of the list of this name, which gives these things more on request."""
        self.prefix = f"{name}." if name else ""
        if includes:
            self.includes, self.parameters = includes, (*self.parameters, self.include_param)
        return self

    def read(self, request: Request) -> Page:
        """The page that is asked for.

        Raises ValidationError (400), naming each malformed parameter.
        """
        include = self.includes.get(request.query_params.get(self.include_param, ""))
        most = include.most if include else self.max_page_size
        read = {
            self.cursor_param: self._cursor,
            self.size_param: lambda text: self._size(text, most),
            self.count_param: self._is_counted,
            self.include_param: self._include,
        }
        found, faults = list[Any](), dict[str, Any]()
        for name, value_of in read.items():
            try:
                found.append(value_of(request.query_params.get(name)))
            except ValueError as error:
                faults[name] = str(error)
        if faults:
            raise ValidationError(faults)
        return Page(*found)

    def _cursor(self, text: str | None) -> Cursor | None:
        if text is None:
            return None
        try:
            if not text.startswith(self.prefix):
                raise ValueError(text)
            return self._parsed(text.removeprefix(self.prefix))
        except ValueError:
            raise ValueError(
                "Not a cursor of this list: take it from a page's next or previous."
            ) from None

    def _parsed(self, text: str) -> Cursor:
        return Cursor.parse(text)

    def _size(self, text: str | None, most: int) -> int:
        if text is None:
            return min(self.page_size, most)
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
            beside = "" if most == self.max_page_size else f" with {self.include_param}"
            raise ValueError(f"Must be a whole number from 1 to {most}{beside}.")
        return int(text)

    def _include(self, text: str | None) -> str:
        if text is None or not self.includes:
            return ""
        if text not in self.includes:
            raise ValueError(f"“{text[:80]}” is none of {', '.join(self.includes)}.")
        return text

    def _is_counted(self, text: str | None) -> bool:
        if text not in (None, "0", "1"):
            raise ValueError("Write 1 to have the records counted.")
        return text == "1"

    def cut(self, page: Page, rows: list[Row], key: str, request: Request) -> tuple[list[Row], Row]:
        """The rows of a page out of one more than it holds, the highest first; and its links."""
        more, rows = len(rows) > page.size, rows[: page.size]
        back = page.direction == "gt"
        if back:
            rows = rows[::-1]
        keys = [row[key] for row in rows]
        links = {
            "next": self._next(page, keys) if back or more else None,
            "previous": self._previous(page, keys) if page.cursor and (more or not back) else None,
        }
        return rows, {name: self._link(request, cursor) for name, cursor in links.items()}

    def _next(self, page: Page, keys: Sequence[int]) -> Cursor:
        if keys:
            return Cursor(keys[-1])
        assert page.cursor is not None
        return Cursor(min(page.cursor.key + 1, LARGEST))

    def _previous(self, page: Page, keys: Sequence[int]) -> Cursor:
        if keys:
            return Cursor(keys[0], back=True)
        assert page.cursor is not None
        return Cursor(max(page.cursor.key - 1, SMALLEST), back=True)

    def _link(self, request: Request, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        written = f"{self.prefix}{cursor}"
        return replace_query_param(request.build_absolute_uri(), self.cursor_param, written)

    def counted(self, found: int) -> Row:
        """How many records there are, of as many as were counted."""
        more = found > MOST_COUNTED
        return {
            "count": min(found, MOST_COUNTED),
            "count_is": "at_least" if more else "exactly",
        }

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link,
                "previous": link,
                "count": {
                    "type": "integer",
                    "description": f"With count=1: of the whole list, up to {MOST_COUNTED:,}.",
                },
                "count_is": {"type": "string", "enum": ["exactly", "at_least"]},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": self.cursor_param,
                "in": "query",
                "required": False,
                "description": "Where the page begins: taken from another page's next or previous.",
                "schema": {"type": "string"},
            },
            {
                "name": self.size_param,
                "in": "query",
                "required": False,
                "description": "How many records a page has.",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": self.max_page_size,
                    "default": self.page_size,
                },
            },
            {
                "name": self.count_param,
                "in": "query",
                "required": False,
                "description": f"1: count the whole list too, up to {MOST_COUNTED:,}.",
                "schema": {"type": "integer", "enum": [0, 1]},
            },
        ]
