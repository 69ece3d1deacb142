"""Lists that are searched: by date to any depth, by relevance, with hits and facets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, ClassVar

from django.db import connection
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.compiled import Slot, Statement
from claimtrack.db.fields import ID_BITS
from claimtrack.db.rows import Row

from .describing import words
from .filters import Shape, slots
from .finding import MOST_SHAPES, Finding
from .pagination import LARGEST, MOST_COUNTED, Page
from .search_pages import HITS, MOST_RANKED, Ranked, SearchPagination, Wishes
from .snippets import snippet
from .views import RecordViewSet, all_told, sees_everything

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
            answer |= self.paginator.counted(search.count(MOST_COUNTED + 1))
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
            rows = search.rows(page.direction, page.key, page.size + 1)
            return self.paginator.cut(page, rows, search.key, request)
        newest = page.cursor.key if isinstance(page.cursor, Ranked) else LARGEST
        keys, exact = search.ranked(newest)
        newest = max(keys, default=newest)
        wanted, answer = self.paginator.ranked(page, keys, newest, request)
        return search.these(wanted), answer | {"relevance": {"exact": exact, "ranked": len(keys)}}


def _hits(question: Any, fields: list[dict[str, str]]) -> list[Row]:
    return [snippet(question, each) for each in fields]


class Search(Finding):
    """What is asked of a list that is searched."""

    def ranked(self, newest: int) -> tuple[list[int], bool]:
        """The keys of the hits, the best first, of those that are not newer; whether it is all."""
        if connection.vendor == "sqlite" and self.leaves is None:
            statement = ranked_as_walked(self.view, self.shape, self.full)
            rows = statement.rows({**self.asked, "newest": newest}, MOST_RANKED + 1)
        else:
            rows = self._ranked(self.newest(MOST_RANKED + 1, newest))
        exact, rows = len(rows) <= MOST_RANKED, rows[:MOST_RANKED]
        rows.sort(key=lambda row: (-row["relevance"], -row["sort_key"]))
        return [row["sort_key"] for row in rows], exact

    def _ranked(self, keys: list[int]) -> list[Row]:
        asked = {"q": self.asked["q"], "keys": keys, "least": min(keys, default=LARGEST)}
        rows = ranking(connection.vendor, self.view).rows(asked)
        return sorted(rows, key=lambda row: -row["sort_key"])

    def facets(self, names: Any) -> Row:
        """How often each value stands in the newest of the list."""
        keys = self.newest(MOST_RANKED + 1)
        ids = [key % 2**ID_BITS for key in keys[:MOST_RANKED]]
        counts = {name: self.view.facets[name](ids, full=self.full) for name in names}
        return {"counted": len(ids), "bounded": len(keys) > MOST_RANKED} | counts


@lru_cache(MOST_SHAPES)
def ranked_as_walked(view: type[SearchViewSet], shape: Shape, full: bool) -> Statement:
    """SQLite: the hits up to a key, the newest first, and how good each is."""
    records: Any = view.filters.apply(view.records(full), slots(shape), full)
    key = records.list_key
    records = records.filter(LessThanOrEqual(key, Slot("newest"))).order_by(key.desc())
    return Statement(records.with_relevance(Slot("q")).values("sort_key", "relevance"))


@lru_cache(MOST_SHAPES)
def ranking(vendor: str, view: type[SearchViewSet]) -> Statement:
    """How good each of some hits is."""
    records: Any = view.records(True).model.objects.all()
    if vendor == "sqlite":
        records = records.holding(Slot("q"), among=Slot("keys"))
        records = records.filter(GreaterThanOrEqual(records.list_key, Slot("least")))
    else:
        records = records.filter(sort_key__any=Slot("keys"))
    return Statement(records.order_by().with_relevance(Slot("q")).values("sort_key", "relevance"))
