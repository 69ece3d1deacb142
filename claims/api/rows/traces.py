"""What is left to be read of a record that is withdrawn or merged: that it was, and why."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from claimtrack.db.compiled import compiled
from claimtrack.db.models import Change
from claimtrack.db.rows import Row

from ...models import Claim, Quote, Speaker

WITHDRAWN = "withdrawn"


def readable(path: str = "", full: bool = False) -> Q:
    """Quotes or claims that are public, or were and are withdrawn; `path` leads to them."""
    if full:
        return Q()
    withdrawn = {f"{path}status": WITHDRAWN, f"{path}published_at__isnull": False}
    return Q(**{f"{path}is_public": True}) | Q(**withdrawn)


def withdrawn_at(model: type[Any], path: str = "", column: str = "status") -> Case:
    """When a record was withdrawn, by its history; NULL where it is not. `path` leads to it."""
    past = model.history.model.objects.filter(id=OuterRef(f"{path}id"), **{column: WITHDRAWN})
    first = past.order_by("history_date", "history_id").values("history_date")[:1]
    return Case(When(**{f"{path}{column}": WITHDRAWN}, then=Subquery(first)))


@compiled
def tombstones(uid: uuid.UUID, *, model: type[Quote] | type[Claim]) -> QuerySet[Any]:
    """What was public and is withdrawn: without its words."""
    gone = model.objects.filter(status=WITHDRAWN, published_at__isnull=False, uid=uid)
    return gone.annotate(withdrawn_at=withdrawn_at(model)).values(
        "uid", "status", "withdrawn_reason", "withdrawn_at"
    )


def tombstone(model: type[Quote] | type[Claim], uid: uuid.UUID) -> Row | None:
    """What is left of one record, None where nothing is."""
    rows = tombstones(uid, model=model)
    return rows[0] if rows else None


def link(row: Row, path: str, full: bool = False) -> Row:
    """A quote or claim where another record names it, out of the columns of LINK.

    Of a withdrawn one the public view has no words. Only for rows that are `readable`.
    """
    withdrawn = row.pop(f"{path}_withdrawn_at")
    record = row[path]
    if record["status"] == WITHDRAWN:
        if not full:
            record["text"] = None
        return record | {"withdrawn_at": withdrawn}
    return record | {"withdrawn_reason": "", "withdrawn_at": None}


LINK = ("uid", "status", "kind", "text", "withdrawn_reason")


def standing_for(model: type[Speaker] | type[Claim], uid: uuid.UUID) -> QuerySet[Any]:
    """The key of the record that this uid names by now: of the survivor, where it is merged.

    A record that was merged before it was ever public names nothing.
    """
    once_public = Change.objects.of_once_public(model)
    named: QuerySet[Any] = model.objects.filter(Q(merged_into=None) | once_public, uid=uid)
    return named.values_list(Coalesce("merged_into_id", "pk"))


@compiled
def survivors(uid: uuid.UUID, *, model: type[Speaker] | type[Claim], full: bool) -> QuerySet[Any]:
    """The record that is seen and into which this one is merged."""
    merged = model.objects.filter(merged_into__isnull=False, uid=uid)
    if full:
        return model.objects.filter(pk__in=merged.values("merged_into")).values("uid")
    seen = Claim.objects.filter(readable()) if model is Claim else Speaker.objects.public()
    once = merged.filter(Change.objects.of_once_public(model))
    return seen.filter(pk__in=once.values("merged_into")).values("uid")


def survivor(model: type[Speaker] | type[Claim], uid: uuid.UUID, full: bool) -> Any:
    """The uid of the record into which this one is merged, None where there is none to see."""
    rows = survivors(uid, model=model, full=full)
    return rows[0]["uid"] if rows else None
