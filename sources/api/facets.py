"""What can be counted of a list of sources."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, QuerySet

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row
from claimtrack.rest.search import Facet
from claimtrack.rest.search_pages import MOST_VALUES

from ..models import Source


def counted(rows: QuerySet[Any], value: str, name: str, each: str = "pk") -> QuerySet[Any]:
    """How many different ones have each value, the most frequent first."""
    named = rows.filter(**{f"{value}__isnull": False}).annotate(value=F(value), name=F(name))
    counts = named.values("value", "name").annotate(count=Count(each, distinct=True))
    return counts.order_by("-count", "name", "value")[:MOST_VALUES]


def kinds_of(records: QuerySet[Any], kinds: Any) -> Facet:
    """The kinds of records, as they are called."""
    names = dict(kinds.choices)

    @compiled
    def rows(keys: list[int], *, full: bool) -> QuerySet[Any]:
        return counted(records.filter(pk__any=keys).order_by(), "kind", "kind")

    def count(keys: list[int], full: bool) -> list[Row]:
        return [row | {"name": names[row["value"]]} for row in rows(keys, full=full)]

    return count


@compiled
def publishers_of(sources: list[int], *, full: bool) -> QuerySet[Any]:
    """Who published sources."""
    rows = Source.objects.filter(pk__any=sources).order_by()
    return counted(rows, "publisher__uid", "publisher__name")


FACETS: dict[str, Facet] = {
    "publisher": publishers_of,
    "kind": kinds_of(Source.objects.all(), Source.Kind),
}
