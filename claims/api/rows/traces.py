"""What is left to be read of a record that is withdrawn or merged: that it was, and why."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claimtrack.db.models import Change
from claimtrack.rest.rows import Row, fetch

from ...models import Claim, Quote, Speaker

WITHDRAWN = "withdrawn"


def readable(path: str = "") -> Q:
    """Quotes or claims that are public, or were and are withdrawn; `path` leads to them."""
    withdrawn = {f"{path}status": WITHDRAWN, f"{path}published_at__isnull": False}
    return Q(**{f"{path}is_public": True}) | Q(**withdrawn)


def withdrawn_at(model: type[Any], key: str = "pk", column: str = "status") -> Subquery:
    """When a record was withdrawn, by its history; NULL where it is not."""
    past = model.history.model.objects.filter(id=OuterRef(key), **{column: WITHDRAWN})
    return Subquery(past.order_by("history_date", "history_id").values("history_date")[:1])


def tombstones(model: type[Quote] | type[Claim]) -> QuerySet[Any]:
    """What was public and is withdrawn: without its words."""
    withdrawn: QuerySet[Any] = model.objects.filter(status=WITHDRAWN, published_at__isnull=False)
    return withdrawn.annotate(withdrawn_at=withdrawn_at(model)).values(
        "uid", "status", "withdrawn_reason", "withdrawn_at"
    )


def tombstone(model: type[Quote] | type[Claim], uid: uuid.UUID) -> Row | None:
    """What is left of one record, None where nothing is."""
    rows = fetch(tombstones(model).filter(uid=uid))
    return rows[0] if rows else None


def link(row: Row, path: str) -> Row:
    """A quote or claim where another record names it, out of the columns of `link_columns`.

    Of a withdrawn one there are no words. Only for rows that are `readable`.
    """
    withdrawn = row.pop(f"{path}_withdrawn_at")
    record = row[path]
    if record["status"] == WITHDRAWN:
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


def survivor(public: QuerySet[Any], uid: uuid.UUID) -> uuid.UUID | None:
    """The uid of the public record into which this one is merged, None where there is none."""
    merged = standing_for(public.model, uid).filter(merged_into__isnull=False)
    found: uuid.UUID | None = public.filter(pk__in=merged).values_list("uid", flat=True).first()
    return found
