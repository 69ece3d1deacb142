"""Filters of lists, declared once: what is read, what is documented and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from .kinds import Kind

Through = Callable[[], QuerySet[Any]]
"""Rows that hang on the record of the outer query: at least one of them must match."""


@dataclass(frozen=True)
class Filter:
    """One parameter that narrows a list.

    It narrows by one of three: a `lookup` of the ORM, a condition made from the value (`where`),
    or a named `method` of the queryset. All filters that go `through` the same related rows must
    be met by one and the same of these. A filter that takes `several` values is met by any.
    """

    name: str
    kind: Kind
    help: str
    lookup: str = ""
    where: Callable[[Any], Q] | None = None
    method: str = ""
    through: Through | None = None
    several: bool = False

    def condition(self, values: Sequence[Any]) -> Q:
        """What a row must meet for one of these values."""
        if self.where is None:
            if self.several:
                return Q(**{f"{self.lookup}__in": values})
            return Q(**{self.lookup: values[0]})
        met = Q()
        for value in values:
            met |= self.where(value)
        return met

    def parameter(self) -> dict[str, Any]:
        """Its description in OpenAPI."""
        schema = self.kind.schema
        if self.several:
            schema = {"type": "array", "items": schema}
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": self.help,
            "schema": schema,
        }


@dataclass(frozen=True)
class Filters:
    """The filters of one list."""

    table: tuple[Filter, ...] = ()

    def read(
        self, params: Mapping[str, Any], beside: Sequence[str] = ()
    ) -> list[tuple[Filter, list[Any]]]:
        """The filters that were sent, with their values, in the order of the table.

        `beside` names the parameters that somebody else reads. Raises ValidationError (400),
        naming each parameter that is unknown, sent too often, empty or badly written.
        """
        sent = {name: params.getlist(name) for name in params}  # type: ignore[attr-defined]
        faults = self._misplaced(sent, beside)
        found: list[tuple[Filter, list[Any]]] = []
        for item in self.table:
            if item.name in sent and item.name not in faults:
                try:
                    found.append(
                        (item, [item.kind.read(_filled(text)) for text in sent[item.name]])
                    )
                except ValueError as error:
                    faults[item.name] = [ErrorDetail(str(error), "invalid")]
        if faults:
            raise ValidationError(faults)
        return found

    def apply(
        self, queryset: QuerySet[Any], params: Mapping[str, Any], beside: Sequence[str] = ()
    ) -> QuerySet[Any]:
        """The records that meet every filter that was sent. Raises as `read` does."""
        together: dict[Through, Q] = {}
        for item, values in self.read(params, beside):
            if item.method:
                queryset = getattr(queryset, item.method)(*values)
            elif item.through:
                met = together.get(item.through, Q())
                together[item.through] = met & item.condition(values)
            else:
                queryset = queryset.filter(item.condition(values))
        for through, condition in together.items():
            queryset = queryset.filter(Exists(through().filter(condition)))
        return queryset

    def _misplaced(
        self, sent: Mapping[str, Sequence[str]], beside: Sequence[str]
    ) -> dict[str, list[ErrorDetail]]:
        several = {item.name: item.several for item in self.table}
        faults = {}
        for name, values in sent.items():
            if name not in several and name not in beside:
                known = ", ".join([*several, *beside]) or "none"
                sentence = f"“{name[:80]}” is unknown here: known are {known}."
                faults[name] = [ErrorDetail(sentence, "unknown_filter")]
            elif len(values) > 1 and not several.get(name):
                sentence = f"Sent {len(values)} times: send one value."
                faults[name] = [ErrorDetail(sentence, "repeated")]
        return faults


def _filled(text: str) -> str:
    if not text:
        raise ValueError("Empty: write a value, or leave the parameter out.")
    return text


class DeclaredFilters(BaseFilterBackend):
    """Narrows a view's list by the view's `filters`."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        return view.filters.apply(queryset, request.query_params, view.paginator.parameters)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [item.parameter() for item in view.filters.table]
