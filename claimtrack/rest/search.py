"""Lists that are searched: by date to any depth, by relevance, with hits and facets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, ClassVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.lookups import LessThanOrEqual
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.compiled import Slot, Statement
from claimtrack.db.fields import ID_BITS
from claimtrack.db.rows import Row
from claimtrack.db.searching import STEP

from .describing import words
from .filters import Shape, slots
from .pagination import LARGEST, MOST_COUNTED, Page
from .search_pages import HITS, MOST_RANKED, Ranked, SearchPagination, Wishes
from .snippets import snippet
from .views import (
    MOST_SHAPES,
    RecordViewSet,
    all_told,
    counting,
    key_of,
    listing,
    paged,
    sees_everything,
)

Facet = Callable[..., list[Row]]
"""Gives, of records by id and in either view, each value with its name and how many have it."""


class HitsSerializer(serializers.Serializer[Any]):
    """Where in a record stands what was looked for."""

    field = words("The field of the record of which this is a piece.")
    start = serializers.IntegerField(help_text="Where in the field the piece begins.")
    snippet = words(HITS)
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text="The hits, [start, end) in code points of the snippet.",
    )


class SearchViewSet(RecordViewSet):
    """A list with a filter `q`.

    `facets` are what can be counted of it; `searched` gives of rows the searched fields by name.
    """

    pagination_class = SearchPagination
    facets: ClassVar[Mapping[str, Facet]] = {}

    @staticmethod
    def searched(rows: list[Row], full: bool) -> list[dict[str, str]]:
        return [{"text": row["text"]} for row in rows]

    def page_of_list(self, request: Request) -> Response:
        cls, full = type(self), sees_everything(request)
        asked, page, wishes = all_told(
            partial(cls.filters.read, request.query_params, self.paginator.parameters),
            partial(self.paginator.read, request),
            partial(self.paginator.wishes, request, list(cls.facets)),
        )
        search = Search(cls, asked, full)
        rows, answer = self.page(search, page, wishes, request)
        if page.is_counted:
            answer |= self.paginator.counted(search.count())
        if wishes.facets:
            answer["facets"] = search.facets(wishes.facets)
        hits = _hits(asked["q"], cls.searched(rows, full)) if wishes.highlight else []
        results = self.dress(rows, full, page.include)
        for row, hit in zip(results, hits, strict=False):
            row["hits"] = hit
        return Response(answer | {"results": results})

    def page(
        self, search: Search, page: Page, wishes: Wishes, request: Request
    ) -> tuple[list[Row], Row]:
        """The rows of a page, and what the answer says beside them."""
        if not wishes.by_relevance:
            return self.paginator.cut(page, search.dated(page), key_of(type(self)), request)
        newest = page.cursor.key if isinstance(page.cursor, Ranked) else LARGEST
        keys, exact = search.ranked(newest)
        newest = max(keys, default=newest)
        wanted, answer = self.paginator.ranked(page, keys, newest, request)
        return search.these(wanted), answer | {"relevance": {"exact": exact, "ranked": len(keys)}}


def _hits(question: Any, fields: list[dict[str, str]]) -> list[Row]:
    return [snippet(question, each) for each in fields]


class Search:
    """What is asked of a list, in one of the views."""

    def __init__(self, view: type[SearchViewSet], asked: Mapping[str, Any], full: bool) -> None:
        self.view, self.asked, self.full = view, asked, full
        self.shape = view.filters.shape(asked)
        self.gathers = connection.vendor == "postgresql" and "q" in asked

    def dated(self, page: Page) -> list[Row]:
        """The rows of a page by date, one more than it holds where there are more.

        PostgreSQL cannot walk its index by date: it walks the records for some steps, which is
        enough for what is common, and gathers all hits of what is not.
        """
        view, full, direction = self.view, self.full, page.direction
        values = {**self.asked, "cursor": page.cursor.key if page.cursor else None}
        if not self.gathers:
            listed = listing(connection.vendor, view, self.shape, direction, full)
            return listed.rows(values, page.size + 1)
        edges = edge(view, direction, full).rows(values)
        if edges:
            stop = edges[0]["sort_key"]
            walked = walking(view, self.shape, direction, full)
            rows = walked.rows({**values, "edge": stop}, page.size + 1)
            if len(rows) > page.size:
                return rows
        return gathering(view, self.shape, direction, full).rows(values, page.size + 1)

    def ranked(self, newest: int) -> tuple[list[int], bool]:
        """The keys of the hits, the best first, of those that are not newer; whether it is all."""
        rows = hits(connection.vendor, self.view, self.shape, self.full, self._ranks).rows(
            {**self.asked, "newest": newest}, MOST_RANKED + 1
        )
        exact, rows = len(rows) <= MOST_RANKED, rows[:MOST_RANKED]
        if not self._ranks:
            keys = [row["sort_key"] for row in rows]
            rows = ranking(self.view, self.shape).rows({**self.asked, "keys": keys})
        rows.sort(key=lambda row: (-row["relevance"], -row["sort_key"]))
        return [row["sort_key"] for row in rows], exact

    @property
    def _ranks(self) -> bool:
        """Whether hits are ranked as they are walked: PostgreSQL would rank all of them."""
        return connection.vendor == "sqlite"

    def these(self, keys: list[int]) -> list[Row]:
        """The rows of these keys, in their order."""
        rows = keyed(connection.vendor, self.view, self.full).rows({"keys": keys})
        place = {key: number for number, key in enumerate(keys)}
        return sorted(rows, key=lambda row: place[row["sort_key"]])

    def count(self) -> int:
        counted = counting(connection.vendor, self.view, self.shape, self.full)
        if self.gathers:
            counted = hits(connection.vendor, self.view, self.shape, self.full, False)
        return counted.count({**self.asked, "newest": LARGEST}, MOST_COUNTED + 1)

    def facets(self, names: Any) -> Row:
        """How often each value stands in the newest of the list."""
        found = hits(connection.vendor, self.view, self.shape, self.full, False)
        rows = found.rows({**self.asked, "newest": LARGEST}, MOST_RANKED + 1)
        ids = [row["sort_key"] % 2**ID_BITS for row in rows[:MOST_RANKED]]
        counts = {name: self.view.facets[name](ids, full=self.full) for name in names}
        bounded = len(rows) > MOST_RANKED
        return {"counted": len(ids), "bounded": bounded} | counts


def _narrowed(view: type[SearchViewSet], shape: Shape, full: bool, gathered: bool) -> Any:
    """What meets all filters, the hits of `q` gathered first."""
    asked = slots(shape)
    method = {item.name: item.method for item in view.filters.table}.get("q", "")
    question = asked.pop("q", None) if gathered else None
    records = view.filters.apply(view.records(full), asked)
    return getattr(records, method)(question, gathered=True) if question else records


@lru_cache(MOST_SHAPES)
def edge(view: type[SearchViewSet], direction: str, full: bool) -> Statement:
    """Where to stop walking."""
    records = view.records(full)
    if direction:
        records = records.filter(**{f"sort_key__{direction}": Slot("cursor")})
    order = "sort_key" if direction == "gt" else "-sort_key"
    return Statement(records.order_by(order).values("sort_key")[STEP : STEP + 1])


@lru_cache(MOST_SHAPES)
def walking(view: type[SearchViewSet], shape: Shape, direction: str, full: bool) -> Statement:
    """A page of hits, from among the records up to the edge."""
    beside = "gt" if direction != "gt" else "lt"
    records = _narrowed(view, shape, full, gathered=False)
    records = records.filter(**{f"sort_key__{beside}": Slot("edge")})
    return Statement(paged(view, records, direction, full), planned_anew=True)


@lru_cache(MOST_SHAPES)
def gathering(view: type[SearchViewSet], shape: Shape, direction: str, full: bool) -> Statement:
    """A page of hits, from among all."""
    return Statement(
        paged(view, _narrowed(view, shape, full, gathered=True), direction, full), planned_anew=True
    )


@lru_cache(MOST_SHAPES)
def hits(
    vendor: str, view: type[SearchViewSet], shape: Shape, full: bool, ranked: bool
) -> Statement:
    """The keys of the list from a key on, the newest first."""
    records = _narrowed(view, shape, full, gathered=vendor == "postgresql")
    key = records.list_key
    records = records.filter(LessThanOrEqual(key, Slot("newest"))).order_by(key.desc())
    if ranked:
        records = records.with_relevance(Slot("q"))
    return Statement(
        records.values("sort_key", *(["relevance"] if ranked else [])), planned_anew=True
    )


@lru_cache(MOST_SHAPES)
def ranking(view: type[SearchViewSet], shape: Shape) -> Statement:
    """How good each of some hits is."""
    records: QuerySet[Any] = view.records(True).filter(sort_key__any=Slot("keys")).order_by()
    ranked = records.with_relevance(Slot("q"))  # type: ignore[attr-defined]
    return Statement(ranked.values("sort_key", "relevance"))


@lru_cache(MOST_SHAPES)
def keyed(vendor: str, view: type[SearchViewSet], full: bool) -> Statement:
    """The rows of some keys."""
    return Statement(view.rows(view.records(full).filter(sort_key__any=Slot("keys")), full))
