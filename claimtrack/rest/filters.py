"""Filters of lists, declared once: what is read, what is documented and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q, QuerySet
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend

from claimtrack.db.compiled import Slot

from .kinds import Kind

Shape = tuple[tuple[str, Hashable], ...]
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

    def condition(self, value: Any) -> Q:
        """What a row must meet for this value; for any of these, where it takes several."""
        if self.where is not None:
            return self.where(value)
        return Q(**{f"{self.lookup}__any" if self.several else self.lookup: value})

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

    def read(self, params: Mapping[str, Any], beside: Sequence[str] = ()) -> dict[str, Any]:
        """The values of the filters that were sent, by name, in the order of the table.

        `beside` names the parameters that somebody else reads. Raises ValidationError (400),
        naming each parameter that is unknown, sent too often, empty or badly written.
        """
        sent = {name: params.getlist(name) for name in params}  # type: ignore[attr-defined]
        faults = self._misplaced(sent, beside)
        found: dict[str, Any] = {}
        for item in self.table:
            if item.name in sent and item.name not in faults:
                try:
                    values = [item.kind.read(_filled(text)) for text in sent[item.name]]
                    found[item.name] = values if item.several else values[0]
                except ValueError as error:
                    faults[item.name] = [ErrorDetail(str(error), "invalid")]
        if faults:
            raise ValidationError(faults)
        return found

    def shape(self, values: Mapping[str, Any]) -> Shape:
        """What is asked, without the values that only fill a statement."""
        kinds = {item.name: item.kind for item in self.table}
        return tuple(
            (name, value if kinds[name].shapes else None) for name, value in values.items()
        )

    def apply(self, queryset: QuerySet[Any], asked: Mapping[str, Any]) -> QuerySet[Any]:
        """The records that meet each of these filters, by name with its value or its slot."""
        together: dict[Through, Q] = {}
        for item in self.table:
            if item.name not in asked:
                continue
            value = asked[item.name]
            if item.method:
                queryset = getattr(queryset, item.method)(value)
            elif item.through:
                met = together.get(item.through, Q())
                together[item.through] = met & item.condition(value)
            else:
                queryset = queryset.filter(item.condition(value))
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


def slots(shape: Shape) -> dict[str, Any]:
    """What filters are applied with in a statement that is kept: a slot for each value."""
    return {name: Slot(name) if value is None else value for name, value in shape}


class DeclaredFilters(BaseFilterBackend):
    """Describes a view's `filters`."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [item.parameter() for item in view.filters.table]
