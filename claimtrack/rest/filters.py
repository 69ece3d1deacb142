"""Filters of lists, declared once: what is read, what is documented and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact, Lookup
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.filters import BaseFilterBackend

from claimtrack.db.compiled import Slot
from claimtrack.db.seeking import There, Unsought

from .kinds import Kind

Shape = tuple[tuple[str, Hashable], ...]
Bounds = Callable[[Any, Any], Sequence["Lookup[Any]"]]
UID = "__uid"


class Leaves(Enum):
    """How much of a list a filter leaves, where that says how what is left is found."""

    FEW = "few"
    """Never many: they are gathered."""
    SOME = "some"
    """Few or many: the list is walked for a while, and then they are gathered."""


@dataclass(frozen=True)
class Through:
    """Rows that hang on a record, by their field `on`: at least one of them must match.

    `rows` is told whether it is for the full view.
    """

    rows: Callable[[bool], QuerySet[Any]]
    on: str

    def condition(self, inner: Q, gathered: bool, full: bool) -> Q:
        rows = self.rows(full).filter(inner).order_by()
        if gathered:
            return Q(pk__in=rows.values(self.on))
        return Q(There(rows.filter(**{self.on: OuterRef("pk")})))


@dataclass(frozen=True)
class Filter:
    """One parameter that narrows a list.

    It narrows by one of three: a `lookup` of the ORM, a condition made from the value (`where`),
    or a named `method` of the queryset. All filters that go `through` the same related rows must
    be met by one and the same of these. A filter that takes `several` values is met by any.

    A condition stands in two ways: to be looked at record by record as a list is walked, and
    gathered, so that the database begins with what meets it; `gather` is the second way of
    `where`, where that is another. `keyed` is SQLite's way to walk through nothing but what meets
    it, by a key in the index of words. `bounds` says, of a value and the key of the list, between
    which keys all lies that meets it; `leaves` how much that may be.
    """

    name: str
    kind: Kind
    help: str
    lookup: str = ""
    where: Callable[[Any], Q] | None = None
    method: str = ""
    through: Through | None = None
    several: bool = False
    gather: Callable[[Any], Q] | None = None
    keyed: Callable[[Any, Any], QuerySet[Any]] | None = None
    bounds: Bounds | None = None
    leaves: Leaves | None = None

    def condition(self, model: type[Model], value: Any, gathered: bool) -> Q:
        """What a row must meet for this value; for any of these, where it takes several."""
        where = (gathered and self.gather) or self.where
        if where is not None:
            return where(value)
        if self.lookup.endswith(UID):
            return named(model, self.lookup.removesuffix(UID), value, gathered)
        return Q(**{f"{self.lookup}__any" if self.several else self.lookup: value})

    @property
    def is_keyed(self) -> bool:
        """Whether what meets it can be walked through by itself."""
        return self.keyed is not None and connection.vendor == "sqlite"

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

    def apply(
        self,
        queryset: QuerySet[Any],
        asked: Mapping[str, Any],
        full: bool,
        gathered: bool = False,
    ) -> QuerySet[Any]:
        """The records that meet each of these filters, by name with its value or its slot."""
        together: dict[Through, Q] = {}
        model = queryset.model
        for item in self.table:
            if item.name not in asked:
                continue
            value = asked[item.name]
            if item.method:
                queryset = getattr(queryset, item.method)(value, gathered)
            elif item.keyed and item.is_keyed and not gathered:
                queryset = item.keyed(queryset, value)
            elif item.through:
                met = together.get(item.through, Q())
                rows = item.through.rows(full).model
                together[item.through] = met & item.condition(rows, value, gathered)
            else:
                queryset = queryset.filter(item.condition(model, value, gathered))
        for through, condition in together.items():
            queryset = queryset.filter(through.condition(condition, gathered, full))
        return self._bounded(queryset, asked, gathered)

    def walked(self, queryset: Any, asked: Mapping[str, Any]) -> QuerySet[Any]:
        """What is walked through to find what meets these filters."""
        for item in self.table:
            if item.name in asked and connection.vendor == "sqlite":
                if item.method:
                    queryset = getattr(queryset, item.method)(asked[item.name])
                elif item.keyed:
                    queryset = item.keyed(queryset, asked[item.name])
        return self._bounded(queryset, asked, gathered=False)

    def _bounded(self, queryset: Any, asked: Mapping[str, Any], gathered: bool) -> QuerySet[Any]:
        for item in self.table:
            if item.name in asked and item.bounds:
                key = Unsought(F("sort_key")) if gathered else queryset.list_key
                queryset = queryset.filter(*item.bounds(asked[item.name], key))
        return queryset

    def leave(self, asked: Collection[str]) -> Leaves | None:
        """How much of a list these filters, by name, leave together."""
        left = {item.leaves for item in self.table if item.name in asked and not item.is_keyed}
        return next((each for each in Leaves if each in left), None)

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


def named(model: type[Model], path: str, uid: Any, gathered: bool) -> Q:
    """A row's key at the end of this path is that of the record with this uid."""
    target: Any = model
    for name in path.split("__"):
        target = target._meta.get_field(name).related_model
    key = Subquery(target._base_manager.filter(uid=uid).values("pk")[:1])
    return Q(**{path: key}) if gathered else Q(Exact(Unsought(F(path)), key))


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
