"""`changed_since=`: what has changed in a list since a place in the journal, for who keeps a copy.

A copy that follows `next` ends up equal to the list: each page tells of each record once, as it is
by now, and of each that has left the list that it has, and how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Model, QuerySet
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from claimtrack.db.compiled import Slot, Statement, compiled
from claimtrack.db.models import Change, ChangeQuerySet
from claimtrack.db.rows import Row

from .pagination import LARGEST

if TYPE_CHECKING:
    from .views import RecordViewSet

PARAMETER = "changed_since"
CHANGES = ("changed", "withdrawn", "merged", "hidden")
NO_PLACE = "Not a place in the journal: take it from next or X-Changed-Since, or write 0."
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PutBack(APIException):
    """The journal has no such place, or not any more."""

    status_code = 410
    default_code = "put_back"
    default_detail = (
        "The journal has no such place as you see it: the record was put back from a backup, or "
        "you have another view by now. Fetch the whole list, and go on from there."
    )


@dataclass(frozen=True)
class Place:
    """Where in the journal somebody is: after the change of this number.

    `at` tells that change from another that came by its number after the record was put back from
    a backup.
    """

    era: int = 0
    xid: int = 0
    seq: int = 0
    at: int = 0

    def __str__(self) -> str:
        return f"{self.era}.{self.xid}.{self.seq}.{self.at}" if self.seq else "0"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read what `str()` wrote. Raises ValueError for anything else."""
        if text in ("", "0"):
            return cls()
        match = re.fullmatch(r"([0-9]{1,19})\.([0-9]{1,19})\.([0-9]{1,19})\.([0-9]{1,19})", text)
        numbers = [int(number) for number in match.groups()] if match else [0]
        if max(numbers) > LARGEST or not all((numbers[0], numbers[-1])):
            raise ValueError(NO_PLACE)
        return cls(*numbers)

    @classmethod
    def of(cls, row: Row) -> Place:
        """The place of a change."""
        at = (row["at"] - _EPOCH) // timedelta(microseconds=1)
        return cls(row["era"], row["xid"], row["seq"], at)


def label(view: type[RecordViewSet]) -> str:
    """The model of a list, as the journal names it."""
    return str(view.records(False).model._meta.label_lower)


def _seen(full: bool, model: Any) -> ChangeQuerySet:
    changes = Change.objects.served().filter(model=model)
    return changes if full else changes.public()


_COLUMNS = ("era", "xid", "seq", "at", "object_id")


@lru_cache
def _following(vendor: str, full: bool) -> Statement:
    """The changes of a model from a place on, with the one that is there."""
    places = (Slot("era"), Slot("xid"), Slot("seq"))
    return Statement(_seen(full, Slot("model")).beginning_at(*places).values(*_COLUMNS))


@lru_cache
def _last(vendor: str, full: bool) -> Statement:
    return Statement(_seen(full, Slot("model")).reverse().values(*_COLUMNS))


def place_now(view: type[RecordViewSet], full: bool) -> Place:
    """Where the journal of this list ends. To be asked before the list is read."""
    rows = _last(connection.vendor, full).rows({"model": label(view)}, 1)
    return Place.of(rows[0]) if rows else Place()


def changes_since(view: RecordViewSet, request: Request, full: bool) -> Row:
    """The answer: a page of changes after the place that is asked for.

    Raises ValidationError (400) for what is asked amiss, PutBack (410) for a place that is gone.
    """
    place, size, include = _asked(view, request)
    cls = type(view)
    rows = _after(place, label(cls), size + 1, full)
    page, more = rows[:size], len(rows) > size
    latest: dict[int, Row] = {}
    for row in page:
        latest.pop(row["object_id"], None)  # so that the last change decides on the order
        latest[row["object_id"]] = row
    shown = _as_they_are(view, [*latest], full, include)
    gone = _gone(cls, [key for key in latest if key not in shown])
    onward = Place.of(page[-1]) if page else place
    return {
        "next": replace_query_param(request.build_absolute_uri(), PARAMETER, str(onward)),
        "more": more,
        "changes": [_change(row, shown.get(key), gone.get(key)) for key, row in latest.items()],
    }


def _asked(view: RecordViewSet, request: Request) -> tuple[Place, int, str]:
    sent = request.query_params
    paginator, faults = view.paginator, dict[str, Any]()
    beside = {PARAMETER, paginator.size_param, paginator.include_param}
    for name in sent:
        if name not in beside:
            sentence = f"Not together with {PARAMETER}, which tells of the whole list."
            faults[name[:80]] = ErrorDetail(sentence, "unknown_filter")
        elif len(sent.getlist(name)) > 1:
            faults[name] = ErrorDetail("Sent more than once: send one value.", "repeated")
    place = Place()
    try:
        place = Place.parse(sent[PARAMETER])
    except ValueError as error:
        faults[PARAMETER] = str(error)
    try:
        page = paginator.read(request)
    except ValidationError as error:
        faults = {**error.detail, **faults}  # type: ignore[dict-item]
    if faults:
        raise ValidationError(faults)
    return place, page.size, page.include


def _after(place: Place, model: str, most: int, full: bool) -> list[Row]:
    values = {"model": model, "era": place.era, "xid": place.xid, "seq": place.seq}
    found = _following(connection.vendor, full).rows(values, most + 1)
    if not place.seq:
        return found[:most]
    if not found or Place.of(found[0]) != place:
        raise PutBack
    return found[1:]


@lru_cache(64)
def _by_key(vendor: str, view: type[RecordViewSet], full: bool) -> Statement:
    records = view.records(full).filter(pk__any=Slot("keys"))
    return Statement(view.rows(records, full).order_by())


def _as_they_are(view: RecordViewSet, keys: list[int], full: bool, include: str) -> dict[int, Row]:
    """Those of these records that are in the list, as it shows them."""
    rows = _by_key(connection.vendor, type(view), full).rows({"keys": keys})
    found = [row["id"] for row in rows]
    return dict(zip(found, view.dress(rows, full, include), strict=True))


@compiled
def _left(keys: list[int], *, model: type[Model], columns: tuple[str, ...]) -> QuerySet[Any]:
    return model._default_manager.filter(pk__any=keys).values("id", "uid", *columns)


def _gone(view: type[RecordViewSet], keys: list[int]) -> dict[int, Row]:
    """Of records that are not in the list what says how they left it."""
    model = view.records(False).model
    known = {item.attname for item in model._meta.concrete_fields}
    columns = tuple(name for name in ("status", "state", "merged_into_id") if name in known)
    rows = _left(keys, model=model, columns=columns) if keys else []
    return {row["id"]: row for row in rows}


def _change(row: Row, shown: Row | None, left: Mapping[str, Any] | None) -> Row:
    if shown is not None:
        return {"uid": shown["uid"], "change": "changed", "at": row["at"], "record": shown}
    assert left is not None, "nothing that is recorded is deleted"
    if left.get("merged_into_id"):
        how = "merged"
    elif "withdrawn" in (left.get("status"), left.get("state")):
        how = "withdrawn"
    else:
        how = "hidden"
    return {"uid": left["uid"], "change": how, "at": row["at"], "record": None}
