"""What every list of records under /api/ has in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any, ClassVar

from django.db import connection
from django.db.models import QuerySet
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from claimtrack.db.compiled import Slot, Statement
from claimtrack.db.rows import Row

from . import changes
from .conditional import Conditional
from .filters import DeclaredFilters, Filters
from .finding import MOST_SHAPES, Finding
from .including import Include
from .pagination import MOST_COUNTED, KeysetPagination

Records = Callable[[bool], QuerySet[Any]]
Rows = Callable[[QuerySet[Any], bool], QuerySet[Any]]
Found = list[Row]
Dressed = Callable[[Found, bool], Found]
NOT_FOUND = "There is no public record with this uid."


class RecordViewSet(Conditional, GenericViewSet[Any]):
    """A list and its records, by uid, as far as whoever asks may see them.

    There are two views, public and full; what is given `full` is told which. `records` are those
    of the list; `rows` picks their columns (`rows_of_one`: those of a record by itself, where
    they are others); `dressed` gives a page of rows as it is shown, with the rows that hang on
    them, and `includes` what it may have more. Serializers only describe what comes out.
    """

    filters: ClassVar[Filters] = Filters()
    records: ClassVar[Records]
    rows: ClassVar[Rows]
    rows_of_one: ClassVar[Rows | None] = None
    dressed: ClassVar[Dressed]
    includes: ClassVar[Mapping[str, Include]] = {}
    filter_backends = [DeclaredFilters]
    pagination_class = KeysetPagination
    lookup_field = "uid"
    lookup_value_converter = "uuid"
    http_method_names = ["get", "head", "options"]

    @cached_property
    def paginator(self) -> Any:
        return self.pagination_class().of_list(self.basename or "", self.includes)

    def list(self, request: Request) -> Response:
        if changes.PARAMETER in request.query_params:
            return Response(changes.changes_since(self, request, sees_everything(request)))
        return self.page_of_list(request)

    def page_of_list(self, request: Request) -> Response:
        cls, full = type(self), sees_everything(request)
        asked, page = all_told(
            partial(cls.filters.read, request.query_params, self.paginator.parameters),
            partial(self.paginator.read, request),
        )
        finding = Finding(cls, asked, full)
        rows = finding.rows(page.direction, page.key, page.size + 1)
        rows, answer = self.paginator.cut(page, rows, finding.key, request)
        if page.is_counted:
            answer |= self.paginator.counted(finding.count(MOST_COUNTED + 1))
        return Response(answer | {"results": self.dress(rows, full, page.include)})

    def dress(self, rows: Found, full: bool, include: str = "") -> Found:
        """Rows of the list as they are shown, with what else was asked for."""
        keys = [row["id"] for row in rows]
        shown = type(self).dressed(rows, full)
        if include:
            self.includes[include].add(keys, shown, full)
        return shown

    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        Filters().read(request.query_params)
        row = self.one(uid, sees_everything(request))
        return Response(row) if row else self.elsewhere(request, uid)

    def one(self, uid: uuid.UUID, full: bool) -> Row | None:
        """The record as it is shown by itself, None where there is none to see."""
        cls = type(self)
        rows = alone(connection.vendor, cls, full).rows({"uid": uid})
        return cls.dressed(rows, full)[0] if rows else None

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        """Answer for a record that is not among those that are seen: 404, whatever it is.

        A view overrides this for records that have left a trace: merged, or withdrawn.
        """
        raise NotFound(NOT_FOUND)

    def moved(self, request: Request, uid: uuid.UUID) -> Response:
        """Answer 301: this record has been merged into that one."""
        address = reverse(f"{self.basename}-detail", [uid], request=request)
        return Response(status=301, headers={"Location": address})


def all_told(*readers: Callable[[], Any]) -> list[Any]:
    """What each of these reads of a request. Raises ValidationError with the faults of all."""
    found, faults = [], dict[str, Any]()
    for read in readers:
        try:
            found.append(read())
        except ValidationError as error:
            faults = {**error.detail, **faults}  # type: ignore[dict-item]
    if faults:
        raise ValidationError(faults)
    return found


def sees_everything(request: Request) -> bool:
    """Whether whoever asks has the full view, not only the public one."""
    return getattr(request.user, "sees_everything", False)


@lru_cache(MOST_SHAPES)
def alone(vendor: str, view: type[RecordViewSet], full: bool) -> Statement:
    """The statement of one record."""
    columns = view.rows_of_one or view.rows
    return Statement(columns(view.records(full).filter(uid=Slot("uid")), full))
