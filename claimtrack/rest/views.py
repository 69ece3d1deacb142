"""What every list of records under /api/ has in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from .describing import ReadSchema
from .filters import DeclaredFilters, Filters
from .rows import Row, fetch, folded

Rows = Callable[[QuerySet[Any]], QuerySet[Any]]
Dressed = Callable[[list[Row]], list[Row]]
NOT_FOUND = "There is no public record with this uid."


class PublicViewSet(GenericViewSet[Any]):
    """A list and its records, as anybody may see them, by uid.

    `queryset` holds the public records; `rows` picks their columns (`rows_of_one`: those of a
    record by itself, where they are others); `dressed` gives a page of rows
    as it is shown, with the rows that hang on them. Serializers only describe what comes out.
    """

    filters: ClassVar[Filters] = Filters()
    rows: ClassVar[Rows]
    rows_of_one: ClassVar[Rows | None] = None
    dressed: ClassVar[Dressed]
    filter_backends = [DeclaredFilters]
    schema = ReadSchema()
    lookup_field = "uid"
    lookup_value_converter = "uuid"
    http_method_names = ["get", "head", "options"]
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []

    def list(self, request: Request) -> Response:
        queryset = type(self).rows(self.filter_queryset(self.get_queryset()))
        page = self.paginate_queryset(queryset)
        assert page is not None
        return self.get_paginated_response(type(self).dressed([folded(row) for row in page]))

    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        Filters().read(request.query_params)
        row = self.one(self.get_queryset().filter(uid=uid))
        return Response(row) if row else self.elsewhere(request, uid)

    def one(self, queryset: QuerySet[Any]) -> Row | None:
        """The record as it is shown by itself, None where the queryset is empty."""
        columns = type(self).rows_of_one or type(self).rows
        rows = type(self).dressed(fetch(columns(queryset)))
        return rows[0] if rows else None

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        """Answer for a record that is not among the public ones: 404, whatever it is.

        A view overrides this for records that have left a trace: merged, or withdrawn.
        """
        raise NotFound(NOT_FOUND)

    def moved(self, request: Request, uid: uuid.UUID) -> Response:
        """Answer 301: this record has been merged into that one."""
        address = reverse(f"{self.basename}-detail", [uid], request=request)
        return Response(status=301, headers={"Location": address})
