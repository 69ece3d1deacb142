"""What a list reads by its kept statements is what Django finds by itself, value by value.

A statement is compiled once for a shape (filters, direction, view) and then filled with values.
Here each answer is held against a queryset that is built and compiled for its values alone, and
put in order and cut in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import resolve

from claimtrack.db.compiled import Statement
from claimtrack.rest import finding
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.pagination import LARGEST, SMALLEST, key_field
from claimtrack.rest.rendering import to_json
from claimtrack.rest.views import RecordViewSet

from .filter_values import MATCHING, absent
from .readers import full, public
from .rich import SECRET, rich_record

pytestmark = pytest.mark.django_db
RECORDS = 3
SHAPES = 200
WORDS = ("bridge", "toll -port", '"the bridge" OR note', "br* OR mayor", "(free OR costs) toll")
BESIDE = ("cursor", "limit", "include", "count")
"""What is asked for beside the filters."""
WALKS = [(1, ()), (1, (3,)), (3, ()), (finding.STEP, finding.STRIDES)]
"""How far a list is walked before what is looked for is gathered."""
Query = dict[str, Any]
Values = dict[str, dict[str, list[Any]]]


@pytest.fixture
def values() -> Values:
    """For each filter of each list: a value of each record, then one that nothing has.

    The second has another date, and of its speakers the one on whose behalf was spoken is named;
    speaker and claim of the first are merged into those of the third.
    """
    records = [rich_record() for _ in range(RECORDS)]
    records[1].source.published = "2021-05"
    records[1].source.save()
    found: Values = {
        path: {name: [*map(value_of, records), absent(path, name)] for name, value_of in of.items()}
        for path, of in MATCHING.items()
    }
    behalf = records[1].inner.attributions.get(role="on_behalf_of").speaker
    for path in ("/api/quotes/", "/api/claims/"):
        found[path]["speaker"][1] = found[path]["in_chain"][1] = behalf.uid
    records[0].speaker.merge_into(records[2].speaker, by=None, reason="one person")
    records[0].claim.merge_into(records[2].claim, by=None, reason="one claim")
    return found


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are compiled from now on."""
    made: list[str] = []
    compile_one = Statement.__init__

    def noted(self: Statement, *args: Any, **options: Any) -> None:
        compile_one(self, *args, **options)
        made.append(self.sql)

    monkeypatch.setattr(Statement, "__init__", noted)
    return made


@dataclass
class Listed:
    """A list in one of the views, as it answers and as it should."""

    path: str
    client: Client
    full: bool

    @property
    def name(self) -> str:
        """What its cursors begin with."""
        return self.path.strip("/").rpartition("/")[2].removesuffix("s")

    @property
    def view(self) -> type[RecordViewSet]:
        found: type[RecordViewSet] = resolve(self.path).func.cls  # type: ignore[attr-defined]
        return found

    @property
    def key(self) -> str:
        """The column that the list goes by."""
        return key_field(self.view.records(self.full).model)

    def check(self, query: Query) -> int:
        """Ask for it, and see that the right records came; gives how many."""
        answer, told = self.client.get(self.path, query), (self.path, self.full, query)
        assert answer.status_code == 200, (told, answer.content)
        found, wanted = [row["uid"] for row in answer.json()["results"]], self.plainly(query)
        assert found == cut(wanted, query), told
        if query.get("count"):
            assert answer.json()["count"] == len(wanted), told
        return len(found)

    def plainly(self, query: Query) -> dict[str, int]:
        """The records that meet the filters, by uid, with the keys of the list from the highest."""
        sent = {name: value for name, value in query.items() if name not in BESIDE}
        asked = self.view.filters.read(QueryDict(urlencode(sent, doseq=True)))
        plainer = Filters(tuple(map(plain, self.view.filters.table)))
        records = plainer.apply(self.view.records(self.full), asked, self.full).order_by()
        rows = [(str(uid), key) for uid, key in records.values_list("uid", self.key)]
        assert len(dict(rows)) == len(rows), "each record once"
        return dict(sorted(rows, key=lambda row: -row[1]))


def plain(item: Filter) -> Filter:
    """What a filter says, without what makes it quick."""
    lookup = f"{item.lookup}__in" if item.several else item.lookup
    return Filter(item.name, item.kind, item.help, lookup, item.where, item.method, item.through)


def cut(rows: dict[str, int], query: Query) -> list[str]:
    """The page that is asked for."""
    size, cursor = query.get("limit", 50), query.get("cursor", "").rpartition(".")[2]
    if cursor.startswith("b"):
        return [uid for uid, key in rows.items() if key > int(cursor[1:])][-size:]
    return [uid for uid, key in rows.items() if not cursor or key < int(cursor)][:size]


def both_views(*paths: str) -> dict[str, list[Listed]]:
    """By address."""
    anybody, reader = public(), full()
    return {path: [Listed(path, anybody, False), Listed(path, reader, True)] for path in paths}


@pytest.mark.parametrize("path", MATCHING)
def test_each_filter_and_each_pair_in_both_views(
    path: str, values: Values, compiled: list[str]
) -> None:
    """With the values of one record, and then of another by what was compiled for the first."""
    of, found = values[path], 0
    for listed in both_views(path)[path]:
        listed.check({})
        for names in chain(combinations(of, 1), combinations(of, 2)):
            found += listed.check({name: of[name][0] for name in names})
            known = len(compiled)
            found += listed.check({name: of[name][1] for name in names})
            assert compiled[known:] == [], names
    assert found > len(of)


class Drawn:
    """Queries at random."""

    def __init__(self, random: Random, values: Values) -> None:
        self.random, self.values = random, values

    def shape(self) -> tuple[str, list[str]]:
        """A list and some of its filters."""
        path = self.random.choice(list(self.values))
        names = list(self.values[path])
        return path, self.random.sample(names, self.random.randint(0, min(4, len(names))))

    def query(self, listed: Listed, names: list[str]) -> Query:
        """Values for these filters, mostly of one record, and a page."""
        record = self.random.randrange(RECORDS)
        query = {name: self._value(listed, name, record) for name in names}
        if "q" in query and self.random.random() < 0.5:
            query["q"] = self.random.choice([*WORDS, SECRET])
        records = listed.view.records(listed.full).order_by()
        there = records.values_list(listed.key, flat=True)
        keys = [0, SMALLEST, LARGEST, *sorted(there)]
        beside: Query = {
            "cursor": f"{listed.name}.{self.random.choice(['', 'b'])}{self.random.choice(keys)}",
            "limit": self.random.choice([1, 2, 3, 20]),
            "count": self.random.choice([0, 1]),
            "include": self.random.choice([*listed.view.includes, ""]),
        }
        return query | {
            name: value for name, value in beside.items() if value and self.random.random() < 0.5
        }

    def _value(self, listed: Listed, name: str, record: int) -> Any:
        values = self.values[listed.path][name]
        several = {item.name: item.several for item in listed.view.filters.table}[name]
        if several and self.random.random() < 0.5:
            return [values[record], self.random.choice(values)]
        return values[record] if self.random.random() < 0.8 else self.random.choice(values)


def test_shapes_at_random(values: Values, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in both views, with two sets of values, found by a walk of whatever length."""
    drawn, lists, found = Drawn(Random("shapes"), values), both_views(*values), 0
    for _ in range(SHAPES):
        path, names = drawn.shape()
        for listed in lists[path]:
            for step, strides in drawn.random.sample(WALKS, 2):
                monkeypatch.setattr(finding, "STEP", step)
                monkeypatch.setattr(finding, "STRIDES", strides)
                found += listed.check(drawn.query(listed, names)) > 0
    assert found > SHAPES


def test_rows_are_those_of_django(values: Values) -> None:
    for listed in chain(*both_views(*values).values()):
        view = listed.view
        for rows in filter(None, (view.rows, view.rows_of_one)):
            queryset = rows(view.records(listed.full), listed.full).order_by(listed.key)
            assert to_json(Statement(queryset).rows({})) == to_json([*folded(queryset)])


def folded(plain: Any) -> Iterator[Query]:
    """Columns as records, without what is hidden of those that are related, or not there."""
    for row in plain:
        shown: Query = {}
        related: dict[str, Query] = {}
        for name, value in row.items():
            first, dots, rest = name.partition("__")
            if dots:
                related.setdefault(first, {})[rest] = value
            else:
                shown[name] = str(value) if isinstance(value, UUID) else value
        for name, columns in related.items():
            is_there = columns.pop("is_public", True) and columns.get("uid", name) is not None
            shown[name] = next(folded([columns])) if is_there else None
        yield shown
