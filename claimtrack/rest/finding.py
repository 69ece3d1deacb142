"""Finding what is asked of a list: by walking it, or by gathering what a filter leaves of it.

A list is walked by its key, where what is looked for is frequent in it. What is rare is gathered
from what the filters name, and put in order. Which of the two it is shows after some steps of the
walk; so no page takes more than these, and the gathering of what is not frequent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual

from claimtrack.db.compiled import Slot, Statement
from claimtrack.db.rows import Row
from claimtrack.db.seeking import Unsought

from .filters import Leaves, Shape, slots
from .pagination import LARGEST, SMALLEST, key_field

STEP = 2_000
"""So far a list is walked before what is looked for is gathered."""
STRIDES = (10 * STEP, 50 * STEP)
"""So much farther it is walked where it shows that enough is to be met."""
MOST_HITS = 5_000
"""PostgreSQL: of so many records with the words each is looked at, if it meets the filters."""
TRIES = 3
"""So often a page is found anew where a writer took away some of it before it was read."""
MOST_SHAPES = 1024
"""So many statements are kept ready: one for each set of filters, direction and view."""
BEYOND = {"gt": GreaterThan, "lt": LessThan}
Key = tuple[str, Any, Shape, str, bool]


class Finding:
    """What is asked of a list, in one of the views."""

    def __init__(self, view: Any, asked: Mapping[str, Any], full: bool) -> None:
        self.view, self.asked, self.full = view, asked, full
        self.shape = view.filters.shape(asked)
        self.key = key_of(view)
        self.leaves = view.filters.leave(asked)
        if self.leaves is None and "q" in asked and connection.vendor == "postgresql":
            self.leaves = Leaves.SOME  # its index of words knows no order

    def rows(self, direction: str, cursor: int | None, limit: int) -> list[Row]:
        """The rows of the list beyond the cursor, from there on, at most `limit`."""
        if self.leaves is None:
            values = {**self.asked, "cursor": cursor}
            return listing(*self._kind(direction)).rows(values, limit)
        for _ in range(TRIES):
            keys = self._found(direction, cursor, limit, STRIDES[:1])
            rows = self.these(keys)
            if len(rows) == len(keys):
                break
        return rows

    def newest(self, most: int, newest: int = LARGEST) -> list[int]:
        """The keys of the list up to this one, the newest first, at most `most`."""
        direction, cursor = ("lt", newest + 1) if newest < LARGEST else ("", None)
        if self.leaves is None:
            values = {**self.asked, "cursor": cursor}
            return self._keys(keys_listed(*self._kind(direction)), values, most)
        return self._found(direction, cursor, most, STRIDES)

    def these(self, keys: Sequence[int]) -> list[Row]:
        """The rows of these keys, in their order."""
        statement = keyed(connection.vendor, self.view, self.full)
        rows = statement.rows({"keys": list(keys)}) if keys else []
        place = {key: number for number, key in enumerate(keys)}
        return sorted(rows, key=lambda row: place[row[self.key]])

    def count(self, most: int) -> int:
        """How many records there are, counted up to `most`."""
        if self.leaves is None:
            counted = keys_listed(*self._kind(""))
            return counted.count(self.asked, most)
        return len(self.newest(most))

    def _found(
        self, direction: str, cursor: int | None, most: int, strides: Sequence[int]
    ) -> list[int]:
        found = None
        if self.leaves is Leaves.SOME:
            found = self._walked(direction, cursor, most, strides)
        return self._gathered(direction, cursor, most) if found is None else found

    def _gathered(self, direction: str, cursor: int | None, limit: int) -> list[int]:
        values, kind = {**self.asked, "cursor": cursor}, self._kind(direction)
        if "q" not in self.asked or connection.vendor == "postgresql":
            hits = self._few_hits() if "q" in self.asked and len(self.asked) > 1 else None
            if hits is None:
                return self._keys(gathering(*kind), values, limit)
            return self._keys(among_hits(*kind), {**values, "keys": hits}, limit) if hits else []
        without = tuple((name, value) for name, value in self.shape if name != "q")
        kind = (connection.vendor, self.view, without, direction, self.full)
        keys = self._keys(gathering(*kind), values, None)
        if not keys:
            return []
        values |= {"keys": keys, "least": min(keys), "most": max(keys)}
        return self._keys(among(self.view, direction), values, limit)

    def _few_hits(self) -> list[int] | None:
        """PostgreSQL: the keys of all that holds the words, where that is not much."""
        found = self._keys(holding(self.view), self.asked, MOST_HITS + 1)
        return found if len(found) <= MOST_HITS else None

    def _walked(
        self, direction: str, cursor: int | None, most: int, strides: Sequence[int]
    ) -> list[int] | None:
        """The keys come by on a walk; None where so many as are wanted are not to be met on it.

        After STEP it goes on for the least of `strides` that should do, by what it has met so far.
        """
        values, stride = {**self.asked, "cursor": cursor}, STEP
        while True:
            stop, is_end = self._edge(direction, cursor, stride)
            walked = keys_walked(*self._kind(direction))
            found = self._keys(walked, {**values, "edge": stop}, most)
            if is_end or len(found) == most:
                return found
            wanted = 1.5 * stride * most / max(1, len(found))
            stride = next((each for each in strides if each > stride and each >= wanted), 0)
            if not stride:
                return None

    def _edge(self, direction: str, cursor: int | None, steps: int) -> tuple[int, bool]:
        """The key so many steps from the cursor, and whether the list ends before it."""
        statement = edge(*self._kind(direction), steps)
        found = self._keys(statement, {**self.asked, "cursor": cursor}, None)
        end = LARGEST if direction == "gt" else SMALLEST
        return (found[0], False) if found else (end, True)

    def _kind(self, direction: str) -> Key:
        return connection.vendor, self.view, self.shape, direction, self.full

    def _keys(
        self, statement: Statement, values: Mapping[str, Any], limit: int | None
    ) -> list[int]:
        return [row[self.key] for row in statement.rows(values, limit)]


@lru_cache(MOST_SHAPES)
def key_of(view: Any) -> str:
    """The column that a view's list goes by."""
    return key_field(view.records(False).model)


@lru_cache(MOST_SHAPES)
def listing(vendor: str, view: Any, shape: Shape, direction: str, full: bool) -> Statement:
    """The statement of a page of a list, from its cursor on."""
    records = _beyond(view, _narrowed(view, shape, full), direction)
    return Statement(_in_order(view, view.rows(records, full), records, direction))


@lru_cache(MOST_SHAPES)
def keys_listed(vendor: str, view: Any, shape: Shape, direction: str, full: bool) -> Statement:
    """As `listing`, the keys alone."""
    records = _beyond(view, _narrowed(view, shape, full), direction)
    return Statement(_in_order(view, records, records, direction).values(key_of(view)))


@lru_cache(MOST_SHAPES)
def keys_walked(vendor: str, view: Any, shape: Shape, direction: str, full: bool) -> Statement:
    """As `keys_listed`, as far as an edge."""
    records = _as_far(view, _beyond(view, _narrowed(view, shape, full), direction), direction)
    keys = _in_order(view, records, records, direction).values(key_of(view))
    return Statement(keys, planned_anew=True)


@lru_cache(MOST_SHAPES)
def edge(vendor: str, view: Any, shape: Shape, direction: str, full: bool, steps: int) -> Statement:
    """The key where a walk of so many steps ends."""
    walked = view.filters.walked(view.records(full).model.objects.all(), slots(shape))
    walked = _beyond(view, walked, direction)
    keys = _in_order(view, walked, walked, direction).values(key_of(view))
    return Statement(keys[steps : steps + 1])


@lru_cache(MOST_SHAPES)
def gathering(vendor: str, view: Any, shape: Shape, direction: str, full: bool) -> Statement:
    """The keys of all that meets the filters, found by these, and then put in order."""
    key = Unsought(F(key_of(view)))
    records = view.filters.apply(view.records(full), slots(shape), full, gathered=True)
    if direction:
        records = records.filter(BEYOND[direction](key, Slot("cursor")))
    order = key.asc() if direction == "gt" else key.desc()
    return Statement(records.order_by(order).values(key_of(view)), planned_anew=True)


@lru_cache(MOST_SHAPES)
def among(view: Any, direction: str) -> Statement:
    """SQLite: those of some keys that hold the words."""
    records = view.records(True).model.objects.all()
    records = records.holding(Slot("q"), among=Slot("keys"))
    key = records.list_key
    records = records.filter(
        GreaterThanOrEqual(key, Slot("least")), LessThanOrEqual(key, Slot("most"))
    )
    return Statement(_in_order(view, records, records, direction).values(key_of(view)))


@lru_cache(MOST_SHAPES)
def holding(view: Any) -> Statement:
    """PostgreSQL: the keys of what holds the words, in no order."""
    found = view.records(True).model.objects.holding(Slot("q"), gathered=True)
    return Statement(found.order_by().values(key_of(view)), planned_anew=True)


@lru_cache(MOST_SHAPES)
def among_hits(vendor: str, view: Any, shape: Shape, direction: str, full: bool) -> Statement:
    """PostgreSQL: those of some keys that meet the filters, but for the words."""
    without = tuple((name, value) for name, value in shape if name != "q")
    records = _beyond(view, _narrowed(view, without, full), direction)
    records = records.filter(**{f"{key_of(view)}__any": Slot("keys")})
    keys = _in_order(view, records, records, direction).values(key_of(view))
    return Statement(keys, planned_anew=True)


@lru_cache(MOST_SHAPES)
def keyed(vendor: str, view: Any, full: bool) -> Statement:
    """The rows of some keys."""
    wanted = {f"{key_of(view)}__any": Slot("keys")}
    return Statement(view.rows(view.records(full).filter(**wanted), full))


def _narrowed(view: Any, shape: Shape, full: bool) -> QuerySet[Any]:
    return view.filters.apply(view.records(full), slots(shape), full)


def _list_key(view: Any, records: QuerySet[Any]) -> Any:
    return getattr(records, "list_key", F(key_of(view)))


def _beyond(view: Any, records: QuerySet[Any], direction: str) -> QuerySet[Any]:
    if not direction:
        return records
    return records.filter(BEYOND[direction](_list_key(view, records), Slot("cursor")))


def _as_far(view: Any, records: QuerySet[Any], direction: str) -> QuerySet[Any]:
    within = LessThan if direction == "gt" else GreaterThan
    return records.filter(within(_list_key(view, records), Slot("edge")))


def _in_order(
    view: Any, rows: QuerySet[Any], records: QuerySet[Any], direction: str
) -> QuerySet[Any]:
    key = _list_key(view, records)
    return rows.order_by(key.asc() if direction == "gt" else key.desc())
