"""Pages by keyset: a cursor is one integer, the key of the record where the last page ended."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

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


class KeysetPagination(BasePagination):
    """Newest first, in both directions; a deep page costs what the first one costs.

    Works on querysets of records and of `.values()` that include the key.
    """

    cursor_param = "cursor"
    size_param = "limit"
    count_param = "count"
    parameters = (cursor_param, size_param, count_param)
    page_size = 50
    max_page_size = 500

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: Any = None
    ) -> list[Any]:
        """Give one page. Raises ValidationError (400) naming a malformed parameter."""
        assert isinstance(queryset, QuerySet), "a keyset page is cut by the database"
        self.request = request
        self.cursor = self.read_cursor(request)
        self.field = key_field(queryset.model)
        size = self.read_page_size(request)
        self.count = self._counted(queryset) if self.wants_count(request) else None
        back = self.cursor is not None and self.cursor.back
        if self.cursor is not None:
            lookup = f"{self.field}__{'gt' if back else 'lt'}"
            queryset = queryset.filter(**{lookup: self.cursor.key})
        ordered = queryset.order_by(self.field if back else f"-{self.field}")
        found = list(ordered[: size + 1])
        self.more = len(found) > size
        page = found[:size]
        self.page = page[::-1] if back else page
        return self.page

    def read_cursor(self, request: Request) -> Cursor | None:
        """Give the cursor that was sent, None for the first page."""
        text = request.query_params.get(self.cursor_param, "")
        if not text:
            return None
        try:
            return Cursor.parse(text)
        except ValueError:
            raise ValidationError(
                {self.cursor_param: "Not a cursor: take it from a page's next or previous."}
            ) from None

    def read_page_size(self, request: Request) -> int:
        """Give how many records are wanted, the default where nothing was sent."""
        text = request.query_params.get(self.size_param, "")
        if not text:
            return self.page_size
        if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= self.max_page_size:
            raise ValidationError(
                {self.size_param: f"Must be a whole number from 1 to {self.max_page_size}."}
            )
        return int(text)

    def wants_count(self, request: Request) -> bool:
        """Say whether the records are to be counted: only where somebody asks."""
        text = request.query_params.get(self.count_param, "")
        if text not in ("", "0", "1"):
            raise ValidationError({self.count_param: "Write 1 to have the records counted."})
        return text == "1"

    def next_cursor(self) -> Cursor | None:
        """Give the cursor of the records below this page, None where there are none."""
        back = self.cursor is not None and self.cursor.back
        if not (back or self.more):
            return None
        if self.page:
            return Cursor(self._key(self.page[-1]))
        assert self.cursor is not None
        return Cursor(min(self.cursor.key + 1, LARGEST))

    def previous_cursor(self) -> Cursor | None:
        """Give the cursor of the records above this page, None where there are none."""
        if self.cursor is None or (self.cursor.back and not self.more):
            return None
        if self.page:
            return Cursor(self._key(self.page[0]), back=True)
        return Cursor(max(self.cursor.key - 1, SMALLEST), back=True)

    def get_paginated_response(self, data: Sequence[Any]) -> Response:
        page: dict[str, Any] = {
            "next": self._link(self.next_cursor()),
            "previous": self._link(self.previous_cursor()),
        }
        if self.count is not None:
            more = self.count > MOST_COUNTED
            page["count"] = min(self.count, MOST_COUNTED)
            page["count_is"] = "at_least" if more else "exactly"
        return Response(page | {"results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
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

    def _counted(self, queryset: QuerySet[Any]) -> int:
        return queryset.order_by().values("pk")[: MOST_COUNTED + 1].count()

    def _key(self, record: Any) -> int:
        if isinstance(record, Mapping):
            return record[self.field]
        return getattr(record, self.field)

    def _link(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        return replace_query_param(
            self.request.build_absolute_uri(), self.cursor_param, str(cursor)
        )
